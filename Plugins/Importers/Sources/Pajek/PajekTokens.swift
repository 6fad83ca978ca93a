internal import ModuleKit

/// Goes through a Pajek file line by line and cuts each into words and quoted texts.
struct PajekLines {
  struct Token {
    let text: String
    let isQuoted: Bool
    let place: SourceLines.Place
  }

  let lines: SourceLines
  private var offset = 0
  private var nextLine = 1
  /// The number of the current line.
  private(set) var line = 0
  private(set) var tokens: [Token] = []

  init(_ lines: SourceLines) { self.lines = lines }

  /// The first place of the current line.
  var place: SourceLines.Place {
    tokens.first?.place ?? SourceLines.Place(line: max(1, line), byte: 0)
  }

  /// Moves to the next line that is neither blank nor a comment; false at the end.
  mutating func next() throws(Diagnostic) -> Bool {
    let bytes = lines.bytes
    while offset < bytes.count {
      line = nextLine
      let start = offset
      while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
      let range = start..<offset
      if offset < bytes.count {
        let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
        offset += isPair ? 2 : 1
      }
      nextLine += 1
      try cut(range)
      if let first = tokens.first, first.isQuoted || !first.text.hasPrefix("%") { return true }
    }
    tokens = []
    return false
  }

  private mutating func cut(_ range: Range<Int>) throws(Diagnostic) {
    tokens.removeAll(keepingCapacity: true)
    let bytes = lines.bytes
    var index = range.lowerBound
    while index < range.upperBound {
      if Self.isBlank(bytes[index]) {
        index += 1
        continue
      }
      let place = SourceLines.Place(line: line, byte: index - range.lowerBound)
      let start = index
      if bytes[index] == UInt8(ascii: "%"), tokens.isEmpty {
        tokens.append(Token(text: "%", isQuoted: false, place: place))
        return
      }
      if bytes[index] == UInt8(ascii: "\"") {
        guard let end = bytes[(index + 1)..<range.upperBound].firstIndex(of: UInt8(ascii: "\""))
        else {
          throw lines.error(
            "open-quote", "this label is not closed on its line", at: place,
            help: "close it with a quotation mark")
        }
        tokens.append(
          Token(
            text: String(decoding: bytes[(start + 1)..<end], as: UTF8.self), isQuoted: true,
            place: place))
        index = end + 1
      } else {
        while index < range.upperBound, !Self.isBlank(bytes[index]) { index += 1 }
        tokens.append(
          Token(
            text: String(decoding: bytes[start..<index], as: UTF8.self), isQuoted: false,
            place: place))
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C
  }
}
