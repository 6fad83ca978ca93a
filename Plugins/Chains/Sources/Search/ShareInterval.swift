// Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
// Statistical Association 22, 1927.

/// Where the true share lies, with 95 % confidence, when some of all have been counted.
struct ShareInterval {
  static let z = 1.959963984540054
  let low: Double
  let high: Double

  /// NaN when nothing was counted.
  init(_ count: Int, of all: Int) {
    if all == 0 {
      (low, high) = (.nan, .nan)
      return
    }
    let (n, p, z) = (Double(all), Double(count) / Double(all), Self.z)
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // None and all are within, which rounding must not deny.
    low = count == 0 ? 0 : max(0, middle - half)
    high = count == all ? 1 : min(1, middle + half)
  }
}

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

  var low: Double { mean - ShareInterval.z * standardError }
  var high: Double { mean + ShareInterval.z * standardError }

  /// The middle value; of an even number, the mean of the two in the middle; NaN of none.
  static func median(_ values: [Double]) -> Double {
    if values.isEmpty { return .nan }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
