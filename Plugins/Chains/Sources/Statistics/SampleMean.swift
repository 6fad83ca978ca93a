// Effective numbers of cases: Kish, "Survey sampling", 1965.

/// A mean of values, and how sure it is.
struct SampleMean {
  let count: Int
  /// NaN without values.
  let mean: Double
  /// NaN with fewer than two.
  let standardError: Double

  init(count: Int, mean: Double, standardError: Double) {
    (self.count, self.mean, self.standardError) = (count, mean, standardError)
  }

  /// - Parameter independent: as how many values they count, where some are bound to be equal; all when nil.
  init(_ values: [Double], independent: Double? = nil) {
    let mean = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    self.init(
      count: values.count, mean: mean,
      squares: values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }, independent: independent)
  }

  /// - Parameter squares: of the distances of all values from the mean.
  init(count: Int, mean: Double, squares: Double, independent: Double? = nil) {
    let (n, counted) = (Double(count), independent ?? Double(count))
    self.init(
      count: count, mean: mean,
      standardError: counted > 1 ? (max(0, squares) / n / (counted - 1)).squareRoot() : .nan)
  }

  /// Where the true mean lies with 95 % confidence, by the normal distribution.
  var lower: Double { mean - Quantile.normal95 * standardError }
  var upper: Double { mean + Quantile.normal95 * standardError }

  /// The least value within which at least half of all lie; NaN of none.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[(values.count - 1) / 2]
  }
}
