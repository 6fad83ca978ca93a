// Kamada & Kawai, "An algorithm for drawing general undirected graphs", Information Processing Letters
// 31(1), 1989: stress; Kruiger et al., "Graph layouts by t-SNE", Computer Graphics Forum 36(3), 2017:
// neighbourhood preservation.

package import GraphCore

/// How faithful places are to a network, direction and strengths aside.
package struct LayoutQuality: Sendable, Equatable {
  /// The mean of (s * distance on paper / links - 1)² over pairs that a path joins, s being the scale
  /// for which it is least: 0 is perfect. NaN without such pairs.
  package let stress: Double
  /// The mean over nodes of how much its k neighbours and its k nearest on paper have in common
  /// (Jaccard): 1 is perfect. NaN without edges.
  package let neighborhoodPreservation: Double

  /// - Parameters:
  ///   - adjacency: of an undirected graph.
  ///   - most: the largest number of nodes to measure from; more are sampled evenly.
  /// - Complexity: O(sampled nodes * (n log n + m)).
  package init(_ places: Places, _ adjacency: Adjacency, most: Int = 1000) {
    let n = adjacency.nodeCount
    // Rounded up, for rounded down there would be up to twice as many.
    let step = max(1, (n + max(1, most) - 1) / max(1, most))
    let sources = Array(stride(from: 0, to: n, by: step))
    var search = BreadthFirst(adjacency)
    // Σ a², Σ a over pairs of a = length / links; stress is 1 - (Σ a)² / (Σ a² · pairs).
    var (squares, sum, pairs) = (0.0, 0.0, 0.0)
    var (common, nodes) = (0.0, 0.0)
    for source in sources {
      let lengths = Self.lengths(places, from: source)
      search.run(from: source)
      for index in 1..<max(1, search.reached) {
        let node = Int(search.order[index])
        let ratio = lengths[node] / Double(search.distances[node])
        squares += ratio * ratio
        sum += ratio
        pairs += 1
      }
      if let share = Self.preserved(adjacency, source, lengths) {
        common += share
        nodes += 1
      }
    }
    stress = pairs == 0 ? .nan : squares == 0 ? 1 : max(0, 1 - sum * sum / (squares * pairs))
    neighborhoodPreservation = nodes == 0 ? .nan : common / nodes
  }

  private static func lengths(_ places: Places, from source: Int) -> [Double] {
    places.x.indices.map { node in
      let (dx, dy) = (places.x[node] - places.x[source], places.y[node] - places.y[source])
      return Double(dx * dx + dy * dy).squareRoot()
    }
  }

  private static func preserved(
    _ adjacency: Adjacency, _ source: Int, _ lengths: [Double]
  ) -> Double? {
    let neighbors = Set(adjacency.range(source).map { Int(adjacency.neighbors[$0]) })
      .subtracting([source])
    if neighbors.isEmpty { return nil }
    let nearest = lengths.indices.filter { $0 != source }
      .sorted { (lengths[$0], $0) < (lengths[$1], $1) }
      .prefix(neighbors.count)
    let both = nearest.count { neighbors.contains($0) }
    return Double(both) / Double(2 * neighbors.count - both)
  }
}
