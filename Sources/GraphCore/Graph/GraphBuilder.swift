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
/// Complexity: O(n + m) by two counting passes.
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
    /// The edge that each row became; -1 for a dropped self-loop.
    public let edgeOfRow: [EdgeID]
    /// The rows behind each edge, in row order: `rows[offsets[e] ..< offsets[e + 1]]`.
    public let rowsOfEdge: RowGroups
    public let droppedLoops: Int
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
    precondition(sources.count == targets.count)
    let rowLimit = Int(EdgeID.max)
    if sources.count > rowLimit { throw .tooManyEdges(sources.count) }
    var low = sources
    var high = targets
    if !isDirected {
      for row in 0..<low.count where low[row] > high[row] {
        (low[row], high[row]) = (high[row], low[row])
      }
    }
    var rows: [EdgeID] = []
    rows.reserveCapacity(low.count)
    for row in 0..<low.count {
      if low[row] == high[row] {
        if loops == .error { throw .selfLoop(row: row) }
        if loops == .drop { continue }
      }
      rows.append(EdgeID(row))
    }
    let dropped = low.count - rows.count
    // Least significant key first: two stable counting sorts order rows by (low, high, row).
    rows = countingSort(rows, by: high, keys: nodeCount)
    rows = countingSort(rows, by: low, keys: nodeCount)
    return try group(rows, low, high, nodeCount: nodeCount, dropped: dropped)
  }

  private func group(
    _ rows: [EdgeID], _ low: [NodeID], _ high: [NodeID], nodeCount: Int, dropped: Int
  ) throws(Refusal) -> Built {
    var edgeOfRow = [EdgeID](repeating: -1, count: low.count)
    var edgeSources: [NodeID] = []
    var edgeTargets: [NodeID] = []
    var offsets = [0]
    for (position, row) in rows.enumerated() {
      let (a, b) = (low[Int(row)], high[Int(row)])
      if let source = edgeSources.last, let target = edgeTargets.last, source == a, target == b {
        if parallel == .error {
          throw .parallelEdge(row: Int(row), firstRow: Int(rows[offsets[offsets.count - 2]]))
        }
        offsets[offsets.count - 1] = position + 1
      } else {
        edgeSources.append(a)
        edgeTargets.append(b)
        offsets.append(position + 1)
      }
      edgeOfRow[Int(row)] = EdgeID(edgeSources.count - 1)
    }
    let graph = Graph(
      nodeCount: nodeCount, isDirected: isDirected, sources: edgeSources, targets: edgeTargets)
    return Built(
      graph: graph, edgeOfRow: edgeOfRow, rowsOfEdge: RowGroups(offsets: offsets, rows: rows),
      droppedLoops: dropped)
  }
}

/// Rows gathered into groups: group `g` holds `rows[offsets[g] ..< offsets[g + 1]]`.
public struct RowGroups: Sendable, Equatable {
  public let offsets: [Int]
  public let rows: [EdgeID]

  public init(offsets: [Int], rows: [EdgeID]) { (self.offsets, self.rows) = (offsets, rows) }
  public var count: Int { offsets.count - 1 }
  public subscript(group: Int) -> ArraySlice<EdgeID> { rows[offsets[group]..<offsets[group + 1]] }

  /// Groups rows by the group each belongs to; -1 belongs to none.
  public init(groupOfRow: [Int32], count: Int) {
    let rows = (0..<EdgeID(groupOfRow.count)).filter { groupOfRow[Int($0)] >= 0 }
    let sorted = countingSort(rows, by: groupOfRow, keys: count)
    var offsets = [Int](repeating: 0, count: count + 1)
    for row in sorted { offsets[Int(groupOfRow[Int(row)]) + 1] += 1 }
    for group in 0..<count { offsets[group + 1] += offsets[group] }
    self.init(offsets: offsets, rows: sorted)
  }
}

/// Orders `rows` by `key[row]`, stably. Complexity: O(rows + keys).
func countingSort(_ rows: [EdgeID], by key: [NodeID], keys: Int) -> [EdgeID] {
  var next = [Int](repeating: 0, count: keys + 1)
  for row in rows { next[Int(key[Int(row)]) + 1] += 1 }
  for index in 0..<keys { next[index + 1] += next[index] }
  var sorted = [EdgeID](repeating: 0, count: rows.count)
  for row in rows {
    let position = next[Int(key[Int(row)])]
    next[Int(key[Int(row)])] = position + 1
    sorted[position] = row
  }
  return sorted
}
