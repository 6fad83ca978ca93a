package import GraphvizKit

/// An upright rectangle on the canvas, in points from the lower left corner.
package struct Rect: Hashable {
  package var minX, minY, maxX, maxY: Double

  package init(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) {
    (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
  }
  package init(center: Point, width: Double, height: Double) {
    self.init(
      center.x - width / 2, center.y - height / 2, center.x + width / 2, center.y + height / 2)
  }

  package var width: Double { maxX - minX }
  package var height: Double { maxY - minY }
  package var center: Point { Point((minX + maxX) / 2, (minY + maxY) / 2) }

  func contains(_ point: Point) -> Bool {
    point.x > minX && point.x < maxX && point.y > minY && point.y < maxY
  }
  package func contains(_ other: Rect) -> Bool {
    other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY
  }
  /// The area that both cover.
  package func overlap(with other: Rect) -> Double {
    let width = min(maxX, other.maxX) - max(minX, other.minX)
    let height = min(maxY, other.maxY) - max(minY, other.minY)
    return width > 0 && height > 0 ? width * height : 0
  }
  /// How far `point` is outside; 0 inside.
  package func distance(to point: Point) -> Double {
    let dx = max(minX - point.x, 0, point.x - maxX)
    let dy = max(minY - point.y, 0, point.y - maxY)
    return (dx * dx + dy * dy).squareRoot()
  }
}

extension Point {
  init(_ x: Double, _ y: Double) { self.init(x: x, y: y) }
  static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  static func * (a: Point, k: Double) -> Point { Point(a.x * k, a.y * k) }
  var length: Double { (x * x + y * y).squareRoot() }
}

extension Canvas {
  mutating func fill(_ rect: Rect, _ color: Color) {
    rectangle(
      origin: Point(rect.minX, rect.minY), size: Size(width: rect.width, height: rect.height),
      fill: color)
  }

  mutating func text(
    _ spec: TextSpec, at position: Point, color: Color, anchor: TextAnchor = .left
  ) {
    text(
      spec.text, at: position, size: spec.size, color: color, anchor: anchor, bold: spec.bold)
  }
}
