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

  init(_ peeled: PeeledGraph, arcs: Adjacency) {
    (adjacency, mass) = (arcs, peeled.mass)
    let n = arcs.nodeCount
    levels = Array(repeating: -1, count: n)
    order = Array(repeating: 0, count: n)
    paths = Array(repeating: 0, count: n)
    (quotients, pending) = (paths, paths)
    logarithmic = LogarithmicDependencies(arcs, mass)
  }

  /// Adds what the nodes behind `source` depend on each other node.
  mutating func add(from source: Int, to total: inout [Double]) {
    let (adjacency, mass) = (adjacency, mass)
    let (offsets, neighbors) = (adjacency.offsets.span, adjacency.neighbors.span)
    let isCounted = Self.search(
      source, offsets, neighbors, &levels, &order, &levelStarts, &paths)
    let (levelStarts, order) = (levelStarts, order)
    let reached = order[..<levelStarts[levelStarts.count - 1]]
    if isCounted {
      let paths = paths
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

  /// - Returns: whether the paths could be counted.
  private static func search(
    _ source: Int, _ offsets: Span<Int>, _ neighbors: Span<NodeID>, _ levels: inout [Int32],
    _ order: inout [NodeID], _ levelStarts: inout [Int], _ paths: inout [Double]
  ) -> Bool {
    var levels = levels.mutableSpan
    var order = order.mutableSpan
    var paths = paths.mutableSpan
    var isCounted = true
    levelStarts.removeAll(keepingCapacity: true)
    levelStarts.append(0)
    levels[source] = 0
    paths[source] = 1
    order[0] = NodeID(source)
    var (start, end, next) = (0, 1, Int32(1))
    while start < end {
      var tail = end
      for index in start..<end {
        let node = Int(order[index])
        let count = paths[node]
        if count > LogarithmicDependencies.mostPaths { isCounted = false }
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
      levelStarts.append(end)
      (start, end, next) = (end, tail, next + 1)
    }
    return isCounted
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
        for arc in offsets[node]..<offsets[node + 1] { sum += quotients[Int(neighbors[arc])] }
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
