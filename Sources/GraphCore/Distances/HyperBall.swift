// Boldi, Rosa & Vigna, "HyperANF: approximating the neighbourhood function of very large graphs on a
// budget", WWW 2011; Boldi & Vigna, "In-core computation of geometric centralities with HyperBall",
// ICDM Workshops 2013.

/// How many nodes lie within each number of links, by counters that are merged along arcs.
///
/// The ball of a node within k links is the union of its neighbours' balls within k - 1. Only nodes with
/// a neighbour whose counter changed are looked at. Every chunk of nodes keeps what it finds, so nothing
/// depends on the number of threads.
struct HyperBall {
  private let graph: Relabelled
  private let scale: CounterScale
  private let chunks: [Range<Int>]
  private var counters: [Registers]
  private var parts: [BallPart]
  /// The part each node belongs to.
  private let partOf: [UInt8]
  private var candidates: Candidates
  /// Sums of pairs at each number of links, for each run.
  private(set) var histograms: [[Double]] = []

  init(_ graph: Relabelled, registers: Int) {
    self.graph = graph
    scale = CounterScale(registers: registers)
    chunks = Chunks.balanced(offsets: graph.along.offsets, count: 64)
    counters = Array(repeating: .zero, count: graph.nodes.count * scale.blocks)
    parts = chunks.map(BallPart.init)
    partOf = chunks.enumerated().flatMap { Array(repeating: UInt8($0), count: $1.count) }
    candidates = Candidates(nodeCount: graph.nodes.count)
  }

  /// What all runs found about each node of the relabelled graph, added up.
  var tallies: [BallTally] { parts.flatMap(\.tallies) }

  /// - Parameters:
  ///   - key: chooses the hash function.
  ///   - limit: the most links to go.
  mutating func run(
    key: UInt64, within limit: Int = .max, on workers: Workers
  ) throws(Cancelled) {
    start(key)
    var histogram: [Double] = []
    var level = LaneLevel()
    var isEverywhere = true
    while true {
      let found = try advance(level, isEverywhere: isEverywhere, workers)
      try settle(workers)
      let changed = parts.flatMap(\.changed)
      if found > 0 {
        while histogram.count <= level.links { histogram.append(0) }
        histogram[level.links] = found
      }
      if changed.isEmpty || level.links >= limit { break }
      let arcs = graph.against.arcCount(of: changed.span)
      isEverywhere = arcs * 2 >= graph.along.neighbors.count
      if !isEverywhere { candidates.gather(graph.against, around: changed) }
      level = level.advanced()
    }
    histograms.append(histogram)
  }

  /// Every ball holds its own node; the hash is that of its place in the original graph.
  private mutating func start(_ key: UInt64) {
    for (position, node) in graph.nodes.enumerated() {
      for block in 0..<scale.blocks { counters[position * scale.blocks + block] = .zero }
      var hash = SplitMix64(state: key &+ UInt64(node) &* SplitMix64.step)
      let (register, value) = scale.place(hash.next())
      let block = position * scale.blocks + register / Registers.registerCount
      counters[block].raise(register % Registers.registerCount, to: value)
    }
  }

  /// - Returns: how many pairs were found.
  private mutating func advance(
    _ level: LaneLevel, isEverywhere: Bool, _ workers: Workers
  ) throws(Cancelled) -> Double {
    let (rows, scale, counters, near) = (graph.along, scale, counters, candidates)
    let nodes: BallPart.Nodes
    if isEverywhere {
      nodes = .all
    } else if near.count > graph.nodes.count / 8 {
      nodes = .near(near)
    } else {
      nodes = .asked
      for node in near.nodes[..<near.count] { parts[Int(partOf[Int(node)])].ask(node) }
    }
    if isSmall(nodes) {
      // On a long path a million levels are worth less work each than waking a thread.
      for part in parts.indices { parts[part].grow(nodes, rows, scale, counters.span, level) }
    } else {
      try workers.fill(&parts, Chunks.even(parts.count, count: parts.count)) { _, part in
        part[0].grow(nodes, rows, scale, counters.span, level)
      }
    }
    return parts.reduce(0) { $0 + $1.found }
  }

  private func isSmall(_ nodes: BallPart.Nodes) -> Bool {
    if case .asked = nodes { return candidates.count < 2048 }
    return false
  }

  /// Puts the counters that grew in the place of what they were.
  private mutating func settle(_ workers: Workers) throws(Cancelled) {
    try workers.checkCancelled()
    let (parts, blocks) = (parts, scale.blocks)
    if parts.reduce(0, { $0 + $1.changed.count }) < 2048 {
      var counters = counters.mutableSpan
      for part in parts { part.write(to: &counters, from: 0, blocks) }
      return
    }
    let places = chunks.map { $0.lowerBound * blocks..<$0.upperBound * blocks }
    try workers.fill(&counters, places) { place, counters in
      guard let part = parts.first(where: { $0.rows.lowerBound * blocks == place.lowerBound })
      else { return }
      part.write(to: &counters, from: place.lowerBound, blocks)
    }
  }
}
