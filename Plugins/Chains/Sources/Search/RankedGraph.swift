internal import ModuleKit

/// A network whose people are numbered by how many they can forward to, most first, equals in
/// canonical order.
///
/// Of several people the first is then the one to whom a tie between equals goes, the first neighbour is
/// the one of highest degree, and the few whom every letter passes lie together in memory. Loops are left
/// out: nobody forwards to oneself.
struct RankedGraph: Sendable {
  struct Rows: Sendable {
    let offsets: [Int]
    /// Ascending in each row.
    let neighbors: [NodeID]
  }
  /// The node behind each rank, and the rank of each node.
  let nodes: [NodeID]
  let ranks: [NodeID]
  /// The way letters go, and back.
  let along: Rows
  let against: Rows

  /// - Parameter against: nil when it is the same as `along`.
  /// - Complexity: O(n + m log d), d being the highest degree.
  init(along: Adjacency, against: Adjacency?, on workers: Workers) throws(Cancelled) {
    let (nodes, ranks) = Self.order(of: along)
    self.nodes = nodes
    self.ranks = ranks
    self.along = try Self.rows(of: along, nodes, ranks, on: workers)
    self.against =
      if let against { try Self.rows(of: against, nodes, ranks, on: workers) } else { self.along }
  }

  /// Counting sort, descending; equal degrees stay in order.
  private static func order(of along: Adjacency) -> (nodes: [NodeID], ranks: [NodeID]) {
    let degrees = (0..<along.nodeCount).map { along.degree($0) - (along.hasLoop($0) ? 1 : 0) }
    var starts = [Int](repeating: 0, count: (degrees.max() ?? 0) + 1)
    for degree in degrees { starts[degree] += 1 }
    var position = 0
    for degree in starts.indices.reversed() {
      (starts[degree], position) = (position, position + starts[degree])
    }
    var nodes = [NodeID](repeating: 0, count: degrees.count)
    var ranks = nodes
    for (node, degree) in degrees.enumerated() {
      nodes[starts[degree]] = NodeID(node)
      ranks[node] = NodeID(starts[degree])
      starts[degree] += 1
    }
    return (nodes, ranks)
  }

  private static func rows(
    of adjacency: Adjacency, _ nodes: [NodeID], _ ranks: [NodeID], on workers: Workers
  ) throws(Cancelled) -> Rows {
    var offsets = [0]
    offsets.reserveCapacity(nodes.count + 1)
    for node in nodes {
      let loops = adjacency.hasLoop(Int(node)) ? 1 : 0
      offsets.append(offsets[offsets.count - 1] + adjacency.degree(Int(node)) - loops)
    }
    let starts = offsets
    var neighbors = [NodeID](unset: starts[nodes.count])
    try neighbors.withSlots { slots throws(Cancelled) in
      _ = try workers.map(Chunks.balanced(starts, count: 64)) { chunk in
        var row: [NodeID] = []
        for rank in chunk {
          let node = nodes[rank]
          row.removeAll(keepingCapacity: true)
          for arc in adjacency.range(Int(node)) where adjacency.neighbors[arc] != node {
            row.append(ranks[Int(adjacency.neighbors[arc])])
          }
          row.sort()
          for (index, neighbor) in row.enumerated() { slots.set(starts[rank] + index, neighbor) }
        }
      }
    }
    return Rows(offsets: offsets, neighbors: neighbors)
  }
}
