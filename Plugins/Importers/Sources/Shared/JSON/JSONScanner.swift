internal import ModuleKit

/// Cuts JSON into tokens.
struct JSONScanner {
  enum Token: Equatable {
    case openObject, closeObject, openArray, closeArray, comma, colon
    case text(String)
    case number(String)
    case bool(Bool)
    case null
    case end
  }

  private let bytes: [UInt8]
  private let lines: SourceLines
  private var offset = 0
  private var line = 1
  private var lineStart = 0
  /// Where the current token begins.
  private(set) var place = SourceLines.Place(line: 1, byte: 0)

  init(_ bytes: [UInt8], _ lines: SourceLines) { (self.bytes, self.lines) = (bytes, lines) }

  mutating func next() throws(Diagnostic) -> Token {
    skipBlanks()
    place = here(offset)
    guard offset < bytes.count else { return .end }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return mark(.openObject)
    case UInt8(ascii: "}"): return mark(.closeObject)
    case UInt8(ascii: "["): return mark(.openArray)
    case UInt8(ascii: "]"): return mark(.closeArray)
    case UInt8(ascii: ","): return mark(.comma)
    case UInt8(ascii: ":"): return mark(.colon)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
    default: return try word()
    }
  }

  private func here(_ offset: Int) -> SourceLines.Place {
    SourceLines.Place(line: line, byte: offset - lineStart)
  }

  private mutating func mark(_ token: Token) -> Token {
    offset += 1
    return token
  }

  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09: offset += 1
      case 0x0A, 0x0D:
        let isPair =
          bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
        offset += isPair ? 2 : 1
        line += 1
        lineStart = offset
      default: return
      }
    }
  }

  // MARK: Words and numbers

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// The end of the run of letters and digits at the current place.
  private var wordEnd: Int {
    var end = offset
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    return end
  }

  private mutating func word() throws(Diagnostic) -> Token {
    let end = wordEnd
    let word = String(decoding: bytes[offset..<end], as: UTF8.self)
    offset = end
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "NaN", "Infinity": return .number(word)
    default:
      let sign = String(decoding: bytes[end..<min(bytes.count, end + 4)], as: UTF8.self).prefix(1)
      throw lines.error(
        "bad-json", "'\(word.isEmpty ? sign : word.prefix(40))' is no JSON", at: place,
        help: "texts stand in quotation marks: \"…\"")
    }
  }

  private mutating func number() throws(Diagnostic) -> String {
    let end = wordEnd
    let word = String(decoding: bytes[offset..<end], as: UTF8.self)
    if !Self.isNumber(bytes[offset..<end]), word != "-Infinity" {
      throw lines.error(
        "bad-json", "'\(word.prefix(40))' is no number", at: place,
        help: "JSON writes numbers as in 12, -0.5 and 1e6")
    }
    offset = end
    return word
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = digits(&rest)
    if whole.isEmpty || (whole.count > 1 && whole.first == 0x30) { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if digits(&rest).isEmpty { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      if digits(&rest).isEmpty { return false }
    }
    return rest.isEmpty
  }

  // MARK: Texts

  private mutating func text() throws(Diagnostic) -> String {
    offset += 1
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return String(decoding: bytes[start..<(offset - 1)], as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") { return try escapedText(from: start) }
      if byte < 0x20 { throw controlCharacter() }
      offset += 1
    }
    throw openQuote()
  }

  /// A text in which the current byte is the first backslash.
  private mutating func escapedText(from start: Int) throws(Diagnostic) -> String {
    var text = Array(bytes[start..<offset])
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x20 { throw controlCharacter() }
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      default: text.append(byte)
      }
    }
    throw openQuote()
  }

  private mutating func escape(into text: inout [UInt8]) throws(Diagnostic) {
    guard offset < bytes.count else { throw openQuote() }
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try character()
      text.append(contentsOf: String(scalar).utf8)
    default: throw badEscape(at: offset - 2)
    }
  }

  /// The character that `\uXXXX`, or a pair of these, stands for.
  private mutating func character() throws(Diagnostic) -> Unicode.Scalar {
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let isFirstHalf = unit < 0xDC00
    if isFirstHalf, offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
      bytes[offset + 1] == UInt8(ascii: "u")
    {
      let before = offset
      offset += 2
      let second = try codeUnit()
      if (0xDC00...0xDFFF).contains(second) {
        let value = 0x10000 + (UInt32(unit - 0xD800) << 10) + UInt32(second - 0xDC00)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
      }
      offset = before
    }
    return "\u{FFFD}"
  }

  /// Four hexadecimal digits.
  private mutating func codeUnit() throws(Diagnostic) -> UInt16 {
    var unit: UInt16 = 0
    let start = offset
    for index in start..<(start + 4) {
      guard index < bytes.count, let digit = Self.hexDigit(bytes[index]) else {
        throw badEscape(at: start - 2)
      }
      unit = unit << 4 | digit
    }
    offset = start + 4
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46: UInt16(byte - 0x41 + 10)
    case 0x61...0x66: UInt16(byte - 0x61 + 10)
    default: nil
    }
  }

  // MARK: Mistakes

  private func openQuote() -> Diagnostic {
    lines.error(
      "open-quote", "this text is never closed", at: place,
      help: "close it with a quotation mark; or the file was cut off")
  }

  private func controlCharacter() -> Diagnostic {
    let byte = bytes[offset]
    if byte == 0x0A || byte == 0x0D {
      return lines.error(
        "open-quote", "this text is not closed on its line", at: place,
        help: "close it with a quotation mark; a line break inside a text is written '\\n'")
    }
    return lines.error(
      "bad-json", "a control character inside a text", at: here(offset),
      help: "write it as '\\t' or '\\u00XX'")
  }

  private func badEscape(at offset: Int) -> Diagnostic {
    lines.error(
      "bad-json", "this backslash stands for nothing", at: here(offset),
      help: "write a backslash as '\\\\', a character as '\\u' and four digits")
  }
}
