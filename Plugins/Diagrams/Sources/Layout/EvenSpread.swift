internal import GraphvizKit

/// Moves places apart where they crowd and together where they are far out, their order from left to
/// right and from below to above kept.
enum EvenSpread {
  /// - Parameter share: 0 leaves all as it is, 1 makes each direction even.
  static func spread(
    _ points: [Point], over panel: Rect, by share: Double, margin: Double
  ) -> [Point] {
    let xs = evened(
      points.map(\.x), from: panel.minX + margin, to: panel.maxX - margin, by: share)
    let ys = evened(
      points.map(\.y), from: panel.minY + margin, to: panel.maxY - margin, by: share)
    return zip(xs, ys).map { Point($0, $1) }
  }

  private static func evened(
    _ values: [Double], from low: Double, to high: Double, by share: Double
  ) -> [Double] {
    guard values.count > 2, let least = values.min(), let most = values.max(), least < most,
      low < high
    else { return values }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var result = values
    var first = 0
    while first < order.count {
      // Equal values stay equal: all get the middle of their ranks.
      var last = first
      while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
      let rank = Double(first + last) / 2 / Double(order.count - 1)
      let plain = (values[order[first]] - least) / (most - least)
      let place = low + (plain * (1 - share) + rank * share) * (high - low)
      for index in order[first...last] { result[index] = place }
      first = last + 1
    }
    return result
  }
}
