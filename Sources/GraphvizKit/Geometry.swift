/// A place on the canvas, in points from the lower left corner.
public struct Point: Sendable, Hashable {
  public var x, y: Double
  public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
  public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  public static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  public static func * (a: Point, k: Double) -> Point { Point(a.x * k, a.y * k) }
  public var length: Double { (x * x + y * y).squareRoot() }
  public func distance(to other: Point) -> Double { (self - other).length }
}

/// An upright rectangle, in points.
public struct Rect: Sendable, Hashable {
  public var minX, minY, maxX, maxY: Double
  public init(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) {
    (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
  }
  public init(center: Point, width: Double, height: Double) {
    self.init(
      center.x - width / 2, center.y - height / 2, center.x + width / 2, center.y + height / 2)
  }
  public var width: Double { maxX - minX }
  public var height: Double { maxY - minY }
  public var center: Point { Point((minX + maxX) / 2, (minY + maxY) / 2) }
  public func contains(_ point: Point) -> Bool {
    point.x > minX && point.x < maxX && point.y > minY && point.y < maxY
  }
  public func contains(_ other: Rect) -> Bool {
    other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY
  }
  /// The area that both cover.
  public func overlap(with other: Rect) -> Double {
    let width = min(maxX, other.maxX) - max(minX, other.minX)
    let height = min(maxY, other.maxY) - max(minY, other.minY)
    return width > 0 && height > 0 ? width * height : 0
  }
  /// How far `point` is outside; 0 inside.
  public func distance(to point: Point) -> Double {
    let dx = max(minX - point.x, 0, point.x - maxX)
    let dy = max(minY - point.y, 0, point.y - maxY)
    return (dx * dx + dy * dy).squareRoot()
  }
}

/// The four control points of an arc from `a` to `b`, bent to the left by a share of its length.
public func arc(from a: Point, to b: Point, bend: Double) -> [Point] {
  let middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
  let control = Point(middle.x - (b.y - a.y) * bend, middle.y + (b.x - a.x) * bend)
  return [a, a + (control - a) * (2 / 3), b + (control - b) * (2 / 3), b]
}
