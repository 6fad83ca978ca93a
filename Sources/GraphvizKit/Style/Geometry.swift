internal import Foundation

/// A place on the canvas in points; the origin is the bottom left corner.
public struct Point: Sendable, Hashable {
  public var x, y: Double

  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  public func distance(to other: Point) -> Double { hypot(other.x - x, other.y - y) }

  /// The point at `share` (0...1) of the way to `other`.
  public func toward(_ other: Point, _ share: Double) -> Point {
    Point(x: x + (other.x - x) * share, y: y + (other.y - y) * share)
  }
}

/// Width and height in points.
public struct Size: Sendable, Hashable {
  public var width, height: Double

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// A 16:9 slide: 1920 x 1080 pixels at 144 dots per inch.
  public static let slide = Size(width: 960, height: 540)
}

/// A cubic Bezier curve.
public struct CubicBezier: Sendable, Hashable {
  public var start, control1, control2, end: Point

  public init(start: Point, control1: Point, control2: Point, end: Point) {
    self.start = start
    self.control1 = control1
    self.control2 = control2
    self.end = end
  }

  /// An arc whose middle lies to the left of the way from `start` to `end`.
  ///
  /// - Parameter bend: height of the control polygon over the chord, as a share of the chord's
  ///   length; 0 is a straight line, negative values bend to the right.
  public init(from start: Point, to end: Point, bend: Double = 0) {
    let middle = start.toward(end, 0.5)
    let apex = Point(
      x: middle.x - (end.y - start.y) * bend, y: middle.y + (end.x - start.x) * bend)
    self.init(
      start: start, control1: start.toward(apex, 2 / 3), control2: end.toward(apex, 2 / 3),
      end: end)
  }

  /// The point at parameter `t` (0...1).
  public func point(at t: Double) -> Point {
    let a = start.toward(control1, t)
    let b = control1.toward(control2, t)
    let c = control2.toward(end, t)
    return a.toward(b, t).toward(b.toward(c, t), t)
  }

  /// The part of the curve between two parameters (de Casteljau).
  public func part(from low: Double, to high: Double) -> CubicBezier {
    head(high).reversed.head(high > 0 ? 1 - low / high : 0).reversed
  }

  /// The curve without the parts closer than `startGap` points to its start and `endGap` points
  /// to its end, such as the radii of the circles it joins.
  ///
  /// A curve too short for both gaps is returned whole.
  public func trimmed(startGap: Double, endGap: Double) -> CubicBezier {
    let low = parameter(leaving: startGap)
    let high = 1 - reversed.parameter(leaving: endGap)
    return low < high ? part(from: low, to: high) : self
  }

  private var reversed: CubicBezier {
    CubicBezier(start: end, control1: control2, control2: control1, end: start)
  }

  /// The part from the start to parameter `t`.
  private func head(_ t: Double) -> CubicBezier {
    let a = start.toward(control1, t)
    let b = a.toward(control1.toward(control2, t), t)
    return CubicBezier(start: start, control1: a, control2: b, end: point(at: t))
  }

  /// The first parameter, to within a thousandth, whose point is `gap` away from the start.
  private func parameter(leaving gap: Double) -> Double {
    guard gap > 0 else { return 0 }
    var (low, high) = (0.0, 1.0)
    guard
      let step = (1...32).first(where: { point(at: Double($0) / 32).distance(to: start) >= gap })
    else { return 1 }
    (low, high) = (Double(step - 1) / 32, Double(step) / 32)
    while high - low > 1e-3 {
      let middle = (low + high) / 2
      if point(at: middle).distance(to: start) < gap { low = middle } else { high = middle }
    }
    return high
  }
}
