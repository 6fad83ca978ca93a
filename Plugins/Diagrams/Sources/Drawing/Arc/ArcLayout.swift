package import GraphvizKit

/// Where the people of an arc diagram stand, which of them are named, and how far arcs reach.
package struct ArcLayout {
  /// The height of each person's row.
  package let rows: [Double]
  /// The distance of two rows.
  package let step: Double
  /// Whether rows are too near for a name in each.
  package let isTight: Bool
  /// The lines that dots stand on: arcs to the left, arcs to the right.
  package let rails: (left: Double, right: Double)
  /// How far an arc reaches aside, as a share of half the distance between its rows.
  package let bulge: Double
  /// Those who are named, and the height of their names.
  package let names: [(person: Int, y: Double)]

  /// The least distance of two names, and the length of the lines that lead to those beside their row.
  private static let (pitch, lead) = (12.0, 20.0)
  /// How far a name may stand from its row.
  private static let away = 14.0

  /// - Parameters:
  ///   - blocks: of each person; another block begins after a gap.
  ///   - ranked: people, the most important first.
  ///   - widths: of the names of all people: which of them are named is found out here.
  package init(
    blocks: [Int], ranked: [Int], labels: Int, widths: [Double], arcs: [Arc], isDirected: Bool,
    area: Rect
  ) {
    let count = blocks.count
    let changes = zip(blocks, blocks.dropFirst()).count { $0 != $1 }
    // Half a row between two groups; not between people who stand by another column.
    let gap = changes < max(12, count / 6) ? 0.7 : 0
    let units = Double(max(1, count)) + gap * Double(changes)
    step = min(34, area.height / units)
    var y = area.center.y + step * units / 2 - step / 2
    var rows: [Double] = []
    for index in blocks.indices {
      if index > 0 { y -= step * (blocks[index] != blocks[index - 1] ? 1 + gap : 1) }
      rows.append(y)
    }
    isTight = step < Self.pitch
    names =
      isTight
      ? Self.names(ranked, labels, rows, area)
      : ranked.prefix(labels).sorted().map { ($0, rows[$0]) }
    let named = names
    let lead = named.isEmpty ? 0 : isTight ? Self.lead : 9
    let width = named.map { widths[$0.person] }.max() ?? 0
    let band = named.isEmpty ? 0 : width + lead * (isDirected ? 2 : 1)
    let (ups, downs) = (arcs.filter { isDirected && $0.from > $0.to }, arcs)
    func reach(_ arcs: [Arc]) -> Double {
      arcs.map { abs(rows[$0.from] - rows[$0.to]) / 2 }.max() ?? 0
    }
    let (left, right) = (reach(ups), reach(isDirected ? downs.filter { $0.from < $0.to } : downs))
    let free = area.width - band - 12
    bulge = left + right > 0 ? min(3.2, free / (left + right)) : 1
    // What arcs leave free is left free at both sides.
    let used = band + 12 + bulge * (left + right)
    let start = area.minX + (area.width - used) / 2 + 6
    let leftRail = start + bulge * left
    rails = (isDirected ? leftRail : leftRail + band, leftRail + band)
    self.rows = rows
  }

  /// The most important people, as far as all names stay near their rows.
  private static func names(
    _ ranked: [Int], _ labels: Int, _ rows: [Double], _ area: Rect
  ) -> [(person: Int, y: Double)] {
    var named: [Int] = []
    var heights: [Double] = []
    for person in ranked where named.count < min(labels, Int(area.height / pitch)) {
      let some = (named + [person]).sorted()
      let places = Spacing.apart(
        some.map { -rows[$0] }, by: pitch, from: -area.maxY + 5, to: -area.minY - 5
      ).map { -$0 }
      if zip(some, places).allSatisfy({ abs(rows[$0] - $1) <= away }) {
        (named, heights) = (some, places)
      }
    }
    return zip(named, heights).map { ($0, $1) }
  }

  /// The way of an arc: at the left when it goes up.
  package func curve(_ arc: Arc, isDirected: Bool) -> CubicBezier {
    let isLeft = isDirected && arc.from > arc.to
    let x = isLeft ? rails.left : rails.right
    let (a, b) = (rows[arc.from], rows[arc.to])
    let aside = bulge * abs(a - b) / 2 * 4 / 3 * (isLeft ? -1 : 1)
    return CubicBezier(
      start: Point(x, a), control1: Point(x + aside, a), control2: Point(x + aside, b),
      end: Point(x, b))
  }
}
