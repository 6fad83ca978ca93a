/// Bars that stand for chains: both units, and the six of the six degrees of separation.
extension HistogramBars {
  /// Up to `last`, with empty bars where there are none: so that a value beyond the bars finds its
  /// place on the line of whole numbers.
  package func reaching(_ last: Double, second: (Double) -> Double) -> HistogramBars {
    let places = bars.map { $0.low / 2 + $0.high / 2 }
    let isRow = zip(places, places.dropFirst()).allSatisfy { $1 == $0 + 1 }
    guard isWhole, !isBinned, isRow, let end = places.last, end < last, last - end < 50 else {
      return self
    }
    let hasSecond = bars.contains { $0.second != nil }
    let added = (1...Int(last - end)).map { offset -> Bar in
      let value = end + Double(offset)
      return Bar(
        label: NumberText.whole(value), second: hasSecond ? NumberText.whole(second(value)) : nil,
        height: 0, low: value - 0.5, high: value + 0.5)
    }
    return HistogramBars(self, bars: bars + added)
  }

  /// What lies between the lower and the upper half; for bars of given heights the first value that
  /// half of all is within.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.filter(\.isFinite).sorted()
    if sorted.isEmpty { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }

  static func median(at places: [Double], heights: [Double]) -> Double {
    let order = places.indices.sorted { places[$0] < places[$1] }
    let half = heights.reduce(0) { $0 + max(0, $1) } / 2
    var sum = 0.0
    for index in order where heights[index] > 0 {
      sum += heights[index]
      // A sum of shares may miss the half by its last digit.
      if sum >= half * (1 - 1e-12) { return places[index] }
    }
    return .nan
  }
}
