// Lu, Halappanavar & Kalyanaraman, "Parallel heuristics for scalable community detection", Parallel
// Computing 47, 2015.

internal import ModuleKit

/// Moves many nodes, a batch at a time, until few are unsettled.
struct BatchedMoving {
  /// Levels of fewer nodes gain nothing from batches.
  static let leastNodes = 4096
  /// Two neighbours that weigh their moves at once may swap places for ever; so this ends.
  private static let mostRounds = 30
  /// Neighbours are seldom in one batch of many.
  private static let batchesPerRound = 32

  private let mayLeave: Bool
  private var isActive: [Bool]
  private var lanes: [Lane]

  init(_ level: Level, mayLeave: Bool) {
    self.mayLeave = mayLeave
    isActive = Array(repeating: true, count: level.nodeCount)
    let lane = Lane(weights: NeighborWeights(most: mostTies(level)))
    lanes = Array(repeating: lane, count: 8)
  }

  /// - Returns: the nodes that are still to be looked at.
  mutating func run(
    _ level: Level, _ assignment: inout Assignment, isFresh: Bool, on workers: Workers
  ) throws(Cancelled) -> [Int32] {
    var active = Array(0..<Int32(level.nodeCount))
    for round in 0..<Self.mostRounds where active.count >= Self.leastNodes / 2 {
      // When nearly all move, all are unsettled: there is nothing to mark.
      let marks = round > 0 || !isFresh
      let size = max(Self.leastNodes / 8, active.count / Self.batchesPerRound)
      for start in stride(from: 0, to: active.count, by: size) {
        let batch = active[start..<min(active.count, start + size)]
        try weigh(batch, level, assignment, on: workers)
        if marks { for node in batch { isActive[Int(node)] = false } }
        for lane in lanes.indices {
          for proposal in lanes[lane].proposals { make(proposal, level, &assignment, marks: marks) }
        }
      }
      active = (0..<Int32(level.nodeCount)).filter { isActive[Int($0)] }
    }
    return active
  }

  private mutating func weigh(
    _ batch: ArraySlice<Int32>, _ level: Level, _ assignment: Assignment, on workers: Workers
  ) throws(Cancelled) {
    let (mayLeave, count) = (mayLeave, lanes.count)
    try workers.fill(&lanes, Chunks.even(count, count: count)) { index, lane in
      let part = (batch.count * index.lowerBound / count)..<(batch.count * index.upperBound / count)
      lane[0].propose(batch, part, level, assignment, mayLeave: mayLeave)
    }
  }

  /// Makes a move if it still raises the objective, but for moves of neighbours in the same batch.
  @inline(__always) private mutating func make(
    _ move: Proposal, _ level: Level, _ assignment: inout Assignment, marks: Bool
  ) {
    let node = Int(move.node)
    let own = Int(assignment.community[node])
    let mass = level.mass[node]
    var change = mass * (assignment.total[own] - mass)
    var target = move.target
    if target == Proposal.alone {
      guard assignment.size[own] > 1, let spare = assignment.spare else { return }
      target = spare
    } else {
      change = change - mass * assignment.total[Int(target)]
      // Its last member has just left.
      if assignment.size[Int(target)] == 0 { change = -.infinity }
    }
    if move.weightGain + level.penalty * change <= level.tolerance {
      isActive[node] = true
      return
    }
    assignment.move(node, to: target, in: level)
    if !marks { return }
    for arc in level.offsets[node]..<level.offsets[node + 1] {
      let other = Int(level.neighbors[arc])
      if assignment.community[other] != target { isActive[other] = true }
    }
  }
}

/// What one part of a batch needs and finds.
private struct Lane: Sendable {
  var weights: NeighborWeights
  var proposals: [Proposal] = []

  mutating func propose(
    _ batch: ArraySlice<Int32>, _ part: Range<Int>, _ level: Level, _ assignment: Assignment,
    mayLeave: Bool
  ) {
    let community = assignment.community.span
    let (total, size) = (assignment.total.span, assignment.size.span)
    proposals.removeAll(keepingCapacity: true)
    for position in part {
      let node = Int(batch[batch.startIndex + position])
      if let move = bestMove(
        of: node, level, community, total, size, mayLeave: mayLeave, &weights)
      {
        proposals.append(move)
      }
    }
  }
}
