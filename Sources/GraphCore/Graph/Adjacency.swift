/// The neighbours of every node, stored back to back.
///
/// The neighbours of node `v` are `neighbors[offsets[v] ..< offsets[v + 1]]`, in ascending order;
/// `edges` names the edge behind each of them.
public struct Adjacency: Sendable, Equatable {
  /// `nodeCount + 1` positions into `neighbors`.
  public let offsets: [Int]
  public let neighbors: [NodeID]
  public let edges: [EdgeID]

  @inlinable public var nodeCount: Int { offsets.count - 1 }
  /// The number of stored arcs.
  @inlinable public var arcCount: Int { neighbors.count }

  @inlinable public func range(_ node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }
  @inlinable public func degree(_ node: Int) -> Int { offsets[node + 1] - offsets[node] }

  /// Whether the node is its own neighbour. Complexity: O(log degree).
  public func hasLoop(_ node: Int) -> Bool {
    var (low, high) = (offsets[node], offsets[node + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(neighbors[middle]) < node { low = middle + 1 } else { high = middle }
    }
    return low < offsets[node + 1] && Int(neighbors[low]) == node
  }

  /// One value per stored arc, looked up from one value per edge.
  public func perArc<Value>(_ perEdge: [Value]) -> [Value] {
    edges.map { perEdge[Int($0)] }
  }

  /// Arcs `from[e] -> to[e]`; `e` ascending by (from, to) or (to, from) keeps neighbours sorted.
  init(nodeCount: Int, from: [NodeID], to: [NodeID]) {
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    for node in from { offsets[Int(node) + 1] += 1 }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var neighbors = [NodeID](repeating: 0, count: from.count)
    var edges = [EdgeID](repeating: 0, count: from.count)
    for edge in 0..<from.count {
      let position = next[Int(from[edge])]
      next[Int(from[edge])] = position + 1
      neighbors[position] = to[edge]
      edges[position] = EdgeID(edge)
    }
    (self.offsets, self.neighbors, self.edges) = (offsets, neighbors, edges)
  }

  /// Both directions of each edge, a self-loop once.
  ///
  /// With edges sorted by (low, high) every list comes out sorted: the first pass adds, to each
  /// node, its lower neighbours in ascending order, the second its higher ones and itself.
  init(nodeCount: Int, joining low: [NodeID], and high: [NodeID]) {
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    for edge in 0..<low.count {
      offsets[Int(low[edge]) + 1] += 1
      if low[edge] != high[edge] { offsets[Int(high[edge]) + 1] += 1 }
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var neighbors = [NodeID](repeating: 0, count: offsets[nodeCount])
    var edges = [EdgeID](repeating: 0, count: offsets[nodeCount])
    func append(_ neighbor: NodeID, to node: NodeID, by edge: Int) {
      let position = next[Int(node)]
      next[Int(node)] = position + 1
      neighbors[position] = neighbor
      edges[position] = EdgeID(edge)
    }
    for edge in 0..<low.count where low[edge] != high[edge] {
      append(low[edge], to: high[edge], by: edge)
    }
    for edge in 0..<low.count { append(high[edge], to: low[edge], by: edge) }
    (self.offsets, self.neighbors, self.edges) = (offsets, neighbors, edges)
  }
}
