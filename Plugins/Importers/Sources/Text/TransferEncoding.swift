// RFC 2045, sections 6.7 and 6.8.

/// How bytes are written in mails and address books that carry plain letters only.
enum TransferEncoding {
  /// Resolves `=C3=A9`; a soft line break (`=` at the end of a line) joins. What is no escape stays.
  static func quotedPrintable(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    let bytes = Array(bytes)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "=") {
        if index + 2 < bytes.count, let high = hex(bytes[index + 1]),
          let low = hex(bytes[index + 2])
        {
          result.append(high << 4 | low)
          index += 3
          continue
        }
        if let end = softBreak(bytes, index + 1) {
          index = end
          continue
        }
      }
      result.append(byte)
      index += 1
    }
    return result
  }

  /// Behind the line end at `index`, blanks before it included; nil when there is none.
  private static func softBreak(_ bytes: [UInt8], _ start: Int) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    if index == bytes.count { return index }
    if bytes[index] == 0x0D {
      return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
    }
    return bytes[index] == 0x0A ? index + 1 : nil
  }

  /// The bytes that Base64 stands for; blanks are passed over, anything after `=` is not looked at.
  static func base64(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for byte in text {
      if byte == UInt8(ascii: "=") { break }
      if byte <= 0x20 { continue }
      guard let value = sixBits(byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  private static func sixBits(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
