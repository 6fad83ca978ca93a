// "The DOT language", https://graphviz.org/doc/info/lang.html

internal import ModuleKit

/// Cuts DOT into tokens.
struct DOTScanner {
  /// An ID of the language: a word, a number, a quoted text or HTML.
  ///
  /// HTML differs from the same text in quotation marks.
  struct Name: Hashable {
    let text: String
    var isHTML = false
  }

  enum Keyword: String { case strict, graph, digraph, subgraph, node, edge }

  enum Token: Equatable {
    case name(Name)
    case keyword(Keyword)
    /// `->` or `--`
    case edge(isArc: Bool)
    case openBrace, closeBrace, openBracket, closeBracket
    case semicolon, comma, colon, equals
    case end
  }

  private let lines: SourceLines
  private var offset = 0
  private var line = 1
  private var lineStart = 0
  /// Where the current token begins.
  private(set) var place = SourceLines.Place(line: 1, byte: 0)

  init(_ lines: SourceLines) { self.lines = lines }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    offset + ahead < lines.bytes.count ? lines.bytes[offset + ahead] : nil
  }

  mutating func next() throws(Diagnostic) -> Token {
    try skipBlanks()
    place = here
    guard let byte = peek() else { return .end }
    switch byte {
    case UInt8(ascii: "{"): return mark(.openBrace)
    case UInt8(ascii: "}"): return mark(.closeBrace)
    case UInt8(ascii: "["): return mark(.openBracket)
    case UInt8(ascii: "]"): return mark(.closeBracket)
    case UInt8(ascii: ";"): return mark(.semicolon)
    case UInt8(ascii: ","): return mark(.comma)
    case UInt8(ascii: ":"): return mark(.colon)
    case UInt8(ascii: "="): return mark(.equals)
    case UInt8(ascii: "\""): return .name(Name(text: try joinedTexts()))
    case UInt8(ascii: "<"): return .name(Name(text: try html(), isHTML: true))
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: ">"): return edge(isArc: true)
    case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): return edge(isArc: false)
    case UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39: return .name(Name(text: try number()))
    default: return try word()
    }
  }

  private var here: SourceLines.Place {
    SourceLines.Place(line: line, byte: offset - lineStart)
  }

  private mutating func mark(_ token: Token) -> Token {
    offset += 1
    return token
  }

  private mutating func edge(isArc: Bool) -> Token {
    offset += 2
    return .edge(isArc: isArc)
  }

  // MARK: Blanks

  private mutating func skipBlanks() throws(Diagnostic) {
    while let byte = peek() {
      switch byte {
      case 0x20, 0x09, 0x0B, 0x0C: offset += 1
      case 0x0A, 0x0D: endLine()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): try skipComment()
      // A line that a preprocessor left.
      case UInt8(ascii: "#") where isAtLineStart: skipLine()
      default: return
      }
    }
  }

  private var isAtLineStart: Bool {
    lines.bytes[lineStart..<offset].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != 0x0A, byte != 0x0D { offset += 1 }
  }

  private mutating func skipComment() throws(Diagnostic) {
    let start = here
    offset += 2
    while let byte = peek() {
      if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        offset += 2
        return
      }
      if byte == 0x0A || byte == 0x0D { endLine() } else { offset += 1 }
    }
    throw lines.error("open-comment", "this comment is never closed", at: start)
  }

  private mutating func endLine() {
    let isPair = peek() == 0x0D && peek(1) == 0x0A
    offset += isPair ? 2 : 1
    line += 1
    lineStart = offset
  }

  // MARK: Words and numbers

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "_"): true
    default: false
    }
  }

  private func text(from start: Int) -> String {
    String(decoding: lines.bytes[start..<offset], as: UTF8.self)
  }

  private mutating func word() throws(Diagnostic) -> Token {
    let start = offset
    while let byte = peek(), Self.isWordByte(byte) { offset += 1 }
    if offset == start {
      offset += 1
      throw lines.error(
        "unexpected-character", "'\(text(from: start))' means nothing here", at: place,
        help: "put names that hold more than letters and digits in quotation marks")
    }
    let word = text(from: start)
    if let keyword = Keyword(rawValue: word.lowercased()) { return .keyword(keyword) }
    return .name(Name(text: word))
  }

  /// `-?(\.[0-9]+|[0-9]+(\.[0-9]*)?)`
  private mutating func number() throws(Diagnostic) -> String {
    let start = offset
    if peek() == UInt8(ascii: "-") { offset += 1 }
    var digits = skipDigits()
    if peek() == UInt8(ascii: ".") {
      offset += 1
      digits += skipDigits()
    }
    let isTooLong = peek().map { Self.isWordByte($0) || $0 == UInt8(ascii: ".") } ?? false
    if digits > 0, !isTooLong { return text(from: start) }
    while let byte = peek(), Self.isWordByte(byte) || byte == UInt8(ascii: ".") { offset += 1 }
    throw lines.error(
      "bad-number", "'\(text(from: start).prefix(40))' is neither a number nor a name", at: place,
      help: "put it in quotation marks")
  }

  private mutating func skipDigits() -> Int {
    let start = offset
    while let byte = peek(), (0x30...0x39).contains(byte) { offset += 1 }
    return offset - start
  }

  // MARK: Texts

  /// One or several quoted texts with `+` between them.
  private mutating func joinedTexts() throws(Diagnostic) -> String {
    var text = try quoted()
    while true {
      let before = (offset, line, lineStart)
      try skipBlanks()
      guard peek() == UInt8(ascii: "+") else {
        (offset, line, lineStart) = before
        return text
      }
      offset += 1
      try skipBlanks()
      guard peek() == UInt8(ascii: "\"") else {
        throw lines.error(
          "unexpected-character", "a text in quotation marks is expected behind '+'", at: here)
      }
      text += try quoted()
    }
  }

  /// A quoted text. Only `\"` and a backslash at the end of a line mean something here; other
  /// escapes are for labels.
  private mutating func quoted() throws(Diagnostic) -> String {
    let start = here
    offset += 1
    var text: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        offset += 1
        guard let next = peek() else { break }
        if next == 0x0A || next == 0x0D {
          endLine()
        } else {
          if next != UInt8(ascii: "\"") { text.append(byte) }
          text.append(next)
          offset += 1
        }
      case 0x0A, 0x0D:
        text.append(0x0A)
        endLine()
      default:
        text.append(byte)
        offset += 1
      }
    }
    throw lines.error(
      "open-quote", "this text is never closed", at: start,
      help: "close it with a quotation mark; inside a text write '\\\"'")
  }

  /// HTML, in which angle brackets pair up, without its outer ones.
  private mutating func html() throws(Diagnostic) -> String {
    let start = here
    offset += 1
    let first = offset
    var depth = 1
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "<") where isHTMLComment:
        try skipHTMLComment(start)
        continue
      case UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: ">"): depth -= 1
      case 0x0A, 0x0D:
        endLine()
        continue
      default: break
      }
      offset += 1
      if depth == 0 {
        return String(decoding: lines.bytes[first..<(offset - 1)], as: UTF8.self)
      }
    }
    throw openHTML(start)
  }

  private var isHTMLComment: Bool {
    peek(1) == UInt8(ascii: "!") && peek(2) == UInt8(ascii: "-") && peek(3) == UInt8(ascii: "-")
  }

  private mutating func skipHTMLComment(_ start: SourceLines.Place) throws(Diagnostic) {
    offset += 4
    while let byte = peek() {
      if byte == UInt8(ascii: "-"), peek(1) == byte, peek(2) == UInt8(ascii: ">") {
        offset += 3
        return
      }
      if byte == 0x0A || byte == 0x0D { endLine() } else { offset += 1 }
    }
    throw openHTML(start)
  }

  private func openHTML(_ start: SourceLines.Place) -> Diagnostic {
    lines.error(
      "open-html", "this HTML is never closed", at: start,
      help: "each '<' needs its '>'; inside texts they are written '&lt;' and '&gt;'")
  }
}
