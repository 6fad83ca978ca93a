internal import GraphvizKit

/// Ways from row to row: down beside a column, along between the rows, and down beside the next column, so that no
/// card is crossed.
struct RowRouter {
  let cards: [Rect]
  let rowOf: [Int]
  /// Of the rows, by their number from above.
  let tops, bottoms: [Double]
  let gap: Double
  let rowGap: Double

  func line(_ from: Int, _ to: Int) -> [Point] {
    let start = Point(cards[from].maxX, cards[from].center.y)
    let end = Point(cards[to].minX, cards[to].center.y)
    let (row, last) = (rowOf[from], rowOf[to])
    let away = min(gap / 2, 14)
    let under = bottoms[row] - rowGap / 2
    var corners = [
      start, Point(start.x + away, start.y), Point(start.x + away, under),
    ]
    if last > row + 1 {
      // Past the rows between, along the left edge.
      let over = tops[last] + rowGap / 2
      corners += [Point(-8, under), Point(-8, over), Point(end.x - away, over)]
    } else {
      corners.append(Point(end.x - away, under))
    }
    corners += [Point(end.x - away, end.y), end]
    return Self.rounded(corners, radius: 8)
  }

  /// A way with round corners, as curves.
  static func rounded(_ corners: [Point], radius: Double) -> [Point] {
    var points = [corners[0]]
    func straight(to end: Point) {
      let start = points[points.count - 1]
      points += [start.toward(end, 1 / 3), start.toward(end, 2 / 3), end]
    }
    for index in 1..<(corners.count - 1) {
      let (before, corner, after) = (corners[index - 1], corners[index], corners[index + 1])
      let (arriving, leaving) = (before.distance(to: corner), corner.distance(to: after))
      let reach = min(radius, arriving / 2, leaving / 2)
      if reach < 0.01 { continue }
      let (start, end) = (
        corner.toward(before, reach / arriving), corner.toward(after, reach / leaving)
      )
      straight(to: start)
      points += [start.toward(corner, 0.55), end.toward(corner, 0.55), end]
    }
    straight(to: corners[corners.count - 1])
    return points
  }
}
