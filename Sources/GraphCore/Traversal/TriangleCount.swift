// Latapy, "Main-memory triangle computations for very large (sparse (power-law)) graphs", Theoretical
// Computer Science 407, 2008: the algorithm "forward" with marks in place of merges.

/// Triangles through each node of an undirected graph, and its neighbours other than itself.
///
/// Every edge leads to its end of higher degree, so that no node has more than √(2m) edges to follow and
/// every triangle is met once. Complexity: O(m √m), in practice a few steps per edge; 4 bytes per edge
/// and 72 per node.
package func triangleCounts(
  _ graph: Graph, _ workers: Workers
) throws(Cancelled) -> (triangles: [Int], neighbors: [Int]) {
  let adjacency = graph.outgoing
  let n = adjacency.nodeCount
  let degrees = (0..<n).map { adjacency.degree($0) - (adjacency.hasLoop($0) ? 1 : 0) }
  let ranked = try RankedEdges(adjacency, degrees, workers)
  // A node is in at most one triangle per edge, so that 32 bits suffice.
  let partials = try workers.map(ranked.chunks) { nodes in
    var counts = [UInt32](repeating: 0, count: n)
    count(nodes, ranked.offsets.span, ranked.uphill.span, &counts)
    return counts
  }
  var triangles = [Int](repeating: 0, count: n)
  let order = ranked.order
  for partial in partials {
    for rank in 0..<n { triangles[Int(order[rank])] += Int(partial[rank]) }
  }
  return (triangles, degrees)
}

/// Counts, for all three corners, the triangles whose lowest rank is among `nodes`.
private func count(
  _ nodes: Range<Int>, _ offsets: Span<Int>, _ uphill: Span<NodeID>, _ counts: inout [UInt32]
) {
  var marks = [UInt8](repeating: 0, count: counts.count)
  var isUphill = marks.mutableSpan
  var counts = counts.mutableSpan
  for node in nodes {
    let around = offsets[node]..<offsets[node + 1]
    if around.count < 2 { continue }
    for arc in around { isUphill[Int(uphill[arc])] = 1 }
    var all: UInt32 = 0
    for arc in around {
      let second = Int(uphill[arc])
      var closed: UInt32 = 0
      for next in offsets[second]..<offsets[second + 1] {
        let third = Int(uphill[next])
        let hit = UInt32(isUphill[third])
        counts[third] &+= hit
        closed &+= hit
      }
      counts[second] &+= closed
      all &+= closed
    }
    counts[node] &+= all
    for arc in around { isUphill[Int(uphill[arc])] = 0 }
  }
}

/// The edges of a graph from the end of lower degree to that of higher, nodes numbered by degree, the
/// highest first: what is looked up most lies together.
private struct RankedEdges {
  /// The node of each rank.
  let order: [NodeID]
  let offsets: [Int]
  /// The neighbours of smaller rank number.
  let uphill: [NodeID]
  /// Ranges of ranks with about equal work.
  let chunks: [Range<Int>]

  init(_ adjacency: Adjacency, _ degrees: [Int], _ workers: Workers) throws(Cancelled) {
    let order = Self.byDegree(degrees)
    var rank = [NodeID](repeating: 0, count: order.count)
    for (position, node) in order.enumerated() { rank[Int(node)] = NodeID(position) }
    var lengths = [Int](repeating: 0, count: order.count)
    let ranks = rank
    let parts = Chunks.even(order.count, count: 64)
    try workers.fill(&lengths, parts) { positions, out in
      for position in positions {
        out[position - positions.lowerBound] = adjacency.range(Int(order[position])).count {
          ranks[Int(adjacency.neighbors[$0])] < position
        }
      }
    }
    var offsets = [0]
    offsets.reserveCapacity(order.count + 1)
    for length in lengths { offsets.append(offsets[offsets.count - 1] + length) }
    let starts = offsets
    var uphill = [NodeID](repeating: 0, count: starts[order.count])
    let blocks = parts.map { starts[$0.lowerBound]..<starts[$0.upperBound] }
    let partOfStart = Dictionary(
      zip(blocks.map(\.lowerBound), parts), uniquingKeysWith: { $1 })
    try workers.fill(&uphill, blocks) { block, out in
      guard let positions = partOfStart[block.lowerBound], !block.isEmpty else { return }
      var next = 0
      for position in positions {
        for arc in adjacency.range(Int(order[position])) {
          let other = ranks[Int(adjacency.neighbors[arc])]
          if other < position {
            out[next] = other
            next += 1
          }
        }
      }
    }
    (self.order, self.offsets, self.uphill) = (order, offsets, uphill)
    chunks = Self.balanced(offsets, uphill)
  }

  /// Counting sort, descending; equal degrees stay in order.
  private static func byDegree(_ degrees: [Int]) -> [NodeID] {
    let most = degrees.max() ?? 0
    var starts = [Int](repeating: 0, count: most + 2)
    for degree in degrees { starts[most - degree + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var order = [NodeID](repeating: 0, count: degrees.count)
    for (node, degree) in degrees.enumerated() {
      order[starts[most - degree]] = NodeID(node)
      starts[most - degree] += 1
    }
    return order
  }

  private static func balanced(_ offsets: [Int], _ uphill: [NodeID]) -> [Range<Int>] {
    let n = offsets.count - 1
    var work = [Int](repeating: 0, count: n + 1)
    for node in 0..<n {
      var steps = 1
      for arc in offsets[node]..<offsets[node + 1] {
        let second = Int(uphill[arc])
        steps += offsets[second + 1] - offsets[second]
      }
      work[node + 1] = work[node] + steps
    }
    return Chunks.balanced(work)
  }
}
