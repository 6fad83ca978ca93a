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
    drawBars(on: &scene)
    drawMean(on: &scene)
    scene.background.polyline(
      [Point(Self.left, Self.floor), Point(Self.right, Self.floor)],
      stroke: Stroke(theme.rule, width: 1))
    scene.background.text(
      TextSpec(axis, size: 12), at: Point((Self.left + Self.right) / 2, Self.floor - 46),
      color: theme.secondary, anchor: .center)
    let output = SlideOutput(
      title: title, description: description, formats: formats, context: context)
    return try output.figure(scene, worker)
  }

  private var description: String {
    let parts = bars.bars.prefix(30).map { "\($0.label): \(percent($0.height))" }
    return "\(subtitle). \(axis): \(parts.joined(separator: ", "))."
  }

  private var slot: Double { (Self.right - Self.left) / Double(max(1, bars.bars.count)) }
  private var highest: Int? {
    bars.bars.indices.max { (bars.bars[$0].height, -$0) < (bars.bars[$1].height, -$1) }
  }

  private func percent(_ height: Double) -> String {
    guard bars.total > 0 else { return "0 %" }
    let share = height / bars.total * 100
    return share > 0 && share < 0.5 ? "<1 %" : "\(Int(share.rounded())) %"
  }

  private func drawBars(on scene: inout Scene) {
    let top = bars.bars.map(\.height).max() ?? 1
    let strong = theme.palette[0]
    // With many bars, only some can carry a number below.
    let every = max(1, Int((34 / slot).rounded(.up)))
    for (index, bar) in bars.bars.enumerated() {
      let x = Self.left + (Double(index) + 0.5) * slot
      let height = top > 0 ? bar.height / top * (Self.ceiling - Self.floor - 34) : 0
      let width = min(90, slot * 0.62)
      let isHighest = index == highest
      scene.background.fill(
        Rect(x - width / 2, Self.floor, x + width / 2, Self.floor + height),
        isHighest ? strong : strong.tint(0.38, over: theme.background))
      if slot >= 34, bar.height > 0 {
        scene.background.text(
          TextSpec(percent(bar.height), size: isHighest ? 17 : 14, bold: isHighest),
          at: Point(x, Self.floor + height + 15), color: theme.ink, anchor: .center)
      }
      guard index % every == 0 else { continue }
      scene.background.text(
        TextSpec(bar.label, size: every > 1 ? 10.5 : 14, bold: isHighest),
        at: Point(x, Self.floor - 15), color: theme.ink, anchor: .center)
      if let second = bar.second, slot >= 34 {
        scene.background.text(
          TextSpec("\(second) between", size: 9), at: Point(x, Self.floor - 29),
          color: theme.secondary, anchor: .center)
      }
    }
  }

  private func drawMean(on scene: inout Scene) {
    guard bars.mean.isFinite, let first = bars.bars.first, let last = bars.bars.last,
      last.high > first.low
    else { return }
    let share = (bars.mean - first.low) / (last.high - first.low)
    let x = Self.left + share * (Self.right - Self.left)
    let color = theme.palette[5]
    scene.background.polyline(
      [Point(x, Self.floor), Point(x, Self.ceiling + 12)],
      stroke: Stroke(color, width: 1, pattern: .dashed))
    let isLeft = share > 0.5
    scene.background.text(
      TextSpec("mean \(shown(bars.mean))", size: 12, bold: true),
      at: Point(x + (isLeft ? -9 : 9), Self.ceiling + 6), color: color,
      anchor: isLeft ? .right : .left)
  }
}
