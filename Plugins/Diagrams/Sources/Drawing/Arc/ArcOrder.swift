// Juvan & Mohar, "Optimal linear labelings and eigenvalues of graphs", Discrete Applied Mathematics
// 36, 1992 (the spectral start); Petit, "Experiments on the minimum linear arrangement problem", ACM
// Journal of Experimental Algorithmics 8, 2003 (starts improved by local moves).

internal import Foundation

/// A tie between two people of an arc diagram, by their numbers.
package struct Arc: Hashable, Sendable {
  package let from, to: Int
  package let value: Double
  package init(_ from: Int, _ to: Int, _ value: Double) {
    (self.from, self.to, self.value) = (from, to, value)
  }
}

/// Orders people along a line so that arcs are short: minimum linear arrangement.
package struct ArcOrder {
  let count: Int
  /// The block of each person: blocks stay in one piece.
  let blocks: [Int]
  private let neighbors: [[(node: Int, value: Double)]]

  /// - Parameters:
  ///   - blocks: numbered from 0.
  ///   - arcs: direction ignored; loops do not matter.
  package init(count: Int, blocks: [Int], arcs: [Arc]) {
    (self.count, self.blocks) = (count, blocks)
    let largest = arcs.map(\.value).max() ?? 1
    var neighbors = [[(node: Int, value: Double)]](repeating: [], count: count)
    for arc in arcs where arc.from != arc.to && arc.value > 0 {
      neighbors[arc.from].append((arc.to, arc.value / largest))
      neighbors[arc.to].append((arc.from, arc.value / largest))
    }
    self.neighbors = neighbors
  }

  private static let rounds = 30

  /// People from one end to the other, as far as moves of one person and of whole blocks shorten it.
  ///
  /// Never longer than the order given, if that has its blocks in one piece.
  ///
  /// - Complexity: O(n (n + m)) per round.
  package func best() -> [Int] {
    if count < 2 { return Array(0..<count) }
    let given = gathered(Array(0..<count))
    let spectral = gathered(spectralOrder())
    var best = improved(given)
    let other = improved(spectral)
    if length(other) < length(best) * (1 - 1e-9) { best = other }
    return best
  }

  /// The sum over all arcs of their value times the places they reach over.
  package func length(_ order: [Int]) -> Double {
    let places = places(order)
    return (0..<count).reduce(0) { sum, node in
      neighbors[node].reduce(sum) {
        $0 + $1.value * Double(max(0, places[$1.node] - places[node]))
      }
    }
  }

  private func places(_ order: [Int]) -> [Int] {
    var places = [Int](repeating: 0, count: count)
    for (place, node) in order.enumerated() { places[node] = place }
    return places
  }

  /// Blocks in one piece, in the order of the mean place of their members.
  private func gathered(_ order: [Int]) -> [Int] {
    let places = places(order)
    var members: [Int: [Int]] = [:]
    for node in order { members[blocks[node], default: []].append(node) }
    let centers = members.mapValues { nodes in
      nodes.reduce(0.0) { $0 + Double(places[$1]) } / Double(nodes.count)
    }
    return members.keys.sorted { (centers[$0] ?? 0, $0) < (centers[$1] ?? 0, $1) }
      .flatMap { members[$0] ?? [] }
  }

  // MARK: Spectral start

  /// By the eigenvector of the second smallest eigenvalue of the Laplacian, by power iteration.
  private func spectralOrder() -> [Int] {
    let degrees = neighbors.map { $0.reduce(0) { $0 + $1.value } }
    let shift = 2 * (degrees.max() ?? 0) + 1e-9
    var vector = (0..<count).map { sin(Double($0) * 1.7 + 0.3) }
    for _ in 0..<300 {
      let mean = vector.reduce(0, +) / Double(count)
      var next = (0..<count).map { node in
        (shift - degrees[node]) * (vector[node] - mean)
          + neighbors[node].reduce(0) { $0 + $1.value * (vector[$1.node] - mean) }
      }
      let norm = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > 1e-300 else { break }
      for node in next.indices { next[node] /= norm }
      vector = next
    }
    return (0..<count).sorted { (vector[$0], $0) < (vector[$1], $1) }
  }

  // MARK: Moves

  private func improved(_ start: [Int]) -> [Int] {
    var order = start
    var least = length(order)
    for _ in 0..<Self.rounds {
      let before = least
      for node in start { move(node, in: &order) }
      moveBlocks(in: &order)
      least = length(order)
      if least >= before * (1 - 1e-9) { break }
    }
    return order
  }

  /// Puts one person where arcs are shortest within his block.
  private func move(_ node: Int, in order: inout [Int]) {
    guard let place = order.firstIndex(of: node) else { return }
    var rest = order
    rest.remove(at: place)
    let places = places(rest)
    // Where the block begins and ends without him.
    let own = rest.indices.filter { blocks[rest[$0]] == blocks[node] }
    guard let low = own.first, let high = own.last.map({ $0 + 1 }) else { return }
    // What lies over each gap between two neighbors becomes one longer when he stands there.
    var over = [Double](repeating: 0, count: count + 1)
    for a in rest {
      for other in neighbors[a] where other.node != node && places[a] < places[other.node] {
        over[places[a] + 1] += other.value
        over[places[other.node] + 1] -= other.value
      }
    }
    for gap in 1...count { over[gap] += over[gap - 1] }
    func cost(_ gap: Int) -> Double {
      over[gap]
        + neighbors[node].reduce(0) { sum, other in
          let at = places[other.node]
          return sum + other.value * Double(at < gap ? gap - at : at + 1 - gap)
        }
    }
    var best = (cost: cost(place), gap: place)
    for gap in low...high {
      let own = cost(gap)
      if own < best.cost * (1 - 1e-12) - 1e-12 { best = (own, gap) }
    }
    rest.insert(node, at: best.gap)
    order = rest
  }

  /// Turns blocks round, and lets neighbors among them change places, while that shortens arcs.
  private func moveBlocks(in order: inout [Int]) {
    var runs: [[Int]] = []
    for node in order {
      if let last = runs.last?.last, blocks[last] == blocks[node] {
        runs[runs.count - 1].append(node)
      } else {
        runs.append([node])
      }
    }
    guard runs.count > 1 else { return }
    var least = length(order)
    func keep(_ other: [[Int]]) {
      let own = length(other.flatMap { $0 })
      if own < least * (1 - 1e-12) { (runs, least) = (other, own) }
    }
    for index in runs.indices {
      var other = runs
      other[index].reverse()
      keep(other)
      if index + 1 < runs.count {
        other = runs
        other.swapAt(index, index + 1)
        keep(other)
      }
    }
    order = runs.flatMap { $0 }
  }
}
