// Borassi & Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA 2016.

internal import ModuleKit

/// Where the betweenness of every node lies, all at once with the probability asked for.
struct Intervals {
  let shares: [Double]
  let low: [Double]
  let high: [Double]
  /// No error is larger than epsilon.
  let isEnough: Bool

  init(_ rounds: SampleRounds, _ bounds: KadabraBounds) {
    let (shares, samples) = (rounds.shares, rounds.samples)
    let limit = samples >= bounds.mostSamples ? bounds.epsilon : .infinity
    low = shares.indices.map {
      max(0, shares[$0] - min(limit, bounds.below(shares[$0], $0, samples)))
    }
    high = shares.indices.map {
      min(1, shares[$0] + min(limit, bounds.above(shares[$0], $0, samples)))
    }
    self.shares = shares
    let high = high
    isEnough = shares.indices.allSatisfy { high[$0] - shares[$0] <= bounds.epsilon }
  }
}

/// What is known about the order of the first ones.
struct TopRanks {
  /// Ranks that no later node can have.
  let certain: Int
  /// Every rank is certain, or held by nodes whose values are all within epsilon.
  let isEnough: Bool

  /// - Parameter first: the nodes with the highest shares, in order.
  init(_ intervals: Intervals, _ first: [Int], epsilon: Double) {
    func isLoose(_ node: Int) -> Bool {
      intervals.high[node] - intervals.shares[node] > epsilon
        || intervals.shares[node] - intervals.low[node] > epsilon
    }
    var isFirst = [Bool](repeating: false, count: intervals.shares.count)
    for node in first { isFirst[node] = true }
    // The highest that a later node may be, and a later node that is not within epsilon.
    var (highest, highestLoose) = (-Double.infinity, -Double.infinity)
    func pass(_ node: Int) {
      highest = max(highest, intervals.high[node])
      if isLoose(node) { highestLoose = max(highestLoose, intervals.high[node]) }
    }
    for node in isFirst.indices where !isFirst[node] { pass(node) }
    var (certain, isEnough) = (0, true)
    for node in first.reversed() {
      if intervals.low[node] >= highest {
        certain += 1
      } else if isLoose(node) || highestLoose > intervals.low[node] {
        isEnough = false
      }
      pass(node)
    }
    (self.certain, self.isEnough) = (certain, isEnough)
  }
}
