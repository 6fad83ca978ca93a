/// A named table among a study's results: a distribution, a list of merges, a summary.
public struct Table: Sendable, Equatable {
  /// Names the CSV file; snake case.
  public let name: String
  public let title: String
  /// What a row is, with units and conventions.
  public let note: String
  public let rows: Frame

  public init(name: String, title: String, note: String = "", rows: Frame) {
    (self.name, self.title, self.note, self.rows) = (name, title, note, rows)
  }

  /// A table of named values: columns `measure`, `value`, `note`.
  public static func summary(
    name: String, title: String, note: String = "", _ values: [(String, Double, String)]
  ) -> Table {
    var rows = Frame(rowCount: values.count)
    rows.set("measure", .texts(values.map { Optional($0.0) }))
    rows.set("value", .numbers(values.map(\.1)))
    rows.set("note", .texts(values.map { Optional($0.2) }))
    return Table(name: name, title: title, note: note, rows: rows)
  }
}

/// A file that a stage makes: an export or a report.
public struct Document: Sendable, Equatable {
  /// A file name; in a folder of its own where one stage makes many.
  public let path: String
  public let bytes: [UInt8]
  public init(path: String, bytes: [UInt8]) { (self.path, self.bytes) = (path, bytes) }
}
