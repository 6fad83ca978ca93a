// Traag, Waltman & van Eck, Scientific Reports 9:5233, 2019, appendix A: MoveNodesFast. In batches:
// Lu, Halappanavar & Kalyanaraman, "Parallel heuristics for scalable community detection", Parallel
// Computing 47, 2015.

internal import ModuleKit

/// Moves nodes to better communities until none has one, looking again only at nodes that a move
/// may have unsettled.
///
/// Many nodes are weighed in batches, one after the other: all nodes of a batch at once against the
/// communities as they are, then the moves are made in the order of the nodes, if they are still
/// worth it. What batches hold depends on the data alone, and so does the result. The rest, and
/// everything in small levels, is moved node by node.
///
/// - Parameters:
///   - isFresh: whether all nodes are alone, so that nearly all will move.
///   - leastGain: batches end with a round that adds less to the objective.
/// - Returns: what batches have added; nil when there were none.
func moveNodes(
  _ level: Level, _ assignment: inout Assignment, mayLeave: Bool, isFresh: Bool,
  leastGain: Double, _ random: inout RandomSource, on workers: Workers
) throws(Cancelled) -> Double? {
  let n = level.nodeCount
  if !level.isLarge {
    var queue = Array(0..<Int32(n))
    random.shuffle(&queue)
    try moveOneByOne(queue, level, &assignment, mayLeave: mayLeave, workers.cancellation)
    return nil
  }
  var moving = BatchedMoving(level)
  var moves = ModularMoves(assignment: assignment, mayLeave: mayLeave)
  let order = shuffledBlocks(n, &random)
  let (gain, rest) = try moving.run(
    level, &moves, order, isFresh: isFresh, leastGain: leastGain, on: workers)
  assignment = moves.assignment
  try moveOneByOne(rest, level, &assignment, mayLeave: mayLeave, workers.cancellation)
  return gain
}

/// Moves that raise the objective.
private struct ModularMoves: MovingRule {
  var assignment: Assignment
  let mayLeave: Bool

  var community: [Int32] { assignment.community }

  @inline(__always) func proposal(
    for node: Int, _ level: Level, _ weights: inout NeighborWeights
  ) -> Proposal? {
    bestMove(
      of: node, level, assignment.community.span, assignment.total.span, assignment.size.span,
      mayLeave: mayLeave, &weights)
  }

  @inline(__always) mutating func make(_ move: Proposal, _ level: Level) -> Double? {
    assignment.make(move, level)
  }
}

/// All nodes, a few consecutive ones at a time, in random order.
///
/// Rows that are read one after the other arrive from memory before they are asked for.
func shuffledBlocks(_ count: Int, _ random: inout RandomSource) -> [Int32] {
  let length = 16
  var blocks = Array(0..<(count + length - 1) / length)
  random.shuffle(&blocks)
  var order: [Int32] = []
  order.reserveCapacity(count)
  for block in blocks {
    for node in block * length..<min(count, (block + 1) * length) { order.append(Int32(node)) }
  }
  return order
}

/// Takes nodes from a queue, moves them, and appends the neighbours that a move may have unsettled.
private func moveOneByOne(
  _ start: [Int32], _ level: Level, _ assignment: inout Assignment, mayLeave: Bool,
  _ cancellation: Cancellation
) throws(Cancelled) {
  if start.isEmpty { return }
  let n = level.nodeCount
  var weights = NeighborWeights(communities: n, mostTies: level.mostTies)
  var queue = start + Array(repeating: 0, count: n - start.count)
  var isQueued = [Bool](repeating: false, count: n)
  for node in start { isQueued[Int(node)] = true }
  var (head, waiting, steps) = (0, start.count, 0)
  while waiting > 0 {
    if steps & 4095 == 0, cancellation.isCancelled { throw Cancelled() }
    steps += 1
    let node = Int(queue[head])
    head = head + 1 == n ? 0 : head + 1
    waiting -= 1
    isQueued[node] = false
    guard
      let move = bestMove(
        of: node, level, assignment.community.span, assignment.total.span, assignment.size.span,
        mayLeave: mayLeave, &weights),
      let target = move.target == Proposal.alone ? assignment.spare : move.target
    else { continue }
    assignment.move(node, to: target, in: level)
    for arc in level.row(node) {
      let other = Int(level.neighbors[arc])
      if isQueued[other] || assignment.community[other] == target { continue }
      isQueued[other] = true
      let tail = head + waiting
      queue[tail < n ? tail : tail - n] = Int32(other)
      waiting += 1
    }
  }
}
