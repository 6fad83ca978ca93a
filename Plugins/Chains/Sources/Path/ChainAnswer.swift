internal import ModuleKit

/// The chains between two people.
struct ChainAnswer {
  var chains: [Chain] = []
  /// How many chains are as short as the first; nil when they are not counted.
  var equallyShort: Double?
  /// Whether ties are so short that chains with and without them are equally long.
  var hasVanishingTies = false
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
      answer.hasVanishingTies = answer.equallyShort == nil
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
    var count = 0
    while count < most, flow.add(from: target) {
      try workers.checkCancelled()
      count += 1
    }
    var answer = ChainAnswer(possible: count)
    if count == most {
      answer.possible =
        try DisjointCount(arcs, from: target, to: source, sharingNobody: nobody, workers).value
    }
    flow.cancelOpposites()
    while let steps = flow.removeChain(from: target) {
      answer.chains.append(chain(steps, arcs, target))
    }
    answer.chains.sort { a, b in
      let ranks = (RankedChains.rank(a.length), RankedChains.rank(b.length))
      return ranks.0 != ranks.1
        ? ranks.0 < ranks.1 : a.nodes.reversed().lexicographicallyPrecedes(b.nodes.reversed())
    }
    return answer
  }

  /// A chain from steps that lead back from its end, without loops of ties that are absorbed by rounding.
  private static func chain(_ steps: [Int], _ arcs: ChainArcs<Double>, _ end: Int) -> Chain {
    var (people, taken, places) = ([end], [Int](), [end: 0])
    for step in steps {
      let person = Int(arcs.ends[step])
      taken.append(step)
      if let place = places[person] {
        for left in people[(place + 1)...] { places[left] = nil }
        people.removeLast(people.count - place - 1)
        taken.removeLast(taken.count - place)
      } else {
        places[person] = people.count
        people.append(person)
      }
    }
    return Chain(
      nodes: people.reversed(), edges: taken.reversed().map { Int(arcs.ties[$0]) },
      length: taken.reversed().reduce(0) { $0 + arcs.lengths[$1] })
  }
}
