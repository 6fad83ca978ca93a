internal import ModuleKit

/// Which columns of a table of ties mean what.
struct EdgeLayout: Sendable {
  let table: CSVTable
  let source: Int
  let target: Int
  let weight: Int?
  let attributes: [Int]
  /// The comma may be a decimal sign.
  let decimalComma: Bool
  /// Points separate thousands, as the study says.
  let groupsWithPoints: Bool

  init(_ text: TextSource, _ parameters: CSVImport.Parameters) throws(Diagnostic) {
    let given = [parameters.source, parameters.target, parameters.weight].compactMap { $0 }
    let isNamed = parameters.source != nil && parameters.target != nil
    let table = try CSVTable(
      text, delimiter: parameters.delimiter.dialect,
      expected: given.map { $0.lowercased() } + CSVImport.sourceNames + CSVImport.targetNames,
      hasHeader: parameters.header ?? (isNamed ? !given.allSatisfy { Int($0) != nil } : nil))
    // Names that go together first: in source, from, to the ends are from and to.
    let pair = CSVImport.endNames.first { pair in
      table.index(amongAliases: [pair.source]) != nil
        && table.index(amongAliases: [pair.target]) != nil
    }
    source = try Self.column(
      parameters.source, "source", aliases: pair.map { [$0.source] } ?? CSVImport.sourceNames,
      position: 0, of: table)
    target = try Self.column(
      parameters.target, "target", aliases: pair.map { [$0.target] } ?? CSVImport.targetNames,
      position: 1, of: table)
    weight =
      try parameters.weight.map { name throws(Diagnostic) in
        try Self.column(name, "weight", aliases: [], position: nil, of: table)
      } ?? table.index(amongAliases: ["weight"])
    self.table = table
    let taken = [source, target, weight]
    attributes = table.columns.indices.filter { !taken.contains($0) && !table.columns[$0].isEmpty }
    decimalComma = parameters.decimalComma ?? (table.dialect.delimiter != .byte(0x2C))
    groupsWithPoints = parameters.decimalComma == true
  }

  /// Bytes that are needed at once while the table is read, as measured: the ends of a row, what is
  /// sorted of it, and its tie; its weight; a code and a share of the texts for each other column.
  var expectedMemory: Int {
    let perRow = 64 + (weight == nil ? 0 : 8) + 8 * attributes.count
    let (bytes, overflows) = table.expectedRows.multipliedReportingOverflow(by: perRow)
    return overflows ? .max : bytes
  }

  /// The position of a column that must exist.
  ///
  /// - Parameters:
  ///   - name: as given in the study.
  ///   - role: the parameter that names it.
  ///   - position: where it is when there is no header.
  static func column(
    _ name: String?, _ role: String, aliases: [String], position: Int?, of table: CSVTable
  ) throws(Diagnostic) -> Int {
    if let name {
      if let index = table.index(of: name) { return index }
    } else if !table.hasHeader, let position, position < table.columns.count {
      return position
    } else if let index = table.index(amongAliases: aliases) {
      return index
    }
    let wanted = name.map { "no column '\($0)'" } ?? "no column that looks like the \(role)"
    throw Diagnostic(
      "missing-column", "there is \(wanted)", at: table.headerLocation,
      notes: [.init(role)],
      help: name.map { Suggestion.help(for: $0, among: table.columns, kind: "columns") }
        ?? "name it: '\(role): …'; columns: \(table.headerExcerpt)",
      excerpt: table.headerExcerpt)
  }
}

/// Which column of a table of people identifies them.
struct NodeLayout: Sendable {
  let table: CSVTable
  let id: Int
  let attributes: [Int]
  let decimalComma: Bool

  init(_ text: TextSource, _ parameters: CSVImport.Parameters) throws(Diagnostic) {
    table = try CSVTable(
      text, delimiter: parameters.delimiter.dialect,
      expected: (parameters.id.map { [$0.lowercased()] } ?? []) + CSVImport.idNames,
      hasHeader: parameters.header ?? (parameters.id != nil ? true : nil))
    let position = try EdgeLayout.column(
      parameters.id, "id", aliases: CSVImport.idNames, position: 0, of: table)
    id = position
    attributes = table.columns.indices.filter { $0 != position }
    decimalComma = parameters.decimalComma ?? (table.dialect.delimiter != .byte(0x2C))
  }
}
