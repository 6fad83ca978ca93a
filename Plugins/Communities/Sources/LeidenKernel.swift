// Traag, Waltman & van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
// Scientific Reports 9:5233, 2019; names follow the pseudocode of its appendix A.

package import ModuleKit

/// Communities by the Leiden algorithm: the best of several runs.
///
/// - Parameters:
///   - edgeWeights: one positive weight per edge; nil gives all the same.
///   - theta: how freely nodes merge during refinement, in mean tie weights; small is greedy.
///   - randoms: the source of each run; runs go side by side, the first of the best is kept.
/// - Returns: communities that are all connected.
/// - Complexity: O(m) per iteration in practice; 40 bytes per arc.
package func leiden(
  of graph: Graph, edgeWeights: [Double]? = nil, objective: Objective = .modularity,
  resolution: Double = 1, theta: Double = 0.01, maxIterations: Int = 100,
  randoms: [RandomSource], on workers: Workers
) throws(Cancelled) -> FoundPartition {
  let base = Level(graph, edgeWeights: edgeWeights, objective: objective, resolution: resolution)
  return try bestOf(randoms, on: workers) { random throws(Cancelled) in
    var random = random
    var (found, converged) = (Array(0..<Int32(graph.nodeCount)), false)
    for _ in 0..<maxIterations where !converged {
      let improved = try leidenIteration(base, from: found, theta, &random, workers.cancellation)
      converged = improved == found
      found = improved
    }
    let quality = quality(
      of: found, in: graph, edgeWeights: edgeWeights, objective: objective, resolution: resolution)
    return FoundPartition(communities: found, quality: quality, converged: converged)
  }
}

/// One pass from the nodes up to communities that cannot be merged or left.
private func leidenIteration(
  _ base: Level, from start: [Int32], _ theta: Double, _ random: inout RandomSource,
  _ cancellation: Cancellation
) throws(Cancelled) -> [Int32] {
  var level = base
  var nodeOf = Array(0..<Int32(base.nodeCount))
  var partition = start
  while true {
    var assignment = Assignment(partition, level)
    try moveNodesFast(level, &assignment, &random, cancellation)
    partition = assignment.community
    if assignment.communityCount == level.nodeCount { break }
    var (refined, count) = renumbered(refine(partition, level, theta, &random))
    if count == level.nodeCount {
      // Chance left every node alone. The connected parts are a refinement that makes progress.
      (refined, count) = connectedParts(of: partition, in: level)
      partition = refined
      if count == level.nodeCount { break }
    }
    partition = renumbered(firstOfEach(refined, count, partition)).groups
    level = level.aggregated(by: refined, count: count)
    for node in nodeOf.indices { nodeOf[node] = refined[Int(nodeOf[node])] }
  }
  return renumbered(nodeOf.map { partition[Int($0)] }).groups
}

/// Moves nodes to better communities until none has one, looking again only at nodes that a move
/// may have unsettled.
private func moveNodesFast(
  _ level: Level, _ assignment: inout Assignment, _ random: inout RandomSource,
  _ cancellation: Cancellation
) throws(Cancelled) {
  let n = level.nodeCount
  var queue = Array(0..<Int32(n))
  random.shuffle(&queue)
  var isQueued = [Bool](repeating: true, count: n)
  var (head, waiting, steps) = (0, n, 0)
  while waiting > 0 {
    if steps & 4095 == 0, cancellation.isCancelled { throw Cancelled() }
    steps += 1
    let node = Int(queue[head])
    head = head + 1 == n ? 0 : head + 1
    waiting -= 1
    isQueued[node] = false
    let target = assignment.best(for: node, in: level, mayLeave: true)
    if target == assignment.community[node] { continue }
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
