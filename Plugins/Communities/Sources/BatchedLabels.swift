// Raghavan, Albert & Kumara, "Near linear time algorithm to detect community structures in
// large-scale networks", Physical Review E 76, 036106, 2007. In parallel, with active nodes only:
// Staudt & Meyerhenke, "Engineering parallel algorithms for community detection in massive
// networks", IEEE TPDS 27(1), 2016.

internal import ModuleKit

/// Label propagation where the nodes of a batch take their turns at once.
///
/// Each sees the labels as they were before the batch. Who has a neighbour with a new label looks
/// again; the last take turns one by one, where each change adds agreeing ties: so it ends.
func labelsInBatches(
  _ level: Level, _ maxIterations: Int, _ random: inout RandomSource, on workers: Workers
) throws(Cancelled) -> (labels: [Int32], converged: Bool) {
  var adopting = AdoptLabels(community: Array(0..<Int32(level.nodeCount)), seed: random.next())
  var moving = BatchedMoving(level)
  let order = shuffledBlocks(level.nodeCount, &random)
  let rounds = min(maxIterations, BatchedMoving.mostRounds)
  var (_, active) = try moving.run(
    level, &adopting, order, isFresh: true, leastGain: 0, mostRounds: rounds, on: workers)
  var weights = NeighborWeights(communities: level.nodeCount, mostTies: level.mostTies)
  for _ in rounds...max(rounds, maxIterations) where !active.isEmpty {
    try workers.checkCancelled()
    active = adopting.takeTurns(active, level, &weights)
  }
  return (adopting.community, active.isEmpty)
}

private struct AdoptLabels: MovingRule {
  var community: [Int32]
  let seed: UInt64

  /// The heaviest label around a node, unless its own is one of them.
  @inline(__always) func proposal(
    for node: Int, _ level: Level, _ weights: inout NeighborWeights
  ) -> Proposal? {
    weights.add(node, level, community.span)
    defer { weights.clear() }
    var most = 0.0
    for index in 0..<weights.count { most = max(most, weights[index].weight) }
    let least = most - level.tolerance
    if weights.count == 0 || weights.weight(to: community[node]) >= least { return nil }
    return Proposal(node: Int32(node), target: drawn(node, weights, least), weightGain: 0)
  }

  /// One of the labels of at least this weight, all equally likely, whatever the order of the ties.
  private func drawn(_ node: Int, _ weights: NeighborWeights, _ least: Double) -> Int32 {
    var (best, highest): (Int32, UInt64) = (0, 0)
    for index in 0..<weights.count where weights[index].weight >= least {
      let label = weights[index].community
      var mixer = SplitMix64(state: seed ^ UInt64(node) << 32 ^ UInt64(label))
      let lot = mixer.next() | 1
      if lot > highest { (best, highest) = (label, lot) }
    }
    return best
  }

  @inline(__always) mutating func make(_ move: Proposal, _ level: Level) -> Double? {
    community[Int(move.node)] = move.target
    return 1
  }

  /// Nodes adopt labels one by one; returns those that should look again.
  mutating func takeTurns(
    _ nodes: [Int32], _ level: Level, _ weights: inout NeighborWeights
  ) -> [Int32] {
    var next: [Int32] = []
    var isNext = [Bool](repeating: false, count: level.nodeCount)
    for node in nodes {
      isNext[Int(node)] = false
      guard let move = proposal(for: Int(node), level, &weights) else { continue }
      _ = make(move, level)
      for arc in level.row(Int(node)) {
        let other = level.neighbors[arc]
        if !isNext[Int(other)], community[Int(other)] != move.target {
          isNext[Int(other)] = true
          next.append(other)
        }
      }
    }
    // One that looked again after it was put down may stand there twice.
    return next.filter { node in
      defer { isNext[Int(node)] = false }
      return isNext[Int(node)]
    }
  }
}
