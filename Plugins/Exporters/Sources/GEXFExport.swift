public import ModuleKit

/// `export.gexf`
public struct GEXFExport: Module {
  public static let manual = Manual(
    name: "export.gexf",
    summary: "Writes the network as GEXF 1.3, for Gephi",
    details: """
      Nodes keep their ids and are labelled by their column `label` where there is one. Each column \
      becomes a typed attribute (`double`, `long`, `boolean`, `string`); a missing value is left out. \
      The weight column is written as the edge's own `weight`.

      `size` makes the area of a node's disk proportional to a numeric column, the largest being 40 \
      across and none below 4. `color` takes a column of texts such as `#1b9e77` as they are, shades a \
      column of numbers from light to dark, and gives each value of any other column one of eight \
      colors that color-blind readers can tell apart (Okabe & Ito), repeating when there are more; \
      nodes without a value have no color. A control character that XML forbids is replaced by its \
      sign with a warning.
      """,
    writes: [],
    references: [
      "GEXF Working Group (2022). GEXF 1.3 specification. https://gexf.net/schema.html",
      "Okabe, M. & Ito, K. (2008). Color universal design. https://jfly.uni-koeln.de/color/",
    ],
    complexity: "O(n + m) per column",
    examples: [
      Example(
        "A network with disks sized by degree", network: "Ann-Bob:2 Bob-Cat:1",
        yaml: "- use: centrality.degree\n- use: export.gexf\n  with: {file: team, size: degree}",
        expected: [
          .file("team.gexf", contains: "<node id=\"Bob\" label=\"Bob\">"),
          .file("team.gexf", contains: "<viz:size value=\"40\"/>"),
          .file(
            "team.gexf", contains: "<edge id=\"0\" source=\"Ann\" target=\"Bob\" weight=\"2\"/>"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("The file's name; '.gexf' is added to a name without extension")
    var file: FileName = "network.gexf"
    @Param("The column that nodes are sized by") var size: NodeColumn? = nil
    @Param("The column that nodes are colored by") var color: NodeColumn? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var path: String { parameters.file.path("gexf") }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if let size = parameters.size, outline.nodeColumn(size.name)?.type == .text {
      check.report(
        "not-numeric", "column '\(size.name)' holds texts, not sizes", parameter: "size")
    }
    outline.declare(path, parameter: "file", check)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try network.reportForbidden(in: "XML", context, XMLText.isForbidden)
    let look = try NodeLook(network, parameters, context)
    let graph = network.graph
    let ids = network.ids.map(XMLText.escaped)
    var text = TextBytes(capacity: 80 * (ids.count + graph.edgeCount))
    text.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    text.line(
      "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">")
    let type = graph.isDirected ? "directed" : "undirected"
    text.line("  <graph mode=\"static\" defaultedgetype=\"\(type)\">")
    let nodes = network.nodes.entries
    let weight = network.weight.flatMap { network.edges[$0.column] }
    let edges = network.edges.entries.filter { $0.name != network.weight?.column }
    declare(nodes, "node", in: &text)
    declare(edges, "edge", in: &text)
    text.line("    <nodes>")
    for row in ids.indices {
      if row & 0xFFF == 0 { try context.workers.checkCancelled() }
      let label = XMLText.escaped(network.label(of: NodeID(row)))
      element(
        "node id=\"\(ids[row])\" label=\"\(label)\"", attributes(nodes, row) + look.markup(row),
        in: &text)
    }
    text.line("    </nodes>")
    text.line("    <edges>")
    for row in 0..<graph.edgeCount {
      if row & 0xFFF == 0 { try context.workers.checkCancelled() }
      let (source, target) = (ids[Int(graph.sources[row])], ids[Int(graph.targets[row])])
      var start = "edge id=\"\(row)\" source=\"\(source)\" target=\"\(target)\""
      if let value = weight.flatMap({ XMLText.value($0, row) }) { start += " weight=\"\(value)\"" }
      element(start, attributes(edges, row), in: &text)
    }
    text.line("    </edges>")
    text.line("  </graph>")
    text.line("</gexf>")
    try context.workers.checkCancelled()
    network.set(Document(path: path, bytes: text.bytes))
  }

  private func declare(_ entries: [Frame.Entry], _ kind: String, in text: inout TextBytes) {
    if entries.isEmpty { return }
    text.line("    <attributes class=\"\(kind)\" mode=\"static\">")
    for (index, entry) in entries.enumerated() {
      let type =
        switch entry.column.type {
        case .number: "double"
        case .integer: "long"
        case .text: "string"
        case .boolean: "boolean"
        }
      let title = XMLText.escaped(entry.name)
      text.line("      <attribute id=\"\(index)\" title=\"\(title)\" type=\"\(type)\"/>")
    }
    text.line("    </attributes>")
  }

  private func attributes(_ entries: [Frame.Entry], _ row: Int) -> String {
    var values = ""
    for (index, entry) in entries.enumerated() {
      guard let value = XMLText.value(entry.column, row) else { continue }
      values += "<attvalue for=\"\(index)\" value=\"\(value)\"/>"
    }
    return values.isEmpty ? "" : "<attvalues>\(values)</attvalues>"
  }

  private func element(_ start: String, _ content: String, in text: inout TextBytes) {
    let name = start.prefix { $0 != " " }
    text.line(
      content.isEmpty ? "      <\(start)/>" : "      <\(start)>\(content)</\(name)>")
  }
}
