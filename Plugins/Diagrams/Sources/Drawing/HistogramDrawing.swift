internal import GraphvizKit
internal import ModuleKit

/// A histogram as a slide.
struct HistogramDrawing {
  let bars: HistogramBars
  let title: String
  let subtitle: String
  let axis: String
  let caption: String
  let theme: Theme
  let formats: [FigureFormat]

  private static let left = 120.0
  private static let right = 840.0
  private static let floor = 92.0
  private static let ceiling = 414.0
  private let worker = RenderWorker()

  init(
    bars: HistogramBars, title: String, subtitle: String, axis: String, caption: String,
    theme: Theme, formats: [FigureFormat]
  ) {
    (self.bars, self.title, self.subtitle, self.axis) = (bars, title, subtitle, axis)
    (self.caption, self.theme, self.formats) = (caption, theme, formats)
  }

  func figure(_ context: StageContext) throws -> Figure {
    var scene = Scene(theme: theme)
    try SlideFrame(title: title, subtitle: subtitle, caption: caption).draw(on: &scene, worker)
    if bars.bars.isEmpty {
      EmptyNote.draw("No values to draw", on: &scene)
    } else {
      drawBars(on: &scene)
      let shares = try drawShares(on: &scene)
      drawMean(on: &scene, around: shares)
      scene.background.polyline(
        [Point(Self.left, Self.floor), Point(Self.right, Self.floor)],
        stroke: Stroke(theme.rule, width: 1))
      let unit = try drawAxis(on: &scene)
      scene.background.text(
        TextSpec(unit.isEmpty ? axis : "\(axis) (\(unit))", size: 12),
        at: Point((Self.left + Self.right) / 2, Self.floor - 46), color: theme.secondary,
        anchor: .center)
    }
    let output = SlideOutput(
      title: title, description: description, formats: formats, context: context)
    return try output.figure(scene, worker)
  }

  private var description: String {
    let parts = bars.bars.prefix(30).map { "\($0.label): \(percent($0.height))" }
    return parts.isEmpty
      ? "\(subtitle)." : "\(subtitle). \(axis): \(parts.joined(separator: ", "))."
  }

  // MARK: Bars

  private var slot: Double { (Self.right - Self.left) / Double(max(1, bars.bars.count)) }
  private var highest: Int? {
    bars.bars.indices.max { (bars.bars[$0].height, -$0) < (bars.bars[$1].height, -$1) }
  }

  /// Where a bar stands, and its top.
  private func place(_ index: Int) -> Point {
    let top = bars.bars.map(\.height).max() ?? 1
    let height = top > 0 ? bars.bars[index].height / top * (Self.ceiling - Self.floor - 34) : 0
    return Point(Self.left + (Double(index) + 0.5) * slot, Self.floor + height)
  }

  /// Ranges touch but for a hair; single numbers stand apart.
  private var width: Double {
    bars.isBinned && bars.bars.count > 1 ? slot - min(2, slot * 0.15) : min(90, slot * 0.62)
  }

  private func drawBars(on scene: inout Scene) {
    let strong = theme.palette[0]
    for index in bars.bars.indices {
      let top = place(index)
      scene.background.fill(
        Rect(top.x - width / 2, Self.floor, top.x + width / 2, top.y),
        index == highest ? strong : strong.tint(0.38, over: theme.background))
    }
  }

  private func percent(_ height: Double) -> String {
    guard bars.total > 0 else { return "0 %" }
    let share = height / bars.total * 100
    return share > 0 && share < 0.5 ? "<1 %" : "\(Int(share.rounded())) %"
  }

  /// The share over the highest bar, and over the others if there is room for all.
  ///
  /// - Returns: what the texts cover.
  private func drawShares(on scene: inout Scene) throws -> [Rect] {
    let shown = bars.bars.indices.filter { bars.bars[$0].height > 0 }
    let texts = shown.map { index in
      TextSpec(
        percent(bars.bars[index].height), size: index == highest ? 17 : 14, bold: index == highest)
    }
    let widths = try worker.measure(texts).map(\.width)
    let fits = zip(shown, widths).allSatisfy { $0 == highest || $1 + 2 <= slot }
    var covered: [Rect] = []
    for (index, (text, extent)) in zip(shown, zip(texts, widths)) where fits || index == highest {
      let middle = Point(place(index).x, place(index).y + 15)
      scene.background.text(text, at: middle, color: theme.ink, anchor: .center)
      covered.append(Rect(center: middle, width: extent, height: text.size))
    }
    return covered
  }

  // MARK: Axis

  /// Numbers below the bars.
  ///
  /// - Returns: what they are multiplied by.
  private func drawAxis(on scene: inout Scene) throws -> String {
    if bars.isBinned, bars.bars.count > 1 { return try drawTicks(on: &scene) }
    let large = try worker.measure(bars.bars.map { TextSpec($0.label, size: 14, bold: true) })
    let widest = large.map(\.width).max() ?? 0
    // With many bars, only some can carry a number below.
    let isThin = widest + 6 > slot
    let every = isThin ? max(1, Int(((widest * 0.75 + 10) / slot).rounded(.up))) : 1
    for (index, bar) in bars.bars.enumerated() where index % every == 0 {
      let x = place(index).x
      scene.background.text(
        TextSpec(bar.label, size: isThin ? 10.5 : 14, bold: index == highest),
        at: Point(x, Self.floor - 15), color: theme.ink, anchor: .center)
      if let second = bar.second, slot >= 34 {
        scene.background.text(
          TextSpec("\(second) between", size: 9), at: Point(x, Self.floor - 29),
          color: theme.secondary, anchor: .center)
      }
    }
    return ""
  }

  /// Round numbers where they lie on the line, as many as there is room for.
  private func drawTicks(on scene: inout Scene) throws -> String {
    guard let first = bars.bars.first, let last = bars.bars.last else { return "" }
    for most in [10, 8, 6, 4, 3, 2, 1] {
      let ticks = AxisTicks(from: first.low, to: last.high, most: most, isWhole: bars.isWhole)
      let texts = ticks.values.map { TextSpec(ticks.scale.text($0), size: 13) }
      let widest = try worker.measure(texts).map(\.width).max() ?? 0
      let room = (Self.right - Self.left) / Double(max(1, texts.count))
      if widest + 12 > room, most > 1 { continue }
      for (value, text) in zip(ticks.values, texts) {
        guard let share = bars.share(of: value) else { continue }
        let x = Self.left + share * (Self.right - Self.left)
        scene.background.polyline(
          [Point(x, Self.floor), Point(x, Self.floor - 4)], stroke: Stroke(theme.rule, width: 1))
        scene.background.text(
          text, at: Point(x, Self.floor - 15), color: theme.ink, anchor: .center)
      }
      return ticks.scale.unit
    }
    return ""
  }

  // MARK: Mean

  /// A dashed line, broken where it would run through a text.
  private func drawMean(on scene: inout Scene, around texts: [Rect]) {
    guard bars.lowest < bars.highest, let share = bars.share(of: bars.mean) else { return }
    let x = Self.left + share * (Self.right - Self.left)
    let color = theme.palette[5]
    let crossed = texts.filter { x > $0.minX - 3 && x < $0.maxX + 3 }.sorted { $0.minY < $1.minY }
    var start = Self.floor
    func drawPart(to end: Double) {
      if end <= start { return }
      scene.background.polyline(
        [Point(x, start), Point(x, end)], stroke: Stroke(color, width: 1, pattern: .dashed))
    }
    for text in crossed {
      drawPart(to: text.minY - 2)
      start = text.maxY + 2
    }
    drawPart(to: Self.ceiling + 12)
    let isLeft = share > 0.5
    scene.background.text(
      TextSpec("mean \(NumberText.shown(bars.mean))", size: 12, bold: true),
      at: Point(x + (isLeft ? -9 : 9), Self.ceiling + 6), color: color,
      anchor: isLeft ? .right : .left)
  }
}

/// What a slide without content says in its middle.
enum EmptyNote {
  static func draw(_ text: String, on scene: inout Scene) {
    let middle = Point(scene.size.width / 2, scene.size.height / 2 - 20)
    scene.background.text(
      TextSpec(text, size: 17), at: middle, color: scene.theme.secondary, anchor: .center)
  }
}
