// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927;
// Newcombe, "Interval estimation for the difference between independent proportions: comparison of
// eleven methods", Statistics in Medicine 17, 1998 (method 10).

internal import Foundation

/// Two ends; NaN where there is nothing to tell.
package struct Interval: Sendable, Equatable {
  package var lower, upper: Double
  package init(_ lower: Double, _ upper: Double) { (self.lower, self.upper) = (lower, upper) }
  package static let unknown = Interval(.nan, .nan)
}

/// So many of so many.
package struct Proportion: Sendable, Equatable {
  package let hits, of: Int
  package init(_ hits: Int, of: Int) { (self.hits, self.of) = (hits, of) }

  /// NaN without cases.
  package var value: Double { of > 0 ? Double(hits) / Double(of) : .nan }

  /// Wilson's score interval, without continuity correction.
  ///
  /// - Parameter z: the standard normal quantile of the level, 1.96 for 95 %.
  package func wilson(z: Double) -> Interval {
    if of <= 0 { return .unknown }
    let (n, p, square) = (Double(of), value, z * z)
    let middle = p + square / (2 * n)
    let half = z * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    let scale = 1 + square / n
    // The ends are exact where all or none are hits.
    return Interval(
      hits == 0 ? 0 : max(0, (middle - half) / scale),
      hits == of ? 1 : min(1, (middle + half) / scale))
  }

  /// Newcombe's interval for the difference of two shares, from their Wilson intervals.
  package func difference(from other: Proportion, z: Double) -> Interval {
    if of <= 0 || other.of <= 0 { return .unknown }
    let (a, b) = (wilson(z: z), other.wilson(z: z))
    func root(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    let gap = value - other.value
    return Interval(
      gap - root(value - a.lower, b.upper - other.value),
      gap + root(a.upper - value, other.value - b.lower))
  }
}

/// Quantiles that intervals need.
package enum Quantile {
  /// The standard normal quantile that leaves `1 - level` outside on both sides together.
  package static func normal(level: Double) -> Double {
    let tail = (1 - level) / 2
    var (low, high) = (0.0, 40.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if 0.5 * erfc(middle / 2.0.squareRoot()) > tail { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The middle part of values, between order statistics by linear interpolation; unknown when less
  /// than half of the values are numbers.
  package static func middle(_ values: [Double], level: Double) -> Interval {
    let known = values.filter(\.isFinite).sorted()
    if known.isEmpty || known.count * 2 < values.count { return .unknown }
    func at(_ share: Double) -> Double {
      let place = share * Double(known.count - 1)
      let index = min(Int(place), known.count - 1)
      let next = min(index + 1, known.count - 1)
      return known[index] + (place - Double(index)) * (known[next] - known[index])
    }
    return Interval(at((1 - level) / 2), at((1 + level) / 2))
  }
}
