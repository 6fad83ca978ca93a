internal import ModuleKit

/// A table in memory: texts without blanks at their ends.
struct ReadTable {
  struct Row: Sendable {
    /// The line of a file, or the number of a row in an answer, from 1.
    var line: Int
    fileprivate let cells: [String]

    /// The cell in a column; empty where the row is too short.
    subscript(column: Int) -> String { column < cells.count ? cells[column] : "" }
  }

  /// The file as the study names it, or what the database is called.
  let name: String
  let columns: [String]
  /// What ``Row/line`` counts.
  let unit: String
  let decimalComma: Bool
  var rows: [Row] = []
  var rejections: [LedgerEntry.Rejection] = []
  var notes: [String]

  var read: Int { rows.count + rejections.count }
}

extension ReadTable {
  /// Reads all rows of a text table.
  init(_ table: CSVTable, decimalComma: Bool, on workers: Workers) throws {
    (name, columns, unit) = (table.file, table.columns, "line")
    self.decimalComma = decimalComma
    notes = [
      "\(table.source.encoding), delimiter: \(table.dialect.name)",
      table.hasHeader ? "header in line \(table.headerLine)" : "no header",
    ]
    let width = table.columns.count
    for stretch in try table.read(on: workers, { _ in RecordTexts(width: width) }) {
      rejections += stretch.inFile(stretch.rows.rejections)
      for var row in stretch.rows.rows {
        row.line += stretch.firstLine - 1
        rows.append(row)
      }
    }
  }

  /// Reads all rows that a query gives.
  ///
  /// - Parameter wanted: the columns that are read.
  init(_ source: any RowSource, name: String, wanted: [Int], on workers: Workers) throws {
    (self.name, columns, unit, decimalComma) = (name, source.columns, "row", false)
    notes = ["columns: " + source.columns.prefix(60).joined(separator: ", ")]
    var isWanted = [Bool](repeating: false, count: source.columns.count)
    for column in wanted { isWanted[column] = true }
    while let cells = try source.next(isWanted) {
      if rows.count & 1023 == 0 { try workers.checkCancelled() }
      rows.append(Row(line: rows.count + 1, cells: cells.map { ($0 ?? "").trimmed }))
    }
    if rows.isEmpty { notes.append("the query gave no rows") }
  }
}

/// The records of a text table as texts.
struct RecordTexts: RowCollecting {
  let width: Int
  private(set) var rows: [ReadTable.Row] = []
  private(set) var rejections: [LedgerEntry.Rejection] = []

  init(width: Int) { self.width = width }

  mutating func take(_ bytes: Span<UInt8>, _ scanner: borrowing CSVScanner) {
    let count = scanner.cells.count
    // Programs leave out empty cells at the end.
    if scanner.isBadlyQuoted || count > width,
      let (reason, detail) = malformed(scanner, width: width)
    {
      rejections.append(.init(line: scanner.line, reason: reason, detail: detail))
      return
    }
    var cells: [String] = []
    cells.reserveCapacity(count)
    for index in 0..<count { cells.append(Self.text(bytes, scanner.cells[index])) }
    rows.append(.init(line: scanner.line, cells: cells))
  }

  private static func text(_ bytes: Span<UInt8>, _ cell: CSVScanner.Cell) -> String {
    let range = Trimming.trimmed(bytes, cell.range)
    if range.isEmpty { return "" }
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count)
    for index in range { plain.append(bytes[index]) }
    let text = String(decoding: plain, as: UTF8.self)
    return cell.isEscaped ? text.replacing("\"\"", with: "\"") : text
  }

  // Texts are copied at once: nothing waits for its bytes.
  mutating func flush(_ bytes: Span<UInt8>) {}
  mutating func finish() {}
}
