/// A mean of independent values, and how sure it is.
struct SampleMean {
  let count: Int
  /// NaN without values.
  let mean: Double
  /// NaN with fewer than two.
  let standardError: Double

  init(count: Int, mean: Double, standardError: Double) {
    (self.count, self.mean, self.standardError) = (count, mean, standardError)
  }

  init(_ values: [Double]) {
    count = values.count
    let n = Double(count)
    let mean = count > 0 ? values.reduce(0, +) / n : .nan
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardError = count > 1 ? (squares / (n - 1) / n).squareRoot() : .nan
  }

  /// Where the true mean lies with 95 % confidence, by the normal distribution.
  var lower: Double { mean - Quantile.normal95 * standardError }
  var upper: Double { mean + Quantile.normal95 * standardError }

  /// The middle value; of an even number, the mean of the two in the middle; NaN of none.
  static func median(_ values: [Double]) -> Double {
    if values.isEmpty { return .nan }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
