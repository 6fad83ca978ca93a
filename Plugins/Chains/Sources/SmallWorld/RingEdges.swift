internal import ModuleKit

/// Edges between nodes on a ring, which exchange ends while the graph stays connected.
///
/// Degrees stay, so that each end of an edge has a place of its own for good.
struct RingEdges {
  let nodeCount: Int
  private let offsets: [Int]
  private var neighbors: [NodeID]
  /// Where the other end of the edge stands.
  private var twins: [Int32]
  private var joined: EdgeSet
  private var search: ConnectionSearch

  /// An end that wants to come nearer, and one near it that may take its place.
  struct Choice {
    let first: Int
    let second: Int
  }

  /// - Parameters:
  ///   - graph: undirected and connected, without loops.
  ///   - places: where on the ring each node stands.
  init(_ graph: Graph, places: [NodeID]) {
    nodeCount = graph.nodeCount
    var offsets = [Int](repeating: 0, count: nodeCount + 1)
    for node in 0..<nodeCount { offsets[Int(places[node]) + 1] = graph.outgoing.degree(node) }
    for place in 0..<nodeCount { offsets[place + 1] += offsets[place] }
    var next = offsets
    neighbors = Array(repeating: 0, count: 2 * graph.edgeCount)
    twins = Array(repeating: 0, count: 2 * graph.edgeCount)
    joined = EdgeSet(capacity: graph.edgeCount)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (places[Int(graph.sources[edge])], places[Int(graph.targets[edge])])
      let (end, other) = (next[Int(a)], next[Int(b)])
      next[Int(a)] += 1
      next[Int(b)] += 1
      (neighbors[end], neighbors[other]) = (b, a)
      (twins[end], twins[other]) = (Int32(other), Int32(end))
      joined.insert(EdgeSet.tie(a, b))
    }
    self.offsets = offsets
    search = ConnectionSearch(nodeCount: nodeCount)
  }

  var edgeCount: Int { neighbors.count / 2 }

  /// Steps of the search for what would fall apart.
  var work: Int { search.work }

  /// The sum over all edges of how far their ends are from each other on the ring.
  var length: Int {
    var sum = 0
    for end in neighbors.indices { sum += distance(neighbors[end], owner(end)) }
    return sum / 2
  }

  @inline(__always) private func owner(_ end: Int) -> NodeID { neighbors[Int(twins[end])] }

  @inline(__always) private func distance(_ a: NodeID, _ b: NodeID) -> Int {
    let steps = Int(a < b ? b - a : a - b)
    return min(steps, nodeCount - steps)
  }

  // MARK: Attempts

  /// Draws an end of an edge, and an end at a node that is not farther than its own other end.
  ///
  /// Near nodes come up as often as all those twice as far together: partners drawn anywhere would
  /// hardly ever be of use once most edges are short.
  func draw(_ random: inout RandomSource) -> Choice {
    let first = random.next(below: neighbors.count)
    let node = owner(first)
    let reach = distance(node, neighbors[first])
    let scale = random.next(below: Int.bitWidth - reach.leadingZeroBitCount) + 1
    let steps = 1 + random.next(below: min(1 << scale - 1, reach))
    let isAhead = random.next() & 1 == 0
    let place = (Int(node) + (isAhead ? steps : nodeCount - steps)) % nodeCount
    let ends = offsets[place]..<offsets[place + 1]
    return Choice(first: first, second: ends.lowerBound + random.next(below: ends.count))
  }

  /// The edges a-b and c-d become a-c and b-d, if they are not longer together and the graph stays
  /// simple and connected.
  ///
  /// - Returns: whether they did.
  mutating func attempt(_ choice: Choice) -> Bool {
    let (first, second) = (choice.first, choice.second)
    let (a, b, c, d) = (owner(first), neighbors[first], owner(second), neighbors[second])
    if a == c || a == d || b == c || b == d { return false }
    if distance(a, c) + distance(b, d) > distance(a, b) + distance(c, d) { return false }
    if joined.contains(EdgeSet.tie(a, c)) || joined.contains(EdgeSet.tie(b, d)) { return false }
    let (atB, atD) = (Int(twins[first]), Int(twins[second]))
    join(first, a, second, c)
    join(atB, b, atD, d)
    // All others hang together with one of the four.
    if !search.joins(a, b, offsets, neighbors) {
      join(first, a, atB, b)
      join(second, c, atD, d)
      return false
    }
    joined.remove(EdgeSet.tie(a, b))
    joined.remove(EdgeSet.tie(c, d))
    joined.insert(EdgeSet.tie(a, c))
    joined.insert(EdgeSet.tie(b, d))
    return true
  }

  /// Makes an edge of two ends and their nodes.
  private mutating func join(_ end: Int, _ node: NodeID, _ other: Int, _ otherNode: NodeID) {
    (neighbors[end], neighbors[other]) = (otherNode, node)
    (twins[end], twins[other]) = (Int32(other), Int32(end))
  }

  /// Nodes are places on the ring.
  func graph(on workers: Workers) throws(Cancelled) -> Graph {
    var ends: [NodeID] = []
    ends.reserveCapacity(neighbors.count)
    for end in neighbors.indices where owner(end) < neighbors[end] {
      ends.append(owner(end))
      ends.append(neighbors[end])
    }
    let builder = GraphBuilder(isDirected: false)
    do {
      return try builder.build(nodeCount: nodeCount, [PairList(ends: ends)], on: workers).graph
    } catch {
      // There are as many edges as before, and parallel ones would be merged.
      throw Cancelled()
    }
  }
}
