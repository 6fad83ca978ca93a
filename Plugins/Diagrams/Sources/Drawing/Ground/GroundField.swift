package import GraphvizKit

/// How deep each point of a grid lies within a shape: positive inside, negative outside.
package struct GroundField {
  /// Contours are as exact as a hundredth of this, for the depth is followed between points.
  static let cell = 2.0
  /// How far outside depths are right; farther away all is outside.
  private static let margin = 4.0

  package let origin: Point
  package let columns, rows: Int
  package private(set) var depths: [Double]

  /// - Parameter box: holds all of the shape.
  package init(_ box: Rect) {
    let rim = Self.margin + 2 * Self.cell
    origin = Point(box.minX - rim, box.minY - rim)
    columns = Int(((box.width + 2 * rim) / Self.cell).rounded(.up)) + 1
    rows = Int(((box.height + 2 * rim) / Self.cell).rounded(.up)) + 1
    depths = Array(repeating: -2 * Self.margin, count: columns * rows)
  }

  package func point(_ column: Int, _ row: Int) -> Point {
    Point(origin.x + Double(column) * Self.cell, origin.y + Double(row) * Self.cell)
  }

  /// How deep a point lies, as at the nearest point of the grid; outside of it, far outside.
  package func depth(at point: Point) -> Double {
    let column = Int(((point.x - origin.x) / Self.cell).rounded())
    let row = Int(((point.y - origin.y) / Self.cell).rounded())
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return -2 * Self.margin }
    return depths[row * columns + column]
  }

  /// Adds a line with round ends; a disc when both ends are one.
  package mutating func add(from a: Point, to b: Point, halfWidth: Double) {
    let line = b - a
    let squared = max(line.x * line.x + line.y * line.y, 1e-9)
    let reach = halfWidth + Self.margin
    let box = Rect(
      min(a.x, b.x) - reach, min(a.y, b.y) - reach, max(a.x, b.x) + reach, max(a.y, b.y) + reach)
    deepen(box) { point in
      let offset = point - a
      let share = ((offset.x * line.x + offset.y * line.y) / squared).clamped(0, 1)
      return halfWidth - (offset - line * share).length
    }
  }

  /// Fills a triangle whose sides have been added.
  package mutating func fill(_ a: Point, _ b: Point, _ c: Point, depth: Double) {
    func side(_ a: Point, _ b: Point, _ point: Point) -> Bool {
      (b.x - a.x) * (point.y - a.y) > (b.y - a.y) * (point.x - a.x)
    }
    let box = Rect(
      min(a.x, b.x, c.x), min(a.y, b.y, c.y), max(a.x, b.x, c.x), max(a.y, b.y, c.y))
    deepen(box) { point in
      let first = side(a, b, point)
      return first == side(b, c, point) && first == side(c, a, point)
        ? depth : -.greatestFiniteMagnitude
    }
  }

  private mutating func deepen(_ box: Rect, _ depth: (Point) -> Double) {
    let left = max(0, Int(((box.minX - origin.x) / Self.cell).rounded(.down)))
    let right = min(columns - 1, Int(((box.maxX - origin.x) / Self.cell).rounded(.up)))
    let bottom = max(0, Int(((box.minY - origin.y) / Self.cell).rounded(.down)))
    let top = min(rows - 1, Int(((box.maxY - origin.y) / Self.cell).rounded(.up)))
    if left > right || bottom > top { return }
    for row in bottom...top {
      for column in left...right {
        let index = row * columns + column
        depths[index] = max(depths[index], depth(point(column, row)))
      }
    }
  }
}
