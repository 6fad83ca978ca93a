// Boldi & Vigna, "In-core computation of geometric centralities with HyperBall: a hundred billion nodes and
// beyond", ICDM Workshops 2013.

public import GraphCore

/// How the distances between all pairs of nodes are found.
public enum DistanceMethod: String, ParameterChoice {
  /// Exactly up to ``DistanceQuery/budget``, else estimated.
  case auto
  case exact
  /// By HyperBall.
  case estimate

  // The words of the parameters and manuals of all modules that ask for distances.
  public static let methodDoc = "Exact, estimated by HyperBall, or exact as far as work allows"
  public static let registersDoc = "Registers of a HyperBall counter, a power of two"
  public static let runsDoc = "Independent HyperBall runs, of which the mean is taken"
  public static let manual = """
    With `method: auto` links are counted exactly as long as n(n + a)/512 is at most 4 x 10^9, a being the \
    arcs followed (a tie without direction is two): 200 000 nodes with \
    1 100 000 such ties, for instance. Above that, and with `estimate`, HyperBall \
    estimates: how many nodes are reached has a relative standard deviation of \
    1.04/√(`registers` x `runs`), direct neighbours are exact, and the longest distance is a lower \
    bound. Estimates depend on the seed of the study, and on nothing else. Lengths other than `hops` \
    are always exact.
    """
  public static let reference =
    "Boldi, P. & Vigna, S. (2013). In-core computation of geometric centralities with HyperBall: a hundred billion nodes and beyond. ICDM Workshops, 621-628."
}

/// What a module wants to know of all distances, as its parameters say.
public struct DistanceQuery: Sendable {
  /// The most work that `auto` does exactly: steps of 512 searches over a node or an arc.
  public static let budget = 4e9

  private let direction: Direction
  private let length: EdgeLength
  private let method: DistanceMethod
  private let registers: Int
  private let runs: Int

  public init(
    _ direction: Direction, _ length: EdgeLength, _ method: DistanceMethod, registers: Int,
    runs: Int
  ) {
    (self.direction, self.length, self.method) = (direction, length, method)
    (self.registers, self.runs) = (registers, runs)
  }

  /// Reports what will not work, as far as is known before running.
  public func check(_ outline: Outline, _ check: CheckContext) {
    length.check(outline, check)
    if let problem {
      check.report(problem.id, problem.message, parameter: problem.parameter, help: problem.help)
    }
  }

  public func answer(_ network: Network, _ context: StageContext) throws -> DistanceAnswer {
    if let problem {
      throw context.error(
        problem.id, problem.message, parameter: problem.parameter, help: problem.help)
    }
    let (graph, workers) = (network.graph, context.workers)
    guard isEstimated(graph) else {
      let lengths = try length.lengths(of: network, context)
      return DistanceAnswer(
        try graph.distanceSummary(direction, edgeLengths: lengths, on: workers))
    }
    if method == .auto {
      context.warn(
        "estimated-distances",
        "\(graph.nodeCount) nodes and \(graph.edgeCount) edges: distances are estimated",
        parameter: "method", help: "say 'method: exact' or 'method: estimate'")
    }
    let estimate = try graph.distanceEstimate(
      direction, registers: registers, keys: keys(context), on: workers)
    return DistanceAnswer(estimate, words(context), french: frenchWords(context))
  }

  /// How many others lie within so many links of each node, by the method that ``answer(_:_:)`` takes.
  public func reach(within k: Int, of network: Network, _ context: StageContext) throws -> Reach {
    let (graph, workers) = (network.graph, context.workers)
    guard isEstimated(graph) else {
      let exact = try graph.distanceSummary(direction, within: k, on: workers)
      return Reach(reached: exact.reached, words: "")
    }
    let estimate = try graph.distanceEstimate(
      direction, registers: registers, keys: keys(context), within: k, on: workers)
    return Reach(reached: estimate.summary.reached, words: ", " + words(context))
  }

  /// The same for all questions of a stage, so that their answers go together.
  private func keys(_ context: StageContext) -> [UInt64] {
    (0..<runs).map { run in
      var random = context.random("hyperball", replicate: run)
      return random.next()
    }
  }

  private func words(_ context: StageContext) -> String {
    "estimated by HyperBall, \(runs) \(runs == 1 ? "run" : "runs") of \(registers) registers, "
      + "relative standard deviation \(percent) %, seed \(context.studySeed)"
  }

  private func frenchWords(_ context: StageContext) -> String {
    "estimation par HyperBall, \(runs) \(runs == 1 ? "passage" : "passages") de \(registers) registres, "
      + "écart type relatif \(percent.replacing(".", with: ",")) %, graine \(context.studySeed)"
  }

  /// Depends on the size of the network, never on time: the same on every machine.
  package func isEstimated(_ graph: Graph) -> Bool {
    if method == .auto && length == .hops {
      let arcs = graph.isDirected && direction != .all ? graph.edgeCount : 2 * graph.edgeCount
      return Double(graph.nodeCount) * Double(graph.nodeCount + arcs) / 512 > Self.budget
    }
    return method == .estimate
  }

  /// Of how many nodes are reached, to one decimal.
  private var percent: String {
    let tenths = Int((1040 / Double(registers * runs).squareRoot()).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private var problem: (id: String, message: String, parameter: String, help: String)? {
    if registers.nonzeroBitCount != 1 {
      return (
        "registers-power", "the registers must be a power of two, not \(registers)", "registers",
        "64, 128, 256, 512, 1024, 2048 and 4096 are"
      )
    }
    if method == .estimate && length != .hops {
      return (
        "estimate-links", "only links can be estimated, not 'length: \(length.rawValue)'",
        "method", "use 'length: hops' or 'method: exact'"
      )
    }
    return nil
  }
}

/// How many others are near, exactly or estimated.
public struct Reach: Sendable {
  /// Others within the links asked for, for each node.
  public let reached: [Int]
  /// For conventions: nothing when exact.
  public let words: String
}

/// Distances, exact or estimated.
public struct DistanceAnswer: Sendable {
  public let summary: DistanceSummary
  /// Pairs at each number of links for each run; empty when exact.
  public let runs: [[Double]]
  /// How the estimate was made; nil when exact.
  public let estimation: String?
  private let frenchEstimation: String?

  init(_ summary: DistanceSummary) {
    (self.summary, runs, estimation, frenchEstimation) = (summary, [], nil, nil)
  }
  init(_ estimate: DistanceEstimate, _ words: String, french: String) {
    (summary, runs) = (estimate.summary, estimate.histograms)
    (estimation, frenchEstimation) = (words, french)
  }

  /// For conventions: nothing when exact.
  public var words: String { estimation.map { ", " + $0 } ?? "" }
  /// The same in French.
  public var french: String { frenchEstimation.map { ", " + $0 } ?? "" }
  /// For ``MethodNote/limits``.
  public var limits: [MethodNote.Limit] { estimation == nil ? [] : [.estimated] }
}
