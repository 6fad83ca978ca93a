/// The texts that a reader of a file may see in it, bytes in the places that they have in the file.
///
/// What an escape or a tag leaves over is filled with zeros, which no word ends at.
enum Readings {
  static func of(_ bytes: [UInt8]) -> [[UInt8]] {
    var readings = [bytes]
    let isCard = bytes.starts(with: Array("BEGIN:VCARD".utf8))
    let plain = isCard ? unfolded(bytes) : bytes
    if isCard || bytes.contains(where: { $0 == 0x5C || $0 == 0x26 || $0 == 0x25 }) {
      readings.append(unescaped(plain))
    }
    if let text = withoutTags(plain) { readings.append(unescaped(text)) }
    return readings
  }

  /// Lines of a vCard go on behind a break and a blank.
  private static func unfolded(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for index in bytes.indices.dropLast() where bytes[index] == 0x0A {
      if bytes[index + 1] == 0x20 || bytes[index + 1] == 0x09 {
        (result[index], result[index + 1]) = (0, 0)
        if index > 0, bytes[index - 1] == 0x0D { result[index - 1] = 0 }
      }
    }
    return result
  }

  /// Without what stands between `<` and `>`; nil when there are no tags.
  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8]? {
    var result = bytes
    var (index, found) = (0, false)
    while let open = bytes[index...].firstIndex(of: 0x3C) {
      index = open + 1
      guard index < bytes.count else { break }
      let next = bytes[index]
      let isTag = (0x41...0x5A).contains(next & 0xDF) || [0x2F, 0x21, 0x3F].contains(next)
      if !isTag { continue }
      guard let close = bytes[index...].firstIndex(where: { $0 == 0x3E || $0 == 0x3C }) else {
        break
      }
      // What begins a label of DOT is no tag.
      if bytes[close] == 0x3C { continue }
      found = true
      result[open] = 0x20
      for place in index...close { result[place] = 0 }
      index = close + 1
    }
    return found ? result : nil
  }

  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var index = 0
    while index < bytes.count {
      let length =
        switch bytes[index] {
        case 0x5C: backslash(bytes, index, &result)
        case 0x26: entity(bytes, index, &result)
        case 0x25: percent(bytes, index, &result)
        default: 1
        }
      index += length
    }
    return result
  }

  private static func put(
    _ scalar: UInt32, _ bytes: inout [UInt8], at index: Int, length: Int
  ) -> Int {
    let utf8 = Unicode.Scalar(scalar).map { Array(String($0).utf8) } ?? [0x20]
    if utf8.count > length { return 1 }
    for place in 0..<length { bytes[index + place] = place < utf8.count ? utf8[place] : 0 }
    return length
  }

  private static func hex(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32? {
    if range.upperBound > bytes.count || range.isEmpty { return nil }
    var value: UInt32 = 0
    for byte in bytes[range] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }

  /// `\n`, `\"`, `\u00e9`, and `\351` as PDF has it.
  private static func backslash(_ bytes: [UInt8], _ index: Int, _ result: inout [UInt8]) -> Int {
    guard index + 1 < bytes.count else { return 1 }
    switch bytes[index + 1] {
    case UInt8(ascii: "u"):
      guard let first = hex(bytes, (index + 2)..<(index + 6)) else { break }
      if (0xD800...0xDBFF).contains(first), bytes[(index + 6)...].starts(with: [0x5C, 0x75]),
        let second = hex(bytes, (index + 8)..<(index + 12)), (0xDC00...0xDFFF).contains(second)
      {
        let scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        return put(scalar, &result, at: index, length: 12)
      }
      return put(first, &result, at: index, length: 6)
    case 0x30...0x33 where index + 3 < bytes.count:
      let digits = bytes[(index + 1)...(index + 3)].map { UInt32($0) &- 0x30 }
      if digits.contains(where: { $0 > 7 }) { break }
      return put(digits[0] << 6 | digits[1] << 3 | digits[2], &result, at: index, length: 4)
    case 0x6E, 0x72, 0x74, 0x6C, 0x62, 0x66, 0x4E, 0x47:
      // Breaks of lines in JSON, DOT and vCard.
      (result[index], result[index + 1]) = (0x20, 0)
      return 2
    default: break
    }
    // The character behind stands for itself; a broken line goes on.
    result[index] = 0
    if bytes[index + 1] == 0x0A { result[index + 1] = 0 }
    return 2
  }

  private static let names: [(name: [UInt8], scalar: UInt32)] = [
    ("amp", 0x26), ("lt", 0x3C), ("gt", 0x3E), ("quot", 0x22), ("apos", 0x27), ("nbsp", 0x20),
  ].map { (Array($0.0.utf8), $0.1) }

  /// `&#233;`, `&#xe9;`, `&amp;`
  private static func entity(_ bytes: [UInt8], _ index: Int, _ result: inout [UInt8]) -> Int {
    let near = bytes[(index + 1)..<min(index + 12, bytes.count)]
    guard let end = near.firstIndex(of: 0x3B), end > index + 1 else { return 1 }
    let length = end - index + 1
    if bytes[index + 1] == 0x23 {
      let isHex = bytes[index + 2] | 0x20 == 0x78
      let digits = (index + (isHex ? 3 : 2))..<max(index + (isHex ? 3 : 2), end)
      let value =
        isHex ? hex(bytes, digits) : UInt32(String(decoding: bytes[digits], as: UTF8.self))
      return value.map { put($0, &result, at: index, length: length) } ?? 1
    }
    guard let named = names.first(where: { near.prefix(length - 2).elementsEqual($0.name) }) else {
      return 1
    }
    return put(named.scalar, &result, at: index, length: length)
  }

  /// `%40` in addresses.
  private static func percent(_ bytes: [UInt8], _ index: Int, _ result: inout [UInt8]) -> Int {
    guard let value = hex(bytes, (index + 1)..<(index + 3)) else { return 1 }
    (result[index], result[index + 1], result[index + 2]) = (UInt8(value), 0, 0)
    return 3
  }
}
