// Sugiyama, Tagawa & Toda, "Methods for visual understanding of hierarchical system structures",
// IEEE Transactions on Systems, Man, and Cybernetics 11(2), 1981 (barycenters); Matuszewski,
// Schönfeld & Molitor, "Using sifting for k-layer straightline crossing minimization", Graph
// Drawing 1999; crossings weighted as in Zarate et al., "Optimal Sankey diagrams via integer
// programming", IEEE PacificVis 2018.

internal import ModuleKit

/// A ribbon from a block of one column to a block of the next.
package struct Ribbon: Hashable, Sendable {
  package let from, to: Int
  package let value: Double
  package init(_ from: Int, _ to: Int, _ value: Double) {
    (self.from, self.to, self.value) = (from, to, value)
  }
}

/// Orders the blocks of columns so that the ribbons between them cross little.
///
/// Two ribbons that cross cost the product of their values: what matters is the ink that lies on ink.
package struct RibbonOrder {
  /// How many blocks each column has.
  let counts: [Int]
  /// From each column to the next, values as shares of the largest.
  let ribbons: [[Ribbon]]
  /// How many blocks at the end of each column stay there, in their order.
  let fixed: [Int]

  package init(counts: [Int], ribbons: [[Ribbon]], fixed: [Int]) {
    let largest = ribbons.joined().map(\.value).max() ?? 0
    (self.counts, self.fixed) = (counts, fixed)
    self.ribbons = ribbons.map { gap in
      gap.filter { $0.value > 0 }.map { Ribbon($0.from, $0.to, $0.value / largest) }
    }
  }

  private static let sweeps = 12
  private static let rounds = 40
  private static let shuffles = 8

  /// For each column its blocks from above to below. Never worse than the order given, the first of
  /// equally good ones.
  ///
  /// - Complexity: O(ribbons²) per gap and round, besides O(blocks³) per column.
  package func best() -> [[Int]] {
    let given = counts.map { Array(0..<$0) }
    var best = sifted(given)
    var starts = [barycentric(given, isForward: true), barycentric(given, isForward: false)]
    // Moves end where none helps: other starts may end lower. The same ones every time.
    var random = RandomSource(seed: 1)
    for _ in 0..<Self.shuffles {
      let shuffled = given.indices.map { column in
        var free = Array(given[column].dropLast(fixed[column]))
        random.shuffle(&free)
        return free + given[column].suffix(fixed[column])
      }
      starts.append(barycentric(shuffled, isForward: true))
    }
    for start in starts {
      let other = sifted(start)
      if crossings(other) < crossings(best) * (1 - 1e-12) { best = other }
    }
    return best
  }

  // MARK: Cost

  package func crossings(_ orders: [[Int]]) -> Double {
    ribbons.indices.reduce(0) { sum, gap in
      let (left, right) = (Self.places(orders[gap]), Self.places(orders[gap + 1]))
      let own = ribbons[gap]
      return sum
        + own.indices.reduce(0) { sum, i in
          own[..<i].reduce(sum) { sum, other in
            let (a, b) = (left[own[i].from] - left[other.from], right[own[i].to] - right[other.to])
            return a * b < 0 ? sum + own[i].value * other.value : sum
          }
        }
    }
  }

  private static func places(_ order: [Int]) -> [Int] {
    var places = Array(repeating: 0, count: order.count)
    for (place, block) in order.enumerated() { places[block] = place }
    return places
  }

  /// The ribbons of each block of a column, with the place of their other end in a neighboring column.
  private func ends(_ column: Int, _ orders: [[Int]], isLeft: Bool) -> [[(
    place: Int, value: Double
  )]] {
    var result = [[(place: Int, value: Double)]](repeating: [], count: counts[column])
    let gap = isLeft ? column - 1 : column
    guard ribbons.indices.contains(gap) else { return result }
    let places = Self.places(orders[isLeft ? column - 1 : column + 1])
    for ribbon in ribbons[gap] {
      let (own, other) = isLeft ? (ribbon.to, ribbon.from) : (ribbon.from, ribbon.to)
      result[own].append((places[other], ribbon.value))
    }
    return result
  }

  // MARK: Barycenters

  /// Columns one after another, each block at the weighted mean place of those it is joined to.
  private func barycentric(_ given: [[Int]], isForward: Bool) -> [[Int]] {
    var orders = given
    var (best, least) = (given, crossings(given))
    for sweep in 0..<Self.sweeps {
      let isForward = isForward == (sweep % 2 == 0)
      for column in isForward ? Array(counts.indices) : counts.indices.reversed() {
        orders[column] = arranged(column, orders, isLeft: isForward)
      }
      let own = crossings(orders)
      if own < least * (1 - 1e-12) { (best, least) = (orders, own) }
    }
    return best
  }

  private func arranged(_ column: Int, _ orders: [[Int]], isLeft: Bool) -> [Int] {
    let ends = ends(column, orders, isLeft: isLeft)
    let order = orders[column]
    let free = order.dropLast(fixed[column])
    let places = Self.places(order)
    let centers = ends.enumerated().map { block, ends in
      let sum = ends.reduce(0) { $0 + $1.value }
      return sum > 0
        ? ends.reduce(0) { $0 + Double($1.place) * $1.value } / sum : Double(places[block])
    }
    return free.sorted { (centers[$0], places[$0]) < (centers[$1], places[$1]) }
      + order.suffix(fixed[column])
  }

  // MARK: Sifting

  /// Each block in turn goes where it causes the fewest crossings, until none moves.
  private func sifted(_ start: [[Int]]) -> [[Int]] {
    var orders = start
    for _ in 0..<Self.rounds {
      var hasChanged = false
      for column in counts.indices {
        let costs = costs(column, orders)
        let found = Self.sift(orders[column], costs, fixed: fixed[column])
        if found != orders[column] { (orders[column], hasChanged) = (found, true) }
      }
      if !hasChanged { break }
    }
    return orders
  }

  /// What it costs to have block `a` over block `b`.
  private func costs(_ column: Int, _ orders: [[Int]]) -> [[Double]] {
    let sides = [true, false].map { ends(column, orders, isLeft: $0) }
    let blocks = 0..<counts[column]
    return blocks.map { a in
      blocks.map { b in
        sides.reduce(0) { sum, ends in
          ends[a].reduce(sum) { sum, x in
            ends[b].reduce(sum) { $1.place < x.place ? $0 + $1.value * x.value : $0 }
          }
        }
      }
    }
  }

  private static func sift(_ start: [Int], _ costs: [[Double]], fixed: Int) -> [Int] {
    var order = start
    let last = start.count - fixed
    for block in start.prefix(last) {
      guard let place = order.firstIndex(of: block) else { continue }
      // What changes when the block passes those above it, then those below it.
      var best = (change: 0.0, place: place)
      for direction in [-1, 1] {
        var change = 0.0
        var here = place + direction
        while here >= 0, here < last {
          let other = order[here]
          let (before, after) =
            direction < 0
            ? (costs[other][block], costs[block][other])
            : (costs[block][other], costs[other][block])
          change += after - before
          if change < best.change - 1e-12 { best = (change, here) }
          here += direction
        }
      }
      order.remove(at: place)
      order.insert(block, at: best.place)
    }
    return order
  }
}
