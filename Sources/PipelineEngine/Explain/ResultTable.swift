internal import ModuleKit

/// A table among the results, read back: as many cells in each row as it has columns.
struct ResultTable {
  let file: String
  let columns: [String]
  let rows: [CSVReader.Row]
  private let reader: CSVReader

  /// - Throws: `wrong-row-length`, and what ``CSVReader`` throws.
  init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    self.file = file
    reader = try CSVReader(bytes, file: file)
    (columns, rows) = (reader.header, reader.rows)
    for row in rows where row.cells.count != columns.count {
      throw problem(
        "wrong-row-length",
        "the row has \(row.cells.count) cell\(row.cells.count == 1 ? "" : "s"), and the table has "
          + "\(columns.count) columns", row)
    }
  }

  /// - Throws: `missing-column`.
  func required(_ column: String) throws(Diagnostic) -> Int { try reader.required(column) }

  /// An error at a row; at the header without one.
  func problem(_ id: String, _ message: String, _ row: CSVReader.Row?, help: String? = nil)
    -> Diagnostic
  {
    let start = SourcePosition(line: row?.line ?? 1, column: 1)
    return Diagnostic(
      id, message, at: .init(file: file, span: SourceSpan(start, start)),
      help: help ?? "run the study again with --no-cache to write the table anew")
  }
}
