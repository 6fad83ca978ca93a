internal import ModuleKit

/// Complains, before anything runs, about weights that cannot serve as strengths.
func checkWeights(_ outline: Outline, weighted: Bool, _ check: CheckContext) {
  guard weighted, let weight = outline.weight, let problem = problem(with: weight) else { return }
  check.report(problem.id, problem.message, parameter: "weighted", help: problem.help)
}

/// The strength of every tie; nil when ties count alike.
func strengthWeights(
  of network: Network, weighted: Bool, _ context: StageContext
) throws -> [Double]? {
  guard weighted, let weight = network.weight else { return nil }
  if let problem = problem(with: weight) {
    throw context.error(problem.id, problem.message, parameter: "weighted", help: problem.help)
  }
  let weights = network.edgeWeights
  guard let bad = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) else { return weights }
  let ends = [network.graph.sources[bad], network.graph.targets[bad]].map { network.ids[Int($0)] }
  throw context.error(
    "weight-not-positive",
    "the tie between '\(ends[0])' and '\(ends[1])' has weight \(decimal(weights[bad])); "
      + "communities need positive weights", parameter: "weighted",
    help: "drop such ties with filter.edges, or set 'weighted: false'")
}

private func problem(with weight: EdgeWeight) -> (id: String, message: String, help: String)? {
  switch weight.meaning {
  case .strength: nil
  case .distance:
    (
      "weight-is-distance",
      "communities need strengths, but the weight '\(weight.column)' is a distance",
      "set 'weighted: false', or turn distances into strengths before"
    )
  case .undeclared:
    (
      "weight-undeclared",
      "it is not said whether the weight '\(weight.column)' is a strength or a distance",
      "declare it where the network is imported, or set 'weighted: false'"
    )
  }
}
