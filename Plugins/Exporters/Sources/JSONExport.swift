public import ModuleKit

/// `export.json`
public struct JSONExport: Module {
  public static let manual = Manual(
    name: "export.json",
    summary: "Writes the network as node-link JSON, for D3, networkx and the web",
    details: """
      One object with `directed`, `multigraph` (always false), `graph`, `nodes` and `links`, as \
      networkx's `node_link_graph` (with `edges="links"`) and D3's force layout read them. A node is \
      `{"id": …}`, a link `{"source": …, "target": …}`, each with its attributes: numbers, booleans \
      and texts keep their type, a missing value is left out. Infinite numbers, which JSON lacks, are \
      the texts `Infinity` and `-Infinity`. An attribute that is itself called `id`, `source` or \
      `target` gets an underscore behind its name. `graph` tells which attribute is the weight and \
      what a large one means.
      """,
    writes: [],
    complexity: "O(n + m) per column",
    examples: [
      Example(
        "A weighted network", network: "Ann-Bob:2.5 Bob-Cat:1",
        yaml: "- use: export.json\n  with: {file: team}",
        expected: [
          .file("team.json", contains: "{\"id\":\"Ann\"}"),
          .file("team.json", contains: "{\"source\":\"Ann\",\"target\":\"Bob\",\"weight\":2.5}"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("The file's name; '.json' is added to a name without extension")
    var file: FileName = "network.json"
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var path: String { parameters.file.path("json") }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.declare(path, parameter: "file", check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let nodes = network.nodes.renamed(apartFrom: ["id"]).entries
    let edges = network.edges.renamed(apartFrom: ["source", "target"]).entries
    let graph = network.graph
    var text = TextBytes(capacity: 40 * (graph.nodeCount + graph.edgeCount))
    var about: [JSON.Member] = []
    if let weight = network.weight {
      about = [
        .init("weight", .string(weight.column)),
        .init("weight_means", .string(weight.meaning.rawValue)),
      ]
    }
    text.line("{\"directed\":\(graph.isDirected),\"multigraph\":false,")
    text.line("\"graph\":\(JSON.object(about).compact),")
    // One line per node and link: files can be compared by line, and no tree of it all is built.
    text.write("\"nodes\":[")
    for row in 0..<graph.nodeCount {
      if row & 0xFFF == 0 { try context.workers.checkCancelled() }
      let members = [JSON.Member("id", .string(network.ids[row]))] + Self.members(nodes, row)
      text.write((row == 0 ? "\n" : ",\n") + JSON.object(members).compact)
    }
    text.write("\n],\n\"links\":[")
    for row in 0..<graph.edgeCount {
      if row & 0xFFF == 0 { try context.workers.checkCancelled() }
      let ends = [
        JSON.Member("source", .string(network.ids[Int(graph.sources[row])])),
        JSON.Member("target", .string(network.ids[Int(graph.targets[row])])),
      ]
      let members = ends + Self.members(edges, row)
      text.write((row == 0 ? "\n" : ",\n") + JSON.object(members).compact)
    }
    text.line("\n]}")
    try context.workers.checkCancelled()
    network.set(Document(path: path, bytes: text.bytes))
  }

  private static func members(_ entries: [Frame.Entry], _ row: Int) -> [JSON.Member] {
    entries.compactMap { entry in value(entry.column, row).map { JSON.Member(entry.name, $0) } }
  }

  private static func value(_ column: Column, _ row: Int) -> JSON? {
    switch column {
    case .numbers(let values):
      let value = values[row]
      if value.isNaN { return nil }
      if value.isInfinite { return .string(value > 0 ? "Infinity" : "-Infinity") }
      return .number(value)
    case .integers(let values):
      return values[row] == Column.missingInteger ? nil : .integer(values[row])
    case .texts(let values): return values[row].map { .string($0) }
    case .flags(let values): return values[row] == .missing ? nil : .bool(values[row] == .yes)
    }
  }
}
