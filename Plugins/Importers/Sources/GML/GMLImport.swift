public import ModuleKit

/// `import.gml`
public struct GMLImport: Module {
  public static let manual = Manual(
    name: "import.gml",
    summary: "Reads a network from a GML file",
    details: """
      Nodes are named by their `id`; with `id: label` by their label, which must then be different for \
      each. All other keys become attributes: whole numbers, numbers or texts; a key inside a list \
      gets a dot, as in `graphics.x`. Character references such as `&#233;` are resolved, a stray `&` \
      stays. `directed 1` makes all edges arcs, unless the study says otherwise.

      `weight` names the attribute that is the weight, often `value` or `weight`; without it edges \
      have none. An edge without weight, or with one that is negative, is rejected and counted. An \
      edge that names an undeclared node, a repeated id, an open bracket or text are refused with \
      their place.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: [
      "Himsolt, M. (1997). GML: A portable graph file format. Technical report, Universität Passau."
    ],
    complexity: "O(bytes + n log n + m)",
    examples: [
      Example(
        "Two people, named by their labels",
        files: [
          .init(
            "pair.gml",
            """
            graph [
              node [ id 1 label "Ann" age 31 ]
              node [ id 2 label "Zo&#235;" ]
              edge [ source 1 target 2 value 2.5 ]
            ]
            """)
        ],
        yaml: "- use: import.gml\n  with: {file: pair.gml, id: label, weight: value}",
        expected: [.nodes("id,age\nAnn,31\nZoë,\n"), .edges("source,target,value\nAnn,Zoë,2.5\n")])
    ])

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The GML file") var file: InputFile
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
    let decoded = try parameters.text(parameters.encoding, context)
    let name = parameters.file.name
    var reader = GMLReader(decoded.bytes, file: name)
    var draft = try reader.read(context.workers.checkCancelled)
    draft.notes.append(decoded.encoding)
    network = try draft.network(parameters.choices(parameters.attributes), context)
  }
}

extension ImportChoices {
  /// What is known without reading the file; its attributes show only then.
  func outline(_ manual: Manual) -> Outline {
    var outline = Outline()
    outline.add(manual.writes)
    outline.mayHaveMore = true
    outline.isDirected = directed
    if let weight {
      outline.addEdgeColumn(weight, .number)
      outline.weight = EdgeWeight(column: weight, meaning: weightMeans?.meaning ?? .undeclared)
    }
    return outline
  }
}
