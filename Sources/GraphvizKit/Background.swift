/// Shapes and texts under the graph, as a program in Graphviz's xdot language.
///
/// It is drawn in order. Anything outside the canvas would enlarge it, so shapes are clamped.
public struct Background: Sendable {
  public enum Anchor: Int, Sendable { case left = -1, center, right }

  private var operations: [String] = []
  private let canvas: Rect

  init(canvas: Rect) { self.canvas = canvas }

  var program: String { operations.joined(separator: " ") }

  public mutating func polygon(_ points: [Point], fill: Color, outline: Double = 0) {
    paint(fill, width: outline)
    add("P \(points.count) " + coordinates(points))
  }

  public mutating func rectangle(_ rect: Rect, fill: Color) {
    polygon(
      [
        Point(rect.minX, rect.minY), Point(rect.maxX, rect.minY), Point(rect.maxX, rect.maxY),
        Point(rect.minX, rect.maxY),
      ], fill: fill)
  }

  public mutating func circle(_ center: Point, radius: Double, fill: Color) {
    paint(fill, width: 0)
    let center = clamped(center, margin: radius)
    add("E \(numbers([center.x, center.y, radius, radius]))")
  }

  public mutating func line(_ points: [Point], color: Color, width: Double, isDashed: Bool = false)
  {
    pen(color, width: width, isDashed: isDashed)
    add("L \(points.count) " + coordinates(points))
  }

  /// - Parameter points: 3k + 1 control points.
  public mutating func curve(_ points: [Point], color: Color, width: Double) {
    pen(color, width: width, isDashed: false)
    add("B \(points.count) " + coordinates(points))
  }

  /// - Parameter position: the middle of the text's height, at the anchor's side.
  public mutating func text(
    _ text: TextSpec, at position: Point, color: Color, anchor: Anchor = .left
  ) {
    let clean = DOT.printable(text.text)
    if clean.isEmpty { return }
    // Graphviz draws text somewhat above the height given: this puts its middle where it belongs.
    let baseline = clamped(Point(position.x, position.y - text.size * 0.55), margin: 0)
    add("F \(DOT.number(text.size)) \(counted(DOT.font))")
    add("t \(text.isBold ? 1 : 0)")
    add("c \(counted(color.hex))")
    add("T \(numbers([baseline.x, baseline.y])) \(anchor.rawValue) 10 \(counted(clean))")
  }

  /// Fill and pen in one color; the pen of the shape before would stroke this one too.
  private mutating func paint(_ color: Color, width: Double) {
    pen(color, width: width, isDashed: false)
    add("C \(counted(color.hex))")
  }

  private mutating func pen(_ color: Color, width: Double, isDashed: Bool) {
    add("c \(counted(color.hex))")
    add("S \(counted("setlinewidth(\(DOT.number(width)))"))")
    add("S \(counted(isDashed ? "dashed" : "solid"))")
  }

  private mutating func add(_ operation: String) { operations.append(operation) }

  /// A text behind its number of bytes.
  private func counted(_ text: String) -> String { "\(text.utf8.count) -\(text)" }

  private func numbers(_ values: [Double]) -> String {
    values.map(DOT.number).joined(separator: " ")
  }

  private func coordinates(_ points: [Point]) -> String {
    points.map { clamped($0, margin: 0) }.map { numbers([$0.x, $0.y]) }.joined(separator: " ")
  }

  private func clamped(_ point: Point, margin: Double) -> Point {
    Point(
      min(max(point.x, canvas.minX + margin), canvas.maxX - margin),
      min(max(point.y, canvas.minY + margin), canvas.maxY - margin))
  }
}
