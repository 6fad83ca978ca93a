// ISO 32000-1 (PDF), W3C Portable Network Graphics (PNG), RFC 1950 and 1952 (zlib and gzip), PKWARE APPNOTE (zip).

internal import CZlib
internal import ModuleKit

/// Texts that a file holds in a form other than its bytes: metadata of pictures, packed streams.
enum PackedTexts {
  static func of(_ bytes: [UInt8]) -> [[UInt8]] {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return png(bytes) }
    if bytes.starts(with: Array("%PDF".utf8)) { return pdf(bytes) }
    if bytes.starts(with: [0x1F, 0x8B]) { return [inflated(bytes[...])] }
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) { return zip(bytes) }
    return []
  }

  /// The chunks that hold texts.
  private static func png(_ bytes: [UInt8]) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    var index = 8
    while index + 12 <= bytes.count {
      let length = bytes[index..<(index + 4)].reduce(0) { $0 << 8 | Int($1) }
      let kind = String(decoding: bytes[(index + 4)..<(index + 8)], as: UTF8.self)
      let start = index + 8
      if length > bytes.count - start { break }
      let content = bytes[start..<(start + length)]
      switch kind {
      case "tEXt", "eXIf": texts.append(latin1(content))
      case "zTXt", "iTXt":
        // Words end where fields do.
        texts.append(content.map { $0 == 0 ? 0x20 : $0 })
        let zero = content.firstIndex(of: 0) ?? content.startIndex
        for skipped in zero..<min(zero + 64, content.endIndex) where content[skipped] == 0x78 {
          let text = inflated(content[skipped...])
          if !text.isEmpty {
            texts.append(kind == "zTXt" ? latin1(text[...]) : text)
            break
          }
        }
      default: break
      }
      index = start + length + 4
    }
    return texts
  }

  /// The files in an archive, and what they hold in turn.
  private static func zip(_ bytes: [UInt8]) -> [[UInt8]] {
    func number(_ place: Int, _ count: Int) -> Int {
      guard place + count <= bytes.count else { return 0 }
      return bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    // The list of files, which tells their sizes, lies at the end.
    let mark: [UInt8] = [0x50, 0x4B, 5, 6]
    guard
      let end = stride(from: bytes.count - 22, through: 0, by: -1).first(where: {
        bytes[$0...].starts(with: mark)
      })
    else { return [] }
    var texts: [[UInt8]] = []
    var entry = number(end + 16, 4)
    while entry + 46 <= bytes.count, bytes[entry...].starts(with: [0x50, 0x4B, 1, 2]) {
      let (isPacked, size) = (number(entry + 10, 2) != 0, number(entry + 20, 4))
      let (name, header) = (number(entry + 28, 2), number(entry + 42, 4))
      texts.append(Array(bytes[(entry + 46)...].prefix(name)))
      let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
      if start <= bytes.count {
        let content = bytes[start...].prefix(size)
        let file = isPacked ? inflated(content, window: -15) : Array(content)
        texts.append(file)
        // A file that is an archive again is packed by nobody who makes slides.
        if !file.starts(with: [0x50, 0x4B]) { texts += of(file) }
      }
      entry += 46 + name + number(entry + 30, 2) + number(entry + 32, 2)
    }
    return texts
  }

  /// Streams unpacked, and all strings as text.
  private static func pdf(_ bytes: [UInt8]) -> [[UInt8]] {
    var texts = [strings(bytes)]
    let word = Array("stream".utf8)
    var index = 0
    while let start = bytes.firstIndex(of: word, from: index) {
      index = start + word.count
      if start >= 3, bytes[(start - 3)..<start].elementsEqual(Array("end".utf8)) { continue }
      var content = index
      while content < bytes.count, [0x0A, 0x0D].contains(bytes[content]) { content += 1 }
      if content + 1 < bytes.count, bytes[content] & 15 == 8 {
        let text = inflated(bytes[content...])
        if !text.isEmpty {
          texts.append(text)
          texts.append(strings(text))
          // A packed stream may hold the word, too.
          index = content
        }
      }
    }
    return texts
  }

  /// What stands between parentheses, and between angles in hexadecimal, one a line.
  private static func strings(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x28 {
        text += decoded(literal(bytes, &index)) + [0x0A]
      } else if byte == 0x3C {
        let digits = bytes[index...].prefix {
          (0x30...0x39).contains($0) || (0x41...0x46).contains($0 & 0xDF)
        }
        if digits.endIndex < bytes.count, bytes[digits.endIndex] == 0x3E {
          text += decoded(hexadecimal(digits)) + [0x0A]
        }
        index += digits.count
      }
    }
    return text
  }

  private static func literal(_ bytes: [UInt8], _ index: inout Int) -> [UInt8] {
    var (result, depth) = ([UInt8](), 1)
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x28: depth += 1
      case 0x29: depth -= 1
      case 0x5C where index < bytes.count:
        let octal = bytes[index...].prefix(3).prefix { (0x30...0x37).contains($0) }
        if octal.isEmpty {
          result.append([0x6E, 0x72, 0x74].contains(bytes[index]) ? 0x20 : bytes[index])
          index += 1
        } else {
          result.append(UInt8(truncatingIfNeeded: octal.reduce(0) { $0 * 8 + Int($1) - 0x30 }))
          index += octal.count
        }
        continue
      default: break
      }
      if depth == 0 { break }
      result.append(byte)
    }
    return result
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> [UInt8] {
    let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    if values.count < digits.count { return [] }
    return stride(from: 0, to: values.count - 1, by: 2).map {
      UInt8(values[$0] << 4 | values[$0 + 1])
    }
  }

  /// UTF-16 with its mark, else one byte a character.
  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.starts(with: [0xFE, 0xFF]) else { return latin1(bytes[...]) }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func latin1(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.flatMap { $0 < 0x80 ? [$0 == 0 ? 0x20 : $0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
  }

  /// As much as can be unpacked, at most a gigabyte; empty when it is not packed.
  ///
  /// - Parameter window: 32 more than its bits ask for any of the two headers, less than 0 for none.
  private static func inflated(_ packed: ArraySlice<UInt8>, window: Int32 = 15 + 32) -> [UInt8] {
    var stream = unsafe z_stream()
    guard
      unsafe inflateInit2_(
        &stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return [] }
    defer { _ = unsafe inflateEnd(&stream) }
    var (input, result) = (packed, [UInt8]())
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(min(input.count, 1 << 30))
      var status = Z_OK
      while status == Z_OK, result.count < 1 << 30 {
        result += unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { output, count in
          unsafe stream.next_out = output.baseAddress
          unsafe stream.avail_out = 1 << 16
          status = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
          count = unsafe (1 << 16) - Int(stream.avail_out)
        }
      }
    }
    return result
  }
}

extension [UInt8] {
  fileprivate func firstIndex(of word: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + word.count <= count {
      guard let next = self[index...].firstIndex(of: word[0]) else { return nil }
      if self[next...].starts(with: word) { return next }
      index = next + 1
    }
    return nil
  }
}
