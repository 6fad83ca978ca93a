internal import ModuleKit

/// What introductions may run along: people, or, where links are limited, people by the number of links that
/// lead to them.
///
/// In layers a chain cannot be too long, and a flow stays a flow. As no chain profits from meeting somebody twice
/// where the load is that of the first person only, the chains of the layers are chains of people.
struct IntroductionWays {
  let ways: ChainWays<Int>
  private let person: Int
  /// How many nodes a person is: one, or one for each number of links from 0 on and one to arrive at.
  private let slots: Int

  var starter: Int { person * slots }
  /// The node where chains to a person end.
  func end(_ person: Int) -> Int { person * slots + slots - 1 }
  func person(_ node: Int) -> Int { node / slots }

  init(_ ways: ChainWays<Int>, from starter: Int) {
    (self.ways, person, slots) = (ways, starter, 1)
  }

  /// Chains of at most `links` links from `starter` to one of `prospects`.
  init(
    _ plain: ChainWays<Int>, from starter: Int, to prospects: [Int], links: Int,
    _ workers: Workers
  ) throws(Cancelled) {
    let count = plain.forward.nodeCount
    // A chain that meets nobody twice is never longer.
    let links = min(links, max(1, count - 1))
    (person, slots) = (starter, links + 2)
    var isProspect = [Bool](repeating: false, count: count)
    for prospect in prospects { isProspect[prospect] = true }
    let left = plain.backward.fewestLinks(from: prospects)
    /// The people to whom so many links lead, if a prospect is not too far from there.
    var layers = [[Bool](repeating: false, count: count)]
    layers[0][starter] = true
    for step in 0..<links {
      try workers.checkCancelled()
      var next = [Bool](repeating: false, count: count)
      for node in 0..<count where layers[step][node] {
        for arc in plain.forward.range(node) {
          let end = Int(plain.forward.ends[arc])
          if end != starter, left[end] <= links - step - 1 { next[end] = true }
        }
      }
      layers.append(next)
    }
    ways = ChainWays(
      forward: Self.layered(plain.forward, layers, isProspect, isForward: true),
      backward: Self.layered(plain.backward, layers, isProspect, isForward: false))
  }

  private static func layered(
    _ arcs: ChainArcs<Int>, _ layers: [[Bool]], _ isProspect: [Bool], isForward: Bool
  ) -> ChainArcs<Int> {
    let slots = layers.count + 1
    var result = ChainArcs<Int>()
    for person in 0..<arcs.nodeCount {
      for slot in 0..<slots {
        let isArrival = slot == slots - 1
        if isForward && !isArrival && layers[slot][person] {
          if slot + 1 < layers.count { extend(&result, arcs, person, to: slot + 1, layers) }
          if isProspect[person] && slot > 0 { result.append(person * slots + slots - 1, -1, 0) }
        } else if !isForward && isArrival && isProspect[person] {
          for links in 1..<layers.count where layers[links][person] {
            result.append(person * slots + links, -1, 0)
          }
        } else if !isForward && !isArrival && slot > 0 && layers[slot][person] {
          extend(&result, arcs, person, to: slot - 1, layers)
        }
        result.close()
      }
    }
    return result
  }

  private static func extend(
    _ result: inout ChainArcs<Int>, _ arcs: ChainArcs<Int>, _ person: Int, to layer: Int,
    _ layers: [[Bool]]
  ) {
    for arc in arcs.range(person) where layers[layer][Int(arcs.ends[arc])] {
      result.append(
        Int(arcs.ends[arc]) * (layers.count + 1) + layer, arcs.ties[arc], arcs.lengths[arc])
    }
  }

  /// A chain from steps that lead back from its end, as positions in `ways.backward`; nil for none.
  func chain(_ steps: [Int], to prospect: Int) -> Chain? {
    if steps.isEmpty { return nil }
    let arcs = ways.backward
    // An arrival is no step.
    let taken = steps.filter { arcs.ties[$0] >= 0 }
    let backwards = [prospect] + taken.map { person(Int(arcs.ends[$0])) }
    return Chain(
      nodes: backwards.reversed(), edges: taken.reversed().map { Int(arcs.ties[$0]) },
      length: Double(taken.reduce(0) { $0 + arcs.lengths[$1] }))
  }
}
