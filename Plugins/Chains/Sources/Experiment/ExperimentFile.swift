internal import Foundation
internal import ModuleKit

/// A table of an experiment, with the columns that the study names or that are usual.
struct ExperimentFile {
  let name: String
  let table: CSVReader
  private let context: StageContext

  /// - Throws: `unreadable-file`, `not-utf8`, `empty-table`, `open-quote`.
  init(_ file: InputFile, parameter: String, _ context: StageContext) throws {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw context.error(
        "unreadable-file", "the file '\(file.name)' cannot be read", parameter: parameter)
    }
    name = file.name
    table = try CSVReader([UInt8](data), file: file.name)
    self.context = context
    if table.rows.isEmpty {
      throw problem(
        "empty-table", "the table has a header and no rows", line: 1,
        help: "an experiment without chains cannot be analysed")
    }
  }

  /// The column that a parameter names, or the first of the usual names; nil when there is none.
  ///
  /// - Throws: `missing-column` for a named one that is not there.
  func column(_ given: String?, _ parameter: String, usual: [String]) throws(Diagnostic) -> Int? {
    guard let given else {
      for name in usual { if let column = table.column(name) { return column } }
      return nil
    }
    if let column = table.header.firstIndex(of: given) ?? table.column(given.lowercased()) {
      return column
    }
    throw context.error(
      "missing-column", "there is no column '\(given)' in '\(name)'", parameter: parameter,
      help: Suggestion.help(for: given, among: table.header, kind: "columns"))
  }

  /// - Throws: `missing-column`.
  func required(_ given: String?, _ parameter: String, usual: [String]) throws(Diagnostic) -> Int {
    if let column = try column(given, parameter, usual: usual) { return column }
    let known = table.header.joined(separator: ", ")
    throw problem(
      "missing-column", "there is no column '\(usual[0])'", line: 1,
      help: "say '\(parameter):' with one of: \(known)")
  }

  /// Whether a row has cells that no column is for, as `1,000` makes of a thousand.
  func hasTooMany(_ row: CSVReader.Row) -> Bool {
    row.cells.dropFirst(table.header.count).contains { !$0.isEmpty }
  }

  func tooMany(_ row: CSVReader.Row) -> Diagnostic {
    problem(
      "too-many-cells", "\(row.cells.count) cells, the header has \(table.header.count)",
      line: row.line, help: "are thousands set apart by commas?")
  }

  func problem(
    _ id: String, _ message: String, line: Int, help: String? = nil
  ) -> Diagnostic {
    let start = SourcePosition(line: line, column: 1)
    return Diagnostic(
      id, message, at: .init(file: name, span: SourceSpan(start, start)), help: help)
  }

  /// Names are compared in Unicode NFC, as ids are.
  static func canonical(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }

  /// A count: digits only; nil for anything else.
  static func count(_ text: String) -> Int? {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }
}
