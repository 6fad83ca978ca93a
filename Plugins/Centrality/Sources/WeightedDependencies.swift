// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

internal import ModuleKit

/// Brandes' accumulation of dependencies, one source at a time, by length.
struct WeightedDependencies: SourceSweep {
  private let adjacency: Adjacency
  private let mass: [Double]
  private var search: WeightedPathSearch
  /// (mass + dependency) / paths of the nodes that are done.
  private var quotients: [Double]
  private var logarithmic: LogarithmicDependencies

  init(_ peeled: PeeledGraph, edgeLengths: [Double]) {
    (adjacency, mass) = (peeled.graph.outgoing, peeled.mass)
    search = WeightedPathSearch(adjacency, edgeLengths: edgeLengths)
    quotients = Array(repeating: 0, count: adjacency.nodeCount)
    logarithmic = LogarithmicDependencies(adjacency, mass)
  }

  /// Adds what the nodes behind `source` depend on each other node.
  mutating func add(from source: Int, to total: inout [Double]) {
    guard search.run(from: source) else {
      let search = search
      return logarithmic.add(search.order, to: &total) { search.isShortest($0, $1, $2) }
    }
    let paths = search.paths
    for node in search.order.dropFirst().reversed().map(Int.init) {
      var sum = 0.0
      for arc in adjacency.range(node) {
        let neighbor = Int(adjacency.neighbors[arc])
        if search.isShortest(node, neighbor, arc) { sum += quotients[neighbor] }
      }
      let dependency = sum * paths[node]
      quotients[node] = (mass[node] + dependency) / paths[node]
      total[node] += mass[source] * dependency
    }
  }
}
