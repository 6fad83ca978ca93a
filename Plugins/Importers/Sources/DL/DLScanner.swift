internal import ModuleKit

/// Cuts a DL file into words and quoted texts.
struct DLScanner {
  struct Token {
    let text: String
    let isQuoted: Bool
    let place: SourceLines.Place

    /// As a word of the header: in small letters, without the colon at its end.
    var keyword: String {
      if isQuoted { return "" }
      let word = text.lowercased()
      return word.hasSuffix(":") ? String(word.dropLast()) : word
    }
    var hasColon: Bool { !isQuoted && text.hasSuffix(":") }
  }

  /// What divides words beside blanks and commas.
  enum Part {
    /// `=` and `;` too, and a colon ends a word.
    case header
    /// `=` too.
    case labels
    case data
  }

  let lines: SourceLines
  private var offset = 0
  private var line = 1
  private var lineStart = 0
  /// Where the last token began.
  private(set) var place = SourceLines.Place(line: 1, byte: 0)

  init(_ lines: SourceLines) { self.lines = lines }

  /// The next token, on whatever line; nil at the end.
  mutating func next(_ part: Part = .data) throws(Diagnostic) -> Token? {
    while true {
      if let token = try nextInLine(part) { return token }
      guard offset < lines.bytes.count else { return nil }
      endLine()
    }
  }

  /// The next token of the current line; nil at its end.
  mutating func nextInLine(_ part: Part = .data) throws(Diagnostic) -> Token? {
    let bytes = lines.bytes
    while offset < bytes.count, Self.divides(bytes[offset], part) { offset += 1 }
    guard offset < bytes.count, !Self.isLineEnd(bytes[offset]) else { return nil }
    place = SourceLines.Place(line: line, byte: offset - lineStart)
    if bytes[offset] == UInt8(ascii: "\"") { return try quoted() }
    let start = offset
    while offset < bytes.count, !Self.isLineEnd(bytes[offset]), !Self.divides(bytes[offset], part) {
      offset += 1
      if part == .header, bytes[offset - 1] == UInt8(ascii: ":") { break }
    }
    return Token(
      text: String(decoding: bytes[start..<offset], as: UTF8.self), isQuoted: false, place: place)
  }

  /// Passes over what is left of the current line.
  mutating func skipLine() {
    while offset < lines.bytes.count, !Self.isLineEnd(lines.bytes[offset]) { offset += 1 }
  }

  private mutating func quoted() throws(Diagnostic) -> Token {
    let start = offset + 1
    var end = start
    while end < lines.bytes.count, lines.bytes[end] != UInt8(ascii: "\""),
      !Self.isLineEnd(lines.bytes[end])
    {
      end += 1
    }
    guard end < lines.bytes.count, lines.bytes[end] == UInt8(ascii: "\"") else {
      throw lines.error(
        "open-quote", "this label is not closed on its line", at: place,
        help: "close it with a quotation mark")
    }
    offset = end + 1
    return Token(
      text: String(decoding: lines.bytes[start..<end], as: UTF8.self), isQuoted: true,
      place: place)
  }

  private mutating func endLine() {
    let bytes = lines.bytes
    let isPair =
      bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
    offset += isPair ? 2 : 1
    line += 1
    lineStart = offset
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func divides(_ byte: UInt8, _ part: Part) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0B, 0x0C, UInt8(ascii: ","): true
    case UInt8(ascii: "="): part != .data
    case UInt8(ascii: ";"): part == .header
    default: false
    }
  }
}
