import ModuleKit

/// Networks of Watts and Strogatz, and slow ways to measure them.
enum SmallGraphs {
  /// A ring where everyone knows the `neighbors` nearest, and a share of ties leads anywhere else: the
  /// model of Watts and Strogatz 1998, drawn again until it is connected.
  static func rewired(_ n: Int, neighbors: Int, share: Double, seed: UInt64) -> Graph {
    var random = RandomSource(seed: seed)
    while true {
      var sets = [Set<Int>](repeating: [], count: n)
      for node in 0..<n {
        for step in 1...neighbors / 2 {
          sets[node].insert((node + step) % n)
          sets[(node + step) % n].insert(node)
        }
      }
      for step in 1...neighbors / 2 {
        for node in 0..<n where random.unit() < share {
          let old = (node + step) % n
          let new = random.next(below: n)
          if new == node || sets[node].contains(new) || !sets[node].contains(old) { continue }
          sets[node].remove(old)
          sets[old].remove(node)
          sets[node].insert(new)
          sets[new].insert(node)
        }
      }
      let graph = graph(sets)
      if graph.weakComponents.sizes.count == 1 { return graph }
    }
  }

  static func graph(_ sets: [Set<Int>]) -> Graph {
    var (sources, targets) = ([NodeID](), [NodeID]())
    for (node, set) in sets.enumerated() {
      for other in set.sorted() where node < other {
        sources.append(NodeID(node))
        targets.append(NodeID(other))
      }
    }
    return Graph(nodeCount: sets.count, isDirected: false, sources: sources, targets: targets)
  }

  static func sets(_ graph: Graph) -> [Set<Int>] {
    (0..<graph.nodeCount).map { node in
      Set(graph.outgoing.range(node).map { Int(graph.outgoing.neighbors[$0]) }).subtracting([node])
    }
  }

  static func largestComponent(_ graph: Graph) -> Graph {
    let whole = graph.undirected
    let part = whole.induced(by: whole.weakComponents.labels.map { $0 == 0 }).graph
    return self.graph(sets(part))
  }

  /// By the definition, pair by pair of neighbours.
  static func clustering(_ graph: Graph) -> (average: Double, transitivity: Double) {
    let sets = sets(graph)
    var (sum, closed, pairs) = (0.0, 0, 0)
    for set in sets where set.count > 1 {
      let linked = set.reduce(0) { $0 + sets[$1].intersection(set).count } / 2
      let around = set.count * (set.count - 1) / 2
      sum += Double(linked) / Double(around)
      closed += linked
      pairs += around
    }
    return (sum / Double(sets.count), Double(closed) / Double(pairs))
  }

  /// By a search from everyone.
  static func meanPathLength(_ graph: Graph) -> Double {
    let sets = sets(graph)
    var sum = 0
    for start in sets.indices {
      var (seen, level, links): (Set<Int>, Set<Int>, Int) = ([start], [start], 0)
      while !level.isEmpty {
        sum += links * level.count
        level = level.reduce(into: Set<Int>()) { $0.formUnion(sets[$1]) }.subtracting(seen)
        seen.formUnion(level)
        links += 1
      }
    }
    return Double(sum) / Double(sets.count * (sets.count - 1))
  }

  /// Latticised with partners drawn anywhere, by matrices of no cleverness.
  static func plainLattice(_ graph: Graph, attemptsPerEdge: Int, seed: UInt64) -> Graph {
    var random = RandomSource(seed: seed, stream: "plain")
    let n = graph.nodeCount
    var places = Array(0..<n)
    random.shuffle(&places)
    var sets = [Set<Int>](repeating: [], count: n)
    var edges = (0..<graph.edgeCount).map { edge in
      (places[Int(graph.sources[edge])], places[Int(graph.targets[edge])])
    }
    for (a, b) in edges {
      sets[a].insert(b)
      sets[b].insert(a)
    }
    func distance(_ a: Int, _ b: Int) -> Int { min(abs(a - b), n - abs(a - b)) }
    func exchange(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
      sets[a].remove(b)
      sets[b].remove(a)
      sets[c].remove(d)
      sets[d].remove(c)
      sets[a].insert(d)
      sets[d].insert(a)
      sets[c].insert(b)
      sets[b].insert(c)
    }
    func isConnected() -> Bool {
      var (seen, rest): (Set<Int>, [Int]) = ([0], [0])
      while let node = rest.popLast() {
        for other in sets[node] where seen.insert(other).inserted { rest.append(other) }
      }
      return seen.count == n
    }
    for _ in 0..<attemptsPerEdge * edges.count {
      let (first, second) = (random.next(below: edges.count), random.next(below: edges.count))
      let (a, b) = edges[first]
      let (c, d) = random.next() & 1 == 0 ? edges[second] : (edges[second].1, edges[second].0)
      if Set([a, b, c, d]).count < 4 || sets[a].contains(d) || sets[c].contains(b) { continue }
      if distance(a, d) + distance(c, b) > distance(a, b) + distance(c, d) { continue }
      exchange(a, b, c, d)
      if isConnected() {
        (edges[first], edges[second]) = ((a, d), (c, b))
      } else {
        exchange(a, d, c, b)
      }
    }
    return self.graph(sets)
  }
}
