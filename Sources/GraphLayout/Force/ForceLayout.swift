// Hu, "Efficient, high-quality force-directed graph drawing", The Mathematica Journal 10(1), 2005;
// Walshaw, "A multilevel algorithm for force-directed graph drawing", Journal of Graph Algorithms and
// Applications 7(3), 2003.

public import GraphCore

/// Places the nodes of a large connected network by springs and repulsion, coarse outlines first.
///
/// The same springs and random numbers give the same places for any number of threads. Complexity:
/// O(n log n + m) per round, 60 rounds of the finest level and 100 of each coarser one (half as many
/// nodes each); memory: 60 bytes a node and 8 an arc, twice over for the levels.
public struct ForceLayout {
  let graph: SpringGraph

  public init(_ graph: SpringGraph) { self.graph = graph }

  /// Small enough to be laid out from anywhere.
  private static let coarsest = 40
  /// Rounds of the coarsest, of a middle and of the finest level at the most, and of the last touch.
  private static let rounds = (coarsest: 500, middle: 100, finest: 60, last: 15)
  /// How far nodes move at first, in mean lengths of a spring: far where they lie anywhere, less
  /// around their parents, little after the outline has been corrected.
  private static let steps = (coarsest: Float(1), finer: Float(0.5), last: Float(0.1))

  public func places(
    _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> Places {
    if graph.nodeCount == 0 { return Places(count: 0) }
    var levels = [graph]
    var parents: [[NodeID]] = []
    while levels[levels.count - 1].nodeCount > Self.coarsest,
      let (coarse, above) = levels[levels.count - 1].coarsened(&random)
    {
      try workers.checkCancelled()
      levels.append(coarse)
      parents.append(above)
    }
    var places = anywhere(levels[levels.count - 1].nodeCount, &random)
    try Relaxation(
      graph: levels[levels.count - 1], workers: workers, firstStep: Self.steps.coarsest,
      rounds: Self.rounds.coarsest
    ).relax(&places)
    // Springs of different strength have lengths of their own, and links are no measure of these.
    let isCorrected = !parents.isEmpty && graph.isEven
    let isGathered = isCorrected && hidesNeighborhoods
    for level in parents.indices.reversed() {
      places = around(places, parents[level], &random)
      var relaxation = Relaxation(
        graph: levels[level], workers: workers, firstStep: Self.steps.finer,
        rounds: level == 0 ? Self.rounds.finest : Self.rounds.middle)
      relaxation.isLinear = level == 0 && isGathered
      try relaxation.relax(&places)
    }
    if isCorrected { try correct(&places, isGathered, &random, workers) }
    return places
  }

  /// Finds places for those who have none among those who have one and keep it.
  ///
  /// - Parameters:
  ///   - start: where nodes are, in any unit; of those who are not fixed, where to begin.
  ///   - isFixed: one per node.
  /// - Returns: places in the unit of `start`.
  public func places(
    from start: Places, isFixed: [Bool], _ workers: Workers
  ) throws(Cancelled) -> Places {
    precondition(start.count == graph.nodeCount && isFixed.count == start.count, "one per node")
    var places = start
    var relaxation = Relaxation(
      graph: graph, workers: workers, firstStep: Self.steps.finer, rounds: Self.rounds.middle)
    relaxation.isFixed = isFixed
    // Balance scales all alike: back to the unit in which the fixed ones are.
    let factor = try relaxation.relax(&places)
    places.scale(by: 1 / factor)
    for node in 0..<start.count where isFixed[node] {
      (places.x[node], places.y[node]) = (start.x[node], start.y[node])
    }
    return places
  }

  /// Whether ties are too many to be followed, so that who is tied to whom must be told by who lie together,
  /// even if some hide others. In small networks everybody is to be seen; trees hide nothing, and their
  /// leaves would lie on each other.
  private var hidesNeighborhoods: Bool {
    graph.nodeCount > 600 && graph.neighbors.count >= 3 * graph.nodeCount
  }

  /// Linear springs draw neighbours together at the price of the outline: majorization makes up for it.
  private func correct(
    _ places: inout Places, _ isGathered: Bool, _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) {
    let majorization = try Majorization(graph, &random, workers)
    try majorization.improve(&places, .outline)
    var touch = Relaxation(
      graph: graph, workers: workers, firstStep: Self.steps.last, rounds: Self.rounds.last)
    touch.isLinear = isGathered
    try touch.relax(&places)
    if isGathered { try majorization.improve(&places, .neighborhoods) }
  }

  private func anywhere(_ count: Int, _ random: inout RandomSource) -> Places {
    var places = Places(count: count)
    for node in 0..<count {
      (places.x[node], places.y[node]) = (Float(random.unit()), Float(random.unit()))
    }
    return places
  }

  /// Each node where its parent is, but not on the same spot.
  private func around(
    _ coarse: Places, _ parents: [NodeID], _ random: inout RandomSource
  ) -> Places {
    // A tenth of the room that a node has.
    let spread = 0.1 * coarse.side / Float(coarse.count).squareRoot().rounded(.up)
    var places = Places(count: parents.count)
    for (node, parent) in parents.enumerated() {
      places.x[node] = coarse.x[Int(parent)] + (Float(random.unit()) - 0.5) * spread
      places.y[node] = coarse.y[Int(parent)] + (Float(random.unit()) - 0.5) * spread
    }
    return places
  }
}
