public import ModuleKit

/// `import.dl`
public struct DLImport: Module {
  public static let manual = Manual(
    name: "import.dl",
    summary: "Reads a network from a UCINET DL file",
    details: """
      The formats `fullmatrix`, `lowerhalf`, `upperhalf`, `edgelist1`, `edgelist2`, `nodelist1`, \
      `nodelist1b`, `nodelist2` and `edgearray1` are read, with labels before the data or in them. \
      Nodes are named by their labels, or with `id: number` by their numbers, the label becoming the \
      column `label`; a node without label is called by its number. Capital and small letters in \
      labels are the same, as they are to UCINET; the first spelling stays.

      Cells and lists are arcs, half matrices edges without direction. A network of two modes, by \
      `nr` and `nc`, `edgelist2` or `nodelist2`, has edges without direction, and the column `mode` is \
      1 for rows and 2 for columns; without labels these are `r1`, `r2`, … and `c1`, `c2`, …. Several \
      matrices (`nm=2`) become one network with the edge attribute `relation`; between lists of \
      several matrices stands a `!`. With `directed: false` two equal cells of a matrix that mirror \
      each other are one edge.

      Values are the weight, 1 where one is missing, unless `weight: false`; in a matrix 0 is no edge. \
      A negative weight is rejected and counted. Matrices that end too soon, numbers that no node has \
      and labels beyond the number of nodes are refused with their place.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: [
      "Borgatti, S. P., Everett, M. G. & Freeman, L. C. (2002). Ucinet for Windows: Software for "
        + "social network analysis. Harvard, MA: Analytic Technologies.",
      "Analytic Technologies. DL language. http://www.analytictech.com/ucinet/help/hs5000.htm",
    ],
    complexity: "O(bytes + n log n + m), with `directed: false` O(m log m)",
    examples: [
      Example(
        "Who asks whom, as a matrix",
        files: [
          .init(
            "advice.dl",
            """
            dl n=3 format=fullmatrix
            labels embedded
            data:
                Ann Bob Cat
            Ann 0   2   0
            Bob 0   0   1
            Cat 0   0   0
            """)
        ],
        yaml: "- use: import.dl\n  with: {file: advice.dl, weight_means: strength}",
        expected: [.edges("source,target,weight\nAnn,Bob,2\nBob,Cat,1\n")]),
      Example(
        "People and their clubs",
        files: [
          .init(
            "clubs.dl",
            """
            dl nr=2 nc=2 format=nodelist2
            labels embedded
            data:
            Ann Chess Rowing
            Bob Rowing
            """)
        ],
        yaml: "- use: import.dl\n  with: {file: clubs.dl}",
        expected: [
          .nodes("id,mode\nAnn,1\nBob,1\nChess,2\nRowing,2\n"),
          .edges("source,target\nAnn,Chess\nAnn,Rowing\nBob,Rowing\n"),
        ]),
    ])

  public typealias Naming = PajekImport.Naming

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The DL file") var file: InputFile
    @Param("What names a node") var id = Naming.label
    @Param("Whether values are taken as the weight") var weight = true
    var ties = GraphFileTies()
    @Param("How the bytes of the file are to be read") var encoding = TextEncoding.auto
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline = parameters.choices().outline(Self.manual)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let text = try parameters.text(parameters.encoding, context)
    var reader = try DLReader(
      text.bytes, file: parameters.file.name,
      .init(
        usesNumbers: parameters.id == .number, takesWeights: parameters.weight,
        isDirected: parameters.ties.directed))
    var draft = try reader.read(context.workers.checkCancelled)
    draft.notes.insert(text.encoding, at: 0)
    // Files without any weight make a network without weights.
    let choices = parameters.choices(
      weight: reader.sawWeight ? "weight" : nil, missingWeight: 1)
    network = try draft.network(choices, context)
  }
}
