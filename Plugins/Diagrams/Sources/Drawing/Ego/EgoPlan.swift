internal import GraphvizKit

/// Where rings, their names and their key lie on a page.
struct EgoPlan {
  let center: Point
  /// How much larger rings are drawn than on a wide slide.
  let scale: Double
  /// What names stay within.
  let names: Rect
  let key: [Rect]
  /// Where a key beside the rings begins.
  let keyTop: Double

  /// From the middle to the outer edge of the last ring's ground, on a wide slide.
  private static let reach = 212.0
  /// Half of what rings and the names beside them need.
  private static let half = 240.0

  init(_ page: Page) {
    let areas = page.keyed(
      width: 244, gap: page.hasKeyBelow ? 32 : 10, height: 190, below: 82, above: 28)
    let area = areas.drawing
    keyTop = page.height - 120
    if page.hasKeyBelow {
      center = area.center
      scale = min(area.height / 2 / Self.reach, area.width / 2 / Self.half)
      names = Rect(20, area.minY, page.width - 20, area.maxY)
      // What is written into the key ends higher than the foot of the column.
      key = areas.key.map { Rect($0.minX, $0.minY, $0.maxX, $0.maxY - 6) }
    } else {
      center = Point((page.width - 308) / 2, page.height / 2 - 30)
      scale = min((center.y - 28) / Self.reach, center.x / Self.half)
      names = Rect(20, 28, page.width - 310, page.height - 82)
      key = areas.key
    }
  }
}
