// Fisher, "Statistical Methods for Research Workers", 5th edition, 1934 (exact test); Phipson & Smyth,
// "Permutation p-values should never be zero", 2010; Holm, "A simple sequentially rejective multiple
// test procedure", Scandinavian Journal of Statistics 6, 1979.

internal import Foundation
package import ModuleKit

/// Tests of whether groups differ.
package enum GroupComparison {
  /// Fisher's exact test, two-sided: all tables with the same margins that are not more likely.
  package static func fisher(_ a: Proportion, _ b: Proportion) -> Double {
    let (all, hits) = (a.of + b.of, a.hits + b.hits)
    if a.of == 0 || b.of == 0 { return .nan }
    func chance(_ inA: Int) -> Double {
      logBinomial(a.of, inA) + logBinomial(b.of, hits - inA) - logBinomial(all, hits)
    }
    let observed = chance(a.hits)
    let sum = (max(0, hits - b.of)...min(a.of, hits)).reduce(0.0) { sum, inA in
      let value = chance(inA)
      return value <= observed + 1e-7 ? sum + exp(value) : sum
    }
    return min(1, sum)
  }

  private static func logBinomial(_ n: Int, _ k: Int) -> Double {
    lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
  }

  /// The permutation p of a statistic of values in groups: (b + 1) / (B + 1), where b counts
  /// permutations whose statistic is at least as large.
  ///
  /// - Parameters:
  ///   - groups: the group of each value, from 0.
  ///   - random: gives each permutation numbers of its own.
  package static func permutation(
    _ values: [Double], _ groups: [Int32], permutations: Int, on workers: Workers,
    random: @escaping @Sendable (Int) -> RandomSource
  ) throws(Cancelled) -> Double {
    let count = Int(groups.max() ?? -1) + 1
    if permutations == 0 || count < 2 { return .nan }
    let observed = between(values, groups, count)
    let limit = observed - 1e-9 * max(1, observed.magnitude)
    let larger = try workers.map(Array(0..<permutations)) { number in
      var source = random(number)
      var shuffled = groups
      shuffle(&shuffled, &source)
      return between(values, shuffled, count) >= limit ? 1 : 0
    }
    return Double(larger.reduce(0, +) + 1) / Double(permutations + 1)
  }

  /// Fisher and Yates for one type: the general one takes ten times as long.
  private static func shuffle(_ groups: inout [Int32], _ source: inout RandomSource) {
    for index in stride(from: groups.count - 1, to: 0, by: -1) {
      groups.swapAt(index, source.next(below: index + 1))
    }
  }

  /// The sum of squares between groups: for two groups it orders as the difference of the means does,
  /// for shares as chi-squared.
  private static func between(_ values: [Double], _ groups: [Int32], _ count: Int) -> Double {
    var (sums, sizes) = (Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count))
    for (value, group) in zip(values, groups) {
      sums[Int(group)] += value
      sizes[Int(group)] += 1
    }
    return zip(sums, sizes).reduce(0) { $0 + ($1.1 > 0 ? $1.0 * $1.0 / $1.1 : 0) }
  }

  /// Holm's adjustment; NaN stays and does not count.
  package static func holm(_ p: [Double]) -> [Double] {
    var result = p
    let order = p.indices.filter { p[$0].isFinite }.sorted { (p[$0], $0) < (p[$1], $1) }
    var least = 0.0
    for (rank, index) in order.enumerated() {
      least = max(least, min(1, p[index] * Double(order.count - rank)))
      result[index] = least
    }
    return result
  }
}
