// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

internal import ModuleKit

/// Brandes' accumulation of dependencies, one source at a time, by links.
///
/// On the way back a node adds up (mass + dependency) / paths of its neighbours in the next level: one
/// division per node instead of one per arc. Either the node looks at all its neighbours, the quotient
/// being kept for the next level alone and 0 elsewhere; or the nodes of the next level add theirs to all
/// who lead to them, what is done already being of no use to anybody: whichever has fewer arcs. No
/// neighbour needs to be asked for its level.
struct DependencySweep: SourceSweep {
  private let adjacency: Adjacency
  private let predecessors: Adjacency
  private let mass: [Double]
  private var search: PathSearch
  private var back: WayBack
  private var logarithmic: LogarithmicDependencies

  init(_ peeled: PeeledGraph) {
    (adjacency, predecessors) = (peeled.graph.outgoing, peeled.graph.incoming)
    mass = peeled.mass
    search = PathSearch(peeled.graph)
    back = WayBack(nodeCount: mass.count)
    logarithmic = LogarithmicDependencies(adjacency, mass)
  }

  /// Adds what the nodes behind `source` depend on each other node.
  mutating func add(from source: Int, to total: inout [Double]) {
    search.run(from: source, &back.quotients)
    if search.isCountable {
      back.add(search, adjacency, predecessors, mass, sourceMass: mass[source], to: &total)
    } else {
      let levels = search.levels
      logarithmic.add(Array(search.order[search.reached]), to: &total) { node, neighbor, _ in
        levels[neighbor] == levels[node] + 1
      }
    }
    search.clear()
  }
}

/// The way back from the last level to the source.
private struct WayBack {
  /// All 0 between two searches.
  var quotients: [Double]
  /// By place in the order, what goes into `quotients` or `sums`.
  private var pending: [Double]
  /// What the next level added to its predecessors.
  private var sums: [Double]

  init(nodeCount: Int) {
    quotients = Array(repeating: 0, count: nodeCount)
    (pending, sums) = (quotients, quotients)
  }

  mutating func add(
    _ search: PathSearch, _ adjacency: Adjacency, _ predecessors: Adjacency, _ mass: [Double],
    sourceMass: Double, to total: inout [Double]
  ) {
    let (order, starts, paths) = (search.order, search.levelStarts, search.paths)
    for index in search.reached { sums[Int(order[index])] = 0 }
    var level = starts.count - 2
    var isScattered = true
    while level > 0 {
      let nodes = starts[level]..<starts[level + 1]
      if !isScattered {
        Self.gather(
          nodes, order.span, adjacency.offsets.span, adjacency.neighbors.span, quotients, &sums
        )
      }
      Self.settle(
        nodes, order.span, mass.span, paths.span, sums, sourceMass, &pending, &total)
      if !isScattered {
        for index in nodes.upperBound..<starts[level + 2] { quotients[Int(order[index])] = 0 }
      }
      let arcs = nodes.reduce(0) { $0 + predecessors.degree(Int(order[$1])) }
      isScattered = level == 1 || arcs < search.levelArcs[level - 1]
      if !isScattered {
        for index in nodes { quotients[Int(order[index])] = pending[index] }
      } else if level > 1 {
        Self.scatter(
          nodes, order.span, predecessors.offsets.span, predecessors.neighbors.span, pending,
          &sums)
      }
      level -= 1
    }
  }

  /// Finds the dependency of each node of a level.
  private static func settle(
    _ nodes: Range<Int>, _ order: Span<NodeID>, _ mass: Span<Double>, _ paths: Span<Double>,
    _ sums: [Double], _ sourceMass: Double, _ pending: inout [Double], _ total: inout [Double]
  ) {
    let sums = sums.span
    var pending = pending.mutableSpan
    var total = total.mutableSpan
    for index in nodes {
      let node = Int(order[index])
      let dependency = sums[node] * paths[node]
      total[node] += sourceMass * dependency
      pending[index] = (mass[node] + dependency) / paths[node]
    }
  }

  private static func gather(
    _ nodes: Range<Int>, _ order: Span<NodeID>, _ offsets: Span<Int>, _ neighbors: Span<NodeID>,
    _ quotients: [Double], _ sums: inout [Double]
  ) {
    let quotients = quotients.span
    var sums = sums.mutableSpan
    for index in nodes {
      let node = Int(order[index])
      sums[node] = sumGathered(neighbors, offsets[node]..<offsets[node + 1], quotients)
    }
  }

  private static func scatter(
    _ nodes: Range<Int>, _ order: Span<NodeID>, _ offsets: Span<Int>, _ neighbors: Span<NodeID>,
    _ pending: [Double], _ sums: inout [Double]
  ) {
    let pending = pending.span
    var sums = sums.mutableSpan
    for index in nodes {
      let node = Int(order[index])
      let quotient = pending[index]
      for arc in offsets[node]..<offsets[node + 1] { sums[Int(neighbors[arc])] += quotient }
    }
  }
}
