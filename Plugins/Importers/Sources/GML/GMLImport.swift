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

  public struct Parameters: ParameterSet {
    @Param(required: "The GML file") var file: InputFile
    @Param("The attribute that names a node; the file's own id when not given")
    var id: String? = nil
    @Param("The attribute that is the weight of an edge; none when not given")
    var weight: String? = nil
    @Param("What a large weight means; path measures need to know")
    var weightMeans: WeightMeaning? = nil
    @Param("Whether edges are arcs; what the file says when not given") var directed: Bool? = nil
    @Param("What becomes of several edges between the same two nodes")
    var parallel = ParallelEdges.sum
    @Param("What becomes of an edge from a node to itself") var loops = SelfLoops.drop
    @Param("How the bytes of the file are to be read") var encoding = TextEncoding.auto
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var choices: ImportChoices {
    ImportChoices(
      file: parameters.file, directed: parameters.directed, id: parameters.id,
      weight: parameters.weight, weightMeans: parameters.weightMeans,
      parallel: parameters.parallel, loops: parameters.loops, citation: parameters.citation)
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = choices.outline(Self.manual)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let raw = try readFile(parameters.file, for: "file", context)
    let name = parameters.file.name
    let decoded = try DecodedText(raw, encoding: parameters.encoding, file: name)
    var reader = GMLReader(decoded.bytes, file: name)
    var draft = try reader.read(context.workers.checkCancelled)
    draft.notes.append(decoded.encoding)
    network = try draft.network(choices, context)
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
