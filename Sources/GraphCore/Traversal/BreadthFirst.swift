/// Breadth-first search with memory that is reused from one source to the next.
///
/// A search costs O(reached nodes and their arcs): only what was touched is reset.
public struct BreadthFirst {
  private let adjacency: Adjacency
  /// Links from the source; -1 where it was not reached.
  public private(set) var distances: [Int32]
  /// Reached nodes in order of distance, the source first; inside a level in order of discovery.
  public private(set) var order: [NodeID]
  /// How many of `order` are in use.
  public private(set) var reached = 0

  public init(_ adjacency: Adjacency) {
    self.adjacency = adjacency
    distances = Array(repeating: -1, count: adjacency.nodeCount)
    order = Array(repeating: 0, count: adjacency.nodeCount)
  }

  /// Searches from `source`; the results of the search before are gone.
  public mutating func run(from source: Int) { run(from: CollectionOfOne(source)) }

  /// Searches from several sources at once: distances are those to the nearest.
  public mutating func run(from sources: some Collection<Int>) {
    let (adjacency, before) = (adjacency, reached)
    let (offsets, neighbors) = (adjacency.offsets.span, adjacency.neighbors.span)
    reached = Self.search(sources, offsets, neighbors, &distances, &order, before: before)
  }

  /// - Returns: how many nodes were reached.
  private static func search(
    _ sources: some Collection<Int>, _ offsets: Span<Int>, _ neighbors: Span<NodeID>,
    _ distances: inout [Int32], _ order: inout [NodeID], before: Int
  ) -> Int {
    var distances = distances.mutableSpan
    var order = order.mutableSpan
    for index in 0..<before { distances[Int(order[index])] = -1 }
    var (head, tail) = (0, 0)
    for source in sources where distances[source] < 0 {
      distances[source] = 0
      order[tail] = NodeID(source)
      tail += 1
    }
    while head < tail {
      let node = Int(order[head])
      let next = distances[node] + 1
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = Int(neighbors[arc])
        if distances[neighbor] < 0 {
          distances[neighbor] = next
          order[tail] = NodeID(neighbor)
          tail += 1
        }
      }
      head += 1
    }
    return tail
  }
}
