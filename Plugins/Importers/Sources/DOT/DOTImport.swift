public import ModuleKit

/// `import.dot`
public struct DOTImport: Module {
  public static let manual = Manual(
    name: "import.dot",
    summary: "Reads a network from a file in the DOT language of Graphviz",
    details: """
      Nodes are named by their IDs; with `id: label` by their labels, which must then be different for \
      each. `digraph` has arcs, `graph` edges without direction; the wrong operator is refused with \
      its place. Chains, groups such as `a -> {b c}`, subgraphs, defaults (`node [color=red]`, which \
      hold for what begins behind them in the same braces), ports, HTML and texts joined by `+` mean \
      what they mean to Graphviz. In a `strict` graph a repeated edge is the same edge.

      Attributes become columns, of numbers where all values are numbers (`007` is none). Labels are \
      kept as they show, escapes and `&amp;` resolved; where some nodes have labels, the others have \
      their names. A port becomes the edge attribute `tailport` or `headport`. Nodes inside a cluster \
      get its label, or else its name, as `cluster`: the innermost one, of several the first. Other \
      attributes of graphs are passed over and counted.

      `weight` names the attribute that is the weight, often `weight`; without it edges have none. An \
      edge without weight, or with one that is negative, is rejected and counted.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: [
      "Gansner, E. R. & North, S. C. (2000). An open graph visualization system and its "
        + "applications to software engineering. Software: Practice and Experience 30, 1203-1233.",
      "Graphviz. The DOT language. https://graphviz.org/doc/info/lang.html",
    ],
    complexity: "O(bytes + n log n + m log m)",
    examples: [
      Example(
        "A board, and whom it asks",
        files: [
          .init(
            "team.dot",
            """
            digraph team {
              edge [weight=2]
              subgraph cluster_0 { label="Board"; Ann; Bob }
              Ann -> {Cat Dan}  // two edges
              Bob -> Cat [weight=5]
            }
            """)
        ],
        yaml: "- use: import.dot\n  with: {file: team.dot, weight: weight}",
        expected: [
          .nodes("id,cluster\nAnn,Board\nBob,Board\nCat,\nDan,\n"),
          .edges("source,target,weight\nAnn,Cat,2\nAnn,Dan,2\nBob,Cat,5\n"),
        ])
    ])

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The DOT file") var file: InputFile
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
    var reader = DOTReader(text.bytes, file: parameters.file.name)
    var draft = try reader.read(context.workers.checkCancelled)
    draft.notes.insert(text.encoding, at: 0)
    network = try draft.network(parameters.choices(parameters.attributes), context)
  }
}
