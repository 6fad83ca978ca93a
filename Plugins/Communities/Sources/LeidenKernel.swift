// Traag, Waltman & van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
// Scientific Reports 9:5233, 2019; names follow the pseudocode of its appendix A.

package import ModuleKit

/// Communities by the Leiden algorithm: the best of several runs.
///
/// - Parameters:
///   - edgeWeights: one positive weight per edge; nil gives all the same.
///   - theta: how freely nodes merge during refinement, in mean tie weights; small is greedy.
///   - tolerance: in large networks, nodes stop moving after a round that adds less than this share
///     of the weight of all ties, and a run ends when all nodes together can add no more.
///   - randoms: the source of each run; runs go side by side, the first of the best is kept.
/// - Returns: communities that are all connected.
/// - Complexity: O(m) per iteration in practice; 40 bytes per arc.
package func leiden(
  of graph: Graph, edgeWeights: [Double]? = nil, objective: Objective = .modularity,
  resolution: Double = 1, theta: Double = 0.01, tolerance: Double = 0.00015,
  maxIterations: Int = 100, randoms: [RandomSource], on workers: Workers
) throws(Cancelled) -> FoundPartition {
  let scaled = ScaledWeights(edgeWeights)
  let weights = scaled.values
  // Modularity has no unit.
  let gamma = objective == .cpm ? resolution / scaled.scale : resolution
  let base = try Level(
    graph, edgeWeights: weights, objective: objective, resolution: gamma, on: workers)
  return try bestOf(randoms, on: workers) { random, workers throws(Cancelled) in
    var random = random
    var (found, converged) = (Array(0..<Int32(graph.nodeCount)), false)
    for iteration in 0..<maxIterations where !converged {
      let improved = try leidenIteration(
        base, from: found, isFresh: iteration == 0, theta, tolerance, &random, on: workers)
      converged = improved == found
      found = improved
    }
    let quality = try quality(
      of: found, in: graph, edgeWeights: weights, objective: objective,
      resolution: gamma, on: workers)
    return FoundPartition(
      communities: found, quality: quality * (objective == .cpm ? scaled.scale : 1),
      converged: converged)
  }
}

/// One pass from the nodes up to communities that cannot be merged or left.
private func leidenIteration(
  _ base: Level, from start: [Int32], isFresh: Bool, _ theta: Double,
  _ tolerance: Double,
  _ random: inout RandomSource, on workers: Workers
) throws(Cancelled) -> [Int32] {
  var level = base
  var nodeOf = Array(0..<Int32(base.nodeCount))
  var partition = start
  while true {
    var assignment = Assignment(partition, level)
    let isBase = level.nodeCount == base.nodeCount
    let gain = try moveNodes(
      level, &assignment, mayLeave: true, isFresh: isFresh && isBase,
      leastGain: tolerance * base.totalWeight, &random, on: workers)
    // What there was is connected; what moved again need not be.
    if isBase, !isFresh, let gain, gain < tolerance * base.totalWeight { return start }
    let (communities, communityCount) = renumbered(assignment.community)
    partition = communities
    if communityCount == level.nodeCount { break }
    let groups = Groups(partition, count: communityCount)
    var (refined, count) = renumbered(try refine(groups, level, theta, &random, on: workers))
    if count == level.nodeCount {
      // Chance left every node alone. The connected parts are a refinement that makes progress.
      (refined, count) = try connectedParts(
        of: partition, count: communityCount, level.offsets, level.neighbors, on: workers)
      partition = refined
      if count == level.nodeCount { break }
    }
    partition = renumbered(firstOfEach(refined, count, partition)).groups
    level = try level.aggregated(by: refined, count: count, on: workers)
    for node in nodeOf.indices { nodeOf[node] = refined[Int(nodeOf[node])] }
  }
  return renumbered(nodeOf.map { partition[Int($0)] }).groups
}
