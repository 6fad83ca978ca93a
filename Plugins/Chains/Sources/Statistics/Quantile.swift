internal import Foundation

/// Quantiles that intervals need.
package enum Quantile {
  /// The standard normal quantile that 95 % lie within, on both sides together.
  package static let normal95 = 1.959963984540054

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

  /// The quantile of Student's distribution that 95 % lie within, on both sides together.
  ///
  /// Beyond the printed ones by the expansion of Abramowitz & Stegun, 26.7.5, off by less than 0.0002.
  package static func student95(degrees: Int) -> Double {
    let printed = [
      12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    ]
    if degrees < 1 { return .nan }
    if degrees <= printed.count { return printed[degrees - 1] }
    let (z, v) = (1.959964, Double(degrees))
    let z2 = z * z
    let first = z * (z2 + 1) / 4
    let second = z * ((5 * z2 + 16) * z2 + 3) / 96
    let third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
    return z + (first + (second + third / v) / v) / v
  }
}
