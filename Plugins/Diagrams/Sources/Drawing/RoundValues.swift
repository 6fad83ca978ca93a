internal import Foundation

/// Round numbers that stand for a range of values in a key.
package enum RoundValues {
  private static let factors = [1.0, 2, 5]

  /// The largest of 1, 2, 5, 10, 20 … and of their fractions that is no larger; 0 for none.
  package static func below(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    let decade = pow(10, log10(value).rounded(.down))
    // A power of ten may come out a hair too large, and the next smaller number is meant.
    let candidates = [decade / 10, decade].flatMap { decade in factors.map { $0 * decade } }
    return candidates.last { $0 <= value * (1 + 1e-9) } ?? 0
  }

  /// The smallest of them that is no smaller.
  package static func above(_ value: Double) -> Double {
    let low = below(value)
    if low == 0 || low >= value * (1 - 1e-9) { return low }
    let decade = pow(10, log10(low * 1.000_001).rounded(.down))
    return [2, 5, 10].map { $0 * decade }.first { $0 >= value } ?? low
  }

  /// Up to three round values within a range, from the smallest to the largest: its round ends and what
  /// lies between them in the middle of ratios.
  package static func three(from low: Double, to high: Double) -> [Double] {
    let (first, last) = (above(low), below(high))
    guard first > 0, first < last else { return last >= low && last > 0 ? [last] : [] }
    let middle = below((first * last).squareRoot() * 1.2)
    return middle > first && middle < last ? [first, middle, last] : [first, last]
  }
}
