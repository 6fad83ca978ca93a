internal import ModuleKit

/// Which columns of a table are what.
struct TableLayout {
  struct Part {
    let name: String
    let columns: [Int]
  }

  /// Columns that tell rows apart where the study names none. A name is no id: two people may bear one.
  static let idNames = ["id", "key", "rec_id", "record_id", "uid", "uuid"]
  /// Columns that every network of people has, and what they are.
  private static let reserved = [
    "id": "the name of a node", "key": "the id in the table",
    Provenance.column: "where a row stands",
  ]

  /// Nil for a table without ids.
  let id: Int?
  let name: [Int]
  let fields: [(field: ContactField, columns: [Int])]
  let attributes: [Part]
  let ties: [Part]
  /// For the ledger.
  let notes: [String]

  /// - Parameters:
  ///   - columns: of the table.
  ///   - table: what messages call it.
  ///   - place: where a parameter stands.
  init(
    _ columns: [String], of table: String, _ parameters: TableImport.Parameters,
    _ place: (String) -> Diagnostic.Location
  ) throws(Diagnostics) {
    var header = TableHeader(columns, of: table)
    var notes: [String] = []
    id =
      parameters.id.map { header.position(of: $0, at: place("id")) } ?? header.alias(Self.idNames)
    name = parameters.name.map { header.position(of: $0, at: place("name")) }
    ties = (parameters.ties?.entries ?? []).map { header.part($0) }
    var parts: [Part] = []
    if let mapping = parameters.columns {
      for entry in mapping.entries {
        if let meaning = Self.reserved[entry.name] {
          header.problems.append(
            Diagnostic(
              "reserved-name", "the column '\(entry.name)' is \(meaning)", at: entry.location,
              help: "choose another name"))
        } else {
          parts.append(header.part(entry))
        }
      }
    } else {
      header.checkNamesDiffer(at: place("query"))
      for (position, column) in columns.enumerated() where position != id && !column.isEmpty {
        let name = Self.free(column, among: columns)
        if name != column { notes.append("the table's column '\(column)' is called '\(name)'") }
        parts.append(Part(name: name, columns: [position]))
      }
    }
    fields = parts.compactMap { part in
      ContactField(rawValue: part.name).map { (field: $0, columns: part.columns) }
    }
    attributes = parts.filter { ContactField(rawValue: $0.name) == nil }
    if id == nil, !ties.isEmpty {
      header.problems.append(
        Diagnostic(
          "missing-parameter", "'ties' name rows by their ids, and there is no 'id'",
          at: place("ties"), help: "say which column holds the ids: 'id: …'"))
    }
    if id == nil, parts.isEmpty, name.isEmpty {
      header.problems.append(
        Diagnostic("no-columns", "nothing of the table would be kept", at: place("columns")))
    }
    notes.append(
      id.map { "rows are told apart by '\(columns[$0])'" }
        ?? "no column tells rows apart: people are called by what their rows hold")
    self.notes = notes
    if !header.problems.isEmpty { throw Diagnostics(header.problems) }
  }

  /// All columns that are read, ascending.
  var wanted: [Int] {
    let all = fields.flatMap(\.columns) + attributes.flatMap(\.columns) + ties.flatMap(\.columns)
    return Array(Set(all + name + (id.map { [$0] } ?? []))).sorted()
  }

  /// A name beside those that every network has: `source` becomes `source (2)`.
  private static func free(_ name: String, among columns: [String]) -> String {
    if reserved[name] == nil { return name }
    var number = 2
    while columns.contains("\(name) (\(number))") { number += 1 }
    return "\(name) (\(number))"
  }
}

/// The columns of a table, and what is wrong with what the study says of them.
private struct TableHeader {
  private let columns: [String]
  private let table: String
  var problems: [Diagnostic] = []

  init(_ columns: [String], of table: String) { (self.columns, self.table) = (columns, table) }

  /// The column that a name means, 0 when there is none.
  mutating func position(of name: String, at location: Diagnostic.Location) -> Int {
    guard let found = columns.firstIndex(of: name) ?? alias([name.lowercased()]) else {
      problems.append(
        Diagnostic(
          "missing-column", "there is no column '\(name)' in '\(table)'", at: location,
          help: Suggestion.help(for: name, among: columns, kind: "columns")))
      return 0
    }
    if columns.lastIndex(of: columns[found]) != found {
      problems.append(ambiguous(columns[found], at: location))
    }
    return found
  }

  /// The first column that is called by one of `names`, which are in small letters.
  func alias(_ names: [String]) -> Int? {
    let lowered = columns.map { $0.lowercased() }
    return names.lazy.compactMap { lowered.firstIndex(of: $0) }.first
  }

  mutating func part(_ entry: ColumnMapping.Entry) -> TableLayout.Part {
    TableLayout.Part(
      name: entry.name,
      columns: entry.sources.map { position(of: $0.column, at: $0.location) })
  }

  /// Files get other names for such columns; queries can give them better ones.
  mutating func checkNamesDiffer(at location: Diagnostic.Location) {
    var seen: Set<String> = []
    var told: Set<String> = []
    for column in columns where !column.isEmpty && !seen.insert(column).inserted {
      if told.insert(column).inserted { problems.append(ambiguous(column, at: location)) }
    }
  }

  private func ambiguous(_ column: String, at location: Diagnostic.Location) -> Diagnostic {
    Diagnostic(
      "ambiguous-column", "two columns of '\(table)' are called '\(column)'", at: location,
      help: "give each a name of its own in the query: '… as company_\(column)'")
  }
}
