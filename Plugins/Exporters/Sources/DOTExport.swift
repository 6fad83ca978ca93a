public import ModuleKit

/// `export.dot`
public struct DOTExport: Module {
  public static let manual = Manual(
    name: "export.dot",
    summary: "Writes the network in the DOT language, for Graphviz",
    details: """
      Each node is named by its id and labelled by its column `label` where there is one, else by its \
      id. Names are text whatever they hold: quotes, backslashes, `&`, `\\N`, `<b>` and line breaks are \
      written so that Graphviz shows them and does not obey them. Because DOT has no way to write a \
      single backslash in a name, each one is doubled there; labels show it once.

      Columns are written as `data_…` attributes, which Graphviz keeps and otherwise passes over, so \
      that a column called `shape` or `image` changes no drawing; a missing value is left out. \
      Weights declared as strengths are also written as the edge's `weight`, which layouts use. \
      A control character is replaced by its sign with a warning.
      """,
    writes: [],
    references: [
      "Gansner, E. R. & North, S. C. (2000). An open graph visualization system and its "
        + "applications to software engineering. Software: Practice and Experience 30, 1203-1233."
    ],
    complexity: "O(n + m) per column",
    examples: [
      Example(
        "A weighted network", network: "Ann-Bob:2.5 Bob-Cat:1",
        yaml: "- use: export.dot\n  with: {file: team, attributes: false}",
        expected: [
          .file("team.dot", contains: "  \"Ann\" [label=\"Ann\"];\n"),
          .file("team.dot", contains: "  \"Ann\" -- \"Bob\" [weight=2.5];\n"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("The file's name; '.dot' is added to a name without extension")
    var file: FileName = "network.dot"
    @Param("Whether columns are written too") var attributes = true
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var path: String { parameters.file.path("dot") }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.declare(path, parameter: "file", check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try network.reportForbidden(in: "DOT", context, DOTText.isForbidden)
    let graph = network.graph
    let names = network.ids.map(DOTText.name)
    let nodes = parameters.attributes ? Self.named(network.nodes) : []
    let edges = parameters.attributes ? Self.named(network.edges) : []
    let weights = network.weight?.meaning == .strength ? network.edgeWeights : nil
    var text = TextBytes(capacity: 40 * (graph.nodeCount + graph.edgeCount))
    text.line((graph.isDirected ? "digraph" : "graph") + " {")
    text.line("  graph [charset=\"UTF-8\"];")
    for row in names.indices {
      if row & 0xFFF == 0 { try context.workers.checkCancelled() }
      let label = "label=" + DOTText.label(network.label(of: NodeID(row)))
      text.line("  \(names[row]) [\(([label] + Self.values(nodes, row)).joined(separator: ", "))];")
    }
    let arrow = graph.isDirected ? "->" : "--"
    for row in 0..<graph.edgeCount {
      if row & 0xFFF == 0 { try context.workers.checkCancelled() }
      var values = Self.values(edges, row)
      // Graphviz refuses negative weights and knows no exponents.
      if let weight = weights?[row], weight >= 0, weight < 1e15, weight == 0 || weight >= 1e-4 {
        values.insert("weight=" + decimal(weight), at: 0)
      }
      let ends = "\(names[Int(graph.sources[row])]) \(arrow) \(names[Int(graph.targets[row])])"
      text.line("  \(ends)" + (values.isEmpty ? ";" : " [\(values.joined(separator: ", "))];"))
    }
    text.line("}")
    try context.workers.checkCancelled()
    network.set(Document(path: path, bytes: text.bytes))
  }

  private static func named(_ frame: Frame) -> [(name: String, column: Column)] {
    frame.entries.map { (DOTText.name("data_" + $0.name), $0.column) }
  }

  private static func values(_ columns: [(name: String, column: Column)], _ row: Int) -> [String] {
    columns.compactMap { column in
      column.column.text(at: row).map { "\(column.name)=\(DOTText.name($0))" }
    }
  }
}
