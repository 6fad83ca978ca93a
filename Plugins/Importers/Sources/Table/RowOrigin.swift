internal import ModuleKit

/// Where the rows of a table come from.
enum RowOrigin {
  case file(InputFile)
  case sqlite(DatabaseFile, QueryText)
  case postgres(PostgresAddress, QueryText)
}

extension TableImport.Parameters {
  /// Where the rows come from, when the study says so in one way.
  ///
  /// - Parameter place: where a parameter stands; the stage when it is not given.
  func origin(_ place: (String) -> Diagnostic.Location) throws(Diagnostic) -> RowOrigin {
    let origins: [(name: String, isGiven: Bool)] = [
      ("file", file != nil), ("database", database != nil), ("postgres", postgres != nil),
      ("service", service != nil),
    ]
    let given = origins.filter(\.isGiven).map(\.name)
    guard let first = given.first else {
      throw Diagnostic(
        "missing-parameter", "where do the rows come from?", at: place("file"),
        help: "say 'file', or one of 'database', 'postgres' and 'service' with a 'query'")
    }
    if given.count > 1 {
      throw Diagnostic(
        "two-origins", "'\(first)' and '\(given[1])' both say where the rows come from",
        at: place(given[1]), help: "keep one of them")
    }
    if let file {
      if query == nil { return .file(file) }
      throw Diagnostic(
        "unexpected-parameter", "'query' is for databases, not for files", at: place("query"))
    }
    if let name = givenForFiles {
      throw Diagnostic(
        "unexpected-parameter", "'\(name)' is for files, not for databases", at: place(name))
    }
    guard let query else {
      throw Diagnostic(
        "missing-parameter", "'\(first)' needs a 'query'", at: place("query"),
        help: "query: select id, first, last from contacts")
    }
    let text = try QueryText(query, at: place("query"))
    if let database { return .sqlite(database, text) }
    if let service {
      return .postgres(try PostgresAddress(service: service, at: place("service")), text)
    }
    return .postgres(
      try PostgresAddress(variable: postgres ?? "", at: place("postgres")), text)
  }

  /// A parameter that says how a text is to be read.
  private var givenForFiles: String? {
    if delimiter != .auto { return "delimiter" }
    if encoding != .auto { return "encoding" }
    if header != nil { return "header" }
    return decimalComma == nil ? nil : "decimal_comma"
  }
}
