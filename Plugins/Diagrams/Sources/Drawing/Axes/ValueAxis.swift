public import ModuleKit

/// How the numbers along an axis are written.
public enum AxisFormat: String, ParameterChoice {
  /// Shares of a whole, where the column's name says so, as percents, others as they are.
  case auto
  case number, percent
}

/// A line of numbers: where values lie on the slide, and round ones to name.
package struct ValueAxis {
  /// What the two ends stand for.
  package let low, high: Double
  /// Where the two ends lie on the slide, in points.
  package let start, end: Double
  package let isWhole: Bool
  package let isPercent: Bool

  /// What the ends are taken to.
  package enum Reach {
    /// Round numbers.
    case ticks
    /// The values themselves, and a share of their range beyond.
    case padded(Double)
  }

  /// - Parameters:
  ///   - values: what must find room; infinite and missing ones are passed over.
  ///   - isWhole: fractions between whole numbers mean nothing.
  ///   - reachesZero: whether the axis begins at zero where the values are not far from it.
  package init(
    _ values: [Double], from start: Double, to end: Double, isWhole: Bool = false,
    isPercent: Bool = false, reachesZero: Bool = false, reach: Reach = .ticks
  ) {
    (self.start, self.end) = (start, end)
    (self.isWhole, self.isPercent) = (isWhole && !isPercent, isPercent)
    let known = values.filter(\.isFinite)
    let ends = Self.apart(known.min() ?? 0, known.max() ?? 1, isWhole: isWhole)
    var (low, high) = ends
    if reachesZero {
      if low > 0, low < 0.6 * high { low = 0 }
      if high < 0, high > 0.6 * low { high = 0 }
    }
    // A share has its natural ends.
    if isPercent, reachesZero, high > 0.5, high < 1 { high = 1 }
    switch reach {
    case .ticks: (low, high) = Self.rounded(low, high, isWhole: self.isWhole)
    case .padded(let share):
      let pad = (high / 2 - low / 2) * 2 * share
      let wide = (low - pad, high + pad)
      if (wide.1 - wide.0).isFinite { (low, high) = wide }
    }
    (self.low, self.high) = (low, high)
  }

  /// One value is given room at both sides.
  private static func apart(_ low: Double, _ high: Double, isWhole: Bool) -> (Double, Double) {
    if low < high { return (low, high) }
    if low == 0 { return (0, 1) }
    let pad = isWhole ? max(1, low.magnitude * 1e-6) : low.magnitude * 0.2
    let ends = (low - pad, low + pad)
    // Beyond the largest number there is nothing to pad with.
    return ends.0.isFinite && ends.1.isFinite && ends.0 < ends.1 ? ends : (min(low, 0), max(low, 0))
  }

  /// To the next round numbers outside.
  private static func rounded(
    _ low: Double, _ high: Double, isWhole: Bool
  ) -> (Double, Double) {
    let values = AxisTicks(from: low, to: high, most: 6, isWhole: isWhole).values
    guard values.count > 1, let first = values.first, let last = values.last else {
      return (low, high)
    }
    let step = values[1] - first
    let slack = 1e-9 * step
    let (below, above) = (first - step, last + step)
    let ends = (low < first - slack ? below : first, high > last + slack ? above : last)
    return (ends.1 - ends.0).isFinite ? ends : (low, high)
  }

  /// Where a value lies on the slide; what is beyond the ends lies at them.
  package func place(_ value: Double) -> Double {
    // The ends may lie farther apart than any number is large.
    let half = (high - low).isFinite ? 1.0 : 2.0
    let length = high / half - low / half
    guard length > 0 else { return (start + end) / 2 }
    let share = (value.clamped(low, high) / half - low / half) / length
    return start + share * (end - start)
  }

  package func contains(_ value: Double) -> Bool { value >= low && value <= high }

  /// Round numbers between the ends, and how each is written.
  package func ticks(most: Int) -> (places: [Double], texts: [String], unit: String) {
    let factor = isPercent ? 100.0 : 1
    let ticks = AxisTicks(from: low * factor, to: high * factor, most: most, isWhole: isWhole)
    let sign = isPercent ? " %" : ""
    return (
      ticks.values.map { place($0 / factor) }, ticks.values.map { ticks.scale.text($0) + sign },
      ticks.scale.unit
    )
  }

  /// A value as it stands beside a mark or a point.
  package func text(_ value: Double) -> String {
    isPercent ? NumberText.percent(value) : NumberText.shown(value)
  }
}

extension NumberText {
  /// A share in percent, with as many digits as it takes to see that it is neither nothing nor all.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite, share.magnitude < 1e4 else { return "–" }
    let value = share * 100
    if value > 0, value < 0.5 { return "<1 %" }
    if value < 100, value >= 99.5 { return ">99 %" }
    return "\(whole(value)) %"
  }
}
