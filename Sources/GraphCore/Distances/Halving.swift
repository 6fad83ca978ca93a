/// An order of nodes in which any 512 that stand together lie close together in the network.
///
/// Nodes are put in order of their distance from a far end and cut in the middle, and so are the
/// halves. Searches from sources that are close to each other reach a node within few levels of each
/// other: on a map, that is most of the work saved.
struct Halving {
  /// Levels of a search below which cutting would not pay.
  private static let shallow = 32

  private let along, against: Adjacency
  private var order: [NodeID]
  /// The piece each node belongs to; -1 once it stands in the order of the piece being cut.
  private var piece: [Int32]
  private var pieces: Int32 = 0

  /// - Parameter nodes: what to put in order.
  init(_ nodes: [NodeID], along: Adjacency, against: Adjacency) {
    (self.along, self.against) = (along, against)
    order = nodes
    piece = Array(repeating: 0, count: along.nodeCount)
  }

  /// Networks in which no search goes far are put in the order of one.
  ///
  /// - Complexity: O((n + m) log n), O(n + m) where no search goes far.
  consuming func ordered() -> [NodeID] {
    let whole = search(within: 0..<order.count, from: nil)
    order = whole.nodes
    if whole.depth < Self.shallow { return order }
    var open = [0..<order.count]
    while let range = open.popLast() {
      // The last node of a search is a far end; the order seen from there is the one to cut.
      let far = search(within: range, from: nil).nodes.last
      order.replaceSubrange(range, with: search(within: range, from: far).nodes)
      let batches = (range.count + Lanes.laneCount - 1) / Lanes.laneCount
      if batches < 2 { continue }
      let middle = range.lowerBound + batches / 2 * Lanes.laneCount
      open += [middle..<range.upperBound, range.lowerBound..<middle]
    }
    return order
  }

  /// The nodes of `order[range]` in the order of a search that stays within them, and its levels;
  /// parts that are not connected follow each other.
  private mutating func search(
    within range: Range<Int>, from start: NodeID?
  ) -> (nodes: [NodeID], depth: Int) {
    pieces += 1
    for index in range { piece[Int(order[index])] = pieces }
    var found: [NodeID] = []
    found.reserveCapacity(range.count)
    var depth = 0
    if let start { depth = visit(start, &found) }
    for index in range where piece[Int(order[index])] == pieces {
      depth = max(depth, visit(order[index], &found))
    }
    return (found, depth)
  }

  private mutating func visit(_ start: NodeID, _ found: inout [NodeID]) -> Int {
    var head = found.count
    var (levelEnd, depth) = (head + 1, 0)
    piece[Int(start)] = -1
    found.append(start)
    while head < found.count {
      if head == levelEnd { (levelEnd, depth) = (found.count, depth + 1) }
      let node = Int(found[head])
      head += 1
      Self.visit(along, node, pieces, &piece, &found)
      Self.visit(against, node, pieces, &piece, &found)
    }
    return depth
  }

  private static func visit(
    _ adjacency: Adjacency, _ node: Int, _ current: Int32, _ piece: inout [Int32],
    _ found: inout [NodeID]
  ) {
    let neighbors = adjacency.neighbors.span
    var piece = piece.mutableSpan
    for arc in adjacency.range(node) where piece[Int(neighbors[arc])] == current {
      piece[Int(neighbors[arc])] = -1
      found.append(neighbors[arc])
    }
  }
}
