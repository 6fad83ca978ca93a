internal import GraphvizKit
public import ModuleKit

/// What a histogram says beside its bars.
struct HistogramTexts {
  var title, subtitle, caption: String
  /// What the numbers along the bottom are.
  var axis: String
  /// The units of the numbers below the bars, where there are two.
  var units: (first: String, second: String)?
  /// The unit that stands after a marked value; empty when it has none.
  var unit: String
}

/// A histogram as a slide.
struct HistogramDrawing {
  let bars: HistogramBars
  let texts: HistogramTexts
  /// Values that a line marks.
  let marks: [(value: Double, text: String, kind: HistogramMark)]
  let theme: Theme
  let slide: SlideParameters
  private var worker: RenderWorker { RenderWorker(theme: theme) }

  init(
    _ bars: HistogramBars, _ texts: HistogramTexts,
    marks: [(value: Double, text: String, kind: HistogramMark)], theme: Theme,
    slide: SlideParameters
  ) {
    (self.bars, self.texts, self.marks) = (bars, texts, marks)
    (self.theme, self.slide) = (theme, slide)
  }

  private var left: Double { texts.units == nil ? 76 : 138 }
  private var right: Double { theme.page.right - (texts.units == nil ? 40 : 16) }
  private var floor: Double { texts.units == nil ? 92 : 106 }

  func figure(_ context: StageContext) throws -> Figure {
    let output = SlideOutput(
      title: texts.title, description: description, slide: slide, context: context)
    return try output.figure(try scene(), worker)
  }

  func scene() throws -> Scene {
    var scene = Scene(theme: theme)
    try SlideFrame(title: texts.title, subtitle: texts.subtitle, caption: texts.caption)
      .draw(on: &scene, worker)
    if bars.bars.isEmpty {
      EmptyNote.draw("No values to draw", on: &scene)
      return scene
    }
    let marks = try AxisMarks(axisMarks, left: theme.page.left, right: theme.page.right, worker)
    // Names of marks stand between the subtitle and the share over the highest bar.
    let ceiling = scene.size.height - 84 - marks.height
    let plot = BarPlot(bars: bars, area: Rect(left, floor, right, ceiling - 30), theme: theme)
    plot.drawBars(on: &scene)
    let shares = try plot.drawShares(on: &scene, worker)
    marks.draw(
      on: &scene, floor: floor, ceiling: ceiling, around: shares, ground: plot.top)
    scene.background.polyline(
      [Point(left, floor), Point(right, floor)], stroke: Stroke(theme.rule, width: 1))
    try drawAxis(plot, on: &scene)
    return scene
  }

  private var description: String {
    let parts = bars.bars.prefix(30).map { "\($0.label): \(bars.percent($0.height))" }
    if parts.isEmpty { return "\(texts.subtitle)." }
    let drawn = marks.filter { bars.share(of: $0.value) != nil }.map(\.text)
    let marked = drawn.isEmpty ? "" : " Marked: \(drawn.joined(separator: ", "))."
    return "\(texts.subtitle). \(texts.axis): \(parts.joined(separator: ", ")).\(marked)"
  }

  private var axisMarks: [AxisMarks.Mark] {
    marks.compactMap { mark in
      guard let share = bars.share(of: mark.value) else { return nil }
      return .init(
        x: left + share * (right - left), text: mark.text, color: mark.kind.color(theme),
        pattern: mark.kind == .six ? .dotted : .dashed)
    }
  }

  private func drawAxis(_ plot: BarPlot, on scene: inout Scene) throws {
    let unit = try plot.drawAxis(on: &scene, hasSecond: texts.units != nil, worker)
    if let units = texts.units {
      let names = try TextFitting.fitted(
        [units.first, units.second].map {
          .init(text: $0, sizes: [13, 12], isBold: false, width: left - 44)
        }, worker)
      for (name, y) in zip(names, [floor - 17, floor - 38]) {
        scene.background.text(name, at: Point(36, y), color: theme.secondary)
      }
    }
    let title = try TextFitting.fitted(
      [
        .init(
          text: unit.isEmpty ? texts.axis : "\(texts.axis) (\(unit))", sizes: [13, 12],
          isBold: false, width: right - left)
      ], worker)
    scene.background.text(
      title[0], at: Point((left + right) / 2, floor - (texts.units == nil ? 44 : 62)),
      color: theme.secondary, anchor: .center)
  }
}

/// Which values of a histogram a line marks.
public enum HistogramMark: String, ParameterChoice {
  case mean, median
  /// The six intermediaries of the "six degrees of separation".
  case six

  func color(_ theme: Theme) -> Color {
    switch self {
    case .mean: theme.accent
    case .median: theme.secondary
    case .six: theme.reference
    }
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
