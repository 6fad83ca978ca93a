internal import Foundation
package import GraphvizKit

/// How much a card tells, from all lines to its title alone.
package enum PipelineDetail: CaseIterable {
  case rich, full, brief, title

  /// Of a card, in units.
  var size: Size {
    switch self {
    case .rich: Size(width: 172, height: 88)
    case .full: Size(width: 168, height: 70)
    case .brief: Size(width: 152, height: 50)
    case .title: Size(width: 122, height: 26)
    }
  }
  /// Between two rows of a folded pipeline.
  var rowGap: Double {
    switch self {
    case .rich, .full: 30
    case .brief: 24
    case .title: 18
    }
  }
  var gap: (across: Double, down: Double) {
    switch self {
    case .rich: (34, 26)
    case .full: (32, 22)
    case .brief: (30, 18)
    case .title: (24, 12)
    }
  }
}

/// Where cards lie and lines run: by Graphviz' `dot`, folded into rows where one row is wider than the page.
package struct PipelineLayout {
  package let cards: [Rect]
  /// Curves from card to card: a start, then two control points and an end for each piece.
  package let lines: [[Point]]
  package let detail: PipelineDetail
  /// Less than 1 where everything had to be made smaller to fit.
  package let scale: Double

  package init(_ graph: PipelineGraph, in area: Rect, _ worker: RenderWorker) throws {
    if graph.cards.isEmpty {
      (cards, lines, detail, scale) = ([], [], .rich, 1)
      return
    }
    for detail in PipelineDetail.allCases {
      let drawn = try DotPlan(graph, detail, worker)
      let folded = FoldedPlan(drawn, detail, width: area.width, rowGap: detail.rowGap)
      let isLast = detail == PipelineDetail.allCases.last
      if folded.size.height > area.height || folded.size.width > area.width + 0.5, !isLast {
        continue
      }
      self.detail = detail
      let share = min(1, area.height / folded.size.height, area.width / folded.size.width)
      scale = share
      let origin = Point(
        area.minX + (area.width - share * folded.size.width) / 2,
        area.minY + (area.height - share * folded.size.height) * 0.6)
      cards = folded.cards.map {
        Rect(
          origin.x + share * $0.minX, origin.y + share * $0.minY, origin.x + share * $0.maxX,
          origin.y + share * $0.maxY)
      }
      lines = folded.lines.map { $0.map { origin + $0 * share } }
      return
    }
    preconditionFailure("the last of the details is always taken")
  }
}

/// The places and curves that `dot` gives, in units from the lower left.
struct DotPlan {
  private(set) var centers: [Point] = []
  /// In the order of the links.
  private(set) var curves: [[Point]] = []
  let links: [(from: Int, to: Int)]

  init(_ graph: PipelineGraph, _ detail: PipelineDetail, _ worker: RenderWorker) throws {
    links = graph.links
    let (size, gap) = (detail.size, detail.gap)
    func inches(_ units: Double) -> String { DOTText.number(units / 72, decimals: 6) ?? "1" }
    var dot = """
      digraph {
      graph [rankdir=LR ranksep=\(inches(gap.across)) nodesep=\(inches(gap.down))];
      node [shape=box label="" fixedsize=true width=\(inches(size.width)) height=\(inches(size.height))];
      edge [dir=none headport=w tailport=e];

      """
    for index in graph.cards.indices { dot += "n\(index);\n" }
    for link in links { dot += "n\(link.from) -> n\(link.to);\n" }
    let answer = try worker.render(dot: dot + "}\n", engine: .dot, formats: [.plain])
    centers = Array(repeating: Point(0, 0), count: graph.cards.count)
    var found: [[Int]: [Point]] = [:]
    for line in String(decoding: answer[.plain], as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      func number(_ index: Int) -> Double { (Double(words[index]) ?? 0) * 72 }
      func node(_ index: Int) -> Int { Int(words[index].dropFirst()) ?? 0 }
      if words.first == "node", words.count > 3 {
        centers[node(1)] = Point(number(2), number(3))
      } else if words.first == "edge", words.count > 3, let count = Int(words[3]),
        words.count >= 4 + 2 * count
      {
        found[[node(1), node(2)]] = (0..<count).map {
          Point(number(4 + 2 * $0), number(5 + 2 * $0))
        }
      }
    }
    curves = links.map { found[[$0.from, $0.to]] ?? [] }
  }
}

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
    cards = centers.map { Rect(center: $0, width: card.width, height: card.height) }
    let router = RowRouter(
      cards: cards, rowOf: rowOf, tops: (0..<rowCount).map { spans[$0].high + lifts[$0] },
      bottoms: (0..<rowCount).map { spans[$0].low + lifts[$0] }, gap: step - card.width,
      rowGap: rowGap)
    for (link, curve) in zip(plan.links, plan.curves) {
      let (from, to) = (rowOf[link.from], rowOf[link.to])
      lines.append(
        from == to && curve.count > 3
          ? fitted(curve.map { moved($0, row: from) }, link) : router.line(link.from, link.to))
    }
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
