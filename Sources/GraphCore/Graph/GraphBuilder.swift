/// What becomes of several edges between the same pair of nodes.
public enum ParallelEdges: String, Sendable, CaseIterable {
  case sum, max, min, mean, count, first, error
}

/// What becomes of an edge from a node to itself.
public enum SelfLoops: String, Sendable, CaseIterable {
  case drop, keep, error
}

/// Turns rows of node pairs, in any order, into a canonical ``Graph``.
///
/// The result does not depend on the order of the rows, unless `parallel` is `first`.
/// Complexity: O(n + m); besides the result 24 bytes a row while it is sorted.
public struct GraphBuilder: Sendable {
  public var isDirected: Bool
  public var parallel: ParallelEdges
  public var loops: SelfLoops

  public init(isDirected: Bool, parallel: ParallelEdges = .sum, loops: SelfLoops = .drop) {
    (self.isDirected, self.parallel, self.loops) = (isDirected, parallel, loops)
  }

  /// A built graph, and where each row went.
  public struct Built: Sendable {
    public let graph: Graph
    /// The rows behind each edge, in row order.
    public let rowsOfEdge: RowGroups
    /// Rows that were self-loops and dropped, ascending.
    public let droppedLoops: [Int32]
    /// Rows that joined an edge which another row had already made.
    public var mergedRows: Int { rowsOfEdge.rows.count - graph.edgeCount }
  }

  /// A row that the policies refuse.
  public enum Refusal: Error, Equatable {
    case selfLoop(row: Int)
    case parallelEdge(row: Int, firstRow: Int)
    case tooManyEdges(Int)
  }

  /// Builds the graph over `nodeCount` nodes.
  public func build(
    nodeCount: Int, sources: [NodeID], targets: [NodeID]
  ) throws(Refusal) -> Built {
    do {
      return try build(
        nodeCount: nodeCount, [PairList(sources: sources, targets: targets)], on: .serial)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      preconditionFailure("serial work is never cancelled")
    }
  }

  /// Builds the graph over `nodeCount` nodes from rows in several lists, one behind the other.
  ///
  /// - Throws: a ``Refusal``, or ``Cancelled``.
  public func build(nodeCount: Int, _ lists: [PairList], on workers: Workers) throws -> Built {
    let rows = lists.reduce(0) { $0 + $1.count }
    if rows > Int(EdgeID.max) { throw Refusal.tooManyEdges(rows) }
    let order = PairSort(
      nodeCount: nodeCount, keepsLoops: loops == .keep, swapsEnds: !isDirected)
    var space: [PairRow] = []
    let sorted = try order.sort(lists, into: &space, on: workers)
    if loops == .error, let row = sorted.loops.first { throw Refusal.selfLoop(row: Int(row)) }
    let edges = try merged(space, sorted.ranges, on: workers)
    let graph = try Graph(
      nodeCount: nodeCount, isDirected: isDirected, sources: edges.sources, targets: edges.targets,
      in: &space, on: workers)
    return Built(graph: graph, rowsOfEdge: edges.rows, droppedLoops: sorted.loops)
  }

  /// Makes one edge of rows that join the same nodes.
  private func merged(
    _ rows: [PairRow], _ ranges: [Range<Int>], on workers: Workers
  ) throws -> (sources: [NodeID], targets: [NodeID], rows: RowGroups) {
    let counts = try workers.map(ranges) { range in
      range.count { $0 == range.lowerBound || !joinsSame(rows[$0], rows[$0 - 1]) }
    }
    var first = 0
    let parts = zip(ranges, counts).map { range, count in
      defer { first += count }
      return (rows: range, firstEdge: first)
    }
    let edgeCount = first
    if parallel == .error, edgeCount < rows.count {
      // The first edge, in canonical order, that two rows make.
      let second = rows.indices.dropFirst().first { joinsSame(rows[$0], rows[$0 - 1]) } ?? 1
      throw Refusal.parallelEdge(row: Int(rows[second].row), firstRow: Int(rows[second - 1].row))
    }
    var sources = [NodeID](unset: edgeCount)
    var targets = [NodeID](unset: edgeCount)
    var offsets = [Int32](unset: edgeCount + 1)
    offsets[edgeCount] = Int32(rows.count)
    try sources.withSlots { sources throws(Cancelled) in
      try targets.withSlots { targets throws(Cancelled) in
        try offsets.withSlots { offsets throws(Cancelled) in
          _ = try workers.map(parts) { part in
            var edge = part.firstEdge
            for index in part.rows
            where index == part.rows.lowerBound || !joinsSame(rows[index], rows[index - 1]) {
              sources.set(edge, rows[index].low)
              targets.set(edge, rows[index].high)
              offsets.set(edge, Int32(index))
              edge += 1
            }
          }
        }
      }
    }
    var order = [EdgeID](unset: rows.count)
    try workers.fill(&order, ranges) { range, order in
      for index in range { order[index - range.lowerBound] = rows[index].row }
    }
    return (sources, targets, RowGroups(offsets: offsets, rows: order))
  }
}

private func joinsSame(_ a: PairRow, _ b: PairRow) -> Bool { a.low == b.low && a.high == b.high }
