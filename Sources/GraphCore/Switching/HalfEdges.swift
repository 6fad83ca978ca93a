/// The neighbours of each node while edges change, direction ignored.
///
/// Degrees stay, so that each end of an edge has a place of its own for good.
struct HalfEdges: Sendable {
  private let offsets: [Int]
  private var neighbors: [NodeID]
  /// Where the tail and the head of each edge stand, in turn.
  private var places: [Int32]
  /// The search that reached each node last.
  private var marks: [Int32]
  private var search: Int32 = 0
  private var queue: [NodeID]
  /// Neighbours looked at so far.
  private(set) var work = 0

  /// - Parameter ends: tail and head of each edge, in turn.
  init(nodeCount: Int, ends: [NodeID]) {
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    for node in ends { offsets[Int(node) + 1] += 1 }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    neighbors = Array(unset: ends.count)
    places = Array(unset: ends.count)
    for (end, node) in ends.enumerated() {
      places[end] = Int32(next[Int(node)])
      neighbors[next[Int(node)]] = ends[end ^ 1]
      next[Int(node)] += 1
    }
    self.offsets = offsets
    marks = Array(repeating: 0, count: nodeCount)
    queue = Array(repeating: 0, count: nodeCount)
  }

  /// Tail and head are exchanged.
  mutating func turn(_ edge: Int) { places.swapAt(2 * edge, 2 * edge + 1) }

  /// The edges a-b and c-d become a-d and c-b.
  mutating func exchangeHeads(
    _ first: Int, _ second: Int, _ ab: (NodeID, NodeID), _ cd: (NodeID, NodeID)
  ) {
    neighbors[Int(places[2 * first])] = cd.1
    neighbors[Int(places[2 * second])] = ab.1
    places.swapAt(2 * first + 1, 2 * second + 1)
    neighbors[Int(places[2 * first + 1])] = ab.0
    neighbors[Int(places[2 * second + 1])] = cd.0
  }

  /// Whether the component of a node has less than `limit` nodes and is not the whole graph.
  mutating func isCutOff(_ node: NodeID, limit: Int) -> Bool {
    begin()
    let reached = reach(node, limit: limit)
    return reached < limit && reached < marks.count
  }

  /// The number of components, or more than `limit` when there are more.
  mutating func components(limit: Int) -> Int {
    begin()
    var found = 0
    for node in marks.indices where marks[node] != search {
      found += 1
      if found > limit { return found }
      _ = reach(NodeID(node), limit: .max)
    }
    return found
  }

  private mutating func begin() {
    if search == .max {
      for node in marks.indices { marks[node] = 0 }
      search = 0
    }
    search += 1
  }

  /// Marks what can be reached from `start`, `limit` nodes at most.
  private mutating func reach(_ start: NodeID, limit: Int) -> Int {
    let search = search
    marks[Int(start)] = search
    queue[0] = start
    var (head, tail) = (0, 1)
    while head < tail, tail < limit {
      let node = Int(queue[head])
      head += 1
      for place in offsets[node]..<offsets[node + 1] {
        let neighbor = neighbors[place]
        work += 1
        if marks[Int(neighbor)] == search { continue }
        marks[Int(neighbor)] = search
        queue[tail] = neighbor
        tail += 1
        if tail >= limit { break }
      }
    }
    return tail
  }
}
