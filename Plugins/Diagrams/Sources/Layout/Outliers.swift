internal import Foundation
internal import GraphvizKit

/// Draws in the few who lie far out, so that they do not take the room of all others.
enum Outliers {
  /// The share of people on either side that may be far out.
  private static let share = 0.01
  /// How far out they end up at the most, as a share of the width of all others.
  private static let room = 0.12

  /// Along each axis the order is kept, and so are distances among all but the outermost.
  static func drawnIn(_ points: [Point]) -> [Point] {
    zip(drawnIn(points.map(\.x)), drawnIn(points.map(\.y))).map { Point($0, $1) }
  }

  private static func drawnIn(_ values: [Double]) -> [Double] {
    let sorted = values.sorted()
    let rank = Int(share * Double(values.count))
    guard rank > 0, let low = sorted[safe: rank], let high = sorted[safe: values.count - 1 - rank],
      high > low
    else { return values }
    let most = room * (high - low)
    return values.map { value in
      let beyond = value > high ? value - high : value < low ? low - value : 0
      if beyond == 0 { return value }
      let drawn = most * (1 - exp(-beyond / most))
      return value > high ? high + drawn : low - drawn
    }
  }
}
