/// The weights of measures that count a tie the more the stronger it is.
///
/// Distances are never taken for strengths in silence: the study says what its weights mean.
public enum EdgeStrength {
  /// Reports, before anything runs, weights that cannot serve as strengths.
  ///
  /// - Parameter measure: who asks, for the message: "communities".
  public static func check(
    _ outline: Outline, weighted: Bool, for measure: String, _ check: CheckContext
  ) {
    guard weighted, let weight = outline.weight, let problem = problem(weight, measure) else {
      return
    }
    check.report(problem.id, problem.message, parameter: "weighted", help: problem.help)
  }

  /// One finite strength above 0 per edge; nil when edges count alike.
  public static func strengths(
    of network: Network, weighted: Bool, for measure: String, _ context: StageContext
  ) throws -> [Double]? {
    guard weighted, let weight = network.weight else { return nil }
    if let problem = problem(weight, measure) {
      throw context.error(problem.id, problem.message, parameter: "weighted", help: problem.help)
    }
    let weights = network.edgeWeights
    guard let bad = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) else {
      try checkTotal(weights, weight.column, context)
      return weights
    }
    let (source, target) = (network.graph.sources[bad], network.graph.targets[bad])
    throw context.error(
      "weight-not-positive",
      "the tie between '\(network.ids[Int(source)])' and '\(network.ids[Int(target)])' has weight "
        + "\(decimal(weights[bad])); \(measure) needs positive weights", parameter: "weighted",
      help: "drop such ties with filter.edges, or set 'weighted: false'")
  }

  /// Refuses weights whose sum, and perhaps that of a node's, is more than a number can hold.
  public static func checkTotal(
    _ weights: [Double], _ column: String, _ context: StageContext
  ) throws {
    // Twice, because the strengths of all nodes count every tie at both ends.
    if !(2 * weights.reduce(0) { $0 + $1.magnitude }).isInfinite { return }
    throw context.error(
      "weights-too-large",
      "the weights '\(column)' add up to more than a number can hold",
      help: "use weights of another unit")
  }

  private static func problem(
    _ weight: EdgeWeight, _ measure: String
  ) -> (id: String, message: String, help: String)? {
    switch weight.meaning {
    case .strength: nil
    case .distance:
      (
        "weight-is-distance",
        "\(measure) needs strengths, but the weight '\(weight.column)' is a distance",
        "set 'weighted: false', or turn distances into strengths before"
      )
    case .undeclared:
      (
        "weight-undeclared",
        "it is not said whether the weight '\(weight.column)' is a strength or a distance",
        "declare it where the network is imported ('weight_means: strength'), or set 'weighted: false'"
      )
    }
  }
}
