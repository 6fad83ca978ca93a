// Borassi & Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA 2016;
// Pellegrina & Vandin, "SILVAN: estimating betweenness centralities with progressive sampling and
// non-uniform Rademacher bounds", KDD 2023, for the number of samples that is always enough.

internal import Foundation
internal import ModuleKit

/// How far the shares of sampled paths through each node may be from its betweenness.
///
/// One half of delta is spent on the bounds of the nodes, one half on the last resort: so many samples
/// that every share is within epsilon without looking at any.
struct KadabraBounds {
  /// The largest error wanted, of the share of all ordered pairs.
  let epsilon: Double
  let delta: Double
  /// Enough samples in any case.
  let mostSamples: Int
  /// What bounds one side of a node fails with, as -ln of the probability.
  private(set) var trust: [Double] = []

  /// - Parameters:
  ///   - innerNodes: no shortest path has more.
  ///   - batch: `mostSamples` is a multiple of it.
  init(epsilon: Double, delta: Double, nodeCount: Int, innerNodes: Int, batch: Int) {
    (self.epsilon, self.delta) = (epsilon, delta)
    func fails(_ batches: Int) -> Bool {
      Self.failure(
        Double(batches * batch), epsilon, nodes: Double(nodeCount),
        sum: Double(max(1, innerNodes))) > delta / 2
    }
    var (low, high) = (0, 1)
    while fails(high) { (low, high) = (high, 2 * high) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if fails(middle) { low = middle } else { high = middle }
    }
    mostSamples = high * batch
  }

  /// At most the probability that any share is wrong by more than `epsilon`.
  ///
  /// One fails with at most 2 exp(-2 s ε²) (Hoeffding) and 2 exp(-s ε² / (2b(1-b) + 2ε/3)) (Bernstein).
  /// As the betweenness of all nodes sums up to at most `sum`, there are few of which b is large: the
  /// worst case is the b that has the most failure for its share of the sum.
  private static func failure(
    _ samples: Double, _ epsilon: Double, nodes: Double, sum: Double
  ) -> Double {
    func tail(_ b: Double) -> Double {
      let spread = b >= 0.5 ? 0.5 : min(0.5, 2 * b * (1 - b) + 2 * epsilon / 3)
      return 2 * exp(-samples * epsilon * epsilon / spread)
    }
    var (b, worst) = (1.0, 0.0)
    while b > epsilon / 16 {
      // Tails grow with b: what holds at the upper end of an interval holds within.
      let lower = 0.98 * b
      worst = max(worst, tail(b) / lower)
      b = lower
    }
    return min(nodes * tail(0.5), nodes * tail(b) + sum * worst)
  }

  /// Divides delta so that all nodes are expected to be certain at the same time.
  ///
  /// - Parameters:
  ///   - shares: what independent first samples found.
  ///   - goals: the error that is small enough for each node.
  mutating func distribute(_ shares: [Double], _ goals: [Double]) {
    let most = Double(mostSamples)
    func trust(_ samples: Double, _ node: Int) -> Double {
      let (share, goal) = (shares[node], goals[node])
      let deviation = goal * samples
      return deviation * deviation / (2 * (most * (share + goal) + deviation / 3))
    }
    func spent(_ samples: Double) -> Double {
      shares.indices.reduce(0) { $0 + 2 * exp(-trust(samples, $1)) }
    }
    var (low, high) = (0.0, 1.0)
    while spent(high) > delta / 2 { (low, high) = (high, 2 * high) }
    while high - low > 0.001 * high {
      let middle = (low + high) / 2
      if spent(middle) > delta / 2 { low = middle } else { high = middle }
    }
    self.trust = shares.indices.map { trust(high, $0) }
  }

  /// How much lower the betweenness may be than the share of the samples: f of the paper.
  func below(_ share: Double, _ node: Int, _ samples: Int) -> Double {
    let slope = 1.0 / 3 - Double(mostSamples) / Double(samples)
    return deviation(slope, share, node, samples)
  }

  /// How much higher it may be: g of the paper, never less than ``below(_:_:_:)``.
  func above(_ share: Double, _ node: Int, _ samples: Int) -> Double {
    let slope = 1.0 / 3 + Double(mostSamples) / Double(samples)
    return deviation(slope, share, node, samples)
  }

  private func deviation(_ slope: Double, _ share: Double, _ node: Int, _ samples: Int) -> Double {
    let root = (slope * slope + 2 * share * Double(mostSamples) / trust[node]).squareRoot()
    return trust[node] / Double(samples) * (slope + root)
  }
}
