// Borassi & Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA 2016.

public import ModuleKit

/// How betweenness is found.
public enum BetweennessMethod: String, ParameterChoice {
  /// Exactly up to ``BetweennessQuery/budget``, else estimated.
  case auto
  case exact
  /// By KADABRA.
  case estimate

  static let manual = """
    With `method: auto` betweenness by links is exact as long as n(n + a) is at most 4 x 10^11, a being \
    the arcs (a tie without direction is two): 100 000 nodes with 1 900 000 such ties, for instance. \
    Above that, and with `estimate`, shortest paths between random pairs are sampled until, with \
    probability 1 - `delta`, every normalised value is within `epsilon` (KADABRA). With `top: k` \
    sampling ends as soon as the order of the first k is certain with that probability, but for nodes \
    whose values are known to within `epsilon`; the limits of all values are written beside them. \
    Estimates depend on the seed of the study, and on nothing else. Lengths other than `hops` are \
    always exact.
    """
  static let reference =
    "Borassi, M. & Natale, E. (2016). KADABRA is an adaptive algorithm for betweenness via random approximation. ESA, LIPIcs 57, 20."
}

/// Whether and how well betweenness is to be estimated.
struct BetweennessQuery {
  /// The most work that `auto` does exactly, in steps over a node or an arc.
  static let budget = 4e11

  let method: BetweennessMethod
  let length: EdgeLength
  let goal: EstimateGoal

  /// Reports what will not work, as far as is known before running.
  func check(_ outline: Outline, _ check: CheckContext) {
    length.check(outline, check)
    if let problem {
      check.report(problem.id, problem.message, parameter: problem.parameter, help: problem.help)
    }
  }

  /// - Returns: nil when betweenness is to be exact.
  func estimate(_ graph: Graph, _ context: StageContext) throws -> BetweennessEstimate? {
    if let problem {
      throw context.error(
        problem.id, problem.message, parameter: problem.parameter, help: problem.help)
    }
    guard isEstimated(graph) else { return nil }
    if method == .auto {
      context.warn(
        "estimated-betweenness",
        "\(graph.nodeCount) nodes and \(graph.edgeCount) edges: betweenness is estimated",
        parameter: "method", help: "say 'method: exact' or 'method: estimate'")
    }
    return try sampledBetweenness(
      of: graph, goal, random: { context.random("kadabra", replicate: $0) }, on: context.workers)
  }

  /// Depends on the size of the network, never on time: the same on every machine.
  private func isEstimated(_ graph: Graph) -> Bool {
    if method == .auto && length == .hops {
      let arcs = graph.isDirected ? graph.edgeCount : 2 * graph.edgeCount
      return Double(graph.nodeCount) * Double(graph.nodeCount + arcs) > Self.budget
    }
    return method == .estimate
  }

  /// For conventions.
  func words(_ estimate: BetweennessEstimate, _ context: StageContext) -> String {
    var promise = "every normalised value within ±\(goal.epsilon)"
    if let top = goal.top {
      let first = min(top, estimate.values.count)
      let certain = min(first, estimate.certainRanks)
      promise = "\(certain) of the first \(first) ranks certain"
      if certain < first { promise += ", the others within ±\(goal.epsilon)" }
    }
    // 1 - 0.1 - 0.2 is not 0.7 to the last digit.
    let trust = ((1 - goal.delta) * 1e9).rounded() / 1e9
    return "estimated from \(estimate.samples) sampled paths, \(promise) with probability \(trust) "
      + "(KADABRA), seed \(context.studySeed)"
  }

  /// The same in French.
  func french(_ estimate: BetweennessEstimate, _ context: StageContext) -> String {
    func number(_ value: Double) -> String { "\(value)".replacing(".", with: ",") }
    var promise = "chaque valeur normalisée à ±\(number(goal.epsilon)) près"
    if let top = goal.top {
      let first = min(top, estimate.values.count)
      let certain = min(first, estimate.certainRanks)
      promise = "\(certain) des \(first) premiers rangs certains"
      if certain < first { promise += ", les autres à ±\(number(goal.epsilon)) près" }
    }
    let trust = ((1 - goal.delta) * 1e9).rounded() / 1e9
    return "à partir de \(estimate.samples) chemins tirés au sort, \(promise) avec la probabilité "
      + "\(number(trust)) (KADABRA), graine \(context.studySeed)"
  }

  private var problem: (id: String, message: String, parameter: String, help: String)? {
    if method == .estimate && length != .hops {
      return (
        "estimate-links", "only links can be estimated, not 'length: \(length.rawValue)'",
        "method", "use 'length: hops' or 'method: exact'"
      )
    }
    if method == .exact && goal.top != nil {
      return (
        "top-of-estimate", "'top' ends an estimate early, and 'method: exact' makes none",
        "top", "leave out 'top', or use 'method: estimate'"
      )
    }
    return nil
  }
}
