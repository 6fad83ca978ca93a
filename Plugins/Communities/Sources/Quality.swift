// Newman & Girvan, "Finding and evaluating community structure in networks", Physical Review E 69,
// 026113, 2004, with the resolution of Reichardt & Bornholdt 2006. Directed: Leicht & Newman,
// "Community structure in directed networks", Physical Review Letters 100, 118703, 2008.
// CPM: Traag, Van Dooren & Nesterov, "Narrow scope for resolution-limit-free community detection",
// Physical Review E 84, 016114, 2011.

public import ModuleKit

/// What a partition should maximize.
public enum Objective: String, ParameterChoice {
  /// Ties inside communities beyond what the members' strengths lead to expect.
  case modularity
  /// Ties inside communities beyond `resolution` per pair of members (constant Potts model).
  case cpm
}

/// The value of a partition: modularity, or CPM in units of weight.
func quality(
  of communities: [Int32], in graph: Graph, edgeWeights: [Double]?, objective: Objective,
  resolution: Double, on workers: Workers
) throws(Cancelled) -> Double {
  switch objective {
  case .modularity:
    try modularity(
      of: communities, in: graph, edgeWeights: edgeWeights, resolution: resolution, on: workers)
  case .cpm:
    try cpmQuality(
      of: communities, in: graph, edgeWeights: edgeWeights, resolution: resolution, on: workers)
  }
}

/// Modularity: the sum over communities of L/m - resolution (d/2m)², a loop adding 2 to a degree;
/// directed, the sum of L/m - resolution (d_out d_in)/m². NaN without ties.
///
/// - Complexity: O(n + m).
package func modularity(
  of communities: [Int32], in graph: Graph, edgeWeights: [Double]? = nil, resolution: Double = 1,
  on workers: Workers
) throws(Cancelled) -> Double {
  let total = edgeWeights?.reduce(0, +) ?? Double(graph.edgeCount)
  if total == 0 { return .nan }
  let strength = try strengths(graph, edgeWeights, on: workers)
  var outTotal = [Double](repeating: 0, count: (communities.max().map(Int.init) ?? -1) + 1)
  var inTotal = outTotal
  for (node, community) in communities.enumerated() {
    outTotal[Int(community)] += strength[node].out
    inTotal[Int(community)] += strength[node].into
  }
  let within = try insideWeight(
    communities, graph, edgeWeights, countingLoops: true, on: workers)
  let scale = graph.isDirected ? total : 2 * total
  var expected = 0.0
  for index in outTotal.indices {
    expected += (outTotal[index] / scale) * (inTotal[index] / scale)
  }
  return within / total - resolution * expected
}

/// CPM: the sum over communities of L - resolution n(n - 1)/2, loops left out; directed,
/// L - resolution n(n - 1).
///
/// - Complexity: O(n + m).
package func cpmQuality(
  of communities: [Int32], in graph: Graph, edgeWeights: [Double]? = nil, resolution: Double,
  on workers: Workers
) throws(Cancelled) -> Double {
  var size = [Double](repeating: 0, count: (communities.max().map(Int.init) ?? -1) + 1)
  for community in communities { size[Int(community)] += 1 }
  let pairs = size.reduce(0) { $0 + $1 * ($1 - 1) } / (graph.isDirected ? 1 : 2)
  let within = try insideWeight(
    communities, graph, edgeWeights, countingLoops: false, on: workers)
  return within - resolution * pairs
}

private func insideWeight(
  _ communities: [Int32], _ graph: Graph, _ weights: [Double]?, countingLoops: Bool,
  on workers: Workers
) throws(Cancelled) -> Double {
  let parts = try workers.map(Chunks.even(graph.edgeCount, count: 64)) { edges in
    let community = communities.span
    var within = 0.0
    for edge in edges {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      let counts = community[a] == community[b] && (countingLoops || a != b)
      within += counts ? weights?[edge] ?? 1 : 0
    }
    return within
  }
  return parts.reduce(0, +)
}
