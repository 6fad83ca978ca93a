internal import ModuleKit

/// The chains between two people.
struct ChainAnswer {
  var chains: [Chain] = []
  /// How many chains are as short as the first; nil when they are not counted.
  var equallyShort: Double?
  /// How many disjoint chains there are; nil for others.
  var possible: Int?
  /// Whether the search was given up before all walks were looked at.
  var isGivenUp = false

  /// One chain, or the shortest ones.
  static func shortest(
    _ states: ChainStates, _ find: ChainFind, most: Int, _ workers: Workers
  ) throws(Cancelled) -> ChainAnswer {
    var answer = ChainAnswer()
    var ranked = RankedChains(states)
    let wanted = find == .one ? 1 : most
    while answer.chains.count < wanted, let chain = try ranked.next(workers) {
      if find == .allShortest, let first = answer.chains.first,
        !isAsShort(chain.length, as: first.length)
      {
        break
      }
      answer.chains.append(chain)
    }
    answer.isGivenUp = ranked.isGivenUp
    if states.isWaypoint.isEmpty {
      var search = LabelSearch(states)
      answer.equallyShort = search.countShortest()
    }
    return answer
  }

  /// As many chains as `most` that share no tie, or nobody between the ends, of the least total length.
  static func disjoint(
    _ ways: ChainWays<Double>, from source: Int, to target: Int, sharing nobody: Bool, most: Int,
    _ workers: Workers
  ) throws(Cancelled) -> ChainAnswer {
    if source == target {
      return ChainAnswer(chains: [Chain(nodes: [source], edges: [], length: 0)], possible: 1)
    }
    let arcs = ways.backward
    var capacity = [Int32](repeating: nobody ? 1 : .max, count: arcs.nodeCount)
    // A way that comes back to its end would be a detour.
    capacity[target] = 0
    var flow = ChainFlow(
      arcs, to: source, lengths: ways.forward.shortestLengths(from: [(source, 0)]),
      arcCapacity: Array(repeating: 1, count: arcs.ends.count), personCapacity: capacity)
    var answer = ChainAnswer(possible: 0)
    var chosen: ChainFlow<Double>?
    while flow.add(from: target) {
      try workers.checkCancelled()
      let count = (answer.possible ?? 0) + 1
      answer.possible = count
      if count == most { chosen = flow }
    }
    var asked = chosen ?? flow
    while let steps = asked.removeChain(from: target) {
      answer.chains.append(chain(steps, arcs, target))
    }
    answer.chains.sort(by: precedes)
    return answer
  }

  /// A chain from steps that lead back from its end.
  private static func chain(_ steps: [Int], _ arcs: ChainArcs<Double>, _ end: Int) -> Chain {
    let backwards = [end] + steps.map { Int(arcs.ends[$0]) }
    return Chain(
      nodes: backwards.reversed(), edges: steps.reversed().map { Int(arcs.ties[$0]) },
      length: steps.reversed().reduce(0) { $0 + arcs.lengths[$1] })
  }

  private static func precedes(_ a: Chain, _ b: Chain) -> Bool {
    let (unit, other) = (max(a.length, b.length), min(a.length, b.length))
    if !isAsShort(unit, as: other) { return a.length < b.length }
    return a.nodes.reversed().lexicographicallyPrecedes(b.nodes.reversed())
  }
}
