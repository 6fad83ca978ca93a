internal import GraphvizKit

/// The column at the right of a slide: what colors mean, and who has the largest values.
struct Legend {
  struct Bar {
    let name: String
    let value: Double
    let color: Color
  }
  let colorTitle: String
  let colors: ColorScale
  /// What a member of a group is called, in the plural and in the singular.
  let members: (plural: String, singular: String)
  let sizeTitle: String
  let bars: [Bar]
  /// Round values with their circles, from small to large.
  let circles: [(value: Double, radius: Double)]
  let widthTitle: String
  /// Round weights with the lines of such ties, from thin to wide.
  let widths: [(value: Double, stroke: Stroke)]

  /// Where it stands: colors and bars below each other, or side by side in two columns.
  let columns: [Rect]
  /// The column that is being written.
  private var left = 0.0
  private var right = 0.0

  init(
    colorTitle: String, colors: ColorScale, members: (plural: String, singular: String),
    sizeTitle: String, bars: [Bar], circles: [(value: Double, radius: Double)] = [],
    widthTitle: String = "", widths: [(value: Double, stroke: Stroke)] = [], columns: [Rect]
  ) {
    (self.colorTitle, self.colors, self.members) = (colorTitle, colors, members)
    (self.sizeTitle, self.bars, self.circles) = (sizeTitle, bars, circles)
    (self.widthTitle, self.widths, self.columns) = (widthTitle, widths, columns)
  }

  /// What the parts below each other take.
  private static let (headHeight, barHeight, gap) = (24.0, 20.0, 14.0)
  private static let leastBars = 3

  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    guard let first = columns.first, let last = columns.last else { return }
    var legend = self
    (legend.left, legend.right) = (first.minX, first.maxX - 4)
    var y = first.maxY
    try legend.drawColors(on: &scene, &y, worker)
    let isFirst = y == first.maxY
    if columns.count > 1, !isFirst {
      (legend.left, legend.right, y) = (last.minX, last.maxX - 4, last.maxY)
    }
    if !bars.isEmpty { try legend.drawSizes(on: &scene, &y, above: last.minY, worker) }
    try legend.drawWidths(on: &scene, &y, worker)
  }

  /// The largest values as bars, as many as leave room for the keys below, and a key of areas.
  private func drawSizes(
    on scene: inout Scene, _ y: inout Double, above foot: Double, _ worker: RenderWorker
  ) throws {
    let circleHeight = circles.isEmpty ? 0 : 2 * (circles.map(\.radius).max() ?? 0) + 8
    let below = circleHeight + (widths.isEmpty ? 0 : Self.gap + Self.headHeight + 8)
    let room = Int((y - foot - Self.headHeight - below) / Self.barHeight)
    let shown = Array(bars.prefix(max(Self.leastBars, min(bars.count, room))))
    let scale = NumberScale(shown.map(\.value) + circles.map(\.value))
    try drawBars(shown, scale, on: &scene, &y, worker)
    try drawCircles(scale, on: &scene, &y, worker)
    y -= Self.gap
  }

  /// Without zeros at the end, for values that are round.
  private func round(_ value: Double, _ scale: NumberScale) -> String {
    NumberText.trimmed(scale.text(value))
  }

  private func drawCircles(
    _ scale: NumberScale, on scene: inout Scene, _ y: inout Double, _ worker: RenderWorker
  ) throws {
    // What the scale of the bars cannot tell from nothing says nothing here.
    var shown = circles.map { (text: round($0.value, scale), radius: $0.radius) }
      .filter { !$0.text.hasPrefix("<") && $0.text != "0" }
    if shown.isEmpty { return }
    var widths = try worker.measure(shown.map { TextSpec($0.text, size: 12) }).map(\.width)
    func length() -> Double {
      zip(shown, widths).reduce(0) { $0 + 2 * $1.0.radius + 6 + $1.1 + 16 } - 16
    }
    while shown.count > 1, length() > right - left {
      shown.removeFirst()
      widths.removeFirst()
    }
    let largest = shown.map(\.radius).max() ?? 0
    y -= max(2, largest - 4)
    var x = left
    for ((text, radius), width) in zip(shown, widths) {
      scene.background.circle(
        center: Point(x + radius, y), radius: radius, fill: scene.theme.other,
        stroke: scene.theme.outline.map { Stroke($0, width: 0.8) })
      scene.background.text(
        TextSpec(text, size: 12), at: Point(x + 2 * radius + 6, y), color: scene.theme.secondary)
      x += 2 * radius + 6 + width + 16
    }
    y -= largest + 12
  }

  private func drawWidths(
    on scene: inout Scene, _ y: inout Double, _ worker: RenderWorker
  ) throws {
    if widths.isEmpty { return }
    let scale = NumberScale(widths.map(\.value))
    let title = scale.unit.isEmpty ? widthTitle : "\(widthTitle), \(scale.unit)"
    try head(title, &scene, y: y, worker)
    y -= Self.headHeight
    let step = (right - left) / 3
    for (index, sample) in widths.enumerated() {
      let x = left + Double(index) * step
      scene.background.polyline([Point(x, y), Point(x + 24, y)], stroke: sample.stroke)
      scene.background.text(
        TextSpec(round(sample.value, scale), size: 12), at: Point(x + 30, y),
        color: scene.theme.secondary)
    }
    y -= 20
  }

  private func head(
    _ text: String, _ scene: inout Scene, y: Double, _ worker: RenderWorker
  ) throws {
    let title = text.replacing("_", with: " ").uppercased()
    let fitted = try TextFitting.fitted(
      [.init(text: title, sizes: [12], isBold: true, width: right - left)], worker)
    scene.background.text(fitted[0], at: Point(left, y), color: scene.theme.secondary)
  }

  /// The colored dot before a name; a ring for what has no value.
  private func swatch(
    _ color: Color, isMissing: Bool, shape: NodeShape = .circle, y: Double, _ scene: inout Scene
  ) {
    let outline = scene.theme.outline.map { Stroke($0, width: 0.8) }
    let stroke = isMissing ? Stroke(color, width: 1.4) : outline
    scene.background.mark(
      shape, center: Point(left + 6, y), radius: isMissing ? 4.8 : 5.5,
      fill: isMissing ? scene.theme.background : color, stroke: stroke)
  }

  /// How many members each group has, as words if these leave the names enough room.
  private func counts(
    of groups: [ColorScale.Group], _ worker: RenderWorker
  ) throws -> (texts: [TextSpec], width: Double) {
    func specs(_ text: (Int) -> String) -> [TextSpec] {
      groups.map { TextSpec(text($0.members.count), size: 12) }
    }
    let words = specs {
      "\(NumberText.grouped($0)) \($0 == 1 ? members.singular : members.plural)"
    }
    let width = try worker.measure(words).map(\.width).max() ?? 0
    if width <= right - left - 20 - 8 - 76 { return (words, width) }
    let numbers = specs { NumberText.grouped($0) }
    return (numbers, try worker.measure(numbers).map(\.width).max() ?? 0)
  }

  private func drawColors(
    on scene: inout Scene, _ y: inout Double, _ worker: RenderWorker
  ) throws {
    switch colors.kind {
    case .none: return
    case .groups(let groups):
      try head(colorTitle, &scene, y: y, worker)
      y -= 24
      try drawGroups(groups, on: &scene, &y, worker)
    case .ramp(let low, let high, let hasMissing):
      try head(colorTitle, &scene, y: y, worker)
      y -= 22
      drawRamp(low, high, hasMissing, on: &scene, &y)
    }
    y -= 16
  }

  private func drawGroups(
    _ groups: [ColorScale.Group], on scene: inout Scene, _ y: inout Double, _ worker: RenderWorker
  ) throws {
    let counts = try counts(of: groups, worker)
    let room = right - left - 20 - 8 - counts.width
    let names = try TextFitting.fitted(
      groups.map { .init(text: $0.name, sizes: [12], isBold: !$0.isRest, width: room) }, worker)
    for (group, (name, count)) in zip(groups, zip(names, counts.texts)) {
      swatch(group.color, isMissing: group.isMissing, shape: group.shape, y: y, &scene)
      scene.background.text(name, at: Point(left + 20, y), color: scene.theme.ink)
      scene.background.text(
        count, at: Point(right, y), color: scene.theme.secondary, anchor: .right)
      y -= 22
    }
  }

  private func drawRamp(
    _ low: Double, _ high: Double, _ hasMissing: Bool, on scene: inout Scene, _ y: inout Double
  ) {
    // One value everywhere makes no ramp.
    if !low.isFinite { return drawMissing(on: &scene, &y) }
    if low == high {
      swatch(ColorScale.rampColor(1, scene.theme), isMissing: false, y: y, &scene)
      scene.background.text(
        TextSpec(NumberText.shown(low), size: 12), at: Point(left + 20, y),
        color: scene.theme.ink)
      y -= 22
      if hasMissing { drawMissing(on: &scene, &y) }
      return
    }
    let steps = 20
    let width = (right - left) / Double(steps)
    for step in 0..<steps {
      let x = left + Double(step) * width
      let color = ColorScale.rampColor(Double(step) / Double(steps - 1), scene.theme)
      // A little wider than its share, so that no seam shows between two steps.
      scene.background.fill(Rect(x, y - 5, min(x + width + 0.5, right), y + 5), color)
    }
    y -= 16
    let ends = NumberText.apart(low, high)
    for (text, anchor, x) in [
      (ends.low, TextAnchor.left, left), (ends.high, .right, right),
    ] {
      scene.background.text(
        TextSpec(text, size: 12), at: Point(x, y), color: scene.theme.secondary, anchor: anchor)
    }
    y -= 20
    if hasMissing { drawMissing(on: &scene, &y) }
  }

  private func drawMissing(on scene: inout Scene, _ y: inout Double) {
    swatch(scene.theme.other, isMissing: true, y: y, &scene)
    scene.background.text(
      TextSpec("no value", size: 12), at: Point(left + 20, y), color: scene.theme.ink)
    y -= 22
  }

  private func drawBars(
    _ bars: [Bar], _ scale: NumberScale, on scene: inout Scene, _ y: inout Double,
    _ worker: RenderWorker
  ) throws {
    let title = scale.unit.isEmpty ? sizeTitle : "\(sizeTitle), \(scale.unit)"
    try head(title, &scene, y: y, worker)
    y -= Self.headHeight
    let values = bars.map { TextSpec(scale.text($0.value), size: 12) }
    let widest = try worker.measure(values).map(\.width).max() ?? 0
    let names = try TextFitting.fitted(
      bars.map {
        .init(text: $0.name, sizes: [12], isBold: false, width: 0.48 * (right - left))
      }, worker)
    let start = left + (try worker.measure(names).map(\.width).max() ?? 0) + 8
    let length = min(90, right - start - widest - 7)
    let largest = bars.map(\.value).max() ?? 1
    for (bar, (name, value)) in zip(bars, zip(names, values)) {
      scene.background.text(name, at: Point(left, y), color: scene.theme.ink)
      scene.background.fill(
        Rect(start, y - 4.5, start + length, y + 4.5), scene.theme.track)
      let share = largest > 0 ? max(0, bar.value / largest) : 0
      scene.background.fill(
        Rect(start, y - 4.5, start + length * share, y + 4.5), bar.color)
      scene.background.text(
        value, at: Point(right, y), color: scene.theme.secondary, anchor: .right)
      y -= Self.barHeight
    }
  }
}
