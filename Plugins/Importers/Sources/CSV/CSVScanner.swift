internal import ModuleKit

/// How the cells of a text table are told apart.
struct CSVDialect: Equatable {
  enum Delimiter: Equatable {
    case byte(UInt8)
    /// Any run of blanks and tabs.
    case whiteSpace
  }
  var delimiter: Delimiter
  /// Lines that begin with one of these and a blank are comments; `#metoo` is somebody's name.
  var comments: [UInt8] = []
  /// The length of a first line `sep=;`, by which spreadsheets tell each other the delimiter.
  var preamble = 0

  var name: String {
    switch delimiter {
    case .whiteSpace: "white space"
    case .byte(0x2C): "comma"
    case .byte(0x3B): "semicolon"
    case .byte(0x09): "tab"
    case .byte(0x7C): "vertical bar"
    case .byte(let byte): "'\(Character(UnicodeScalar(byte)))'"
    }
  }
}

/// Cuts UTF-8 bytes into records by RFC 4180: quotes hide separators and line breaks.
///
/// The cells of the current record are `cells`; a record that quotes badly is marked, not refused.
struct CSVScanner {
  struct Cell {
    let range: Range<Int>
    /// True when quotes inside are doubled.
    let isEscaped: Bool
  }

  let bytes: [UInt8]
  private let dialect: CSVDialect
  private let file: String
  private var position = 0
  private var nextLine = 1
  private(set) var cells: [Cell] = []
  /// The line on which the current record begins, from 1.
  private(set) var line = 0
  /// What is wrong with the quotes of the current record.
  private(set) var isBadlyQuoted = false
  /// How many lines were passed over as comments.
  private(set) var commentLines = 0

  init(_ bytes: [UInt8], _ dialect: CSVDialect, file: String) {
    (self.bytes, self.dialect, self.file) = (bytes, dialect, file)
    if dialect.preamble > 0 {
      position = dialect.preamble
      endLine()
    }
  }

  func text(_ index: Int) -> String {
    let cell = cells[index]
    let text = String(decoding: bytes[cell.range], as: UTF8.self)
    return cell.isEscaped ? text.replacing("\"\"", with: "\"") : text
  }

  var texts: [String] { cells.indices.map(text) }

  /// Reads the next record, passing over blank lines and comments; false at the end.
  mutating func next() throws(Diagnostic) -> Bool {
    skipIgnorable()
    guard position < bytes.count else { return false }
    cells.removeAll(keepingCapacity: true)
    isBadlyQuoted = false
    line = nextLine
    switch dialect.delimiter {
    case .whiteSpace: scanWords()
    case .byte(let delimiter): try scanCells(delimiter)
    }
    return true
  }

  private mutating func skipIgnorable() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x0A || byte == 0x0D {
        endLine()
      } else if isComment() {
        commentLines += 1
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
          position += 1
        }
      } else if (byte == 0x20 || byte == 0x09), isBlankToEnd() {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
          position += 1
        }
      } else {
        return
      }
    }
  }

  /// A mark of comments with a blank, another mark or nothing behind it.
  private func isComment() -> Bool {
    guard dialect.comments.contains(bytes[position]) else { return false }
    return position + 1 == bytes.count
      || CSVDetection.followsCommentMark(bytes[position + 1])
  }

  /// A line of blanks only; tabs are cells where the tab is the delimiter.
  private func isBlankToEnd() -> Bool {
    var index = position
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      let isBlank = bytes[index] == 0x20 || bytes[index] == 0x09
      if !isBlank || dialect.delimiter == .byte(bytes[index]) { return false }
      index += 1
    }
    return true
  }

  /// Steps over LF, CR or CRLF.
  private mutating func endLine() {
    guard position < bytes.count else { return }
    if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
      position += 1
    }
    position += 1
    nextLine += 1
  }

  private mutating func scanWords() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x0A || byte == 0x0D { break }
      if byte == 0x20 || byte == 0x09 {
        position += 1
        continue
      }
      let start = position
      while position < bytes.count, ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
        position += 1
      }
      cells.append(Cell(range: start..<position, isEscaped: false))
    }
    endLine()
  }

  private mutating func scanCells(_ delimiter: UInt8) throws(Diagnostic) {
    while true {
      if position < bytes.count, bytes[position] == 0x22 {
        try scanQuoted()
      } else {
        let start = position
        while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A,
          bytes[position] != 0x0D
        { position += 1 }
        cells.append(Cell(range: start..<position, isEscaped: false))
      }
      guard position < bytes.count, bytes[position] == delimiter else { break }
      position += 1
    }
    endLine()
  }

  /// A quoted cell; `position` ends behind it, at a delimiter or the end of the line.
  private mutating func scanQuoted() throws(Diagnostic) {
    let opening = position
    let openingLine = nextLine
    var isEscaped = false
    position += 1
    while true {
      guard position < bytes.count else { throw openQuote(at: opening, line: openingLine) }
      if bytes[position] == 0x22 {
        guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { break }
        isEscaped = true
        position += 2
      } else if bytes[position] == 0x0A || bytes[position] == 0x0D {
        endLine()
      } else {
        position += 1
      }
    }
    cells.append(Cell(range: (opening + 1)..<position, isEscaped: isEscaped))
    position += 1
    guard case .byte(let delimiter) = dialect.delimiter else { return }
    while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A,
      bytes[position] != 0x0D
    {
      if bytes[position] != 0x20 { isBadlyQuoted = true }
      position += 1
    }
  }

  private func openQuote(at offset: Int, line: Int) -> Diagnostic {
    let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
    let before = String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.count
    let place = SourcePosition(line: line, column: before + 1)
    return Diagnostic(
      "open-quote", "this quotation mark is never closed",
      at: .init(file: file, span: SourceSpan(place, place)),
      help: "close it, or double it if it belongs to the text",
      excerpt: String(decoding: bytes[start..<min(end, start + 2000)], as: UTF8.self))
  }
}
