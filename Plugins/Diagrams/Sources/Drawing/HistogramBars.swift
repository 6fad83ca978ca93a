/// Heights over a line of numbers, and what sums them up.
struct HistogramBars {
  struct Bar {
    let label: String
    /// In another unit, where there is one.
    let second: String?
    let height: Double
    /// Where the bar begins and ends on the line of numbers.
    let low, high: Double
  }
  let bars: [Bar]
  /// Of the values, weighted by height; NaN without any.
  let mean: Double

  var total: Double { bars.reduce(0) { $0 + max(0, $1.height) } }

  /// Bars that are given: at whole numbers, or at least one after the other.
  init(at positions: [Double], heights: [Double], second: [Double]?) {
    let usable = positions.indices.filter { positions[$0].isFinite && heights[$0].isFinite }
    bars = usable.map { row in
      Bar(
        label: shown(positions[row]), second: second.map { shown($0[row]) },
        height: max(0, heights[row]), low: positions[row] - 0.5, high: positions[row] + 0.5)
    }
    let sum = usable.reduce(0) { $0 + max(0, heights[$1]) }
    mean = usable.reduce(0) { $0 + positions[$1] * max(0, heights[$1]) } / sum
  }

  /// Counts values: whole numbers one by one where these are few, else in bins.
  init(counting values: [Double], bins: Int, isWhole: Bool) {
    mean = values.reduce(0, +) / Double(values.count)
    guard let low = values.min(), let high = values.max() else {
      bars = []
      return
    }
    if isWhole && high - low < 30 {
      bars = (Int(low)...Int(high)).map { value in
        Bar(
          label: String(value), second: nil,
          height: Double(values.count { $0 == Double(value) }),
          low: Double(value) - 0.5, high: Double(value) + 0.5)
      }
      return
    }
    let width = high > low ? (high - low) / Double(bins) : 1
    var counts = [Double](repeating: 0, count: high > low ? bins : 1)
    for value in values { counts[min(Int((value - low) / width), counts.count - 1)] += 1 }
    bars = counts.enumerated().map { index, count in
      let start = low + Double(index) * width
      return Bar(label: shown(start), second: nil, height: count, low: start, high: start + width)
    }
  }

  var sentence: String {
    guard let first = bars.first, let last = bars.last, total > 0 else { return "No values" }
    return "\(shown(total)) values from \(first.label) to \(last.label); mean \(shown(mean))"
  }
}
