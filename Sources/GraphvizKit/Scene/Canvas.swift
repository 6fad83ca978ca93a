internal import Foundation

/// What lies under the nodes and edges of a ``Scene``: shapes and anchored text, painted in the
/// order of the calls.
///
/// A program in the xdot language for Graphviz's `_background`. Shapes may reach over the edge of
/// the canvas and are cut there; anchors of texts are moved into the canvas.
public struct Canvas: Sendable {
  /// A text as it was placed, for checks of the finished drawing.
  public struct PlacedText: Sendable, Hashable {
    public let spec: TextSpec
    /// Left end, middle or right end, at half the height of the capitals.
    public let position: Point
    public let anchor: TextAnchor
    public let color: Color
    /// How many of ``Canvas/fills`` are painted under it.
    public let fillsBelow: Int
  }

  /// A filled shape as it was painted, for checks of the finished drawing.
  public struct PlacedFill: Sendable, Hashable {
    /// Its outline; curves are followed in short steps.
    public let corners: [Point]
    public let color: Color

    public init(corners: [Point], color: Color) { (self.corners, self.color) = (corners, color) }

    /// Whether a point lies on it (even-odd).
    public func contains(_ point: Point) -> Bool {
      var isInside = false
      var last = corners.count - 1
      for index in corners.indices {
        let (a, b) = (corners[index], corners[last])
        if (a.y > point.y) != (b.y > point.y),
          point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
        {
          isInside.toggle()
        }
        last = index
      }
      return isInside
    }
  }

  public let size: Size
  public private(set) var texts: [PlacedText] = []
  public private(set) var fills: [PlacedFill] = []
  private(set) var program = ""
  /// Whether a coordinate was not a finite number.
  private(set) var isBroken = false
  private var pen: Pen

  /// - Parameter families: the typefaces of its texts.
  public init(size: Size, families: String = Typeface.families) {
    (self.size, pen) = (size, Pen(families: families))
  }

  /// A closed polygon; painted only with a fill, a stroke or both.
  public mutating func polygon(_ points: [Point], fill: Color? = nil, stroke: Stroke? = nil) {
    guard points.count > 2, prepare(fill, stroke) else { return }
    shape(fill == nil ? "p" : "P", points)
    if let fill { fills.append(PlacedFill(corners: points, color: fill)) }
  }

  public mutating func polyline(_ points: [Point], stroke: Stroke) {
    guard points.count > 1, prepare(nil, stroke) else { return }
    shape("L", points)
  }

  /// Cubic Bezier curves joined end to end.
  ///
  /// - Parameter points: a start, then two control points and an end for each curve.
  public mutating func bezier(_ points: [Point], fill: Color? = nil, stroke: Stroke? = nil) {
    guard points.count > 3, points.count % 3 == 1, prepare(fill, stroke) else { return }
    shape(fill == nil ? "B" : "b", points)
    guard let fill else { return }
    let curves = stride(from: 0, to: points.count - 1, by: 3).map {
      CubicBezier(
        start: points[$0], control1: points[$0 + 1], control2: points[$0 + 2], end: points[$0 + 3])
    }
    let corners = curves.flatMap { curve in (0..<8).map { curve.point(at: Double($0) / 8) } }
    fills.append(PlacedFill(corners: corners, color: fill))
  }

  public mutating func curve(_ curve: CubicBezier, stroke: Stroke) {
    bezier([curve.start, curve.control1, curve.control2, curve.end], stroke: stroke)
  }

  public mutating func ellipse(
    center: Point, radiusX: Double, radiusY: Double, fill: Color? = nil, stroke: Stroke? = nil
  ) {
    guard prepare(fill, stroke) else { return }
    emit(fill == nil ? "e" : "E")
    for value in [center.x, center.y, radiusX, radiusY] { emit(value) }
    guard let fill else { return }
    let corners = (0..<16).map { step in
      let angle = Double(step) * .pi / 8
      return Point(x: center.x + radiusX * cos(angle), y: center.y + radiusY * sin(angle))
    }
    fills.append(PlacedFill(corners: corners, color: fill))
  }

  public mutating func circle(
    center: Point, radius: Double, fill: Color? = nil, stroke: Stroke? = nil
  ) {
    ellipse(center: center, radiusX: radius, radiusY: radius, fill: fill, stroke: stroke)
  }

  /// A shape as large as the circle; a circle where the shape has no corners.
  public mutating func mark(
    _ shape: NodeShape, center: Point, radius: Double, fill: Color? = nil, stroke: Stroke? = nil
  ) {
    let corners = shape.corners(center: center, radius: radius * 1.18)
    if corners.isEmpty {
      circle(center: center, radius: radius, fill: fill, stroke: stroke)
    } else {
      polygon(corners, fill: fill, stroke: stroke)
    }
  }

  /// - Parameter origin: the bottom left corner.
  public mutating func rectangle(
    origin: Point, size: Size, fill: Color? = nil, stroke: Stroke? = nil
  ) {
    let (right, top) = (origin.x + size.width, origin.y + size.height)
    polygon(
      [origin, Point(x: right, y: origin.y), Point(x: right, y: top), Point(x: origin.x, y: top)],
      fill: fill, stroke: stroke)
  }

  /// One line of text; line breaks become spaces.
  ///
  /// - Parameter position: where `anchor` of the text lies, at half the height of the capitals.
  public mutating func text(
    _ text: String, at position: Point, size fontSize: Double, color: Color,
    anchor: TextAnchor = .left, bold: Bool = false
  ) {
    if text.isEmpty { return }
    let x = min(max(position.x, 0), size.width)
    let y = min(max(position.y, 0), size.height)
    texts.append(
      PlacedText(
        spec: TextSpec(text, size: fontSize, bold: bold), position: Point(x: x, y: y),
        anchor: anchor, color: color, fillsBelow: fills.count))
    write(pen.font(fontSize))
    write(pen.bold(bold))
    write(pen.color(color))
    emit("T")
    emit(x)
    // Graphviz draws 0.2 of the font size above the given height, and capitals of Inter are
    // 0.7 of it high.
    emit(y - 0.55 * fontSize)
    // The width is only needed for plain-text output.
    emit("\(anchor.rawValue) 10 " + Pen.counted(DOTText.parted(DOTText.clean(text))))
  }

  /// Sets colors and line; false when there is nothing to paint.
  private mutating func prepare(_ fill: Color?, _ stroke: Stroke?) -> Bool {
    if fill == nil && stroke == nil { return false }
    if let fill { write(pen.fill(fill)) }
    write(pen.color(stroke?.color ?? .transparent))
    // Without a stroke the line of the shape before would still be drawn around a fill.
    write(pen.line(stroke?.pattern ?? .solid, stroke?.width ?? 0))
    return true
  }

  private mutating func shape(_ operation: String, _ points: [Point]) {
    emit("\(operation) \(points.count)")
    for point in points {
      emit(point.x)
      emit(point.y)
    }
  }

  private mutating func write(_ change: String?) {
    if let change { emit(change) }
  }

  private mutating func emit(_ word: String) {
    program += word
    program += " "
  }

  private mutating func emit(_ value: Double) {
    guard let digits = DOTText.number(value) else { return isBroken = true }
    emit(digits)
  }
}
