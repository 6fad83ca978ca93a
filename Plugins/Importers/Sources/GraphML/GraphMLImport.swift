public import ModuleKit

/// `import.graphml`
public struct GraphMLImport: Module {
  public static let manual = Manual(
    name: "import.graphml",
    summary: "Reads a network from a GraphML file",
    details: """
      Nodes are named by their `id`; with `id: name` by an attribute, which must then be different for \
      each. Keys become typed attributes with their defaults: `int` and `long` are whole numbers, \
      `float` and `double` numbers, `boolean` truth values, anything else text. A value that is not of \
      its declared type is refused with its place.

      Edges are arcs when `edgedefault` or the edge itself says so; in a mixed file an undirected edge \
      becomes two arcs. `weight` names the attribute that is the weight, often `weight`; without it \
      edges have none. An edge without weight, or with one that is negative, is rejected and counted.

      Nested graphs, hyperedges, ports and declared entities are refused. Drawings that yEd and others \
      keep in their own elements are passed over.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: [
      "Brandes, U., Eiglsperger, M., Herman, I., Himsolt, M. & Marshall, M. S. (2002). GraphML "
        + "progress report: Structural layer proposal. Graph Drawing 2001, LNCS 2265, 501-512."
    ],
    complexity: "O(bytes + n log n + m)",
    examples: [
      Example(
        "Two people and a tie",
        files: [
          .init(
            "pair.graphml",
            """
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key id="a" for="node" attr.name="age" attr.type="int"><default>40</default></key>
              <key id="w" for="edge" attr.name="weight" attr.type="double"/>
              <graph edgedefault="undirected">
                <node id="Ann"><data key="a">31</data></node>
                <node id="Bob"/>
                <edge source="Ann" target="Bob"><data key="w">2.5</data></edge>
              </graph>
            </graphml>
            """)
        ],
        yaml: "- use: import.graphml\n  with: {file: pair.graphml, weight: weight}",
        expected: [
          .nodes("id,age\nAnn,31\nBob,40\n"), .edges("source,target,weight\nAnn,Bob,2.5\n"),
        ])
    ])

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The GraphML file") var file: InputFile
    var attributes = GraphFileAttributes()
    var ties = GraphFileTies()
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = parameters.choices(parameters.attributes).outline(Self.manual)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let raw = try readFile(parameters.file, for: "file", context)
    let reader = try GraphMLReader(
      raw, file: parameters.file.name, context.workers.checkCancelled)
    network = try reader.read().network(
      parameters.choices(parameters.attributes), context)
  }
}
