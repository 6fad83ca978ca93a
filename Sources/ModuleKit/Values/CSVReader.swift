/// A small table that a person has edited: CSV as this program writes it, or as a spreadsheet gives it back.
///
/// RFC 4180; UTF-8 with or without a byte order mark; divided by commas, or by semicolons when the header has more of
/// these. The counterpart of ``CSVWriter``; tables of any kind and size are read by `import.csv`.
public struct CSVReader: Sendable {
  public struct Row: Sendable {
    /// Where the row begins, from 1.
    public let line: Int
    public let cells: [String]
  }
  public let header: [String]
  /// Rows without any text are left out.
  public let rows: [Row]
  private let file: String

  /// - Parameter file: the name for messages.
  /// - Throws: `not-utf8`, `empty-table`, `open-quote`.
  public init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    self.file = file
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.problem(
        "not-utf8", "the file is not UTF-8", file, 1, help: "save it as 'CSV UTF-8'")
    }
    var scalars = Array(text.unicodeScalars)
    if scalars.first?.value == 0xFEFF { scalars.removeFirst() }
    let header = scalars.prefix { $0 != "\n" && $0 != "\r" }
    let delimiter: Unicode.Scalar =
      header.count { $0 == ";" } > header.count { $0 == "," } ? ";" : ","
    var rows = try Self.rows(scalars, delimiter, file)
    if rows.isEmpty {
      throw Self.problem("empty-table", "the table is empty", file, 1, help: nil)
    }
    self.header = rows.removeFirst().cells
    self.rows = rows
  }

  private static func rows(
    _ scalars: [Unicode.Scalar], _ delimiter: Unicode.Scalar, _ file: String
  ) throws(Diagnostic) -> [Row] {
    var rows: [Row] = []
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var (line, start) = (1, 1)
    var quoteLine = 0
    var isQuoted = false
    func endRow() {
      cells.append(String(cell))
      cell = String.UnicodeScalarView()
      if cells.contains(where: { !$0.isEmpty }) { rows.append(Row(line: start, cells: cells)) }
      cells = []
    }
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if scalar == "\n" || (scalar == "\r" && next != "\n") { line += 1 }
      if isQuoted {
        if scalar != "\"" {
          cell.append(scalar)
        } else if next == "\"" {
          cell.append("\"")
          index += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"", cell.isEmpty {
        (isQuoted, quoteLine) = (true, line)
      } else if scalar == delimiter {
        cells.append(String(cell))
        cell = String.UnicodeScalarView()
      } else if scalar == "\n" || (scalar == "\r" && next != "\n") {
        endRow()
        start = line
      } else if scalar != "\r" {
        cell.append(scalar)
      }
      index += 1
    }
    if isQuoted {
      throw problem(
        "open-quote", "a quotation mark is never closed", file, quoteLine,
        help: "write quotes inside a cell twice")
    }
    endRow()
    return rows
  }

  private static func problem(
    _ id: String, _ message: String, _ file: String, _ line: Int, help: String?
  ) -> Diagnostic {
    let start = SourcePosition(line: line, column: 1)
    return Diagnostic(
      id, message, at: .init(file: file, span: SourceSpan(start, start)), help: help)
  }

  /// The position of the first column of one of these names, which are in small letters.
  public func column(_ names: String...) -> Int? {
    for name in names {
      if let column = header.firstIndex(where: { $0.lowercased() == name }) { return column }
    }
    return nil
  }

  /// The position of a column that must be there.
  ///
  /// - Throws: `missing-column`.
  public func required(_ name: String) throws(Diagnostic) -> Int {
    if let column = column(name) { return column }
    throw Self.problem(
      "missing-column", "there is no column '\(name)'", file, 1,
      help: Suggestion.help(for: name, among: header, kind: "columns"))
  }
}

extension CSVReader.Row {
  /// The cell of a column, without blanks at its ends; empty where the row is too short or the column unknown.
  public subscript(column: Int?) -> String {
    guard let column, column < cells.count else { return "" }
    let text = cells[column].drop { $0 == " " || $0 == "\t" }
    return String(text.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
