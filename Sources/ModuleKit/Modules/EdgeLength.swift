/// What a path measure counts along a path.
///
/// Strengths are never taken for distances in silence: the study says which of the three it means.
public enum EdgeLength: String, ParameterChoice {
  /// Every edge counts 1.
  case hops
  /// An edge counts its weight; the weights must be declared distances.
  case weight
  /// An edge counts 1/weight (Newman 2001); the weights must be declared strengths.
  case inverseWeight = "inverse_weight"
}

extension EdgeLength {
  /// Words for conventions and captions.
  public var convention: String {
    switch self {
    case .hops: "unweighted"
    case .weight: "by weight as distance"
    case .inverseWeight: "by 1/weight (Newman 2001)"
    }
  }

  /// The same in French.
  public var french: String {
    switch self {
    case .hops: "sans pondération"
    case .weight: "distances égales aux poids"
    case .inverseWeight: "distances égales à 1/poids (Newman 2001)"
    }
  }

  /// Reports what will not work, as far as is known before running.
  public func check(_ outline: Outline, _ check: CheckContext) {
    if outline.mayHaveMore && outline.weight == nil { return }
    if let (message, help) = problem(outline.weight) {
      check.report("weight-meaning", message, parameter: "length", help: help)
    }
  }

  /// One positive length per edge; nil for hops.
  public func lengths(of network: Network, _ context: StageContext) throws -> [Double]? {
    if self == .hops { return nil }
    if let (message, help) = problem(network.weight) {
      throw context.error("weight-meaning", message, parameter: "length", help: help)
    }
    let weights = network.edgeWeights
    let lengths = self == .weight ? weights : weights.map { 1 / $0 }
    // The inverse of the smallest numbers is beyond the largest.
    let unusable = zip(weights, lengths).count { !($0 > 0 && $0.isFinite && $1.isFinite) }
    if unusable > 0 {
      throw context.error(
        "unusable-weight",
        "\(unusable) of \(weights.count) edges have a weight that is not above 0, or too near to it",
        parameter: "length", help: "use 'length: hops', or filter these edges first")
    }
    // Sums over all pairs of paths along all nodes.
    let (longest, nodes) = (lengths.max() ?? 0, Double(network.graph.nodeCount))
    if !(longest * nodes * nodes).isFinite {
      throw context.error(
        "weights-too-large",
        "the lengths of paths may add up to more than a number can hold: the longest edge has "
          + "\(decimal(longest))",
        parameter: "length", help: "use 'length: hops', or weights of another unit")
    }
    return lengths
  }

  private func problem(_ weight: EdgeWeight?) -> (String, help: String)? {
    let wanted: EdgeWeight.Meaning = self == .weight ? .distance : .strength
    guard self != .hops else { return nil }
    guard let weight else {
      return ("'length: \(rawValue)' needs weights, and the edges have none", "use 'length: hops'")
    }
    switch weight.meaning {
    case wanted: return nil
    case .undeclared:
      return (
        "'length: \(rawValue)' needs to know what the weight '\(weight.column)' means",
        "say 'weight_means: \(wanted.rawValue)' where the network is imported"
      )
    case .strength:
      return (
        "the weight '\(weight.column)' is a strength: strong ties would count as long ones",
        "use 'length: inverse_weight' or 'length: hops'"
      )
    case .distance:
      return (
        "the weight '\(weight.column)' is a distance already", "use 'length: weight'"
      )
    }
  }
}
