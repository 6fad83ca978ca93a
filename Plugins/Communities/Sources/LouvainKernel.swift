// Blondel, Guillaume, Lambiotte & Lefebvre, "Fast unfolding of communities in large networks",
// Journal of Statistical Mechanics 2008, P10008.

package import ModuleKit

/// Communities by the Louvain method: the best of several runs.
///
/// - Parameters:
///   - edgeWeights: one positive weight per edge; nil gives all the same.
///   - randoms: the source of each run; runs go side by side, the first of the best is kept.
/// - Returns: communities that need not be connected.
/// - Complexity: O(m) per sweep in practice; 40 bytes per arc.
package func louvain(
  of graph: Graph, edgeWeights: [Double]? = nil, resolution: Double = 1,
  randoms: [RandomSource], on workers: Workers
) throws(Cancelled) -> FoundPartition {
  let base = Level(
    graph, edgeWeights: edgeWeights, objective: .modularity, resolution: resolution)
  return try bestOf(randoms, on: workers) { random throws(Cancelled) in
    var random = random
    let found = try louvainLevels(base, &random, workers.cancellation)
    let quality = modularity(
      of: found, in: graph, edgeWeights: edgeWeights, resolution: resolution)
    return FoundPartition(communities: found, quality: quality, converged: true)
  }
}

/// Moves nodes, then communities, then communities of communities, until none moves.
private func louvainLevels(
  _ base: Level, _ random: inout RandomSource, _ cancellation: Cancellation
) throws(Cancelled) -> [Int32] {
  var level = base
  var communities = Array(0..<Int32(base.nodeCount))
  while true {
    var assignment = Assignment(Array(0..<Int32(level.nodeCount)), level)
    try sweep(level, &assignment, &random, cancellation)
    if assignment.communityCount == level.nodeCount { return communities }
    let (groups, count) = renumbered(assignment.community)
    level = level.aggregated(by: groups, count: count)
    for node in communities.indices { communities[node] = groups[Int(communities[node])] }
  }
}

/// Visits all nodes in one random order, again and again, until a sweep moves none.
private func sweep(
  _ level: Level, _ assignment: inout Assignment, _ random: inout RandomSource,
  _ cancellation: Cancellation
) throws(Cancelled) {
  var order = Array(0..<Int32(level.nodeCount))
  random.shuffle(&order)
  var isMoving = true
  while isMoving {
    isMoving = false
    for (step, node) in order.enumerated() {
      if step & 4095 == 0, cancellation.isCancelled { throw Cancelled() }
      let target = assignment.best(for: Int(node), in: level, mayLeave: false)
      if target == assignment.community[Int(node)] { continue }
      assignment.move(Int(node), to: target, in: level)
      isMoving = true
    }
  }
}
