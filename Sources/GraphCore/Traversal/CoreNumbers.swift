// Seidman, "Network structure and minimum degree", Social Networks 5, 1983; level by level as in Kabir &
// Madduri, "Parallel k-core decomposition on multicore platforms", IPDPSW 2017 (PKC), by one thread.

extension Graph {
  /// The largest k for which each node belongs to a k-core, direction and self-loops ignored.
  ///
  /// Level by level, the nodes with no more than k neighbours left are removed. Unlike in buckets by
  /// degree, all that a neighbour costs is its count. By one thread: for several, every count would have
  /// to be atomic.
  ///
  /// - Complexity: O(n + m): a node is looked at once per level that it outlasts, and has as many
  ///   neighbours as that.
  public func coreNumbers(on workers: Workers) throws(Cancelled) -> [Int] {
    let simple = undirected
    let adjacency = simple.outgoing
    var degrees = try simple.degreesWithoutLoops(on: workers)
    try peel(&degrees, adjacency.offsets.span, adjacency.neighbors.span, workers)
    return degrees.map(Int.init)
  }

  /// The number of neighbours of each node of an undirected graph, other than itself.
  func degreesWithoutLoops(on workers: Workers) throws(Cancelled) -> [Int32] {
    var degrees = [Int32](repeating: 0, count: nodeCount)
    try workers.fill(&degrees, Chunks.even(nodeCount)) { nodes, out in
      let offsets = outgoing.offsets.span
      for node in nodes {
        out[node - nodes.lowerBound] = Int32(offsets[node + 1] - offsets[node])
      }
    }
    // Most networks have no loops, which is seen fastest where the edges stand.
    let loops = try workers.map(Chunks.even(edgeCount)) { edges in
      let (sources, targets) = (sources.span, targets.span)
      var count = 0
      for edge in edges { count &+= sources[edge] == targets[edge] ? 1 : 0 }
      return count
    }
    if loops.contains(where: { $0 > 0 }) {
      for edge in 0..<edgeCount where sources[edge] == targets[edge] {
        degrees[Int(sources[edge])] -= 1
      }
    }
    return degrees
  }
}

/// Turns degrees into core numbers.
private func peel(
  _ degrees: inout [Int32], _ offsets: Span<Int>, _ neighbors: Span<NodeID>, _ workers: Workers
) throws(Cancelled) {
  // Removed nodes in that order; one place behind them is for the last write.
  var order = [NodeID](repeating: 0, count: degrees.count + 1)
  var nodes = Array(0..<NodeID(degrees.count))
  var degree = degrees.mutableSpan
  var rest = nodes.mutableSpan
  var removed = order.mutableSpan
  var state = Peeling(restCount: degree.count)
  while state.removedCount < degree.count {
    try workers.checkCancelled()
    let start = state.removedCount
    let least = state.removeRest(degree.span, &rest, &removed)
    if state.removedCount == start {
      state.level = least
    } else {
      state.removeNeighbors(from: start, offsets, neighbors, &degree, &removed)
      state.level += 1
    }
  }
}

/// How far the peeling is.
///
/// A node's degree is that among the nodes not removed; of removed ones it is the core number.
private struct Peeling {
  var level: Int32 = 0
  private var restCount: Int
  private(set) var removedCount = 0

  init(restCount: Int) { self.restCount = restCount }

  /// Removes the nodes that are at the level when it begins; returns the least degree above it.
  ///
  /// - Parameter rest: begins with `restCount` nodes, among them all above the level.
  @inline(__always) mutating func removeRest(
    _ degree: Span<Int32>, _ rest: inout MutableSpan<NodeID>, _ removed: inout MutableSpan<NodeID>
  ) -> Int32 {
    let level = level
    var (kept, count, least) = (0, removedCount, Int32.max)
    for index in 0..<restCount {
      let node = rest[index]
      let left = degree[Int(node)]
      // Without branches: who stays cannot be predicted. Below the level are those removed before.
      rest[kept] = node
      kept &+= left > level ? 1 : 0
      removed[count] = node
      count &+= left == level ? 1 : 0
      least = min(least, left > level ? left : .max)
    }
    (restCount, removedCount) = (kept, count)
    return least
  }

  /// Takes the nodes removed at this level from their neighbours, and those who thereby sink to it.
  @inline(__always) mutating func removeNeighbors(
    from start: Int, _ offsets: Span<Int>, _ neighbors: Span<NodeID>,
    _ degree: inout MutableSpan<Int32>, _ removed: inout MutableSpan<NodeID>
  ) {
    let level = level
    var (head, count) = (start, removedCount)
    while head < count {
      let node = Int(removed[head])
      // Rows of nodes in no order: their places are fetched ahead, then the rows themselves.
      if head + 16 < count { offsets.prefetch(Int(removed[head + 16])) }
      if head + 8 < count {
        let row = offsets[Int(removed[head + 8])]
        // The row of a node without neighbours may begin at the end of all.
        if row < neighbors.count { neighbors.prefetch(row) }
      }
      head &+= 1
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = neighbors[arc]
        let left = degree[Int(neighbor)]
        degree[Int(neighbor)] = left &- (left > level ? 1 : 0)
        removed[count] = neighbor
        count &+= left == level &+ 1 ? 1 : 0
      }
    }
    removedCount = count
  }
}
