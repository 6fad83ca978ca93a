// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

internal import ModuleKit

/// Brandes' accumulation of dependencies, one source at a time, by links.
///
/// On the way back a node adds up (mass + dependency) / paths of its neighbours in the next level. That
/// quotient is kept for the next level alone and 0 elsewhere: no neighbour needs to be asked for its
/// level, and there is one division per node instead of one per arc.
struct DependencySweep {
  private let adjacency: Adjacency
  private let mass: [Double]
  private var search: PathSearch
  private var quotients: [Double]
  private var pending: [Double]
  private var logarithmic: LogarithmicDependencies

  init(_ peeled: PeeledGraph) {
    (adjacency, mass) = (peeled.graph.outgoing, peeled.mass)
    search = PathSearch(peeled.graph)
    quotients = Array(repeating: 0, count: mass.count)
    pending = quotients
    logarithmic = LogarithmicDependencies(adjacency, mass)
  }

  /// Adds what the nodes behind `source` depend on each other node.
  mutating func add(from source: Int, to total: inout [Double]) {
    search.run(from: source, &quotients)
    if search.isCountable {
      let (adjacency, mass) = (adjacency, mass)
      let (order, levelStarts, paths) = (search.order, search.levelStarts, search.paths)
      Self.accumulate(
        mass[source], adjacency.offsets.span, adjacency.neighbors.span, order.span,
        levelStarts.span, mass.span, paths.span, &quotients, &pending, &total)
    } else {
      let levels = search.levels
      logarithmic.add(Array(search.order[search.reached]), to: &total) { node, neighbor, _ in
        levels[neighbor] == levels[node] + 1
      }
    }
    search.clear()
  }

  private static func accumulate(
    _ sourceMass: Double, _ offsets: Span<Int>, _ neighbors: Span<NodeID>,
    _ order: Span<NodeID>, _ levelStarts: Span<Int>, _ mass: Span<Double>, _ paths: Span<Double>,
    _ quotients: inout [Double], _ pending: inout [Double], _ total: inout [Double]
  ) {
    var quotients = quotients.mutableSpan
    var pending = pending.mutableSpan
    var total = total.mutableSpan
    var level = levelStarts.count - 2
    while level > 0 {
      let nodes = levelStarts[level]..<levelStarts[level + 1]
      for index in nodes {
        let node = Int(order[index])
        var sum = 0.0
        if level + 2 < levelStarts.count {
          for arc in offsets[node]..<offsets[node + 1] { sum += quotients[Int(neighbors[arc])] }
        }
        let dependency = sum * paths[node]
        total[node] += sourceMass * dependency
        pending[index] = (mass[node] + dependency) / paths[node]
      }
      if level + 2 < levelStarts.count {
        for index in nodes.upperBound..<levelStarts[level + 2] { quotients[Int(order[index])] = 0 }
      }
      for index in nodes { quotients[Int(order[index])] = pending[index] }
      level -= 1
    }
    if levelStarts.count > 2 {
      for index in levelStarts[1]..<levelStarts[2] { quotients[Int(order[index])] = 0 }
    }
  }
}
