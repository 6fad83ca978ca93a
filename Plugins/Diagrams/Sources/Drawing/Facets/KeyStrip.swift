internal import GraphvizKit

/// What colors mean, in one line.
struct KeyStrip {
  let theme: Theme
  let worker: RenderWorker

  private static let dot = 16.0
  private static let gap = 16.0

  /// Dots with their names from left to right; of more than there is room for, how many.
  ///
  /// - Parameter place: the left end.
  func draw(
    _ entries: [SideKey.Entry], head: String = "", at place: Point, width: Double,
    on scene: inout Scene
  ) throws {
    var x = place.x
    if !head.isEmpty { x = try drawHead(head, at: place, width: width * 0.3, on: &scene) }
    let room = place.x + width - x
    for count in stride(from: entries.count, through: 1, by: -1) {
      let left = entries.count - count
      let more = left == 0 ? 0 : 62.0
      let each = (room - more) / Double(count) - Self.dot - Self.gap
      let shown = entries.prefix(count)
      let wanted = try worker.measure(shown.map { TextSpec($0.name, size: 12) }).map(\.width)
      let total = wanted.reduce(0) { $0 + $1 + Self.dot + Self.gap } + more
      // Names are cut rather than left out, but not to stumps.
      if total > room, each < 44, count > 1 { continue }
      let most = total <= room ? Double.infinity : Self.evenWidth(wanted, each * Double(count))
      let names = try TextFitting.fitted(
        shown.map { .init(text: $0.name, sizes: [12], isBold: false, width: most) }, worker)
      let widths = try worker.measure(names).map(\.width)
      for (entry, (name, width)) in zip(shown, zip(names, widths)) {
        scene.background.mark(
          entry.shape, center: Point(x + 5, place.y), radius: entry.isHollow ? 4.3 : 5,
          fill: entry.isHollow ? theme.background : entry.color,
          stroke: entry.isHollow
            ? Stroke(entry.color, width: 1.4) : theme.outline.map { Stroke($0, width: 0.8) })
        scene.background.text(name, at: Point(x + Self.dot, place.y), color: theme.ink)
        x += Self.dot + width + Self.gap
      }
      if left > 0 {
        scene.background.text(
          TextSpec("+\(left) more", size: 12), at: Point(x, place.y), color: theme.secondary)
      }
      return
    }
  }

  /// The width that names are cut to so that all together have `room`: short ones leave theirs.
  private static func evenWidth(_ wanted: [Double], _ room: Double) -> Double {
    var (left, count) = (room, Double(wanted.count))
    for width in wanted.sorted() {
      if width > left / count { return left / count }
      left -= width
      count -= 1
    }
    return .infinity
  }

  /// From the palest color to the strongest between the two ends.
  func ramp(
    _ low: Double, _ high: Double, head: String = "", at place: Point, width: Double,
    on scene: inout Scene
  ) throws {
    var x = place.x
    if !head.isEmpty { x = try drawHead(head, at: place, width: width * 0.4, on: &scene) }
    let ends = NumberText.apart(low, high)
    let texts = [ends.low, ends.high].map { TextSpec($0, size: 12) }
    let widths = try worker.measure(texts).map(\.width)
    let length = min(110, place.x + width - x - widths[0] - widths[1] - 12)
    scene.background.text(texts[0], at: Point(x, place.y), color: theme.secondary)
    x += widths[0] + 6
    if low < high, length > 10 {
      let steps = 20
      for step in 0..<steps {
        let start = x + Double(step) * length / Double(steps)
        let end = min(start + length / Double(steps) + 0.5, x + length)
        scene.background.fill(
          Rect(start, place.y - 5, end, place.y + 5),
          ColorScale.rampColor(Double(step) / Double(steps - 1), theme))
      }
      scene.background.text(
        texts[1], at: Point(x + length + 6, place.y), color: theme.secondary)
    }
  }

  private func drawHead(
    _ text: String, at place: Point, width: Double, on scene: inout Scene
  ) throws -> Double {
    let head = try TextFitting.fitted(
      [.init(text: text, sizes: [12], isBold: true, width: width)], worker)[0]
    scene.background.text(head, at: place, color: theme.secondary)
    return place.x + (try worker.measure([head])[0].width) + 12
  }
}
