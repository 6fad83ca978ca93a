/// Rows of neighbours as they were written down: what an ``Adjacency`` holds.
package struct StoredRows: Sendable {
  let offsets: [Int]
  let neighbors: [NodeID]

  package init(offsets: [Int], neighbors: [NodeID]) {
    (self.offsets, self.neighbors) = (offsets, neighbors)
  }

  /// What the arcs of rows come to.
  fileprivate struct Survey {
    /// Arcs to the node of the row or to a higher one.
    var up = 0
    /// The sum of a number drawn from each arc, and from each arc turned around.
    var along: UInt64 = 0
    var back: UInt64 = 0
  }

  /// Some rows and what is in them.
  fileprivate struct Stretch {
    let rows: Range<Int>
    let survey: Survey
  }

  /// Looks at every arc; nil when the rows do not fill the list one behind the other, or when one does
  /// not ascend among the nodes.
  fileprivate func stretches(on workers: Workers) throws(Cancelled) -> [Stretch]? {
    guard offsets.first == 0, offsets.last == neighbors.count, offsets.count - 1 <= Int(NodeID.max)
    else { return nil }
    let ascend = try workers.map(Chunks.even(offsets.count - 1, count: 64)) { rows in
      rows.allSatisfy { offsets[$0] <= offsets[$0 + 1] }
    }
    guard !ascend.contains(false) else { return nil }
    let chunks = Chunks.balanced(offsets: offsets, count: 64)
    let stretches = try workers.map(chunks) { rows in
      survey(rows).map { Stretch(rows: rows, survey: $0) }
    }
    let fitting = stretches.compactMap(\.self)
    return fitting.count == chunks.count ? fitting : nil
  }

  private func survey(_ rows: Range<Int>) -> Survey? {
    let count = NodeID(offsets.count - 1)
    var survey = Survey()
    for row in rows {
      let node = NodeID(row)
      var last: NodeID = -1
      for place in offsets[row]..<offsets[row + 1] {
        let neighbor = neighbors[place]
        if neighbor <= last || neighbor >= count { return nil }
        last = neighbor
        if neighbor >= node { survey.up += 1 }
        survey.along &+= Self.number(node, neighbor)
        survey.back &+= Self.number(neighbor, node)
      }
    }
    return survey
  }

  @inline(__always) private static func number(_ from: NodeID, _ to: NodeID) -> UInt64 {
    var mixer = SplitMix64(state: UInt64(UInt32(from)) << 32 | UInt64(UInt32(to)))
    return mixer.next()
  }

  /// Both ends of each arc, or of those arcs only that do not lead to a lower node.
  fileprivate func ends(
    _ stretches: [Stretch], upOnly: Bool, on workers: Workers
  ) throws(Cancelled) -> (sources: [NodeID], targets: [NodeID]) {
    var first = 0
    let parts = stretches.map { stretch in
      defer { first += upOnly ? stretch.survey.up : arcs(stretch.rows).count }
      return (rows: stretch.rows, first: first)
    }
    var sources = [NodeID](unset: first)
    // Every arc of a directed graph is an edge, in the same order.
    if !upOnly {
      try sources.withSlots { sources throws(Cancelled) in
        _ = try workers.map(parts) { part in
          for row in part.rows {
            for place in arcs(row..<row + 1) { sources.set(place, NodeID(row)) }
          }
        }
      }
      return (sources, neighbors)
    }
    var targets = [NodeID](unset: first)
    try sources.withSlots { sources throws(Cancelled) in
      try targets.withSlots { targets throws(Cancelled) in
        _ = try workers.map(parts) { part in
          var edge = part.first
          for row in part.rows {
            for place in arcs(row..<row + 1) where Int(neighbors[place]) >= row {
              sources.set(edge, NodeID(row))
              targets.set(edge, neighbors[place])
              edge += 1
            }
          }
        }
      }
    }
    return (sources, targets)
  }

  private func arcs(_ rows: Range<Int>) -> Range<Int> {
    offsets[rows.lowerBound]..<offsets[rows.upperBound]
  }
}

extension Graph {
  /// Takes up rows that were stored, without sorting edges again; nil when they are no graph's.
  ///
  /// No row is believed. That each arc has its counterpart is told by sums of numbers drawn from pairs
  /// of nodes: looking each counterpart up would miss the cache, and sums can be made in any order.
  ///
  /// - Parameter incoming: nil when the graph is undirected.
  package static func restored(
    outgoing: StoredRows, incoming: StoredRows?, on workers: Workers
  ) throws(Cancelled) -> Graph? {
    guard let stretches = try outgoing.stretches(on: workers) else { return nil }
    let turned = incoming ?? outgoing
    guard turned.offsets.count == outgoing.offsets.count,
      turned.neighbors.count == outgoing.neighbors.count,
      let turnedStretches = incoming == nil ? stretches : try turned.stretches(on: workers),
      stretches.reduce(0, { $0 &+ $1.survey.along })
        == turnedStretches.reduce(0, { $0 &+ $1.survey.back })
    else { return nil }
    let isDirected = incoming != nil
    let edgeCount =
      isDirected ? outgoing.neighbors.count : stretches.reduce(0) { $0 + $1.survey.up }
    guard edgeCount <= Int(EdgeID.max) else { return nil }
    let (sources, targets) = try outgoing.ends(stretches, upOnly: !isDirected, on: workers)
    return Graph(
      isDirected: isDirected, outgoing: outgoing, incoming: turned,
      EdgeList(nodeCount: outgoing.offsets.count - 1, sources: sources, targets: targets))
  }

  private init(
    isDirected: Bool, outgoing: StoredRows, incoming: StoredRows, _ edges: EdgeList
  ) {
    (self.isDirected, sources, targets) = (isDirected, edges.sources, edges.targets)
    let (starts, ends) = (outgoing.offsets, incoming.offsets)
    if isDirected {
      let count = EdgeID(edges.targets.count)
      self.outgoing = Adjacency(offsets: starts, neighbors: outgoing.neighbors) {
        Array(0..<count)
      }
      self.incoming = Adjacency(offsets: ends, neighbors: incoming.neighbors) {
        edges.edgesOfPredecessors(ends)
      }
    } else {
      self.outgoing = Adjacency(offsets: starts, neighbors: outgoing.neighbors) {
        edges.edgesOfArcs(starts)
      }
      self.incoming = self.outgoing
    }
  }
}
