internal import ModuleKit

/// What the parameters of importers of graph files have in common.
protocol GraphFileParameters: ParameterSet {
  var file: InputFile { get }
  var ties: GraphFileTies { get }
  var citation: String? { get }
}

/// How the edges of a graph file are taken.
struct GraphFileTies: ParameterSet {
  @Param("What a large weight means; path measures need to know")
  var weightMeans: WeightMeaning? = nil
  @Param("Whether edges are arcs; what the file says when not given") var directed: Bool? = nil
  @Param("What becomes of several edges between the same two nodes")
  var parallel = ParallelEdges.sum
  @Param("What becomes of an edge from a node to itself") var loops = SelfLoops.drop
}

/// Which attributes of a graph file have a part in the network.
struct GraphFileAttributes: ParameterSet {
  @Param("The attribute that names a node; the file's own id when not given")
  var id: String? = nil
  @Param("The attribute that is the weight of an edge; none when not given")
  var weight: String? = nil
}

extension GraphFileParameters {
  /// - Parameters:
  ///   - weight: the attribute that is the weight.
  ///   - missingWeight: the weight of an edge that has none; nil to reject it.
  func choices(weight: String? = nil, missingWeight: Double? = nil) -> ImportChoices {
    choices(id: nil, weight: weight, missingWeight: missingWeight)
  }

  func choices(_ attributes: GraphFileAttributes) -> ImportChoices {
    choices(id: attributes.id, weight: attributes.weight, missingWeight: nil)
  }

  private func choices(
    id: String?, weight: String?, missingWeight: Double?
  ) -> ImportChoices {
    ImportChoices(
      file: file, directed: ties.directed, id: id, weight: weight, missingWeight: missingWeight,
      weightMeans: ties.weightMeans, parallel: ties.parallel, loops: ties.loops,
      citation: citation)
  }

  /// The file as text.
  func text(
    _ encoding: TextEncoding, _ context: StageContext
  ) throws(Diagnostic) -> DecodedText {
    try DecodedText(
      try readFile(file, for: "file", context), encoding: encoding, file: file.name)
  }
}
