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

  func tableName(_ stage: String) -> String {
    parameters.table.replacing("<stage>", with: stage)
  }

  func table(
    of stage: String, _ network: Network, _ context: StageContext
  ) throws -> Table {
    let name = tableName(stage)
    if let table = network.table(name) { return table }
    throw context.error(
      "unknown-table", "the stage '\(stage)' has no table '\(name)'", parameter: "table",
      help: Suggestion.help(for: name, among: network.tables.map(\.name), kind: "tables"))
  }

  /// Where the rows come from, and what the notes of all tables say: what limits are, what values count.
  static func note(_ names: [String], _ tables: [Table]) -> String {
    let parts = tables.map { $0.note.components(separatedBy: "; ") }
    let common = (parts.first ?? []).filter { part in
      !part.isEmpty && parts.allSatisfy { $0.contains(part) }
    }
    return (["from \(names.joined(separator: ", "))"] + common).joined(separator: "; ")
  }
}
