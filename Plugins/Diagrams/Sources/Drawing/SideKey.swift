internal import GraphvizKit

/// The column at the right of a plot: what colors and sizes mean, from above to below.
struct SideKey {
  private(set) var left, right: Double
  /// Where the next entry stands.
  private(set) var y: Double
  private let theme: Theme
  private let worker: RenderWorker

  /// The columns beyond the one being written.
  private var rest: ArraySlice<Rect> = []
  private var isEmpty = true

  init(left: Double, right: Double, top: Double, theme: Theme, _ worker: RenderWorker) {
    (self.left, self.right, y) = (left, right, top)
    (self.theme, self.worker) = (theme, worker)
  }

  /// - Parameters:
  ///   - columns: of ``Page/keyed(width:gap:height:below:above:)``; each head below a drawing begins
  ///     the next one.
  ///   - top: where a column beside the drawing begins.
  init(_ columns: [Rect], beside top: Double, theme: Theme, _ worker: RenderWorker) {
    let first = columns.first ?? Rect(0, 0, 0, 0)
    let isBelow = theme.page.hasKeyBelow
    self.init(
      left: first.minX, right: first.maxX, top: isBelow ? first.maxY : top, theme: theme, worker)
    rest = isBelow ? columns.dropFirst() : []
  }

  private mutating func nextColumn() {
    if !isEmpty, let next = rest.popFirst() {
      (left, right, y) = (next.minX, next.maxX, next.maxY)
    }
    isEmpty = false
  }

  mutating func head(_ text: String, on scene: inout Scene) throws {
    nextColumn()
    let title = text.replacing("_", with: " ").uppercased()
    let fitted = try TextFitting.fitted(
      [.init(text: title, sizes: [12], isBold: true, width: right - left)], worker)
    scene.background.text(fitted[0], at: Point(left, y), color: theme.secondary)
    y -= 25
  }

  mutating func skip(_ height: Double) { y -= height }

  struct Entry {
    let name: String
    let color: Color
    var count = ""
    var isHollow = false
    var shape = NodeShape.circle
  }

  /// A dot, a name and a number for each.
  mutating func entries(_ entries: [Entry], on scene: inout Scene) throws {
    let counts = entries.map { TextSpec($0.count, size: 12) }
    let widest = try worker.measure(counts).map(\.width).max() ?? 0
    let room = right - left - 20 - (widest > 0 ? widest + 8 : 0)
    let names = try TextFitting.fitted(
      entries.map { .init(text: $0.name, sizes: [13, 12], isBold: false, width: room) }, worker)
    for (entry, (name, count)) in zip(entries, zip(names, counts)) {
      scene.background.mark(
        entry.shape, center: Point(left + 6, y), radius: entry.isHollow ? 4.8 : 5.5,
        fill: entry.isHollow ? theme.background : entry.color,
        stroke: entry.isHollow
          ? Stroke(entry.color, width: 1.4)
          : theme.outline.map { Stroke($0, width: 0.8) })
      scene.background.text(name, at: Point(left + 20, y), color: theme.ink)
      scene.background.text(count, at: Point(right, y), color: theme.secondary, anchor: .right)
      y -= 22
    }
    y -= 14
  }

  /// From the palest color to the strongest, with what the two ends stand for.
  mutating func ramp(_ low: String, _ high: String, on scene: inout Scene) {
    let steps = 24
    let width = (right - left) / Double(steps)
    for step in 0..<steps {
      let x = left + Double(step) * width
      // A little wider than its share, so that no seam shows between two steps.
      scene.background.fill(
        Rect(x, y - 6, min(x + width + 0.5, right), y + 6),
        ColorScale.rampColor(Double(step) / Double(steps - 1), theme))
    }
    y -= 20
    for (text, anchor, x) in [(low, TextAnchor.left, left), (high, .right, right)] {
      scene.background.text(
        TextSpec(text, size: 12), at: Point(x, y), color: theme.secondary, anchor: anchor)
    }
    y -= 30
  }

  /// Circles of some values, beside each other's numbers.
  mutating func circles(
    _ circles: [(radius: Double, text: String)], color: Color, on scene: inout Scene
  ) {
    let widest = circles.map(\.radius).max() ?? 0
    for circle in circles {
      let height = max(20, 2 * circle.radius + 5)
      y -= height / 2 - 8
      scene.background.circle(center: Point(left + widest, y), radius: circle.radius, fill: color)
      scene.background.text(
        TextSpec(circle.text, size: 12), at: Point(left + 2 * widest + 12, y), color: theme.ink)
      y -= height / 2 + 8
    }
    y -= 14
  }
}
