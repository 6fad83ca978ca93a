/// Heights over a line of numbers, and what sums them up.
package struct HistogramBars {
  package struct Bar {
    /// What the bar stands for, in words.
    package let label: String
    /// In another unit, where there is one.
    package let second: String?
    package let height: Double
    /// Where the bar begins and ends on the line of numbers.
    package let low, high: Double
  }
  package let bars: [Bar]
  /// Of the values, weighted by height; NaN without any.
  package let mean: Double
  /// Half of the values lie at or below it; NaN without any.
  package let median: Double
  /// The smallest and the largest value; NaN without any.
  package let lowest, highest: Double
  /// Whether each bar gathers the values of a range, so that the line of numbers is continuous.
  package let isBinned: Bool
  /// Whether only whole numbers can occur.
  package let isWhole: Bool

  package var total: Double { bars.reduce(0) { $0 + max(0, $1.height) } }

  /// Whole numbers above this are not told apart any more.
  private static let largestExact = 9_007_199_254_740_992.0

  /// Bars that are given: at whole numbers, or at least one after the other.
  package init(at positions: [Double], heights: [Double], second: [Double]?) {
    let usable = positions.indices.filter { positions[$0].isFinite && heights[$0].isFinite }
    let places = usable.map { positions[$0] }
    let isWhole = Self.areExact(places)
    let step = zip(places, places.dropFirst()).map { ($1 - $0).magnitude }.filter { $0 > 0 }.min()
    let scale = NumberScale(places, step: step)
    bars = usable.map { row in
      Bar(
        label: isWhole ? NumberText.whole(positions[row]) : scale.text(positions[row]),
        second: second.map { NumberText.shown($0[row]) }, height: max(0, heights[row]),
        low: positions[row] - 0.5, high: positions[row] + 0.5)
    }
    let present = usable.filter { heights[$0] > 0 }
    let sum = present.reduce(0) { $0 + heights[$1] }
    mean = present.isEmpty ? .nan : present.reduce(0) { $0 + positions[$1] * (heights[$1] / sum) }
    median = Self.median(at: places, heights: usable.map { heights[$0] })
    lowest = present.map { positions[$0] }.min() ?? .nan
    highest = present.map { positions[$0] }.max() ?? .nan
    (isBinned, self.isWhole) = (false, isWhole)
  }

  /// Counts values: whole numbers one by one where these are few, else in bins.
  package init(counting values: [Double], bins: Int, isWhole: Bool) {
    let values = values.filter(\.isFinite)
    mean = Self.mean(values)
    median = Self.median(values)
    self.isWhole = isWhole
    guard let low = values.min(), let high = values.max() else {
      (bars, lowest, highest, isBinned) = ([], .nan, .nan, false)
      return
    }
    (lowest, highest) = (low, high)
    if isWhole, Self.areExact([low, high]), high - low < 30 {
      isBinned = false
      bars = (0...Int(high - low)).map { offset in
        let value = low + Double(offset)
        return Bar(
          label: NumberText.whole(value), second: nil,
          height: Double(values.count { $0 == value }), low: value - 0.5, high: value + 0.5)
      }
    } else {
      isBinned = true
      bars = Self.bins(values, low, high, bins)
    }
  }

  /// Other bars of the same values.
  init(_ other: HistogramBars, bars: [Bar]) {
    self.bars = bars
    (mean, median, lowest, highest) = (other.mean, other.median, other.lowest, other.highest)
    (isBinned, isWhole) = (other.isBinned, other.isWhole)
  }

  private static func areExact(_ values: [Double]) -> Bool {
    values.allSatisfy { $0 == $0.rounded() && $0.magnitude < largestExact }
  }

  /// The sum of large values may be infinite; their mean is not.
  private static func mean(_ values: [Double]) -> Double {
    let (sum, count) = (values.reduce(0, +), Double(values.count))
    return sum.isFinite ? sum / count : values.reduce(0) { $0 + $1 / count }
  }

  private static func bins(
    _ values: [Double], _ low: Double, _ high: Double, _ bins: Int
  ) -> [Bar] {
    // The ends may lie farther apart than any number is large.
    let half = (high - low).isFinite ? 1.0 : 2.0
    let width = (high / half - low / half) / Double(bins)
    guard width > 0 else {
      return [
        Bar(
          label: NumberText.shown(low), second: nil, height: Double(values.count), low: low,
          high: high)
      ]
    }
    var counts = [Double](repeating: 0, count: bins)
    for value in values { counts[min(Int((value / half - low / half) / width), bins - 1)] += 1 }
    let edges = (0...bins).map { (low / half + Double($0) * width) * half }
    let scale = NumberScale([low, high], step: width * half)
    return counts.enumerated().map { index, count in
      let (start, end) = (edges[index], index == bins - 1 ? high : edges[index + 1])
      return Bar(
        label: "\(scale.text(start)) to \(scale.text(end))", second: nil, height: count,
        low: start, high: end)
    }
  }

  package var sentence: String { sentence(of: "values", unit: "") }

  /// What is counted, how far it reaches and its mean, in one line.
  package func sentence(of plural: String, unit: String) -> String {
    guard total > 0, lowest.isFinite else { return "No values" }
    let unit = unit.isEmpty ? "" : " \(unit)"
    let noun = total == 1 ? Noun(plural).singular : plural
    let count = "\(NumberText.shown(total)) \(noun)"
    if lowest == highest {
      let value = NumberText.shown(lowest) + unit
      return total == 1 ? "\(count): \(value)" : "\(count), all \(value)"
    }
    let ends = NumberText.apart(lowest, highest)
    return "\(count) from \(ends.low) to \(ends.high)\(unit); mean \(NumberText.shown(mean))\(unit)"
  }

  /// Where a value lies along the bars, from 0 at the first's left to 1 at the last's right.
  ///
  /// Bars that are not ranges stand side by side whatever lies between their numbers, so the way
  /// from one middle to the next counts.
  package func share(of value: Double) -> Double? {
    guard value.isFinite, let first = bars.first, let last = bars.last else { return nil }
    if isBinned {
      let width = last.high / 2 - first.low / 2
      return width > 0 ? (value / 2 - first.low / 2) / width : nil
    }
    let middles = bars.map { $0.low / 2 + $0.high / 2 }
    guard zip(middles, middles.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    // What lies beyond the bars has no place among them.
    guard let left = middles.first, value >= left,
      let next = middles.firstIndex(where: { $0 >= value })
    else { return nil }
    let before = next == 0 ? 0 : (value - middles[next - 1]) / (middles[next] - middles[next - 1])
    return (Double(max(next - 1, 0)) + before + 0.5) / Double(bars.count)
  }
}
