// Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann & Vo, "The more the merrier: efficient
// multi-source graph traversal", PVLDB 8, 2014; direction-optimising: Beamer, Asanovic & Patterson,
// "Direction-optimizing breadth-first search", SC 2012.

/// What one node has seen of the searches that reached it.
struct DistanceTally {
  var reached: Int32 = 0
  var eccentricity: Int32 = 0
  var farness = 0
  var harmonic = 0.0

  @inline(__always) mutating func add(_ count: Int, at level: Int) {
    reached &+= Int32(truncatingIfNeeded: count)
    eccentricity = max(eccentricity, Int32(truncatingIfNeeded: level))
    farness &+= count &* level
    harmonic += Double(count) / Double(level)
  }
}

/// Breadth-first searches from 512 sources at a time, against the direction of the question.
///
/// A search that runs backwards from s and meets v after k links has found the distance k from v to s.
/// So each node can count for itself how many sources it reaches at which distance, and no search needs
/// a count of its own. Every level is a sweep over all nodes that still miss a source (pull), or over
/// the arcs of the nodes reached last (push), whichever is less work.
struct LaneSearch {
  /// Which searches have reached a node, and which have on the last and the next level.
  private var seen: [Lanes]
  private var frontier: [Lanes]
  private var next: [Lanes]
  /// Nodes whose `frontier` is not empty.
  private var active: [NodeID] = []
  private(set) var tallies: [DistanceTally]
  /// Ordered pairs at each number of links.
  private(set) var histogram: [Int] = []

  init(nodeCount: Int) {
    seen = Array(repeating: .zero, count: nodeCount)
    frontier = seen
    next = seen
    tallies = Array(repeating: DistanceTally(), count: nodeCount)
  }

  /// - Parameter sources: at most 512 nodes.
  mutating func run(
    from sources: Range<Int>, in graph: Relabelled, unless cancellation: Cancellation
  ) {
    start(sources)
    var level = 1
    let full = Lanes.first(sources.count)
    while !active.isEmpty && !cancellation.isCancelled {
      let found = advance(
        graph, full, level, &active, &frontier, &seen, &next, &tallies)
      swap(&frontier, &next)
      if found == 0 { break }
      while histogram.count <= level { histogram.append(0) }
      histogram[level] += found
      level += 1
    }
    // Only a cancelled search leaves a frontier behind.
    for node in active { frontier[Int(node)] = .zero }
  }

  private mutating func start(_ sources: Range<Int>) {
    var span = seen.mutableSpan
    for node in span.indices { span[node] = .zero }
    active.removeAll(keepingCapacity: true)
    for (lane, source) in sources.enumerated() {
      seen[source].set(lane)
      frontier[source] = seen[source]
      active.append(NodeID(source))
    }
  }
}

/// One level further: `next` takes the new frontier, and `frontier` is empty afterwards.
///
/// - Returns: how many pairs were found.
private func advance(
  _ graph: Relabelled, _ full: Lanes, _ level: Int, _ active: inout [NodeID],
  _ frontier: inout [Lanes], _ seen: inout [Lanes], _ next: inout [Lanes],
  _ tallies: inout [DistanceTally]
) -> Int {
  let (offsets, last) = (graph.against.offsets, active)
  let arcs = last.reduce(0) { $0 + offsets[Int($1) + 1] - offsets[Int($1)] }
  // Pushing writes where pulling only reads, and cannot stop early.
  let pushes = (arcs + last.count) * 6 < graph.against.neighbors.count + graph.nodes.count
  active.removeAll(keepingCapacity: true)
  let found: Int
  do {
    var seen = seen.mutableSpan
    var next = next.mutableSpan
    var tallies = tallies.mutableSpan
    if pushes {
      push(graph.against, last, frontier.span, &seen, &next, &active)
      found = settle(active, level, &seen, &next, &tallies)
    } else {
      found = pull(graph.along, full, level, frontier.span, &seen, &next, &tallies, &active)
    }
  }
  var span = frontier.mutableSpan
  for node in last { span[Int(node)] = .zero }
  return found
}

/// Each node that misses a source asks its neighbours, until it misses none.
private func pull(
  _ rows: Relabelled.Rows, _ full: Lanes, _ level: Int, _ frontier: Span<Lanes>,
  _ seen: inout MutableSpan<Lanes>, _ next: inout MutableSpan<Lanes>,
  _ tallies: inout MutableSpan<DistanceTally>, _ reached: inout [NodeID]
) -> Int {
  let (offsets, neighbors) = (rows.offsets.span, rows.neighbors.span)
  var found = 0
  for node in seen.indices {
    let missing = full & ~seen[node]
    if missing.isEmpty { continue }
    var lanes = Lanes.zero
    var arc = offsets[node]
    let end = offsets[node + 1]
    while arc < end {
      let stop = min(end, arc &+ 8)
      while arc < stop {
        lanes |= frontier[Int(neighbors[arc])]
        arc &+= 1
      }
      if (missing & ~lanes).isEmpty { break }
    }
    lanes &= missing
    if lanes.isEmpty { continue }
    next[node] = lanes
    seen[node] |= lanes
    let count = lanes.population
    tallies[node].add(count, at: level)
    found &+= count
    reached.append(NodeID(truncatingIfNeeded: node))
  }
  return found
}

/// Each node that was reached last tells its neighbours.
private func push(
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

private func settle(
  _ reached: [NodeID], _ level: Int, _ seen: inout MutableSpan<Lanes>,
  _ next: inout MutableSpan<Lanes>,
  _ tallies: inout MutableSpan<DistanceTally>
) -> Int {
  let reached = reached.span
  var found = 0
  for index in reached.indices {
    let node = Int(reached[index])
    seen[node] |= next[node]
    let count = next[node].population
    tallies[node].add(count, at: level)
    found &+= count
  }
  return found
}
