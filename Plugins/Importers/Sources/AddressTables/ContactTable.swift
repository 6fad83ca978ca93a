internal import ModuleKit

/// A table of contacts as a program exports it: rows of texts under a header that may stand below a note.
struct ContactTable {
  struct Row {
    let line: Int
    fileprivate let cells: [String]
    fileprivate let columns: [String: [Int]]

    /// The cell in a column, without blanks at its ends; empty where the row is too short.
    subscript(column: Int) -> String { column < cells.count ? cells[column].trimmed : "" }

    /// The first value under any of `names`, which are in small letters; nil when it is blank.
    func first(_ names: String...) -> String? { values(names).first }

    /// All values under `names`, in their order, without blanks.
    func values(_ names: [String]) -> [String] {
      names.flatMap { columns[$0] ?? [] }.filter { $0 < cells.count }
        .map { cells[$0].trimmed }.filter { !$0.isEmpty }
    }

    var isBlank: Bool { cells.allSatisfy { $0.trimmed.isEmpty } }
  }

  let file: String
  /// In small letters, without blanks at the ends.
  let header: [String]
  /// The same as written.
  let columns: [String]
  let headerLine: Int
  private(set) var rows: [Row] = []
  private(set) var rejections: [LedgerEntry.Rejection] = []
  let notes: [String]

  /// How many lines may stand above the header.
  private static let longestPreamble = 30

  /// - Parameters:
  ///   - isHeader: whether cells, in small letters, name the columns of such a table.
  ///   - expected: what the file should be, for the message.
  init(
    _ input: InputFile, encoding: TextEncoding, expected: String,
    isHeader: (Set<String>) -> Bool
  ) throws(Diagnostic) {
    let source = try TextSource(input, encoding: encoding)
    var bytes: [UInt8] = []
    try source.append(0..<source.size, to: &bytes)
    // Told here, where a place can be.
    _ = try DecodedText(bytes, encoding: .utf8, file: input.name)
    file = input.name
    guard let found = Self.header(bytes, isHeader) else {
      throw Diagnostic(
        "wrong-table", "there is no header of \(expected) in the first lines",
        at: .init(
          file: input.name, span: SourceSpan(.init(line: 1, column: 1), .init(line: 1, column: 1))),
        help: "choose the file as it was exported, or 'import.table' for a table of another kind",
        excerpt: String(
          decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(400), as: UTF8.self))
    }
    (header, columns) = (found.names.map { $0.lowercased() }, found.names)
    headerLine = found.scanner.line
    notes = ["\(source.encoding), delimiter: \(found.dialect.name)"]
    try readRows(bytes, found, source)
  }

  private struct Header {
    let dialect: CSVDialect
    var scanner: CSVScanner
    let names: [String]
  }

  /// The first record that is a header, by the delimiter under which there is one.
  private static func header(_ bytes: [UInt8], _ isHeader: (Set<String>) -> Bool) -> Header? {
    for delimiter in CSVDetection.candidates {
      let dialect = CSVDialect(delimiter: .byte(delimiter))
      var scanner = CSVScanner(dialect)
      records: for _ in 0..<longestPreamble {
        switch scanner.next(bytes.span, isWhole: true) {
        case .passed: continue
        case .record:
          let names = scanner.cells.map { $0.text(in: bytes).trimmed }
          if isHeader(Set(names.map { $0.lowercased() })) {
            return Header(dialect: dialect, scanner: scanner, names: names)
          }
        default: break records
        }
      }
    }
    return nil
  }

  private mutating func readRows(
    _ bytes: [UInt8], _ header: Header, _ source: TextSource
  ) throws(Diagnostic) {
    var scanner = header.scanner
    var columns: [String: [Int]] = [:]
    for (index, name) in self.header.enumerated() { columns[name, default: []].append(index) }
    while true {
      switch scanner.next(bytes.span, isWhole: true) {
      case .passed: continue
      case .end, .unfinished: return
      case .openQuote: throw CSVTable.openQuote(scanner.openQuote, source)
      case .record:
        if scanner.isBadlyQuoted {
          rejections.append(
            .init(
              line: scanner.line, reason: "bad-quotes",
              detail: "text stands behind a closing quotation mark"))
        } else if scanner.cells.count > header.names.count {
          rejections.append(
            .init(
              line: scanner.line, reason: "wrong-cell-count",
              detail: "\(scanner.cells.count) cells instead of \(header.names.count)"))
        } else {
          // Programs leave out empty cells at the end.
          rows.append(
            Row(
              line: scanner.line, cells: scanner.cells.map { $0.text(in: bytes) }, columns: columns)
          )
        }
      }
    }
  }

  /// How many rows there were below the header.
  var read: Int { rows.count + rejections.count }
}
