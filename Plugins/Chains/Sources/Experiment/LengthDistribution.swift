/// How many chains have which length, observed or corrected.
package struct LengthDistribution: Sendable {
  /// Chains by number of links.
  package private(set) var chains: [Double]
  /// The sum of squared weights, a weight for each completed chain.
  private var squares = 0.0
  /// All chains.
  package private(set) var total = 0.0

  package init(longest: Int) { chains = Array(repeating: 0, count: longest + 1) }

  package mutating func add(links: Int, count: Int, weight: Double) {
    chains[links] += Double(count) * weight
    squares += Double(count) * weight * weight
    total += Double(count) * weight
  }

  /// False without completed chains, and where weights are beyond all numbers.
  package var isUsable: Bool { total > 0 && total.isFinite && squares.isFinite }

  package func share(_ links: Int) -> Double {
    guard isUsable else { return .nan }
    return chains.indices.contains(links) ? chains[links] / total : 0
  }

  package var mean: Double {
    guard isUsable else { return .nan }
    return chains.indices.reduce(0) { $0 + Double($1) * (chains[$1] / total) }
  }

  /// The least length within which half of the chains lie.
  package var median: Double {
    guard isUsable else { return .nan }
    // A half that is one by definition must not be missed by rounding.
    let half = total / 2 * (1 - 1e-12)
    var sum = 0.0
    for (links, count) in chains.enumerated() {
      sum += count
      if sum >= half { return Double(links) }
    }
    return .nan
  }

  /// Kish's effective number of chains: as many of equal weight would tell as much.
  package var effectiveChains: Double { isUsable ? total * total / squares : .nan }

  package var longest: Int? { chains.lastIndex { $0 > 0 } }
  /// The part of the weight that the longest observed length holds.
  package var longestShare: Double { longest.map(share) ?? .nan }
}
