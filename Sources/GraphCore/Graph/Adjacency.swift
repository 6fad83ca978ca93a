internal import Synchronization

/// The neighbours of every node, stored back to back.
///
/// The neighbours of node `v` are `neighbors[offsets[v] ..< offsets[v + 1]]`, in ascending order.
public struct Adjacency: Sendable, Equatable {
  /// `nodeCount + 1` positions into `neighbors`.
  public let offsets: [Int]
  public let neighbors: [NodeID]
  private let edgeOfArc: EdgeOfArc

  @inlinable public var nodeCount: Int { offsets.count - 1 }
  /// The number of stored arcs.
  @inlinable public var arcCount: Int { neighbors.count }

  @inlinable public func range(_ node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }
  @inlinable public func degree(_ node: Int) -> Int { offsets[node + 1] - offsets[node] }

  /// The edge behind each stored arc.
  ///
  /// Most kernels follow arcs only, so it is made when first asked for, in O(n + m), and kept: ask
  /// once, before a loop.
  public var edges: [EdgeID] { edgeOfArc.value }

  /// Whether the node is its own neighbour. Complexity: O(log degree).
  public func hasLoop(_ node: Int) -> Bool { hasArc(from: node, to: node) }

  /// Whether one node is a neighbour of another. Complexity: O(log degree).
  public func hasArc(from node: Int, to neighbor: Int) -> Bool {
    var (low, high) = (offsets[node], offsets[node + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(neighbors[middle]) < neighbor { low = middle + 1 } else { high = middle }
    }
    return low < offsets[node + 1] && Int(neighbors[low]) == neighbor
  }

  /// One value per stored arc, looked up from one value per edge.
  public func perArc<Value>(_ perEdge: [Value]) -> [Value] {
    edges.map { perEdge[Int($0)] }
  }

  public static func == (a: Adjacency, b: Adjacency) -> Bool {
    a.offsets == b.offsets && a.neighbors == b.neighbors
  }

  init(offsets: [Int], neighbors: [NodeID], edges: @escaping @Sendable () -> [EdgeID]) {
    (self.offsets, self.neighbors) = (offsets, neighbors)
    edgeOfArc = EdgeOfArc(edges)
  }
}

/// A list that is made when somebody asks for it.
private final class EdgeOfArc: Sendable {
  private let make: @Sendable () -> [EdgeID]
  private let made = Mutex<[EdgeID]?>(nil)

  init(_ make: @escaping @Sendable () -> [EdgeID]) { self.make = make }

  var value: [EdgeID] {
    made.withLock { made in
      let value = made ?? make()
      made = value
      return value
    }
  }
}
