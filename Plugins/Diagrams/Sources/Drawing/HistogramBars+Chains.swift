/// Bars that stand for chains: both units, and the six of the six degrees of separation.
extension HistogramBars {
  /// As far as `value`, with empty bars where there are none: so that a value beyond the bars finds
  /// its place on the line of whole numbers.
  package func reaching(_ value: Double, second: (Double) -> Double) -> HistogramBars {
    let places = bars.map { $0.low / 2 + $0.high / 2 }
    let isRow = zip(places, places.dropFirst()).allSatisfy { $1 == $0 + 1 }
    guard isWhole, !isBinned, isRow, let first = places.first, let last = places.last else {
      return self
    }
    let distance = max(value - last, first - value)
    guard distance > 0, distance < 50 else { return self }
    let hasSecond = bars.contains { $0.second != nil }
    let start = value > last ? last + 1 : value
    let added = (0..<Int(distance)).map { offset -> Bar in
      let place = start + Double(offset)
      return Bar(
        label: NumberText.whole(place), second: hasSecond ? NumberText.whole(second(place)) : nil,
        height: 0, low: place - 0.5, high: place + 0.5)
    }
    return HistogramBars(self, bars: value > last ? bars + added : added + bars)
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
