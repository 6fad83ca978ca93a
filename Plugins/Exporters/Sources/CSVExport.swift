public import ModuleKit

/// `export.csv`
public struct CSVExport: Module {
  public static let manual = Manual(
    name: "export.csv",
    summary: "Writes the network as two tables under names of your choice",
    details: """
      One table has a row per node, its first column is `id`; the other a row per edge, its first \
      columns are `source` and `target`. Columns follow as they are: UTF-8, comma, RFC 4180 quotes, \
      numbers in the shortest form that reads back to the same value, a missing value is an empty \
      cell. An attribute that is itself called `id`, `source` or `target` gets an underscore behind \
      its name. `import.csv` with both tables reads the network back.

      Every run writes `nodes.csv` and `edges.csv` of its last stages by itself: use this module for \
      the state between two stages. Texts are written as they are; a spreadsheet may take one that \
      begins with `=` for a formula.
      """,
    writes: [],
    references: ["Shafranovich, Y. (2005). Common format for CSV files. RFC 4180."],
    complexity: "O(n + m) per column",
    examples: [
      Example(
        "The network before it is filtered further", network: "Ann-Bob:2.5 Bob-Cat:1",
        yaml: "- use: export.csv\n  with: {nodes: people.csv, edges: ties.csv}",
        expected: [
          .file("people.csv", contains: "id\nAnn\nBob\nCat\n"),
          .file("ties.csv", contains: "source,target,weight\nAnn,Bob,2.5\nBob,Cat,1\n"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("The name of the table of nodes; '.csv' is added to a name without extension")
    var nodes: FileName = "network-nodes.csv"
    @Param("The name of the table of edges; '.csv' is added to a name without extension")
    var edges: FileName = "network-edges.csv"
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.declare(parameters.nodes.path("csv"), parameter: "nodes", check)
    outline.declare(parameters.edges.path("csv"), parameter: "edges", check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let workers = context.workers
    let ids = try CSVTexts(network.ids, on: workers)
    let nodes = try workers.joined(CSVWriter.nodes(of: network, ids: ids, on: workers))
    let edges = try workers.joined(CSVWriter.edges(of: network, ids: ids, on: workers))
    network.set(Document(path: parameters.nodes.path("csv"), bytes: nodes))
    network.set(Document(path: parameters.edges.path("csv"), bytes: edges))
  }
}
