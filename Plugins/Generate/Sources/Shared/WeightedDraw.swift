internal import Foundation
internal import ModuleKit

/// Draws whole numbers with given weights, by halving their running sums.
struct WeightedDraw: Sendable {
  let first: Int
  private let sums: [Double]

  /// - Parameter weights: of `first` and the numbers after it; not all of them 0.
  init(first: Int, weights: [Double]) {
    self.first = first
    var sum = 0.0
    sums = weights.map { weight in
      sum += weight
      return sum
    }
  }

  func draw(_ random: inout RandomSource) -> Int {
    let goal = random.unit() * (sums.last ?? 0)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > goal { high = middle } else { low = middle + 1 }
    }
    return first + low
  }
}

/// Whole numbers k from a least to a most one, with weights k^-exponent.
struct PowerLaw: Sendable {
  let range: ClosedRange<Int>
  let draws: WeightedDraw

  /// - Parameter leastShare: which part of its weight the least number has.
  init(exponent: Double, _ range: ClosedRange<Int>, leastShare: Double = 1) {
    self.range = range
    // Relative to the least one, so that no exponent makes all weights vanish.
    let least = Double(max(1, range.lowerBound))
    draws = WeightedDraw(
      first: range.lowerBound,
      weights: range.map {
        pow(Double(max(1, $0)) / least, -exponent) * ($0 == range.lowerBound ? leastShare : 1)
      })
  }

  /// The mean of the law, without its weights: those beyond a thousand by their integral, off by less than
  /// a millionth.
  static func mean(exponent: Double, _ range: ClosedRange<Int>) -> Double {
    let least = Double(max(1, range.lowerBound))
    let listed = range.prefix(1000)
    var (weights, products) = (0.0, 0.0)
    for number in listed {
      let weight = pow(Double(max(1, number)) / least, -exponent)
      weights += weight
      products += weight * Double(number)
    }
    guard let last = listed.last, last < range.upperBound else { return products / weights }
    let (from, to) = (Double(last) + 0.5, Double(range.upperBound) + 0.5)
    /// The integral of (x / least)^-power, from one end to the other.
    func integral(_ power: Double) -> Double {
      if abs(power - 1) < 1e-9 { return least * log(to / from) }
      return least / (1 - power) * (pow(to / least, 1 - power) - pow(from / least, 1 - power))
    }
    return (products + least * integral(exponent - 1)) / (weights + integral(exponent))
  }

  /// The law up to `most` whose mean is `mean`: the least number and its share follow from it.
  ///
  /// Nil when even the law from 1 on has a larger mean, or `most` is less than the mean.
  init?(exponent: Double, mean: Double, most: Int) {
    guard mean <= Double(most), mean >= 1 else { return nil }
    // The sums of weights, and of numbers times weights, above the least number, which descends until the
    // mean is low enough.
    var (weights, products) = (0.0, 0.0)
    var least = most
    while least >= 1 {
      let weight = pow(Double(least) / mean, -exponent)
      let (all, sum) = (weights + weight, products + weight * Double(least))
      if sum <= mean * all {
        let missing = weight * (mean - Double(least))
        let share = missing <= 0 ? 1 : min(1, (products - mean * weights) / missing)
        self.init(exponent: exponent, least...most, leastShare: max(0, share))
        return
      }
      (weights, products) = (all, sum)
      least -= 1
    }
    return nil
  }
}
