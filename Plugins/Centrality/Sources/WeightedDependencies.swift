// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

internal import ModuleKit

/// Brandes' accumulation of dependencies, one source at a time, by length.
struct WeightedDependencies {
  private let adjacency: Adjacency
  private let mass: [Double]
  private let arcLengths: [Double]
  private var search: ShortestPaths
  /// Number of shortest paths from the source.
  private var paths: [Double]
  /// (mass + dependency) / paths of the nodes that are done.
  private var quotients: [Double]
  private var logarithmic: LogarithmicDependencies

  init(_ peeled: PeeledGraph, edgeLengths: [Double]) {
    (adjacency, mass) = (peeled.graph.outgoing, peeled.mass)
    arcLengths = adjacency.perArc(edgeLengths)
    search = ShortestPaths(adjacency, edgeLengths: edgeLengths)
    paths = Array(repeating: 0, count: adjacency.nodeCount)
    quotients = paths
    logarithmic = LogarithmicDependencies(adjacency, mass)
  }

  /// Adds what the nodes behind `source` depend on each other node.
  mutating func add(from source: Int, to total: inout [Double]) {
    search.run(from: source)
    let (order, distances, arcLengths) = (search.order, search.distances, arcLengths)
    func isShortest(_ node: Int, _ neighbor: Int, _ arc: Int) -> Bool {
      Self.isShortest(distances, node, neighbor, arcLengths[arc])
    }
    for node in order { paths[Int(node)] = 0 }
    paths[source] = 1
    for node in order.map(Int.init) {
      if paths[node] > LogarithmicDependencies.mostPaths {
        return logarithmic.add(order, to: &total, isShortest)
      }
      for arc in adjacency.range(node) {
        let neighbor = Int(adjacency.neighbors[arc])
        if isShortest(node, neighbor, arc) { paths[neighbor] += paths[node] }
      }
    }
    for node in order.dropFirst().reversed().map(Int.init) {
      var sum = 0.0
      for arc in adjacency.range(node) {
        let neighbor = Int(adjacency.neighbors[arc])
        if isShortest(node, neighbor, arc) { sum += quotients[neighbor] }
      }
      let dependency = sum * paths[node]
      quotients[node] = (mass[node] + dependency) / paths[node]
      total[node] += mass[source] * dependency
    }
  }

  /// Whether the arc lies on a shortest path; sums of lengths that differ by rounding are equal.
  private static func isShortest(
    _ distances: [Double], _ node: Int, _ neighbor: Int, _ length: Double
  ) -> Bool {
    let (through, best) = (distances[node] + length, distances[neighbor])
    return distances[node] < best && through - best <= 1e-9 * best
  }
}
