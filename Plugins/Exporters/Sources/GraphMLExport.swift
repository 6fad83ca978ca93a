public import ModuleKit

/// `export.graphml`
public struct GraphMLExport: Module {
  public static let manual = Manual(
    name: "export.graphml",
    summary: "Writes the network as GraphML, for yEd, Gephi, igraph, networkx and others",
    details: """
      Nodes keep their ids; each column becomes a typed attribute (`double`, `long`, `boolean`, \
      `string`), a missing value is left out, and an empty text stays an empty text. Reading the file \
      with `import.graphml` gives the same network, column by column; say there again which attribute \
      is the weight. A control character that XML forbids is replaced by its sign (U+2401 for U+0001) \
      with a warning. Tables, figures and the ledger are not part of the format.
      """,
    writes: [],
    references: [
      "Brandes, U., Eiglsperger, M., Herman, I., Himsolt, M. & Marshall, M. S. (2002). GraphML "
        + "progress report: Structural layer proposal. Graph Drawing 2001, LNCS 2265, 501-512."
    ],
    complexity: "O(n + m) per column",
    examples: [
      Example(
        "A weighted network", network: "Ann-Bob:2.5 Bob-Cat:1",
        yaml: "- use: export.graphml\n  with: {file: team.graphml}",
        expected: [
          .file("team.graphml", contains: "<node id=\"Ann\"/>"),
          .file(
            "team.graphml",
            contains: "<edge source=\"Ann\" target=\"Bob\"><data key=\"e0\">2.5</data></edge>"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("The file's name; '.graphml' is added to a name without extension")
    var file: FileName = "network.graphml"
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var path: String { parameters.file.path("graphml") }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.declare(path, parameter: "file", check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try network.reportForbidden(in: "XML", context, XMLText.isForbidden)
    let nodes = network.nodes.entries
    let edges = network.edges.entries
    let ids = network.ids.map(XMLText.escaped)
    var text = TextBytes(capacity: 60 * (ids.count + network.graph.edgeCount))
    text.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    text.line("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")
    for (index, entry) in nodes.enumerated() { text.line(key("n\(index)", "node", entry)) }
    for (index, entry) in edges.enumerated() { text.line(key("e\(index)", "edge", entry)) }
    text.line("  <graph edgedefault=\"\(network.graph.isDirected ? "directed" : "undirected")\">")
    for (row, id) in ids.enumerated() {
      if row & 0xFFF == 0 { try context.workers.checkCancelled() }
      let values = data(nodes, row, prefix: "n")
      text.line(
        values.isEmpty
          ? "    <node id=\"\(id)\"/>" : "    <node id=\"\(id)\">\(values)</node>")
    }
    for row in 0..<network.graph.edgeCount {
      if row & 0xFFF == 0 { try context.workers.checkCancelled() }
      let source = ids[Int(network.graph.sources[row])]
      let target = ids[Int(network.graph.targets[row])]
      let values = data(edges, row, prefix: "e")
      let start = "    <edge source=\"\(source)\" target=\"\(target)\""
      text.line(values.isEmpty ? start + "/>" : "\(start)>\(values)</edge>")
    }
    text.line("  </graph>")
    text.line("</graphml>")
    try context.workers.checkCancelled()
    network.set(Document(path: path, bytes: text.bytes))
  }

  private func key(_ id: String, _ domain: String, _ entry: Frame.Entry) -> String {
    let type =
      switch entry.column.type {
      case .number: "double"
      case .integer: "long"
      case .text: "string"
      case .boolean: "boolean"
      }
    let name = XMLText.escaped(entry.name)
    return "  <key id=\"\(id)\" for=\"\(domain)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>"
  }

  private func data(_ entries: [Frame.Entry], _ row: Int, prefix: String) -> String {
    var text = ""
    for (index, entry) in entries.enumerated() {
      guard let value = XMLText.value(entry.column, row) else { continue }
      text += "<data key=\"\(prefix)\(index)\">\(value)</data>"
    }
    return text
  }
}

extension XMLText {
  /// A value as XML Schema writes it; nil when it is missing.
  static func value(_ column: Column, _ row: Int) -> String? {
    if case .numbers(let values) = column, values[row].isInfinite {
      return values[row] > 0 ? "INF" : "-INF"
    }
    return column.text(at: row).map(escaped)
  }
}
