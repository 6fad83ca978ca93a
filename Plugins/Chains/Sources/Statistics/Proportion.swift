// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927;
// Newcombe, "Interval estimation for the difference between independent proportions: comparison of
// eleven methods", Statistics in Medicine 17, 1998 (method 10).

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
  /// - Parameters:
  ///   - z: the standard normal quantile of the level, 1.96 for 95 %.
  ///   - independent: of how many cases the share is to count, where some tell the same; all when nil.
  package func wilson(z: Double, independent: Double? = nil) -> Interval {
    if of <= 0 { return .unknown }
    let (n, p, square) = (independent ?? Double(of), value, z * z)
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
