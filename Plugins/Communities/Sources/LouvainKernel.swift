// Blondel, Guillaume, Lambiotte & Lefebvre, "Fast unfolding of communities in large networks",
// Journal of Statistical Mechanics 2008, P10008.

package import ModuleKit

/// Communities by the Louvain method: the best of several runs.
///
/// - Parameters:
///   - edgeWeights: one positive weight per edge; nil gives all the same.
///   - tolerance: in large networks, nodes stop moving after a round that adds less than this share
///     of the weight of all ties.
///   - randoms: the source of each run; several go side by side, the first of the best is kept.
/// - Returns: communities that need not be connected.
/// - Complexity: O(m) per sweep in practice; 40 bytes per arc.
package func louvain(
  of graph: Graph, edgeWeights: [Double]? = nil, resolution: Double = 1,
  tolerance: Double = 0.0005, randoms: [RandomSource], on workers: Workers
) throws(Cancelled) -> FoundPartition {
  let scaled = ScaledWeights(edgeWeights)
  let weights = scaled.values
  let base = try Level(
    graph, edgeWeights: weights, objective: .modularity, resolution: resolution, on: workers)
  return try bestOf(randoms, on: workers) { random, workers throws(Cancelled) in
    var random = random
    let found = try louvainLevels(base, tolerance, &random, on: workers)
    let quality = try quality(
      of: found, in: graph, edgeWeights: weights, objective: .modularity,
      resolution: resolution, on: workers)
    return FoundPartition(communities: found, quality: quality, converged: true)
  }
}

/// Moves nodes, then communities, then communities of communities, until none moves.
private func louvainLevels(
  _ base: Level, _ tolerance: Double, _ random: inout RandomSource, on workers: Workers
) throws(Cancelled) -> [Int32] {
  var level = base
  var communities = Array(0..<Int32(base.nodeCount))
  while true {
    var assignment = Assignment(aloneIn: level)
    _ = try moveNodes(
      level, &assignment, mayLeave: false, isFresh: true, leastGain: tolerance * base.totalWeight,
      &random, on: workers)
    if assignment.communityCount == level.nodeCount { return communities }
    let (groups, count) = renumbered(assignment.community)
    level = try level.aggregated(by: groups, count: count, on: workers)
    for node in communities.indices { communities[node] = groups[Int(communities[node])] }
  }
}
