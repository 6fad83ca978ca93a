extension ParallelEdges: ParameterChoice {}
extension SelfLoops: ParameterChoice {}
extension Direction: ParameterChoice {}

extension ParallelEdges {
  /// How the weights of merged edges become one.
  public var weightRule: Aggregation { Aggregation(rawValue: rawValue) ?? .sum }
  /// How other columns of merged edges become one: the policy is about the weight; only `first` takes
  /// whole rows.
  public var attributeRule: Aggregation { self == .first ? .first : .agree }
}

/// What a large weight means, as a study says it.
public enum WeightMeaning: String, ParameterChoice {
  /// Larger is closer: meetings, messages, money.
  case strength
  /// Larger is farther: kilometres, minutes.
  case distance

  public var meaning: EdgeWeight.Meaning { self == .strength ? .strength : .distance }
}
