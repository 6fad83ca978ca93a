/// A graph whose nodes are renumbered so that nodes used together lie together.
///
/// Nodes of skewed networks stand in order of degree: the few that all others touch share their cache
/// lines. Others stand in order of a breadth-first search, where neighbours are near, or of ``Halving``
/// where distances are long. Nodes without arcs are left out.
struct Relabelled {
  /// The node behind each new number.
  let nodes: [NodeID]
  /// Arcs in the direction of the question, and against it; neighbours ascend.
  let along, against: Rows

  struct Rows {
    var offsets: [Int]
    var neighbors: [NodeID]
  }

  /// - Complexity: O(n + m), where distances are long O((n + m) log n).
  init(along: Adjacency, against: Adjacency, isSymmetric: Bool) {
    let degrees = (0..<along.nodeCount).map { along.degree($0) + against.degree($0) }
    let isSkewed = (degrees.max() ?? 0) * along.nodeCount > 16 * (along.arcCount * 2)
    let order =
      isSkewed
      ? Self.byDegree(degrees)
      : Halving(
        degrees.indices.filter { degrees[$0] > 0 }.map { NodeID($0) }, along: along,
        against: against
      ).ordered()
    var newID = [NodeID](repeating: -1, count: along.nodeCount)
    for (position, node) in order.enumerated() { newID[Int(node)] = NodeID(position) }
    nodes = order
    self.along = Self.rows(order, newID, of: along, transposed: against)
    self.against =
      isSymmetric ? self.along : Self.rows(order, newID, of: against, transposed: along)
  }

  /// Counting sort, descending; equal degrees stay in order.
  private static func byDegree(_ degrees: [Int]) -> [NodeID] {
    var starts = [Int](repeating: 0, count: (degrees.max() ?? 0) + 2)
    for degree in degrees { starts[degree] += 1 }
    var position = 0
    for degree in stride(from: starts.count - 1, through: 1, by: -1) {
      (starts[degree], position) = (position, position + starts[degree])
    }
    var order = [NodeID](repeating: 0, count: position)
    for (node, degree) in degrees.enumerated() where degree > 0 {
      order[starts[degree]] = NodeID(node)
      starts[degree] += 1
    }
    return order
  }

  /// The rows of `adjacency` under new numbers; going through the other direction in new order leaves
  /// every row sorted.
  private static func rows(
    _ order: [NodeID], _ newID: [NodeID], of adjacency: Adjacency, transposed: Adjacency
  ) -> Rows {
    var offsets = [0]
    offsets.reserveCapacity(order.count + 1)
    for node in order { offsets.append(offsets[offsets.count - 1] + adjacency.degree(Int(node))) }
    var next = offsets
    var neighbors = [NodeID](repeating: 0, count: adjacency.arcCount)
    for (position, node) in order.enumerated() {
      for arc in transposed.range(Int(node)) {
        let row = Int(newID[Int(transposed.neighbors[arc])])
        neighbors[next[row]] = NodeID(position)
        next[row] += 1
      }
    }
    return Rows(offsets: offsets, neighbors: neighbors)
  }
}
