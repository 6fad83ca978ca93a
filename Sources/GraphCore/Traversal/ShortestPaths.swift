// Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1, 1959.

/// Shortest paths by edge length from one source after another, with reused memory.
///
/// Lengths must be positive and finite. Nodes are settled by distance, ties by node, so that the
/// result does not depend on how the heap happens to lie.
/// Complexity: O((n + m) log n) per source.
public struct ShortestPaths {
  private let adjacency: Adjacency
  private let arcLengths: [Double]
  /// The length of the shortest path from the source; infinite where there is none.
  public private(set) var distances: [Double]
  /// Reached nodes by distance, the source first.
  public private(set) var order: [NodeID] = []
  private var isSettled: [Bool]
  private var heap: [(distance: Double, node: NodeID)] = []

  public init(_ adjacency: Adjacency, edgeLengths: [Double]) {
    self.adjacency = adjacency
    arcLengths = adjacency.perArc(edgeLengths)
    distances = Array(repeating: .infinity, count: adjacency.nodeCount)
    isSettled = Array(repeating: false, count: adjacency.nodeCount)
  }

  public mutating func run(from source: Int) { run(from: CollectionOfOne(source)) }

  /// From several sources at once: distances are those to the nearest.
  public mutating func run(from sources: some Collection<Int>) {
    for node in order {
      distances[Int(node)] = .infinity
      isSettled[Int(node)] = false
    }
    order.removeAll(keepingCapacity: true)
    for source in sources where distances[source] > 0 {
      distances[source] = 0
      push(0, NodeID(source))
    }
    while let (distance, node) = pop() {
      if isSettled[Int(node)] { continue }
      isSettled[Int(node)] = true
      order.append(node)
      for arc in adjacency.range(Int(node)) {
        let neighbor = Int(adjacency.neighbors[arc])
        let candidate = distance + arcLengths[arc]
        if candidate < distances[neighbor] {
          distances[neighbor] = candidate
          push(candidate, NodeID(neighbor))
        }
      }
    }
  }

  // MARK: Binary heap

  private mutating func push(_ distance: Double, _ node: NodeID) {
    heap.append((distance, node))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent] <= heap[child] { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func pop() -> (Double, NodeID)? {
    guard let top = heap.first else { return nil }
    let last = heap.removeLast()
    if heap.isEmpty { return top }
    heap[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= heap.count { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      if heap[parent] <= heap[child] { break }
      heap.swapAt(parent, child)
      parent = child
    }
    return top
  }
}
