public import ModuleKit

/// `import.pajek`
public struct PajekImport: Module {
  public static let manual = Manual(
    name: "import.pajek",
    summary: "Reads a network from a Pajek file (.net)",
    details: """
      Vertices are named by their labels, which must be different, or with `id: number` by their \
      numbers, the label becoming the column `label`; a vertex without label is called by its number. \
      `*Arcs`, `*Edges`, `*Arcslist`, `*Edgeslist` and `*Matrix` are read; in a matrix 0 is no arc. \
      Where there are arcs, an edge stands for two of them. The name in `*Arcs :1 "advice"` becomes \
      the edge attribute `relation`. In a two-mode network the column `mode` is 1 or 2.

      The third number of a line is the weight, 1 where it is missing; lists have none. A negative \
      weight is rejected and counted. Coordinates, colors and times are passed over. One network per \
      file; partitions and vectors are not read.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: [
      "Mrvar, A. & Batagelj, V. (2016). Analysis and visualization of large networks with program "
        + "package Pajek. Complex Adaptive Systems Modeling 4, 6."
    ],
    complexity: "O(bytes + n log n + m)",
    examples: [
      Example(
        "Three people and what they borrowed",
        files: [
          .init(
            "loans.net",
            "*Vertices 3\n1 \"Ann\"\n2 \"Bob\"\n3 \"Cat\"\n*Arcs\n1 2 20\n2 3 5\n")
        ],
        yaml: "- use: import.pajek\n  with: {file: loans.net, weight_means: strength}",
        expected: [.edges("source,target,weight\nAnn,Bob,20\nBob,Cat,5\n")])
    ])

  public enum Naming: String, ParameterChoice { case label, number }

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The Pajek file") var file: InputFile
    @Param("What names a vertex") var id = Naming.label
    @Param("Whether the third number of a line is taken as the weight") var weight = true
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
    let decoded = try parameters.text(parameters.encoding, context)
    let name = parameters.file.name
    var reader = PajekReader(
      decoded.bytes, file: name, usesNumbers: parameters.id == .number,
      takesWeights: parameters.weight)
    var draft = try reader.read(context.workers.checkCancelled)
    draft.notes.append(decoded.encoding)
    // Files without any weight make a network without weights.
    let choices = parameters.choices(
      weight: reader.sawWeight ? "weight" : nil, missingWeight: 1)
    network = try draft.network(choices, context)
  }
}
