// Then, Kaufmann, Chirigati, Hoang-Vu, Pham, Kemper, Neumann & Vo, "The more the merrier: efficient
// multi-source graph traversal", PVLDB 8, 2014; direction-optimising: Beamer, Asanovic & Patterson,
// "Direction-optimizing breadth-first search", SC 2012.

/// What one node has seen of the searches that reached it.
struct DistanceTally {
  var reached: Int32 = 0
  var eccentricity: Int32 = 0
  var farness = 0
  var harmonic = 0.0

  @inline(__always) mutating func add(_ count: Int, at level: LaneLevel) {
    reached &+= Int32(truncatingIfNeeded: count)
    eccentricity = max(eccentricity, Int32(truncatingIfNeeded: level.links))
    farness &+= count &* level.links
    harmonic += Double(count) * level.nearness
  }
}

/// How far a level is, and how near: a division for every node found would be a fifth of a search.
struct LaneLevel {
  var links = 1
  var nearness = 1.0

  func advanced() -> LaneLevel { LaneLevel(links: links + 1, nearness: 1 / Double(links + 1)) }
}

/// Breadth-first searches from 512 sources at a time, against the direction of the question.
///
/// A search that runs backwards from s and meets v after k links has found the distance k from v to s.
/// So each node can count for itself how many sources it reaches at which distance, and no search needs
/// a count of its own. A level is the cheapest of three (``LaneStep``).
struct LaneSearch {
  /// Which searches have reached a node, and which have on the last and the next level.
  private var seen: [Lanes]
  private var frontier: [Lanes]
  private var next: [Lanes]
  /// Nodes whose `frontier` is not empty.
  private var active: [NodeID] = []
  private var candidates: Candidates
  private(set) var tallies: [DistanceTally]
  /// Ordered pairs at each number of links.
  private(set) var histogram: [Int] = []

  init(nodeCount: Int) {
    seen = Array(repeating: .zero, count: nodeCount)
    frontier = seen
    next = seen
    candidates = Candidates(nodeCount: nodeCount)
    tallies = Array(repeating: DistanceTally(), count: nodeCount)
  }

  /// - Parameters:
  ///   - sources: at most 512 different nodes.
  ///   - limit: the number of links after which to stop.
  mutating func run(
    from sources: some Collection<Int>, within limit: Int, in graph: Relabelled,
    unless cancellation: Cancellation
  ) {
    start(sources)
    var level = LaneLevel()
    var open = graph.along.neighbors.count
    let full = Lanes.first(sources.count)
    while !active.isEmpty && level.links <= limit && !cancellation.isCancelled {
      let gain = advance(
        graph, full, level, open, &active, &candidates, &frontier, &seen, &next, &tallies)
      swap(&frontier, &next)
      if gain.pairs == 0 { break }
      open -= gain.closed
      while histogram.count <= level.links { histogram.append(0) }
      histogram[level.links] += gain.pairs
      level = level.advanced()
    }
    // A search that was stopped leaves a frontier behind.
    for node in active { frontier[Int(node)] = .zero }
  }

  /// Forgets what the searches so far have found.
  mutating func clearTallies() {
    var span = tallies.mutableSpan
    for node in span.indices { span[node] = DistanceTally() }
  }

  private mutating func start(_ sources: some Collection<Int>) {
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
private func advance(
  _ graph: Relabelled, _ full: Lanes, _ level: LaneLevel, _ open: Int, _ active: inout [NodeID],
  _ candidates: inout Candidates, _ frontier: inout [Lanes], _ seen: inout [Lanes],
  _ next: inout [Lanes], _ tallies: inout [DistanceTally]
) -> LaneGain {
  let last = active
  let step = LaneStep(from: last, in: graph, open: open, &candidates)
  active.removeAll(keepingCapacity: true)
  let gain: LaneGain
  do {
    var seen = seen.mutableSpan
    var next = next.mutableSpan
    var tallies = tallies.mutableSpan
    switch step {
    case .push:
      push(graph.against, last, frontier.span, &seen, &next, &active)
      gain = settle(active, graph.along, full, level, &seen, &next, &tallies)
    case .pullNear:
      gain = pull(
        candidates.nodes.span.extracting(first: candidates.count), graph.along, full, level,
        frontier.span, &seen, &next, &tallies, &active)
    case .pullAll:
      gain = pull(graph.along, full, level, frontier.span, &seen, &next, &tallies, &active)
    }
  }
  var span = frontier.mutableSpan
  for node in last { span[Int(node)] = .zero }
  return gain
}
