public import ModuleKit

/// `import.matrix_market`
public struct MatrixMarketImport: Module {
  public static let manual = Manual(
    name: "import.matrix_market",
    summary: "Reads a network from a Matrix Market file (.mtx)",
    details: """
      A square matrix joins nodes named 1, 2, 3, …: an entry in row i and column j is an arc from i to \
      j, in a `symmetric` matrix an edge without direction. A matrix with more rows than columns, or \
      fewer, is a two-mode network: rows are `r1`, `r2`, …, columns `c1`, `c2`, …, and the column \
      `mode` is 1 or 2. With `directed: false` two equal cells that mirror each other are one edge.

      Values are the weight, unless `weight: false`; a `pattern` has none. Entries of a coordinate \
      file are edges even where they are 0; in an array 0 is no edge. A negative weight is rejected \
      and counted, as one of the two cells that an entry of a skew-symmetric matrix stands for always \
      is. Complex and hermitian matrices, which hold no weights, a number of entries that is not the \
      one announced, and rows or columns that there are not are refused with their place.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: [
      "Boisvert, R. F., Pozo, R. & Remington, K. A. (1996). The Matrix Market exchange formats: "
        + "Initial design. NISTIR 5935, National Institute of Standards and Technology."
    ],
    complexity: "O(bytes + n log n + m), with `directed: false` O(m log m)",
    examples: [
      Example(
        "Two arcs between three people",
        files: [
          .init(
            "advice.mtx",
            """
            %%MatrixMarket matrix coordinate real general
            % who asks whom, how often
            3 3 2
            1 2 2.5
            3 1 4
            """)
        ],
        yaml: "- use: import.matrix_market\n  with: {file: advice.mtx, weight_means: strength}",
        expected: [.edges("source,target,weight\n1,2,2.5\n3,1,4\n")]),
      Example(
        "Two people and three clubs",
        files: [
          .init(
            "clubs.mtx",
            """
            %%MatrixMarket matrix coordinate pattern general
            2 3 3
            1 1
            1 3
            2 3
            """)
        ],
        yaml: "- use: import.matrix_market\n  with: {file: clubs.mtx}",
        expected: [
          .nodes("id,mode\nc1,2\nc2,2\nc3,2\nr1,1\nr2,1\n"),
          .edges("source,target\nc1,r1\nc3,r1\nc3,r2\n"),
        ]),
    ])

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The Matrix Market file") var file: InputFile
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
    var reader = MatrixMarketReader(
      text.bytes, file: parameters.file.name, takesWeights: parameters.weight,
      isDirected: parameters.ties.directed)
    var draft = try reader.read(context.workers.checkCancelled)
    draft.notes.insert(text.encoding, at: 0)
    let choices = parameters.choices(weight: reader.hasWeights ? "weight" : nil)
    network = try draft.network(choices, context)
  }
}
