// Efron & Tibshirani, "An Introduction to the Bootstrap", 1993: percentile intervals.

package import ModuleKit

/// Estimates of samples drawn from the sample, chains being drawn whole and with replacement.
package struct ChainBootstrap: Sendable {
  package let replicates: [LengthEstimates]
  package let level: Double

  /// - Parameter random: gives each replicate numbers of its own.
  package init(
    _ estimator: LengthEstimator, replicates: Int, level: Double, on workers: Workers,
    random: @escaping @Sendable (Int) -> RandomSource
  ) throws(Cancelled) {
    self.level = level
    if replicates == 0 {
      self.replicates = []
      return
    }
    let counts = estimator.sample.counts
    var kindOf: [Int32] = []
    for (kind, count) in counts.enumerated() {
      kindOf.append(contentsOf: repeatElement(Int32(kind), count: count))
    }
    let chains = kindOf
    self.replicates = try workers.map(Array(0..<(chains.isEmpty ? 0 : replicates))) { replicate in
      var source = random(replicate)
      var drawn = [Int](repeating: 0, count: counts.count)
      for _ in chains.indices { drawn[Int(chains[source.next(below: chains.count)])] += 1 }
      return estimator.estimates(drawn)
    }
  }

  package func interval(_ value: (LengthEstimates) -> Double) -> Interval {
    Quantile.middle(replicates.map(value), level: level)
  }

  /// Samples in which no chain is completed: these have no lengths.
  package var withoutLengths: Int { replicates.count { !$0.observed.isUsable } }
}
