// Brandes, "On variants of shortest-path betweenness centrality and their generic computation", Social
// Networks 30(2), 2008, section 3.7.

internal import ModuleKit

/// Brandes' accumulation of dependencies on arcs, one source at a time, by links or by length.
struct EdgeDependencies: SourceSweep {
  private let adjacency: Adjacency
  private let mass: [Double]
  private var byLinks: PathSearch
  private var byLength: WeightedPathSearch?
  /// (mass + dependency) / paths of the nodes that are done; all 0 before.
  private var quotients: [Double]
  private var logarithmic: LogarithmicDependencies

  init(_ peeled: PeeledGraph, edgeLengths: [Double]?) {
    (adjacency, mass) = (peeled.graph.outgoing, peeled.mass)
    byLinks = PathSearch(peeled.graph)
    let adjacency = adjacency
    byLength = edgeLengths.map { WeightedPathSearch(adjacency, edgeLengths: $0) }
    quotients = Array(repeating: 0, count: mass.count)
    logarithmic = LogarithmicDependencies(adjacency, mass)
  }

  /// Adds to each arc what the nodes behind `source` depend on it.
  mutating func add(from source: Int, to total: inout [Double]) {
    if byLength != nil {
      addByLength(from: source, to: &total)
    } else {
      addByLinks(from: source, to: &total)
    }
  }

  private mutating func addByLinks(from source: Int, to total: inout [Double]) {
    byLinks.run(from: source, &quotients)
    let (order, levels) = (byLinks.order[byLinks.reached], byLinks.levels)
    if byLinks.isCountable {
      accumulate(order, byLinks.paths, to: &total) { node, neighbor, _ in
        levels[neighbor] == levels[node] + 1
      }
    } else {
      logarithmic.addArcs(Array(order), to: &total) { node, neighbor, _ in
        levels[neighbor] == levels[node] + 1
      }
    }
    byLinks.clear()
  }

  private mutating func addByLength(from source: Int, to total: inout [Double]) {
    let isCountable = byLength?.run(from: source) ?? false
    guard let search = byLength else { return }
    if isCountable {
      accumulate(search.order[...], search.paths, to: &total) { search.isShortest($0, $1, $2) }
    } else {
      logarithmic.addArcs(search.order, to: &total) { search.isShortest($0, $1, $2) }
    }
  }

  @inline(__always)
  private mutating func accumulate(
    _ order: ArraySlice<NodeID>, _ paths: [Double], to total: inout [Double],
    _ isShortest: (_ node: Int, _ neighbor: Int, _ arc: Int) -> Bool
  ) {
    guard let source = order.first else { return }
    let (offsets, neighbors) = (adjacency.offsets, adjacency.neighbors)
    let sourceMass = mass[Int(source)]
    for index in order.indices.reversed() {
      let node = Int(order[index])
      var sum = 0.0
      let share = sourceMass * paths[node]
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = Int(neighbors[arc])
        guard isShortest(node, neighbor, arc) else { continue }
        sum += quotients[neighbor]
        total[arc] += share * quotients[neighbor]
      }
      quotients[node] = mass[node] / paths[node] + sum
    }
    for node in order { quotients[Int(node)] = 0 }
  }
}
