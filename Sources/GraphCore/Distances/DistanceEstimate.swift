/// What ``DistanceSummary`` holds, estimated in several independent runs.
public struct DistanceEstimate: Sendable {
  /// The mean of the runs; whole numbers are rounded. Eccentricities are lower bounds.
  public let summary: DistanceSummary
  /// Ordered pairs of different nodes at each number of links, for each run.
  public let histograms: [[Double]]
}

extension Graph {
  /// An estimate of ``distanceSummary(_:edgeLengths:on:)`` by links.
  ///
  /// The relative standard deviation of how many nodes one reaches is 1.04 / √(registers · runs);
  /// direct neighbours are counted, not estimated. The same for any number of threads.
  ///
  /// - Parameters:
  ///   - registers: of each counter; a power of two, 64 or more.
  ///   - keys: random numbers, one for each run, which choose the hash functions.
  ///   - limit: the most links to go; what is farther counts as not reached.
  /// - Complexity: O(registers · (n + m)) for each run and level of the diameter at worst; nodes around
  ///   which nothing changes cost nothing. Memory: 2 · registers + 50 bytes per node, 4 bytes per arc.
  public func distanceEstimate(
    _ direction: Direction, registers: Int, keys: [UInt64], within limit: Int = .max,
    on workers: Workers
  ) throws(Cancelled) -> DistanceEstimate {
    if isDirected && direction == .all {
      return try undirected.distanceEstimate(
        .out, registers: registers, keys: keys, within: limit, on: workers)
    }
    let (along, against) = direction == .in ? (incoming, outgoing) : (outgoing, incoming)
    let relabelled = Relabelled(along: along, against: against, isSymmetric: !isDirected)
    var balls = HyperBall(relabelled, registers: registers)
    for key in keys { try balls.run(key: key, within: limit, on: workers) }
    try workers.checkCancelled()
    let runs = Double(keys.count)
    var summary = DistanceSummary(nodeCount: nodeCount)
    for (node, tally) in zip(relabelled.nodes, balls.tallies) {
      summary.reached[Int(node)] = min(nodeCount - 1, Int((tally.reached / runs).rounded()))
      summary.farness[Int(node)] = tally.farness / runs
      summary.harmonic[Int(node)] = tally.harmonic / runs
      summary.eccentricity[Int(node)] = Double(tally.eccentricity)
    }
    let levels = balls.histograms.map(\.count).max() ?? 0
    summary.histogram = (0..<levels).map { links in
      let sum = balls.histograms.reduce(0) { $0 + ($1.count > links ? $1[links] : 0) }
      return Int((sum / runs).rounded())
    }
    return DistanceEstimate(summary: summary, histograms: balls.histograms)
  }
}
