public import ModuleKit

/// What a chain counts along its ties.
public enum ChainLength: String, ParameterChoice {
  /// Every tie counts 1.
  case hops
  /// A tie counts its weight; the weights must be declared distances.
  case weight
  /// A tie counts 1/weight (Newman 2001); the weights must be declared strengths.
  case inverseWeight = "inverse_weight"
  /// A tie counts -ln p, p being its reliability: the shortest chain is the most reliable one.
  case reliability

  var edgeLength: EdgeLength? { EdgeLength(rawValue: rawValue) }
}

/// Which chains are found.
public enum ChainFind: String, ParameterChoice {
  case one
  case allShortest = "all_shortest"
  case kShortest = "k_shortest"
  case edgeDisjoint = "edge_disjoint"
  case nodeDisjoint = "node_disjoint"

  var isDisjoint: Bool { self == .edgeDisjoint || self == .nodeDisjoint }
}
