internal import CIntrinsics
internal import ModuleKit

/// Cuts UTF-8 bytes into records by RFC 4180: quotes hide separators and line breaks.
///
/// The scanner holds places only; the bytes are given to every call, so that a long text can be
/// scanned in pieces. A record that quotes badly is marked, not refused.
struct CSVScanner {
  struct Cell {
    var start: Int
    var end: Int
    /// True when quotes inside are doubled.
    var isEscaped = false
    var range: Range<Int> { start..<end }

    func text(in bytes: [UInt8]) -> String {
      let text = String(decoding: bytes[range], as: UTF8.self)
      return isEscaped ? text.replacing("\"\"", with: "\"") : text
    }
  }

  /// What a call has found.
  enum Step {
    /// A record: see `cells`.
    case record
    /// A line that holds none: blank, or a comment.
    case passed
    /// Nothing: the bytes are used up.
    case end
    /// The bytes end inside a line, and more of them are to come; nothing has been used.
    case unfinished
    /// The bytes end inside quotes that were opened at `openQuote`.
    case openQuote
  }

  private let dialect: CSVDialect
  /// Where the next record begins.
  private(set) var position: Int
  /// The delimiters and line ends among the 64 bytes from `windowStart` on, a bit each.
  private var window: UInt64 = 0
  private var windowStart = Int.min
  /// The line that `position` stands in.
  private(set) var nextLine: Int
  private(set) var cells: [Cell] = []
  /// The line on which the current record begins.
  private(set) var line = 0
  /// What is wrong with the quotes of the current record.
  private(set) var isBadlyQuoted = false
  /// How many lines were passed over as comments.
  private(set) var commentLines = 0
  private(set) var openQuote = (offset: 0, line: 0)

  /// - Parameter line: the number of the line at `position`.
  init(_ dialect: CSVDialect, position: Int = 0, line: Int = 1) {
    (self.dialect, self.position, nextLine) = (dialect, position, line)
  }

  /// Scans one line or record.
  ///
  /// - Parameter isWhole: false when more bytes will follow the last one.
  mutating func next(_ bytes: Span<UInt8>, isWhole: Bool) -> Step {
    guard position < bytes.count else { return isWhole ? .end : .unfinished }
    let (start, startLine) = (position, nextLine)
    line = nextLine
    let step: Step
    if let isComment = ignored(bytes) {
      while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
      step = endLine(bytes, isWhole) ? .passed : .unfinished
      if case .passed = step, isComment { commentLines += 1 }
    } else {
      step = scanRecord(bytes, isWhole)
    }
    if case .unfinished = step { (position, nextLine) = (start, startLine) }
    return step
  }

  private mutating func scanRecord(_ bytes: Span<UInt8>, _ isWhole: Bool) -> Step {
    cells.removeAll(keepingCapacity: true)
    isBadlyQuoted = false
    switch dialect.delimiter {
    case .whiteSpace: scanWords(bytes)
    case .byte(let delimiter):
      guard scanCells(bytes, delimiter) else { return isWhole ? .openQuote : .unfinished }
    }
    return endLine(bytes, isWhole) ? .record : .unfinished
  }

  // MARK: Lines

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Nil when a record begins here; else whether this line is a comment.
  private func ignored(_ bytes: Span<UInt8>) -> Bool? {
    let byte = bytes[position]
    if byte > 0x25 { return nil }
    if isLineEnd(byte) { return false }
    if dialect.comments.contains(byte),
      position + 1 == bytes.count || CSVDetection.followsCommentMark(bytes[position + 1])
    {
      return true
    }
    return (byte == 0x20 || byte == 0x09) && isBlankToEnd(bytes) ? false : nil
  }

  /// A line of blanks only; tabs are cells where the tab is the delimiter.
  private func isBlankToEnd(_ bytes: Span<UInt8>) -> Bool {
    var index = position
    while index < bytes.count, !isLineEnd(bytes[index]) {
      let isBlank = bytes[index] == 0x20 || bytes[index] == 0x09
      if !isBlank || dialect.delimiter == .byte(bytes[index]) { return false }
      index += 1
    }
    return true
  }

  /// Steps over LF, CR, CRLF or the end of the text; false when that cannot be told yet.
  private mutating func endLine(_ bytes: Span<UInt8>, _ isWhole: Bool) -> Bool {
    guard position < bytes.count else { return isWhole }
    if bytes[position] == 0x0D {
      if position + 1 == bytes.count, !isWhole { return false }
      if position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
    }
    position += 1
    nextLine += 1
    return true
  }

  // MARK: Cells

  private mutating func scanWords(_ bytes: Span<UInt8>) {
    while position < bytes.count, !isLineEnd(bytes[position]) {
      if bytes[position] == 0x20 || bytes[position] == 0x09 {
        position += 1
        continue
      }
      let start = position
      while position < bytes.count, bytes[position] > 0x20 || !endsWord(bytes[position]) {
        position += 1
      }
      cells.append(Cell(start: start, end: position))
    }
  }

  private func endsWord(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// - Returns: false when the bytes end inside quotes.
  private mutating func scanCells(_ bytes: Span<UInt8>, _ delimiter: UInt8) -> Bool {
    while true {
      if position < bytes.count, bytes[position] == 0x22 {
        guard scanQuoted(bytes, delimiter) else { return false }
      } else {
        let start = position
        position = endOfCell(bytes, from: start, delimiter)
        cells.append(Cell(start: start, end: position))
      }
      guard position < bytes.count, bytes[position] == delimiter else { return true }
      position += 1
    }
  }

  /// The next delimiter or end of a line; 64 bytes are looked at once, whatever the cells in them.
  @inline(__always)
  private mutating func endOfCell(
    _ bytes: Span<UInt8>, from start: Int, _ delimiter: UInt8
  ) -> Int {
    var index = start
    while true {
      let offset = index &- windowStart
      if offset >= 0, offset < 64 {
        let rest = window >> UInt64(truncatingIfNeeded: offset)
        if rest != 0 { return index + rest.trailingZeroBitCount }
        index = windowStart + 64
      }
      guard index + 64 <= bytes.count else { break }
      window = unsafe bytes.extracting(index..<index + 64).withUnsafeBufferPointer {
        unsafe byte_scan_ends($0.baseAddress, delimiter)
      }
      windowStart = index
    }
    while index < bytes.count, bytes[index] != delimiter, !isLineEnd(bytes[index]) { index += 1 }
    return index
  }

  /// Told when other bytes take the place of those scanned so far.
  mutating func restart() { (position, windowStart) = (0, .min) }

  /// A quoted cell; `position` ends behind it, at a delimiter or the end of the line.
  private mutating func scanQuoted(_ bytes: Span<UInt8>, _ delimiter: UInt8) -> Bool {
    openQuote = (position, nextLine)
    var cell = Cell(start: position + 1, end: position + 1)
    position += 1
    while true {
      guard position < bytes.count else { return false }
      if bytes[position] == 0x22 {
        guard position + 1 < bytes.count, bytes[position + 1] == 0x22 else { break }
        cell.isEscaped = true
        position += 2
      } else if isLineEnd(bytes[position]) {
        _ = endLine(bytes, true)
      } else {
        position += 1
      }
    }
    cell.end = position
    cells.append(cell)
    position += 1
    while position < bytes.count, bytes[position] != delimiter, !isLineEnd(bytes[position]) {
      if bytes[position] != 0x20 { isBadlyQuoted = true }
      position += 1
    }
    return true
  }
}

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
