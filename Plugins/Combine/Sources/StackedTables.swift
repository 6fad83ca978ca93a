internal import Foundation
public import ModuleKit

/// `combine.tables`
public struct StackedTables: Module {
  public static let manual = Manual(
    name: "combine.tables",
    summary: "Makes one table of the tables of several stages",
    details: """
      The stages are named by `from: [one, other]`, and each has a table: `table` is its name, in which \
      `<stage>` stands for the id of the stage. The rows are put one below the other, in the order of `from`; \
      the column `stage` tells where a row comes from. Columns that a table does not have are missing in its \
      rows; columns of whole and of real numbers become one of numbers, other different ones texts.

      With `measures`, tables that hold a measure in each row (columns `measure` and `value`, perhaps \
      `lower` and `upper`) become one row each instead: a column for each measure listed, such as \
      `mean_links`, and where there are limits `mean_links_lower` and `mean_links_upper`. That is how the \
      same measure of several stages becomes a curve.

      `values` adds columns that tell the stages apart, one value for each stage of `from`: \
      `{r: [0, 1, 2]}`. The result holds this table and no people; to go on with a network, name its stage.
      """,
    inputs: .many,
    writes: [.table("<stage>", "the rows of all tables, and the stage of each")],
    uses: [.stageNames],
    complexity: "O(cells)",
    examples: [
      Example(
        "Two lattices, one row each",
        yaml: """
          - {id: small, use: generate.kleinberg, with: {side: 2, q: 0, directed: false}}
          - {id: near, use: chains.search, from: small, with: {letters: 12, drop_out: 0}}
          - {id: large, use: generate.kleinberg, with: {side: 3, q: 0, directed: false}}
          - {id: far, use: chains.search, from: large, with: {starters: ["0"], targets: ["8"], letters: 1, drop_out: 0}}
          - use: combine.tables
            from: [near, far]
            with: {measures: [letters, completion], values: {side: [2, 3]}}
          """,
        expected: [.table("tables", "stage,side,letters\nnear,2,12\nfar,3,1\n")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("The table of each stage; <stage> stands for its id") var table = "<stage>"
    @Param("Measures that become columns, one row for each stage; all rows when empty")
    var measures: [String] = []
    @Param("Columns to add, each with a value for every stage read") var values = StageValues([])
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if let problem = problem(stages: check.inputs.count) {
      check.report(problem.id, problem.message, parameter: problem.parameter, help: problem.help)
    }
    checkTables(check)
    outline = Outline()
    outline.nodeCount = 0
    outline.edgeCount = 0
    outline.addTable(check.stageID)
  }

  /// A table that no run can have is told before anything runs.
  private func checkTables(_ check: CheckContext) {
    for (index, input) in check.inputs.enumerated() where !input.mayHaveMore {
      guard index < check.inputNames.count else { continue }
      let name = tableName(check.inputNames[index])
      if input.tables.contains(name) { continue }
      check.report(
        "unknown-table", "the stage '\(check.inputNames[index])' has no table '\(name)'",
        parameter: "table",
        help: Suggestion.help(for: name, among: input.tables, kind: "tables"))
    }
  }

  private func problem(
    stages: Int
  ) -> (id: String, message: String, parameter: String, help: String?)? {
    if let twice = Self.repeated(measureColumns) {
      return (
        "duplicate-column", "there would be two columns '\(twice)'", "measures",
        twice == "stage" ? "the column 'stage' tells where a row comes from" : "list each once"
      )
    }
    for column in parameters.values.columns {
      if measureColumns.contains(column.name) {
        return (
          "duplicate-column", "there would be two columns '\(column.name)'", "values",
          "choose another name"
        )
      }
      if column.count != stages {
        return (
          "wrong-count", "'\(column.name)' lists \(column.count) values for \(stages) stages",
          "values", "give one value for each stage of 'from'"
        )
      }
    }
    return nil
  }

  /// The columns that `measures` may make, and that of stages.
  private var measureColumns: [String] {
    ["stage"] + parameters.measures.flatMap { [$0, "\($0)_lower", "\($0)_upper"] }
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }

  /// Columns of the tables that would be lost behind those which tell stages apart.
  private func refuseClashes(_ tables: [Table], _ context: StageContext) throws {
    guard parameters.measures.isEmpty else { return }
    let own = parameters.values.columns.map(\.name)
    for table in tables {
      guard let name = table.rows.names.first(where: { $0 == "stage" || own.contains($0) }) else {
        continue
      }
      throw context.error(
        "duplicate-column", "the table '\(table.name)' has a column '\(name)' already",
        parameter: name == "stage" ? "table" : "values",
        help: name == "stage"
          ? "combine the tables of the single stages instead" : "choose another name")
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let inputs = context.inputs.isEmpty ? [network] : context.inputs
    if let problem = problem(stages: inputs.count) {
      throw context.error(
        problem.id, problem.message, parameter: problem.parameter, help: problem.help)
    }
    let names = inputs.indices.map { index in
      index < context.inputNames.count ? context.inputNames[index] : String(index + 1)
    }
    let tables = try zip(names, inputs).map { try table(of: $0, $1, context) }
    try refuseClashes(tables, context)
    let rows =
      try parameters.measures.isEmpty
      ? stacked(tables) : measured(tables, names: names, context)
    // A title that names its stage is that of none here.
    let title = tables.first?.title.replacing(" (\(names.first ?? ""))", with: "")
    network = Network()
    network.ledger = Ledgers.joined(inputs.map(\.ledger))
    network.methods = methods(inputs, tables, names, context.stage)
    network.set(
      Table(
        name: context.stage, title: title.map { "\($0), of several stages" } ?? "Tables",
        note: Self.note(names, tables), rows: labelled(rows, names, tables)))
  }

  private func tableName(_ stage: String) -> String {
    parameters.table.replacing("<stage>", with: stage)
  }

  private func table(
    of stage: String, _ network: Network, _ context: StageContext
  ) throws -> Table {
    let name = tableName(stage)
    if let table = network.table(name) { return table }
    throw context.error(
      "unknown-table", "the stage '\(stage)' has no table '\(name)'", parameter: "table",
      help: Suggestion.help(for: name, among: network.tables.map(\.name), kind: "tables"))
  }

  /// Where the rows come from, and what the notes of all tables say: what limits are, what values count.
  private static func note(_ names: [String], _ tables: [Table]) -> String {
    let parts = tables.map { $0.note.components(separatedBy: "; ") }
    let common = (parts.first ?? []).filter { part in
      !part.isEmpty && parts.allSatisfy { $0.contains(part) }
    }
    return (["from \(names.joined(separator: ", "))"] + common).joined(separator: "; ")
  }

  // MARK: Rows

  private func stacked(_ tables: [Table]) -> Frame {
    var names: [String] = []
    for name in tables.flatMap(\.rows.names) where !names.contains(name) { names.append(name) }
    var rows = Frame(rowCount: tables.reduce(0) { $0 + $1.rows.rowCount })
    for name in names {
      let parts = tables.map { (column: $0.rows[name], count: $0.rows.rowCount) }
      let convention = tables.lazy.map { $0.rows.convention(of: name) }.first { !$0.isEmpty }
      rows.set(name, .concatenated(parts), convention: convention ?? "")
    }
    return rows
  }

  /// One row for each table, with the measures as columns.
  private func measured(
    _ tables: [Table], names: [String], _ context: StageContext
  ) throws -> Frame {
    var rows = Frame(rowCount: tables.count)
    let columns = ["value", "lower", "upper"].filter { name in
      name == "value" || tables.contains { $0.rows[name] != nil }
    }
    for measure in parameters.measures {
      let places = try zip(tables, names).map { try place(of: measure, in: $0, $1, context) }
      for column in columns {
        let values = zip(tables, places).map { $0.rows[column]?.number(at: $1) ?? .nan }
        rows.set(column == "value" ? measure : "\(measure)_\(column)", .numbers(values))
      }
    }
    return rows
  }

  private func place(
    of measure: String, in table: Table, _ stage: String, _ context: StageContext
  ) throws -> Int {
    guard let column = table.rows["measure"], table.rows["value"] != nil else {
      throw context.error(
        "unknown-column", "the table '\(table.name)' has no columns 'measure' and 'value'",
        parameter: "measures", help: "leave 'measures' out to have all rows")
    }
    let known = (0..<column.count).map { column.text(at: $0) ?? "" }
    if let place = known.firstIndex(of: measure) {
      if known[(place + 1)...].contains(measure) {
        throw context.error(
          "duplicate-measure", "the table '\(table.name)' has several rows of '\(measure)'",
          parameter: "measures", help: "leave 'measures' out to have all rows")
      }
      return place
    }
    throw context.error(
      "unknown-measure", "the table '\(table.name)' has no measure '\(measure)'",
      parameter: "measures", help: Suggestion.help(for: measure, among: known, kind: "measures"))
  }

  /// Puts the stage and the values that tell stages apart before the other columns.
  private func labelled(_ rows: Frame, _ names: [String], _ tables: [Table]) -> Frame {
    let counts = parameters.measures.isEmpty ? tables.map(\.rows.rowCount) : tables.map { _ in 1 }
    let stages = counts.enumerated().flatMap { repeatElement(Int32($0.offset), count: $0.element) }
    var result = Frame(rowCount: rows.rowCount)
    result.set("stage", .texts(stages.map { Optional(names[Int($0)]) }))
    for column in parameters.values.columns {
      result.set(column.name, column.values.gathered(stages))
    }
    for entry in rows.entries where result[entry.name] == nil {
      result.set(entry.name, entry.column, convention: entry.convention)
    }
    return result
  }

  /// What the stages say of data and preparation, and of their tables; for captions, what all say.
  private func methods(
    _ inputs: [Network], _ tables: [Table], _ names: [String], _ stage: String
  ) -> [MethodNote] {
    var notes: [MethodNote] = []
    // What each stage says of one thing, and the first note of it.
    var captions: [String: (place: Int, texts: [String])] = [:]
    for (index, input) in inputs.enumerated() {
      let table = tables[index]
      let ofTable = input.methods(ofTable: table.name, columns: shownColumns(table))
      var seen: [String: Int] = [:]
      for note in input.methods {
        var note = note
        var thing = "\(note.subject)"
        if case .measure(let subject) = note.subject {
          guard ofTable.contains(note) else { continue }
          thing = subject.replacing(names[index], with: "<stage>")
          // What is said of one column stays with it.
          if table.rows[subject] == nil { note.subject = .measure(stage) }
        }
        seen[thing, default: 0] += 1
        thing += "#\(seen[thing] ?? 0)"
        let caption = note.caption
        // The engine ties it to the table that is made here.
        (note.tables, note.caption) = (nil, "")
        let place = notes.firstIndex(of: note) ?? notes.count
        if place == notes.count { notes.append(note) }
        if caption.isEmpty { continue }
        captions[thing, default: (place, [])].texts.append(caption)
      }
    }
    for (place, texts) in captions.values.sorted(by: { $0.place < $1.place }) {
      let common = Self.common(texts)
      // Two things that a stage says in the same words are one.
      if notes[place].caption.isEmpty { notes[place].caption = common }
    }
    return notes
  }

  private func shownColumns(_ table: Table) -> [String] {
    parameters.measures.isEmpty ? table.rows.names : ["measure", "value", "lower", "upper"]
  }

  /// The parts that all captions have.
  private static func common(_ captions: [String]) -> String {
    let parts = captions.map { $0.components(separatedBy: ", ") }
    return parts[0].filter { part in parts.allSatisfy { $0.contains(part) } }
      .joined(separator: ", ")
  }
}
