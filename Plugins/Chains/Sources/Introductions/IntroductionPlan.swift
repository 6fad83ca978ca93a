internal import ModuleKit

/// Chains to many people at once, in which nobody is asked more often than allowed.
///
/// The total of the lengths -ln p is the least, where somebody without a chain counts like a chain that is just
/// worth it. All chains begin with one person, so that this is a flow of one kind, which splits into whole
/// chains: the optimum is exact. None of its chains is longer than what it is worth, or leaving it out would
/// be better.
struct IntroductionPlan {
  /// How often a person may be asked.
  struct Terms {
    let load: Int
    /// Whether the load is that of everybody on a chain, or of the first only.
    let isForEverybody: Bool
    /// The longest chain that is worth it.
    let worth: Int
  }

  /// For each prospect, steps back to the starter, as positions in `ways.backward`; none where there is no chain.
  private(set) var chains: [[Int]]

  /// - Parameter prospects: different people, not the starter.
  init(
    _ ways: ChainWays<Int>, _ nearest: NearestIntroducers, to prospects: [Int], _ terms: Terms,
    _ workers: Workers = .serial
  ) throws(Cancelled) {
    let arcs = ways.backward
    let load = Int32(clamping: terms.load)
    var arcCapacity = [Int32](repeating: .max, count: arcs.ends.count)
    if !terms.isForEverybody {
      for arc in arcCapacity.indices where Int(arcs.ends[arc]) == nearest.starter {
        arcCapacity[arc] = load
      }
    }
    var flow = ChainFlow(
      arcs, to: nearest.starter, lengths: nearest.shortest, arcCapacity: arcCapacity,
      personCapacity: Array(repeating: terms.isForEverybody ? load : .max, count: arcs.nodeCount),
      worth: terms.worth)
    let best = prospects.map { nearest.steps(to: $0) }
    let lengths = best.map { $0.reduce(0) { $0 + arcs.lengths[$1] } }
    // The surest first: the fewer chains have to be given up for others.
    let order = prospects.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    for (done, index) in order.enumerated()
    where !best[index].isEmpty && lengths[index] <= terms.worth {
      try workers.checkCancelled()
      if !flow.add(from: prospects[index], along: best[index]) {
        _ = flow.add(from: prospects[index])
      }
      workers.tell(share: Double(done + 1) / Double(prospects.count))
    }
    chains = Array(repeating: [], count: prospects.count)
    // Who can have the best chain gets it; any way to take the flow apart is as short.
    let isServed = prospects.map(flow.isPlanned)
    for index in prospects.indices where isServed[index] && flow.remove(best[index]) {
      chains[index] = best[index]
    }
    for index in prospects.indices where isServed[index] && chains[index].isEmpty {
      chains[index] = flow.removeChain(from: prospects[index]) ?? []
    }
  }
}
