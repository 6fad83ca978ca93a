// Lu, Halappanavar & Kalyanaraman, "Parallel heuristics for scalable community detection", Parallel
// Computing 47, 2015. Pruning and tolerance: Sahu, "GVE-Louvain: fast Louvain algorithm for
// community detection in shared memory setting", arXiv:2312.04876, 2023.

internal import ModuleKit

/// What moves nodes, and by what rule.
protocol MovingRule: Sendable {
  /// One community per node.
  var community: [Int32] { get }
  /// Where a node should go as things are; nil when it should stay.
  func proposal(for node: Int, _ level: Level, _ weights: inout NeighborWeights) -> Proposal?
  /// Makes a move if it is still worth it; returns what it adds, nil when it was not made.
  mutating func make(_ move: Proposal, _ level: Level) -> Double?
}

/// Moves many nodes, a batch at a time, until few are unsettled.
///
/// All nodes of a batch are weighed side by side against the communities as they are; then the moves
/// are made in the order of the nodes, each if it is still worth it.
struct BatchedMoving {
  /// Levels of fewer nodes gain nothing from batches.
  static let leastNodes = 4096
  /// Two neighbours that weigh their moves at once may swap places for ever; so this ends.
  static let mostRounds = 30
  /// Neighbours are seldom in one batch of many.
  private static let mostBatches = 32
  /// Threads take parts of a batch in turn.
  private static let partsPerBatch = 16

  private let isActive: ActiveNodes
  private let scratch: Pool<NeighborWeights>
  private var parts: [Part]

  init(_ level: Level) {
    isActive = ActiveNodes(level.nodeCount, all: true)
    let (nodes, ties) = (level.nodeCount, level.mostTies)
    scratch = Pool { NeighborWeights(communities: nodes, mostTies: ties) }
    parts = Array(repeating: Part(), count: Self.partsPerBatch)
  }

  /// - Parameters:
  ///   - order: the nodes in the order in which they take turns.
  ///   - leastGain: a round that adds less to the objective is the last.
  /// - Returns: what the moves add, and the nodes that are still to be looked at.
  mutating func run(
    _ level: Level, _ rule: inout some MovingRule, _ order: [Int32], isFresh: Bool,
    leastGain: Double, mostRounds: Int = mostRounds, on workers: Workers
  ) throws(Cancelled) -> (gain: Double, rest: [Int32]) {
    var active = order
    var sum = 0.0
    for round in 0..<mostRounds where active.count >= Self.leastNodes / 2 {
      // When nearly all move, all are unsettled: there is nothing to mark.
      let marks = round > 0 || !isFresh
      let pieces = self.pieces(active, level)
      var gain = 0.0
      for first in stride(from: 0, to: pieces.count, by: Self.partsPerBatch) {
        for index in parts.indices {
          let piece = first + index
          parts[index].range = piece < pieces.count ? pieces[piece] : 0..<0
        }
        try weigh(active, level, rule, on: workers)
        gain += makeMoves(active, level, &rule, marks: marks)
      }
      try markNeighbors(level, rule.community, on: workers)
      sum += gain
      if gain < leastGain { return (sum, []) }
      active = order.filter { isActive[Int($0)] }
    }
    return (sum, active)
  }

  /// Cuts the nodes into pieces of about equal work.
  private func pieces(_ active: [Int32], _ level: Level) -> [Range<Int>] {
    func work(_ node: Int32) -> Int { level.degree(Int(node)) + 4 }
    let total = active.reduce(0) { $0 + work($1) }
    let batches = min(Self.mostBatches, total >> 16 + 1)
    let goal = total / (batches * Self.partsPerBatch) + 1
    var pieces: [Range<Int>] = []
    var (start, sum) = (0, 0)
    for (position, node) in active.enumerated() {
      sum += work(node)
      if sum >= goal || position == active.count - 1 {
        pieces.append(start..<position + 1)
        (start, sum) = (position + 1, 0)
      }
    }
    return pieces
  }

  /// Weighs the parts of a batch, and marks what the moves of the batch before have unsettled.
  private mutating func weigh(
    _ active: [Int32], _ level: Level, _ rule: some MovingRule, on workers: Workers
  ) throws(Cancelled) {
    let (scratch, isActive) = (scratch, isActive)
    try workers.fill(&parts, Chunks.even(parts.count, count: parts.count)) { _, part in
      part[0].markNeighbors(level, rule.community, isActive)
      scratch.with { part[0].propose(active, level, rule, &$0) }
    }
  }

  private mutating func markNeighbors(
    _ level: Level, _ community: [Int32], on workers: Workers
  ) throws(Cancelled) {
    let isActive = isActive
    try workers.fill(&parts, Chunks.even(parts.count, count: parts.count)) { _, part in
      part[0].markNeighbors(level, community, isActive)
    }
  }

  /// Makes the moves that still raise the objective; returns by how much.
  private mutating func makeMoves(
    _ active: [Int32], _ level: Level, _ rule: inout some MovingRule, marks: Bool
  ) -> Double {
    var gain = 0.0
    for index in parts.indices {
      if marks { for position in parts[index].range { isActive[Int(active[position])] = false } }
    }
    for index in parts.indices {
      for proposal in parts[index].proposals {
        if let added = rule.make(proposal, level) {
          gain += added
          if marks { parts[index].moved.append(proposal.node) }
        } else {
          isActive[Int(proposal.node)] = true
        }
      }
    }
    return gain
  }
}

/// A part of a batch, with what it finds.
private struct Part: Sendable {
  var range = 0..<0
  var proposals: [Proposal] = []
  var moved: [Int32] = []

  mutating func propose(
    _ active: [Int32], _ level: Level, _ rule: some MovingRule, _ weights: inout NeighborWeights
  ) {
    proposals.removeAll(keepingCapacity: true)
    for position in range {
      if let move = rule.proposal(for: Int(active[position]), level, &weights) {
        proposals.append(move)
      }
    }
  }

  /// Marks the neighbours of the nodes that have moved, but for those in their new community.
  mutating func markNeighbors(
    _ level: Level, _ community: [Int32], _ isActive: ActiveNodes
  ) {
    let (neighbors, community) = (level.neighbors.span, community.span)
    for node in moved {
      let own = community[Int(node)]
      for arc in level.row(Int(node)) {
        let other = Int(neighbors[arc])
        if community[other] != own { isActive[other] = true }
      }
    }
    moved.removeAll(keepingCapacity: true)
  }
}
