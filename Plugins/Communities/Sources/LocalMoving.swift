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
/// - Parameter isFresh: whether all nodes are alone, so that nearly all will move.
func moveNodes(
  _ level: Level, _ assignment: inout Assignment, mayLeave: Bool, isFresh: Bool,
  _ random: inout RandomSource, on workers: Workers
) throws(Cancelled) {
  let n = level.nodeCount
  var queue = Array(0..<Int32(n))
  if n < BatchedMoving.leastNodes {
    random.shuffle(&queue)
  } else {
    var moving = BatchedMoving(level, mayLeave: mayLeave)
    queue = try moving.run(level, &assignment, isFresh: isFresh, on: workers)
  }
  try moveOneByOne(queue, level, &assignment, mayLeave: mayLeave, workers.cancellation)
}

/// Takes nodes from a queue, moves them, and appends the neighbours that a move may have unsettled.
private func moveOneByOne(
  _ start: [Int32], _ level: Level, _ assignment: inout Assignment, mayLeave: Bool,
  _ cancellation: Cancellation
) throws(Cancelled) {
  let n = level.nodeCount
  var weights = NeighborWeights(most: mostTies(level))
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
    for arc in level.offsets[node]..<level.offsets[node + 1] {
      let other = Int(level.neighbors[arc])
      if isQueued[other] || assignment.community[other] == target { continue }
      isQueued[other] = true
      let tail = head + waiting
      queue[tail < n ? tail : tail - n] = Int32(other)
      waiting += 1
    }
  }
}

func mostTies(_ level: Level) -> Int {
  (0..<level.nodeCount).reduce(0) { max($0, level.degree($1)) }
}
