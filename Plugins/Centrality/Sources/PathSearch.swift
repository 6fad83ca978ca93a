// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001; Beamer, Asanović & Patterson, "Direction-optimizing breadth-first search", SC 2012.

internal import ModuleKit

/// Counts the shortest paths from one source after another, by links.
///
/// The search follows the arcs of a small frontier; when the frontier has more arcs than a third of those
/// that are left, every node that is not reached yet adds up the paths of its predecessors in it instead,
/// without asking any for its level.
struct PathSearch {
  private let adjacency: Adjacency
  private let predecessors: Adjacency
  /// Links from the source; -1 where it was not reached.
  private(set) var levels: [Int32]
  /// Reached nodes, level by level, and where each level begins.
  private(set) var order: [NodeID]
  private(set) var levelStarts: [Int] = []
  /// Arcs that leave the nodes of each level.
  private(set) var levelArcs: [Int] = []
  /// Number of shortest paths from the source.
  private(set) var paths: [Double]

  init(_ graph: Graph) {
    (adjacency, predecessors) = (graph.outgoing, graph.incoming)
    let n = adjacency.nodeCount
    levels = Array(repeating: -1, count: n)
    order = Array(repeating: 0, count: n)
    paths = Array(repeating: 0, count: n)
  }

  var reached: Range<Int> { 0..<levelStarts[levelStarts.count - 1] }
  /// Whether no number of paths is too large to be divided by.
  var isCountable: Bool {
    reached.allSatisfy { paths[Int(order[$0])] <= LogarithmicDependencies.mostPaths }
  }

  /// Makes ready for the next search.
  mutating func clear() {
    for index in reached { levels[Int(order[index])] = -1 }
  }

  /// - Parameter frontierPaths: one per node, all 0, before and after.
  mutating func run(from source: Int, _ frontierPaths: inout [Double]) {
    let (adjacency, predecessors) = (adjacency, predecessors)
    levels[source] = 0
    paths[source] = 1
    order[0] = NodeID(source)
    levelStarts.removeAll(keepingCapacity: true)
    levelStarts.append(0)
    levelArcs.removeAll(keepingCapacity: true)
    var (start, end, level) = (0, 1, Int32(1))
    var arcsLeft = adjacency.arcCount - adjacency.degree(source)
    var frontierArcs = adjacency.degree(source)
    while start < end {
      levelStarts.append(end)
      levelArcs.append(frontierArcs)
      let isWide = frontierArcs * 3 > arcsLeft && end - start > 1
      let tail =
        isWide
        ? Self.pull(
          start..<end, level, predecessors.offsets.span, predecessors.neighbors.span, &levels,
          &order, &paths, &frontierPaths)
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
      let sum = sumGathered(neighbors, offsets[node]..<offsets[node + 1], frontierPaths.span)
      if sum == 0 { continue }
      levels[node] = next
      paths[node] = sum
      order[tail] = NodeID(node)
      tail += 1
    }
    for index in frontier { frontierPaths[Int(order[index])] = 0 }
    return tail
  }
}

/// The sum of the neighbours' values.
///
/// Two sums side by side: an addition does not wait for the one before.
@inline(__always)
func sumGathered(_ neighbors: Span<NodeID>, _ arcs: Range<Int>, _ values: Span<Double>) -> Double {
  var (a, b) = (0.0, 0.0)
  var arc = arcs.lowerBound
  while arc + 2 <= arcs.upperBound {
    a += values[Int(neighbors[arc])]
    b += values[Int(neighbors[arc + 1])]
    arc += 2
  }
  if arc < arcs.upperBound { a += values[Int(neighbors[arc])] }
  return a + b
}
