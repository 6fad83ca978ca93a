public import ModuleKit

/// `import.node_link`
public struct NodeLinkImport: Module {
  public static let manual = Manual(
    name: "import.node_link",
    summary: "Reads a network from node-link JSON, as NetworkX and D3 use it",
    details: """
      The file is an object with a list `nodes` and a list `links` or `edges`; `directed: true` in it \
      makes all links arcs, unless the study says otherwise. Nodes are named by their `id`, where they \
      have none by `name` or `key`, and else by their position, from 0; with `id: label` by an \
      attribute, which must then be different for each. `source` and `target` are ids; where ids are \
      texts a number is a position, and a number that could be either is refused.

      All other members become columns by their type: whole numbers, numbers, truth values or texts; \
      null and `NaN` are no value. Members of an object get a dot, as in `position.x`; lists stay JSON. \
      What the file says of the graph as a whole is passed over.

      `weight` names the attribute that is the weight, often `weight` or `value`; without it edges \
      have none. An edge without weight, or with one that is negative, is rejected and counted. \
      Mistakes in the JSON, a key that an object has twice, and links to nodes that there are not are \
      refused with their place.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: [
      "Bray, T. (2017). The JavaScript Object Notation (JSON) data interchange format. RFC 8259.",
      "Hagberg, A. A., Schult, D. A. & Swart, P. J. (2008). Exploring network structure, dynamics, "
        + "and function using NetworkX. Proceedings of the 7th Python in Science Conference, 11-15.",
    ],
    complexity: "O(bytes + n log n + m)",
    examples: [
      Example(
        "Two people and a tie",
        files: [
          .init(
            "pair.json",
            """
            {
              "directed": false,
              "nodes": [{"id": "Ann", "age": 31}, {"id": "Bob", "age": null}],
              "links": [{"source": "Ann", "target": "Bob", "weight": 2.5}]
            }
            """)
        ],
        yaml: "- use: import.node_link\n  with: {file: pair.json, weight: weight}",
        expected: [
          .nodes("id,age\nAnn,31\nBob,\n"), .edges("source,target,weight\nAnn,Bob,2.5\n"),
        ])
    ])

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The JSON file") var file: InputFile
    var attributes = GraphFileAttributes()
    var ties = GraphFileTies()
    @Param("How the bytes of the file are to be read") var encoding = TextEncoding.auto
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = parameters.choices(parameters.attributes).outline(Self.manual)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let text = try parameters.text(parameters.encoding, context)
    var reader = NodeLinkReader(text.bytes, file: parameters.file.name)
    var draft = try reader.read(context.workers.checkCancelled)
    draft.notes.insert(text.encoding, at: 0)
    network = try draft.network(parameters.choices(parameters.attributes), context)
  }
}
