// Zheng, Pawar & Goodman, "Graph drawing by stochastic gradient descent", IEEE TVCG 25(9), 2019;
// far pairs of large graphs through pivots after Ortmann, Klimenta & Brandes, "A sparse stress
// model", JGAA 21(5), 2017.

internal import Foundation
internal import GraphvizKit
internal import ModuleKit

/// Places the nodes of a connected graph so that distances on paper follow those in the graph.
struct StressLayout {
  /// Up to this many nodes every pair counts; beyond, pairs with a pivot.
  static let densePairs = 1500
  private static let pivots = 200
  private static let rounds = 40

  /// Wants two nodes `length` apart; `weight` says how much it matters.
  private struct Term {
    let a, b: Int32
    let length, weight: Float
  }

  let adjacency: Adjacency
  /// The wanted length of each edge, positive.
  let edgeLengths: [Double]

  /// - Complexity: O(n²) time and memory to ``densePairs`` nodes, O(n + m) beyond.
  func positions(
    random: inout RandomSource, workers: Workers
  ) throws(Cancelled) -> [Point] {
    let n = adjacency.nodeCount
    var points = (0..<n).map { _ in Point(random.unit(), random.unit()) }
    if n < 2 { return points }
    var terms = try n <= Self.densePairs ? allPairs(workers) : sparsePairs(&random, workers)
    let (largest, smallest) = terms.reduce((Float(0), Float.infinity)) {
      (max($0.0, $1.weight), min($0.1, $1.weight))
    }
    // Steps shrink from one that settles the weakest pair at once to a tenth of the strongest.
    let first = 1 / Double(smallest)
    let last = 0.1 / Double(largest)
    for round in 0..<Self.rounds {
      try workers.checkCancelled()
      random.shuffle(&terms)
      let share = Double(round) / Double(Self.rounds - 1)
      relax(&points, terms, step: first * pow(last / first, share))
    }
    return points
  }

  private func relax(_ points: inout [Point], _ terms: [Term], step: Double) {
    for term in terms {
      let (a, b) = (Int(term.a), Int(term.b))
      let rate = min(1, step * Double(term.weight))
      var offset = points[a] - points[b]
      var distance = offset.length
      if distance < 1e-9 {
        // Two nodes in one place: part them along a direction that depends on them alone.
        offset = Point(Double(a % 7) - 3.2, Double(b % 5) - 2.1)
        distance = offset.length
      }
      let move = offset * (rate * (distance - Double(term.length)) / (2 * distance))
      points[a] = points[a] - move
      points[b] = points[b] + move
    }
  }

  private func allPairs(_ workers: Workers) throws(Cancelled) -> [Term] {
    let n = adjacency.nodeCount
    let chunks = Chunks.even(n)
    return try workers.map(chunks) { rows in
      var terms: [Term] = []
      var search = ShortestPaths(adjacency, edgeLengths: edgeLengths)
      for source in rows {
        search.run(from: source)
        for other in 0..<source { terms.append(term(source, other, search.distances[other])) }
      }
      return terms
    }.flatMap { $0 }
  }

  private func sparsePairs(
    _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Term] {
    let n = adjacency.nodeCount
    var terms: [Term] = []
    let edges = adjacency.edges
    for node in 0..<n {
      for arc in adjacency.range(node) where Int(adjacency.neighbors[arc]) < node {
        let length = edgeLengths[Int(edges[arc])]
        terms.append(term(node, Int(adjacency.neighbors[arc]), length))
      }
    }
    let pivots = farthestPivots(first: random.next(below: n), workers)
    // Each pair stands for as many nodes as a pivot has to itself.
    let share = Float(n) / Float(pivots.count)
    for (pivot, distances) in pivots {
      try workers.checkCancelled()
      for node in 0..<n where node != pivot {
        let pair = term(pivot, node, distances[node])
        terms.append(
          Term(a: pair.a, b: pair.b, length: pair.length, weight: pair.weight * share.squareRoot()))
      }
    }
    return terms
  }

  /// Nodes far from each other, found one after the other, with the distances from each.
  private func farthestPivots(first: Int, _ workers: Workers) -> [(node: Int, distances: [Double])]
  {
    var nearest = [Double](repeating: .infinity, count: adjacency.nodeCount)
    var pivots: [(Int, [Double])] = []
    var search = ShortestPaths(adjacency, edgeLengths: edgeLengths)
    var next = first
    while pivots.count < Self.pivots, !workers.cancellation.isCancelled {
      search.run(from: next)
      pivots.append((next, search.distances))
      for node in nearest.indices { nearest[node] = min(nearest[node], search.distances[node]) }
      next = nearest.indices.max { (nearest[$0], -$0) < (nearest[$1], -$1) } ?? 0
    }
    return pivots
  }

  private func term(_ a: Int, _ b: Int, _ length: Double) -> Term {
    Term(
      a: Int32(a), b: Int32(b), length: Float(length), weight: Float(1 / (length * length)))
  }
}
