// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

internal import ModuleKit

/// Brandes' accumulation of dependencies, one source at a time, by links.
///
/// The search follows the arcs of a small frontier; when the frontier has more arcs than a third of those
/// that are left, every node that is not reached yet adds up the paths of its predecessors in it instead
/// (Beamer, Asanović & Patterson 2012), without asking any for its level.
///
/// On the way back a node adds up (mass + dependency) / paths of its neighbours in the next level. That
/// quotient is kept for the next level alone and 0 elsewhere: no neighbour needs to be asked for its
/// level, and there is one division per node instead of one per arc.
struct DependencySweep {
  private let adjacency: Adjacency
  private let predecessors: Adjacency
  private let mass: [Double]
  /// Links from the source; -1 where it was not reached.
  private var levels: [Int32]
  /// Reached nodes, level by level, and where each level begins.
  private var order: [NodeID]
  private var levelStarts: [Int] = []
  /// Number of shortest paths from the source.
  private var paths: [Double]
  private var quotients: [Double]
  private var pending: [Double]
  private var logarithmic: LogarithmicDependencies

  init(_ peeled: PeeledGraph) {
    (adjacency, predecessors) = (peeled.graph.outgoing, peeled.graph.incoming)
    mass = peeled.mass
    let n = adjacency.nodeCount
    levels = Array(repeating: -1, count: n)
    order = Array(repeating: 0, count: n)
    paths = Array(repeating: 0, count: n)
    (quotients, pending) = (paths, paths)
    logarithmic = LogarithmicDependencies(adjacency, mass)
  }

  /// Adds what the nodes behind `source` depend on each other node.
  mutating func add(from source: Int, to total: inout [Double]) {
    let (adjacency, predecessors, mass) = (adjacency, predecessors, mass)
    let (offsets, neighbors) = (adjacency.offsets.span, adjacency.neighbors.span)
    search(from: source, adjacency, predecessors)
    let (levelStarts, order) = (levelStarts, order)
    let reached = order[..<levelStarts[levelStarts.count - 1]]
    let paths = paths
    if reached.allSatisfy({ paths[Int($0)] <= LogarithmicDependencies.mostPaths }) {
      Self.accumulate(
        mass[source], offsets, neighbors, order.span, levelStarts.span, mass.span, paths.span,
        &quotients, &pending, &total)
    } else {
      let levels = levels
      logarithmic.add(Array(reached), to: &total) { node, neighbor, _ in
        levels[neighbor] == levels[node] + 1
      }
    }
    for node in reached { levels[Int(node)] = -1 }
  }

  private mutating func search(
    from source: Int, _ adjacency: Adjacency, _ predecessors: Adjacency
  ) {
    levels[source] = 0
    paths[source] = 1
    order[0] = NodeID(source)
    levelStarts.removeAll(keepingCapacity: true)
    levelStarts.append(0)
    var (start, end, level) = (0, 1, Int32(1))
    var arcsLeft = adjacency.arcCount - adjacency.degree(source)
    var frontierArcs = adjacency.degree(source)
    while start < end {
      levelStarts.append(end)
      let isWide = frontierArcs * 3 > arcsLeft && end - start > 1
      let tail =
        isWide
        ? Self.pull(
          start..<end, level, predecessors.offsets.span, predecessors.neighbors.span, &levels,
          &order, &paths, &quotients)
        : Self.push(
          start..<end, level, adjacency.offsets.span, adjacency.neighbors.span, &levels, &order,
          &paths)
      (start, end, level) = (end, tail, level + 1)
      frontierArcs = order[start..<end].reduce(0) { $0 + adjacency.degree(Int($1)) }
      arcsLeft -= frontierArcs
    }
  }

  /// Follows the arcs of `frontier` to the nodes of the next level.
  ///
  /// - Returns: the end of that level in `order`.
  private static func push(
    _ frontier: Range<Int>, _ next: Int32, _ offsets: Span<Int>, _ neighbors: Span<NodeID>,
    _ levels: inout [Int32], _ order: inout [NodeID], _ paths: inout [Double]
  ) -> Int {
    var levels = levels.mutableSpan
    var order = order.mutableSpan
    var paths = paths.mutableSpan
    var tail = frontier.upperBound
    for index in frontier {
      let node = Int(order[index])
      let count = paths[node]
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = Int(neighbors[arc])
        let level = levels[neighbor]
        if level == next {
          paths[neighbor] += count
        } else if level < 0 {
          levels[neighbor] = next
          paths[neighbor] = count
          order[tail] = NodeID(neighbor)
          tail += 1
        }
      }
    }
    return tail
  }

  /// Lets every node that is not reached yet look for predecessors in `frontier`.
  ///
  /// - Parameters:
  ///   - offsets, neighbors: the arcs that lead to each node.
  ///   - frontierPaths: all 0, before and after.
  private static func pull(
    _ frontier: Range<Int>, _ next: Int32, _ offsets: Span<Int>, _ neighbors: Span<NodeID>,
    _ levels: inout [Int32], _ order: inout [NodeID], _ paths: inout [Double],
    _ frontierPaths: inout [Double]
  ) -> Int {
    var levels = levels.mutableSpan
    var order = order.mutableSpan
    var paths = paths.mutableSpan
    var frontierPaths = frontierPaths.mutableSpan
    for index in frontier { frontierPaths[Int(order[index])] = paths[Int(order[index])] }
    var tail = frontier.upperBound
    for node in levels.indices where levels[node] < 0 {
      var sum = 0.0
      for arc in offsets[node]..<offsets[node + 1] { sum += frontierPaths[Int(neighbors[arc])] }
      if sum == 0 { continue }
      levels[node] = next
      paths[node] = sum
      order[tail] = NodeID(node)
      tail += 1
    }
    for index in frontier { frontierPaths[Int(order[index])] = 0 }
    return tail
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
