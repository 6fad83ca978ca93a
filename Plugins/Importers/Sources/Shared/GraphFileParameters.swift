internal import ModuleKit

/// What the parameters of importers of graph files have in common.
protocol GraphFileParameters: ParameterSet {
  var file: InputFile { get }
  var weightMeans: WeightMeaning? { get }
  var directed: Bool? { get }
  var parallel: ParallelEdges { get }
  var loops: SelfLoops { get }
  var citation: String? { get }
}

extension GraphFileParameters {
  /// - Parameters:
  ///   - id: the attribute that names a node.
  ///   - weight: the attribute that is the weight.
  ///   - missingWeight: the weight of an edge that has none; nil to reject it.
  func choices(
    id: String? = nil, weight: String? = nil, missingWeight: Double? = nil
  ) -> ImportChoices {
    ImportChoices(
      file: file, directed: directed, id: id, weight: weight, missingWeight: missingWeight,
      weightMeans: weightMeans, parallel: parallel, loops: loops, citation: citation)
  }

  /// The file as text.
  func text(
    _ encoding: TextEncoding, _ context: StageContext
  ) throws(Diagnostic) -> DecodedText {
    try DecodedText(
      try readFile(file, for: "file", context), encoding: encoding, file: file.name)
  }
}
