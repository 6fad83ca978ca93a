/// Goes through a text line by line and cuts lines into words at blanks.
///
/// Words are handed out one by one: a line may hold the whole file.
struct WordLines {
  let lines: SourceLines
  private var offset = 0
  /// The number of the current line, from 1; 0 before the first.
  private(set) var line = 0
  private var lineStart = 0
  private var wordStart = 0

  init(_ lines: SourceLines) { self.lines = lines }

  /// Where the current word begins, or the line before its first word.
  var place: SourceLines.Place {
    SourceLines.Place(line: max(1, line), byte: wordStart - lineStart)
  }

  /// Moves to the next line; false at the end of the text.
  mutating func nextLine() -> Bool {
    let bytes = lines.bytes
    if line > 0 {
      while offset < bytes.count, !Self.isLineEnd(bytes[offset]) { offset += 1 }
      if offset < bytes.count {
        let isPair =
          bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
        offset += isPair ? 2 : 1
      }
    }
    guard offset < bytes.count else { return false }
    line += 1
    (lineStart, wordStart) = (offset, offset)
    return true
  }

  /// The first byte of the rest of the line that is no blank; nil when nothing is left.
  var nextByte: UInt8? {
    let bytes = lines.bytes
    var index = offset
    while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
    return index < bytes.count && !Self.isLineEnd(bytes[index]) ? bytes[index] : nil
  }

  /// The next word of the line; nil at its end.
  mutating func nextWord() -> Range<Int>? {
    let bytes = lines.bytes
    while offset < bytes.count, Self.isBlank(bytes[offset]) { offset += 1 }
    guard offset < bytes.count, !Self.isLineEnd(bytes[offset]) else { return nil }
    wordStart = offset
    while offset < bytes.count, !Self.isBlank(bytes[offset]), !Self.isLineEnd(bytes[offset]) {
      offset += 1
    }
    return wordStart..<offset
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  // MARK: Words

  func text(_ word: Range<Int>) -> String {
    String(decoding: lines.bytes[word], as: UTF8.self)
  }

  /// The whole number that a word is; nil when it is none.
  func integer(_ word: Range<Int>) -> Int? {
    // Ends of millions of edges come this way: no text is made of their digits.
    if word.count > 18 { return Int(text(word)) }
    var value = 0
    for byte in lines.bytes[word] {
      guard (0x30...0x39).contains(byte) else { return Int(text(word)) }
      value = 10 * value + Int(byte - 0x30)
    }
    return value
  }
}
