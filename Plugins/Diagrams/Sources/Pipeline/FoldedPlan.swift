internal import GraphvizKit

/// A plan cut into rows of so many columns as the page is wide.
struct FoldedPlan {
  private(set) var cards: [Rect] = []
  private(set) var lines: [[Point]] = []
  private(set) var size = Size(width: 0, height: 0)

  init(_ plan: DotPlan, _ detail: PipelineDetail, width: Double, rowGap: Double) {
    let card = detail.size
    let columns = Set(plan.centers.map { $0.x.rounded() }).sorted()
    let pitch = card.width + detail.gap.across
    let perRow = max(1, Int(((width + detail.gap.across) / pitch).rounded(.down)))
    let rowCount = (columns.count + perRow - 1) / perRow
    // Rows of like length: a last row of one card would look forgotten.
    let used = (columns.count + rowCount - 1) / rowCount
    let columnOf = plan.centers.map { columns.firstIndex(of: $0.x.rounded()) ?? 0 }
    let rowOf = columnOf.map { $0 / used }
    // Where there is room, the columns stand further apart.
    let wide = used > 1 ? min(72 + card.width, (width - card.width) / Double(used - 1)) : pitch
    let step = max(pitch, wide)

    /// The heights that the cards and inner curves of each row take up.
    var spans = Array(repeating: (low: Double.infinity, high: -Double.infinity), count: rowCount)
    func widen(_ row: Int, _ low: Double, _ high: Double) {
      spans[row] = (min(spans[row].low, low), max(spans[row].high, high))
    }
    for (index, center) in plan.centers.enumerated() {
      widen(rowOf[index], center.y - card.height / 2, center.y + card.height / 2)
    }
    for (link, curve) in zip(plan.links, plan.curves) where rowOf[link.from] == rowOf[link.to] {
      for point in curve { widen(rowOf[link.from], point.y, point.y) }
    }
    var lifts: [Double] = []
    var below = 0.0
    for row in (0..<rowCount).reversed() {
      lifts.append(below - spans[row].low)
      below += spans[row].high - spans[row].low + rowGap
    }
    lifts.reverse()
    size = Size(
      width: Double(used - 1) * step + card.width, height: below - rowGap)

    /// Columns are moved apart evenly; what lies between two of them moves with its share.
    func moved(_ point: Point, row: Int) -> Point {
      let first = columns[row * used]
      let place = (point.x - first) / (columns.count > 1 ? columns[1] - columns[0] : 1)
      return Point(place * step + card.width / 2, point.y + lifts[row])
    }
    let centers = plan.centers.indices.map { moved(plan.centers[$0], row: rowOf[$0]) }
    let heights = Self.aligned(centers.map(\.y), within: card.height / 4)
    cards = zip(centers, heights).map {
      Rect(center: Point($0.x, $1), width: card.width, height: card.height)
    }
    let router = RowRouter(
      cards: cards, rowOf: rowOf, tops: (0..<rowCount).map { spans[$0].high + lifts[$0] },
      bottoms: (0..<rowCount).map { spans[$0].low + lifts[$0] }, gap: step - card.width,
      rowGap: rowGap)
    for (link, curve) in zip(plan.links, plan.curves) {
      let (from, to) = (rowOf[link.from], rowOf[link.to])
      if from != to || curve.count < 4 {
        lines.append(router.line(link.from, link.to))
      } else if columnOf[link.to] == columnOf[link.from] + 1 {
        lines.append(direct(link))
      } else {
        lines.append(fitted(curve.map { moved($0, row: from) }, link))
      }
    }
  }

  /// Heights that differ by little become one, so that rows of cards are rows.
  private static func aligned(_ heights: [Double], within distance: Double) -> [Double] {
    var result = heights
    var group: [Int] = []
    func settle() {
      let mean = group.reduce(0) { $0 + heights[$1] } / Double(max(1, group.count))
      for index in group { result[index] = mean }
    }
    for index in heights.indices.sorted(by: { (heights[$0], $0) < (heights[$1], $1) }) {
      if let first = group.first, heights[index] - heights[first] > distance {
        settle()
        group = []
      }
      group.append(index)
    }
    settle()
    return result
  }

  /// From one column to the next, where nothing lies between.
  private func direct(_ link: (from: Int, to: Int)) -> [Point] {
    let (start, end) = (cards[link.from], cards[link.to])
    let middle = (start.maxX + end.minX) / 2
    return [
      Point(start.maxX, start.center.y), Point(middle, start.center.y),
      Point(middle, end.center.y), Point(end.minX, end.center.y),
    ]
  }

  /// Ends exactly at the cards, whose width has not grown with the space between them.
  private func fitted(_ curve: [Point], _ link: (from: Int, to: Int)) -> [Point] {
    var curve = curve
    let (start, end) = (cards[link.from], cards[link.to])
    curve = curve.map {
      Point(min(max($0.x, start.maxX), end.minX), $0.y)
    }
    curve[0] = Point(start.maxX, start.center.y)
    curve[curve.count - 1] = Point(end.minX, end.center.y)
    return curve
  }
}
