// Watts & Strogatz, "Collective dynamics of 'small-world' networks", Nature 393, 1998: the average of the
// nodes' clustering and the mean path length. Transitivity: Newman, Strogatz & Watts, Physical Review E 64,
// 2001.

internal import ModuleKit

/// Clustering and mean path length of a connected graph.
struct SmallWorldProfile: Sendable {
  private let average: Double
  private let transitivity: Double
  private var intensity = Double.nan
  private let links: MeanPathLength.Estimate
  /// The mean sum of 1/strength along the shortest chain.
  private var length = MeanPathLength.Estimate()

  /// NaN when it is not defined: transitivity without pairs of neighbours.
  func clustering(_ kind: ClusteringKind) -> Double {
    switch kind {
    case .average: average
    case .transitivity: transitivity
    case .intensity: intensity
    }
  }

  /// NaN without pairs of nodes; by strength beside clustering by strength.
  func pathLength(beside kind: ClusteringKind) -> Double { estimate(beside: kind).mean }

  /// NaN where path lengths are exact.
  func pathLengthError(beside kind: ClusteringKind) -> Double {
    estimate(beside: kind).standardError
  }

  private func estimate(beside kind: ClusteringKind) -> MeanPathLength.Estimate {
    kind == .intensity ? length : links
  }

  /// - Parameters:
  ///   - graph: undirected, without loops.
  ///   - strengths: of each edge; nil when all count alike.
  init(
    _ graph: Graph, strengths: [Double]?, _ lengths: MeanPathLength, _ random: RandomSource,
    on workers: Workers
  ) throws(Cancelled) {
    let (triangles, degrees) = try triangleCounts(graph, workers)
    var (sum, closed, pairs) = (0.0, 0.0, 0.0)
    for (count, degree) in zip(triangles, degrees) where degree > 1 {
      let around = Double(degree) * Double(degree - 1) / 2
      sum += Double(count) / around
      closed += Double(count)
      pairs += around
    }
    average = graph.nodeCount > 0 ? sum / Double(graph.nodeCount) : .nan
    transitivity = pairs > 0 ? closed / pairs : .nan
    links = try lengths.links(graph, random, on: workers)
    guard let strengths else { return }
    intensity = onnelaClustering(graph, weights: strengths)
    length = try lengths.sums(
      graph, edgeLengths: strengths.map { 1 / $0 }, random, on: workers)
  }
}
