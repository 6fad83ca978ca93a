// Seidman, "Network structure and minimum degree", Social Networks 5, 1983; Batagelj & Zaveršnik, "An
// O(m) algorithm for cores decomposition of networks", arXiv:cs/0310049, 2003.

extension Graph {
  /// The largest k for which each node belongs to a k-core, direction and self-loops ignored.
  ///
  /// Nodes of least degree are removed first, in buckets. Complexity: O(n + m).
  public var coreNumbers: [Int] {
    let adjacency = undirected.outgoing
    if adjacency.nodeCount == 0 { return [] }
    var peeling = Peeling(adjacency)
    return peeling.run(adjacency.offsets.span, adjacency.neighbors.span).map(Int.init)
  }
}

/// Nodes sorted by the degree they have left, and what is needed to keep them so.
private struct Peeling {
  /// The degree among the nodes that are not removed; at the end, the core number.
  private var degree: [Int32]
  private var sorted: [NodeID]
  /// The place of each node in `sorted`.
  private var position: [Int32]
  /// Where each degree begins in `sorted`.
  private var start: [Int32]

  init(_ adjacency: Adjacency) {
    let n = adjacency.nodeCount
    degree = (0..<n).map { node in
      Int32(adjacency.degree(node) - (adjacency.hasLoop(node) ? 1 : 0))
    }
    start = Array(repeating: 0, count: Int(degree.max() ?? 0) + 2)
    for value in degree { start[Int(value) + 1] += 1 }
    for value in 1..<start.count { start[value] += start[value - 1] }
    sorted = Array(repeating: 0, count: n)
    position = sorted
    var next = start
    for node in 0..<n {
      let place = next[Int(degree[node])]
      next[Int(degree[node])] = place + 1
      position[node] = place
      sorted[Int(place)] = NodeID(node)
    }
  }

  mutating func run(_ offsets: Span<Int>, _ neighbors: Span<NodeID>) -> [Int32] {
    Self.peel(offsets, neighbors, &degree, &sorted, &position, &start)
    return degree
  }

  private static func peel(
    _ offsets: Span<Int>, _ neighbors: Span<NodeID>, _ degree: inout [Int32],
    _ sorted: inout [NodeID], _ position: inout [Int32], _ start: inout [Int32]
  ) {
    var degree = degree.mutableSpan
    var sorted = sorted.mutableSpan
    var position = position.mutableSpan
    var start = start.mutableSpan
    for index in sorted.indices {
      let node = Int(sorted[index])
      let core = degree[node]
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = Int(neighbors[arc])
        let left = degree[neighbor]
        if left <= core { continue }
        // Swap the neighbor with the first of its degree, which then begins one later.
        let first = max(start[Int(left)], Int32(index + 1))
        let other = sorted[Int(first)]
        let place = position[neighbor]
        sorted[Int(place)] = other
        position[Int(other)] = place
        sorted[Int(first)] = NodeID(neighbor)
        position[neighbor] = first
        start[Int(left)] = first + 1
        degree[neighbor] = left - 1
      }
    }
  }
}
