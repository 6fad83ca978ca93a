/// What the runs so far have found about one node.
struct BallTally {
  /// Summed over runs, as in ``DistanceSummary``.
  var reached = 0.0
  var farness = 0.0
  var harmonic = 0.0
  /// The last level at which the counter of any run changed.
  var eccentricity: Int32 = 0
  /// The size of the ball in this run.
  var size = 0.0

  @inline(__always) mutating func add(_ count: Double, at level: LaneLevel) {
    reached += count
    farness += count * Double(level.links)
    harmonic += count * level.nearness
    if count > 0 { eccentricity = max(eccentricity, Int32(truncatingIfNeeded: level.links)) }
  }
}

/// A chunk of nodes with the counters that grew on a level.
struct BallPart {
  let rows: Range<Int>
  /// One per row.
  private(set) var tallies: [BallTally]
  /// Nodes whose counter grew, and these counters.
  private(set) var changed: [NodeID] = []
  private(set) var fresh: [Registers] = []
  private var asked: [NodeID] = []
  /// Pairs found on this level.
  private(set) var found = 0.0

  init(rows: Range<Int>) {
    self.rows = rows
    tallies = Array(repeating: BallTally(), count: rows.count)
  }

  /// Which nodes are looked at.
  enum Nodes {
    case all
    case near(Candidates)
    /// Those named by ``ask(_:)`` since the last level.
    case asked
  }

  mutating func ask(_ node: NodeID) { asked.append(node) }

  mutating func grow(
    _ nodes: Nodes, _ graph: Relabelled.Rows, _ scale: CounterScale, _ counters: Span<Registers>,
    _ level: LaneLevel
  ) {
    changed.removeAll(keepingCapacity: true)
    fresh.removeAll(keepingCapacity: true)
    found = 0
    switch nodes {
    case .all:
      for node in rows { look(at: node, graph, scale, counters, level) }
    case .near(let candidates):
      for node in rows where candidates.contains(node) {
        look(at: node, graph, scale, counters, level)
      }
    case .asked:
      for index in asked.indices { look(at: Int(asked[index]), graph, scale, counters, level) }
      asked.removeAll(keepingCapacity: true)
    }
  }

  private mutating func look(
    at node: Int, _ graph: Relabelled.Rows, _ scale: CounterScale, _ counters: Span<Registers>,
    _ level: LaneLevel
  ) {
    let grew = Self.merge(node, graph, scale.blocks, counters, &fresh)
    if grew || level.links == 1 { count(node, graph, scale, level) }
    if grew {
      changed.append(NodeID(truncatingIfNeeded: node))
    } else {
      fresh.removeLast(scale.blocks)
    }
  }

  /// Puts the counters that grew into `counters`, which begin with that at `start`.
  func write(to counters: inout MutableSpan<Registers>, from start: Int, _ blocks: Int) {
    for (index, node) in changed.enumerated() {
      for block in 0..<blocks {
        counters[Int(node) * blocks - start + block] = fresh[index * blocks + block]
      }
    }
  }

  /// Appends the union of the node's ball and its neighbours' to `fresh`.
  ///
  /// - Returns: whether that is more than the ball was.
  private static func merge(
    _ node: Int, _ graph: Relabelled.Rows, _ blocks: Int, _ counters: Span<Registers>,
    _ fresh: inout [Registers]
  ) -> Bool {
    let (offsets, neighbors) = (graph.offsets.span, graph.neighbors.span)
    var grew = false
    for block in 0..<blocks {
      let own = counters[node &* blocks &+ block]
      var union = own
      for arc in offsets[node]..<offsets[node + 1] {
        union = union.larger(counters[Int(neighbors[arc]) &* blocks &+ block])
      }
      fresh.append(union)
      if !(union ^ own).isEmpty { grew = true }
    }
    return grew
  }

  /// Counts what the last counter of `fresh` gained; neighbours are not estimated.
  ///
  /// Later balls are measured against the estimate of the first, whose error they share.
  private mutating func count(
    _ node: Int, _ graph: Relabelled.Rows, _ scale: CounterScale, _ level: LaneLevel
  ) {
    let size = scale.estimate(fresh.span, at: fresh.count - scale.blocks)
    let index = node - rows.lowerBound
    var gain = size - tallies[index].size
    if level.links == 1 {
      let arcs = graph.offsets[node]..<graph.offsets[node + 1]
      gain = Double(arcs.count { Int(graph.neighbors[$0]) != node })
    }
    tallies[index].size = size
    tallies[index].add(gain, at: level)
    found += gain
  }
}
