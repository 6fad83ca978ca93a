internal import GraphvizKit

/// A laid-out component on its way to the panel.
struct PackedBox {
  let members: [Int]
  let points: [Point]

  var extent: Rect {
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    return Rect(xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0)
  }
}

/// Puts components side by side on shelves, so that none lies on another.
enum ComponentPacking {
  /// Room around each component, in units of an edge's length.
  private static let margin = 0.9

  /// - Parameters:
  ///   - boxes: largest first.
  ///   - aspect: the width of the panel by its height.
  /// - Returns: each node with its place.
  static func packed(_ boxes: [PackedBox], aspect: Double) -> [(node: Int, point: Point)] {
    let extents = boxes.map(\.extent)
    let area = extents.reduce(0) {
      $0 + ($1.width + 2 * margin) * ($1.height + 2 * margin)
    }
    let widest = extents.map { $0.width + 2 * margin }.max() ?? 0
    let shelfWidth = max(widest, (area * aspect * 1.1).squareRoot())
    var (x, y, shelfHeight) = (0.0, 0.0, 0.0)
    var placed: [(Int, Point)] = []
    // Tall ones first on a shelf waste least room; the largest keeps its place at the start.
    for (box, extent) in zip(boxes, extents) {
      let (width, height) = (extent.width + 2 * margin, extent.height + 2 * margin)
      if x > 0, x + width > shelfWidth {
        (x, y, shelfHeight) = (0, y - shelfHeight, 0)
      }
      let origin = Point(x + margin - extent.minX, y - margin - extent.maxY)
      for (member, point) in zip(box.members, box.points) {
        placed.append((member, point + origin))
      }
      x += width
      shelfHeight = max(shelfHeight, height)
    }
    return placed
  }
}
