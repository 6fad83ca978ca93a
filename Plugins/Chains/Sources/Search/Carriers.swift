internal import ModuleKit

/// Who passed on the letters that arrived.
struct Carriers {
  /// For each node, the letters it passed on between starter and target.
  private(set) var letters: [Int]
  /// Nodes that passed on any, most letters first, equals in canonical order.
  private(set) var ranking: [NodeID] = []
  private let experiment: Letters

  init(_ experiment: Letters, nodeCount: Int) {
    self.experiment = experiment
    letters = Array(repeating: 0, count: nodeCount)
    // A letter that comes twice to a person is one letter.
    var last = [Int32](repeating: -1, count: nodeCount)
    for (letter, holders) in experiment.chains.enumerated() {
      for node in experiment.intermediaries(holders) where last[node] != Int32(letter) {
        last[node] = Int32(letter)
        letters[node] += 1
      }
    }
    let letters = letters
    ranking = letters.indices.filter { letters[$0] > 0 }.map { NodeID($0) }
      .sorted { (-letters[Int($0)], $0) < (-letters[Int($1)], $1) }
  }

  /// For each of the first people of the ranking: chains that ran through them or somebody above.
  func chainsThroughFirst(_ count: Int) -> [Int] {
    let first = ranking.prefix(count)
    let places = Dictionary(uniqueKeysWithValues: zip(first, first.indices))
    var added = [Int](repeating: 0, count: first.count)
    for holders in experiment.chains {
      let place = experiment.intermediaries(holders).compactMap { places[NodeID($0)] }.min()
      if let place { added[place] += 1 }
    }
    var total = 0
    return added.map { count in
      total += count
      return total
    }
  }

  /// Gini's index over all people: 0 when all pass on as many, towards 1 when one passes on everything.
  var gini: Double {
    let sorted = letters.sorted()
    let total = Double(sorted.reduce(0, +))
    let n = Double(sorted.count)
    if total == 0 { return .nan }
    let weighted = sorted.enumerated().reduce(0.0) {
      $0 + Double($1.offset + 1) * Double($1.element)
    }
    return 2 * weighted / (n * total) - (n + 1) / n
  }

  /// For each edge, how often a letter that arrived went along it.
  func traffic(
    _ graph: Graph, _ direction: Direction, on workers: Workers
  ) throws(Cancelled) -> [Int] {
    let (outgoing, edges) = (graph.outgoing, graph.outgoing.edges)
    let chains = experiment.chains
    let parts = try workers.map(Chunks.even(chains.count, count: 64)) { chunk in
      chunk.flatMap { index in
        zip(chains[index], chains[index].dropFirst()).map { a, b in
          // Against arcs, or where direction does not matter, the tie may point the other way.
          let arc =
            direction == .in
            ? outgoing.arc(from: b, to: a)
            : outgoing.arc(from: a, to: b) ?? outgoing.arc(from: b, to: a)
          return arc.map { edges[$0] } ?? -1
        }
      }
    }
    var traffic = [Int](repeating: 0, count: graph.edgeCount)
    for part in parts {
      for edge in part where edge >= 0 { traffic[Int(edge)] += 1 }
    }
    return traffic
  }
}

extension Adjacency {
  /// The place of an arc. Complexity: O(log degree).
  fileprivate func arc(from node: NodeID, to neighbor: NodeID) -> Int? {
    let row = range(Int(node))
    var (low, high) = (row.lowerBound, row.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if neighbors[middle] < neighbor { low = middle + 1 } else { high = middle }
    }
    return low < row.upperBound && neighbors[low] == neighbor ? low : nil
  }
}

extension Letters {
  /// The holders of each letter that arrived.
  var chains: [ArraySlice<NodeID>] {
    var start = 0
    return ends.indices.filter { ends[$0] == .arrived }.map { letter in
      let end = start + Int(links[letter]) + 1
      defer { start = end }
      return holders[start..<end]
    }
  }

  /// Those between starter and target; the starter may have had the letter again.
  func intermediaries(_ chain: ArraySlice<NodeID>) -> some Sequence<Int> {
    let (starter, target) = (chain.first, chain.last)
    return chain.lazy.filter { $0 != starter && $0 != target }.map { Int($0) }
  }
}
