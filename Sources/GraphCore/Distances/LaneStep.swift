/// How one level of a search from many sources is done.
enum LaneStep {
  /// The nodes reached last tell their neighbours: writes where pulling only reads, and cannot stop
  /// early.
  case push
  /// The neighbours of the nodes reached last ask theirs: for a front that is small everywhere, as on
  /// a map.
  case pullNear
  /// Every node that still misses a source asks its neighbours: when most are reached at once.
  case pullAll

  /// - Parameter open: arcs of the nodes that still miss a source.
  init(from active: [NodeID], in graph: Relabelled, open: Int, _ candidates: inout Candidates) {
    let arcs = graph.against.arcCount(of: active.span) + active.count
    // Asking all stops early: after a quarter of the arcs, as measured on skewed networks.
    let all = open / 4 + graph.nodes.count / 2
    if arcs >= all {
      self = .pullAll
      return
    }
    candidates.gather(graph.against, around: active)
    let near =
      graph.along.arcCount(of: candidates.nodes.span.extracting(first: candidates.count)) + arcs / 2
    // A pushed arc costs three that are pulled.
    self = min(near, all) > arcs * 3 ? .push : near < all ? .pullNear : .pullAll
  }
}

/// What a step found.
struct LaneGain {
  /// Pairs of a node and a source.
  var pairs = 0
  /// Arcs of nodes that miss no source any more.
  var closed = 0
}

/// The neighbours of some nodes, each once.
struct Candidates {
  /// The first `count` are in use.
  private(set) var nodes: [NodeID]
  private(set) var count = 0
  /// The gathering that met each node last.
  private var met: [Int32]
  private var gathering: Int32 = 0

  init(nodeCount: Int) {
    met = Array(repeating: 0, count: nodeCount)
    nodes = Array(repeating: 0, count: nodeCount + 1)
  }

  /// Whether the last gathering met the node.
  @inline(__always) func contains(_ node: Int) -> Bool { met[node] == gathering }

  mutating func gather(_ rows: Relabelled.Rows, around active: [NodeID]) {
    gathering &+= 1
    count = Self.gather(rows, active.span, gathering, &met, &nodes)
  }

  private static func gather(
    _ rows: Relabelled.Rows, _ active: Span<NodeID>, _ gathering: Int32, _ met: inout [Int32],
    _ nodes: inout [NodeID]
  ) -> Int {
    let (offsets, neighbors) = (rows.offsets.span, rows.neighbors.span)
    var met = met.mutableSpan
    var nodes = nodes.mutableSpan
    var count = 0
    for index in active.indices {
      let node = Int(active[index])
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = neighbors[arc]
        // Without a branch, as it would be guessed wrong every other time.
        nodes[count] = neighbor
        count &+= met[Int(neighbor)] == gathering ? 0 : 1
        met[Int(neighbor)] = gathering
      }
    }
    return count
  }
}

extension Relabelled.Rows {
  func arcCount(of nodes: Span<NodeID>) -> Int {
    let offsets = offsets.span
    var count = 0
    for index in nodes.indices {
      let node = Int(nodes[index])
      count &+= offsets[node + 1] &- offsets[node]
    }
    return count
  }
}

/// Each node that misses a source asks its neighbours, until it misses none.
func pull(
  _ rows: Relabelled.Rows, _ full: Lanes, _ level: LaneLevel, _ frontier: Span<Lanes>,
  _ seen: inout MutableSpan<Lanes>, _ next: inout MutableSpan<Lanes>,
  _ tallies: inout MutableSpan<DistanceTally>, _ reached: inout [NodeID]
) -> LaneGain {
  let (offsets, neighbors) = (rows.offsets.span, rows.neighbors.span)
  var gain = LaneGain()
  for node in seen.indices {
    ask(
      node, offsets, neighbors, full, level, frontier, &seen, &next, &tallies, &reached, &gain)
  }
  return gain
}

/// Each of `candidates` that misses a source asks its neighbours, until it misses none.
func pull(
  _ candidates: Span<NodeID>, _ rows: Relabelled.Rows, _ full: Lanes, _ level: LaneLevel,
  _ frontier: Span<Lanes>, _ seen: inout MutableSpan<Lanes>, _ next: inout MutableSpan<Lanes>,
  _ tallies: inout MutableSpan<DistanceTally>, _ reached: inout [NodeID]
) -> LaneGain {
  let (offsets, neighbors) = (rows.offsets.span, rows.neighbors.span)
  var gain = LaneGain()
  for index in candidates.indices {
    ask(
      Int(candidates[index]), offsets, neighbors, full, level, frontier, &seen, &next, &tallies,
      &reached, &gain)
  }
  return gain
}

@inline(__always) private func ask(
  _ node: Int, _ offsets: Span<Int>, _ neighbors: Span<NodeID>, _ full: Lanes, _ level: LaneLevel,
  _ frontier: Span<Lanes>, _ seen: inout MutableSpan<Lanes>, _ next: inout MutableSpan<Lanes>,
  _ tallies: inout MutableSpan<DistanceTally>, _ reached: inout [NodeID], _ gain: inout LaneGain
) {
  let missing = full & ~seen[node]
  if missing.isEmpty { return }
  var lanes = Lanes.zero
  var arc = offsets[node]
  let end = offsets[node + 1]
  while arc < end {
    let stop = min(end, arc &+ 8)
    while arc < stop {
      lanes |= frontier[Int(neighbors[arc])]
      arc &+= 1
    }
    if (missing & ~lanes).isEmpty {
      gain.closed &+= end &- offsets[node]
      break
    }
  }
  lanes &= missing
  if lanes.isEmpty { return }
  next[node] = lanes
  seen[node] |= lanes
  let count = lanes.population
  tallies[node].add(count, at: level)
  gain.pairs &+= count
  reached.append(NodeID(truncatingIfNeeded: node))
}

/// Each node that was reached last tells its neighbours.
func push(
  _ rows: Relabelled.Rows, _ active: [NodeID], _ frontier: Span<Lanes>,
  _ seen: inout MutableSpan<Lanes>, _ next: inout MutableSpan<Lanes>, _ reached: inout [NodeID]
) {
  let (offsets, neighbors, active) = (rows.offsets.span, rows.neighbors.span, active.span)
  for index in active.indices {
    let node = Int(active[index])
    let lanes = frontier[node]
    for arc in offsets[node]..<offsets[node + 1] {
      let neighbor = Int(neighbors[arc])
      let new = lanes & ~seen[neighbor]
      if new.isEmpty { continue }
      let before = next[neighbor]
      if before.isEmpty { reached.append(neighbors[arc]) }
      next[neighbor] = before | new
    }
  }
}

/// Counts what was pushed.
func settle(
  _ reached: [NodeID], _ rows: Relabelled.Rows, _ full: Lanes, _ level: LaneLevel,
  _ seen: inout MutableSpan<Lanes>, _ next: inout MutableSpan<Lanes>,
  _ tallies: inout MutableSpan<DistanceTally>
) -> LaneGain {
  let (offsets, reached) = (rows.offsets.span, reached.span)
  var gain = LaneGain()
  for index in reached.indices {
    let node = Int(reached[index])
    let lanes = seen[node] | next[node]
    seen[node] = lanes
    if (full & ~lanes).isEmpty { gain.closed &+= offsets[node + 1] &- offsets[node] }
    let count = next[node].population
    tallies[node].add(count, at: level)
    gain.pairs &+= count
  }
  return gain
}
