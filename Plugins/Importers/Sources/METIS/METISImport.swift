public import ModuleKit

/// `import.metis`
public struct METISImport: Module {
  public static let manual = Manual(
    name: "import.metis",
    summary: "Reads a network from a METIS graph file (.graph)",
    details: """
      Vertices are named by their numbers, from 1. Each line lists the neighbors of one vertex; a blank \
      line is a vertex without any. Lines that begin with `%` are comments. The format in the first \
      line says what the others hold: sizes of vertices become the column `size`, their weights \
      `weight`, or `weight_1`, `weight_2`, … where each has several; weights of edges are the weight, \
      unless `weight: false`. A negative weight is rejected and counted.

      METIS graphs have no directions. An edge stands at both of its ends and counts once: a list that \
      its neighbor does not answer, two weights for one edge, and a number of edges that is not the \
      one in the first line are refused with their place.
      """,
    inputs: .none,
    writes: [.table("rejected_rows", "edges that were not taken, with reason and line")],
    references: [
      "Karypis, G. & Kumar, V. (1998). A fast and high quality multilevel scheme for partitioning "
        + "irregular graphs. SIAM Journal on Scientific Computing 20, 359-392.",
      "Karypis, G. (2013). METIS: A software package for partitioning unstructured graphs. Version "
        + "5.1.0. University of Minnesota.",
    ],
    complexity: "O(bytes + n log n + m log m)",
    examples: [
      Example(
        "Three people, one of them with two ties",
        files: [.init("team.graph", "% who works with whom\n3 2 1\n2 5\n1 5 3 1\n2 1\n")],
        yaml: "- use: import.metis\n  with: {file: team.graph, weight_means: strength}",
        expected: [.edges("source,target,weight\n1,2,5\n2,3,1\n")])
    ])

  public struct Parameters: ParameterSet, GraphFileParameters {
    @Param(required: "The METIS file") var file: InputFile
    @Param("Whether the weights of edges are taken") var weight = true
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
    var reader = METISReader(
      text.bytes, file: parameters.file.name, takesWeights: parameters.weight)
    var draft = try reader.read(context.workers.checkCancelled)
    draft.notes.insert(text.encoding, at: 0)
    let choices = parameters.choices(weight: reader.hasWeights ? "weight" : nil)
    network = try draft.network(choices, context)
  }
}
