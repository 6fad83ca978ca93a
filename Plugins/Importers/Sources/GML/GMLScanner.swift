internal import ModuleKit

/// Cuts GML into tokens.
struct GMLScanner {
  enum Token: Equatable {
    /// A key, or a number: anything without blanks, brackets and quotes.
    case word(String)
    /// A quoted text, references resolved.
    case text(String)
    case open
    case close
    case end
  }

  private let lines: SourceLines
  private var offset = 0
  private var line = 1
  private var lineStart = 0
  /// Where the current token begins.
  private(set) var place = SourceLines.Place(line: 1, byte: 0)

  init(_ lines: SourceLines) { self.lines = lines }

  mutating func next() throws(Diagnostic) -> Token {
    skipBlanks()
    place = SourceLines.Place(line: line, byte: offset - lineStart)
    guard offset < lines.bytes.count else { return .end }
    switch lines.bytes[offset] {
    case UInt8(ascii: "["):
      offset += 1
      return .open
    case UInt8(ascii: "]"):
      offset += 1
      return .close
    case UInt8(ascii: "\""): return .text(try quoted())
    default: return .word(word())
    }
  }

  private mutating func skipBlanks() {
    let bytes = lines.bytes
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0B, 0x0C: offset += 1
      case 0x0A, 0x0D: endLine()
      case UInt8(ascii: "#"):
        while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
      default: return
      }
    }
  }

  private mutating func endLine() {
    let isPair =
      lines.bytes[offset] == 0x0D && offset + 1 < lines.bytes.count
      && lines.bytes[offset + 1] == 0x0A
    offset += isPair ? 2 : 1
    line += 1
    lineStart = offset
  }

  private mutating func word() -> String {
    let start = offset
    while offset < lines.bytes.count, !Self.ends(lines.bytes[offset]) { offset += 1 }
    return String(decoding: lines.bytes[start..<offset], as: UTF8.self)
  }

  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09...0x0D, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""): true
    default: false
    }
  }

  private mutating func quoted() throws(Diagnostic) -> String {
    let start = offset + 1
    offset = start
    while true {
      guard offset < lines.bytes.count else {
        throw lines.error(
          "open-quote", "this text is never closed", at: place,
          help: "close it with a quotation mark; inside a text write '&quot;'")
      }
      let byte = lines.bytes[offset]
      if byte == UInt8(ascii: "\"") { break }
      if byte == 0x0A || byte == 0x0D { endLine() } else { offset += 1 }
    }
    offset += 1
    return Entities.decoded(String(decoding: lines.bytes[start..<(offset - 1)], as: UTF8.self))
  }
}
