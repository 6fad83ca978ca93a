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

  /// - Parameters:
  ///   - count: the nodes, each at the place of its number.
  ///   - ends: both ends of each edge in turn, of a connected graph without loops.
  init(count: Int, ends: [NodeID]) {
    nodeCount = count
    var offsets = [Int](repeating: 0, count: count + 1)
    for place in ends { offsets[Int(place) + 1] += 1 }
    for place in 0..<count { offsets[place + 1] += offsets[place] }
    var next = offsets
    neighbors = Array(repeating: 0, count: ends.count)
    twins = Array(repeating: 0, count: ends.count)
    joined = EdgeSet(capacity: ends.count / 2)
    for edge in 0..<(ends.count / 2) {
      let (a, b) = (ends[2 * edge], ends[2 * edge + 1])
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

  private func owner(_ end: Int) -> NodeID { neighbors[Int(twins[end])] }

  @inline(__always) private func distance(_ a: NodeID, _ b: NodeID) -> Int {
    let steps = Int(a < b ? b - a : a - b)
    return min(steps, nodeCount - steps)
  }

  // MARK: Attempts

  /// How often a round asks an edge.
  static let attemptsPerRound = 2

  /// Asks each end of each edge once, place by place: what is near on the ring is near in memory.
  ///
  /// - Parameter work: of the search, after which to stop.
  /// - Returns: how many were asked, and how many exchanged ends.
  mutating func round(
    _ random: inout RandomSource, upTo work: Int, on workers: Workers
  ) throws(Cancelled) -> (attempts: Int, switches: Int) {
    var (attempts, switches) = (0, 0)
    for place in 0..<nodeCount where search.work < work {
      if place & 0xfff == 0 { try workers.checkCancelled() }
      let ends = offsets[place]..<offsets[place + 1]
      for end in ends where attempt(end, of: NodeID(place), &random) { switches += 1 }
      attempts += ends.count
    }
    return (attempts, switches)
  }

  /// Draws an end at a node that is not farther than the other end of the edge. The edges a-b and c-d become
  /// a-c and b-d, if they are not longer together and the graph stays simple and connected.
  ///
  /// Near nodes come up as often as all those twice as far together: partners drawn anywhere would
  /// hardly ever be of use once most edges are short.
  private mutating func attempt(_ first: Int, of a: NodeID, _ random: inout RandomSource) -> Bool {
    let b = neighbors[first]
    let reach = distance(a, b)
    let scale = random.next(below: Int.bitWidth - reach.leadingZeroBitCount) + 1
    let steps = 1 + random.next(below: min(1 << scale - 1, reach))
    let ahead = Int(a) + (random.next() & 1 == 0 ? steps : nodeCount - steps)
    let place = ahead < nodeCount ? ahead : ahead - nodeCount
    let ends = offsets[place]..<offsets[place + 1]
    let second = ends.lowerBound + random.next(below: ends.count)
    let (c, d) = (NodeID(place), neighbors[second])
    if a == d || b == c || b == d { return false }
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
