// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

internal import ModuleKit

/// Counts the shortest paths from one source after another, by length.
struct WeightedPathSearch {
  private let adjacency: Adjacency
  private let arcLengths: [Double]
  private var search: ShortestPaths
  /// Number of shortest paths from the source.
  private(set) var paths: [Double]

  init(_ adjacency: Adjacency, edgeLengths: [Double]) {
    self.adjacency = adjacency
    arcLengths = adjacency.perArc(edgeLengths)
    search = ShortestPaths(adjacency, edgeLengths: edgeLengths)
    paths = Array(repeating: 0, count: adjacency.nodeCount)
  }

  /// Reached nodes by distance, the source first.
  var order: [NodeID] { search.order }

  /// - Returns: false when a number of paths is too large to be divided by.
  mutating func run(from source: Int) -> Bool {
    search.run(from: source)
    for node in search.order { paths[Int(node)] = 0 }
    paths[source] = 1
    for node in search.order.map(Int.init) {
      if paths[node] > LogarithmicDependencies.mostPaths { return false }
      for arc in adjacency.range(node) {
        let neighbor = Int(adjacency.neighbors[arc])
        if isShortest(node, neighbor, arc) { paths[neighbor] += paths[node] }
      }
    }
    return true
  }

  /// Whether the arc lies on a shortest path; sums of lengths that differ by rounding are equal.
  func isShortest(_ node: Int, _ neighbor: Int, _ arc: Int) -> Bool {
    let (through, best) = (
      search.distances[node] + arcLengths[arc], search.distances[neighbor]
    )
    return search.distances[node] < best && through - best <= 1e-9 * best
  }
}
