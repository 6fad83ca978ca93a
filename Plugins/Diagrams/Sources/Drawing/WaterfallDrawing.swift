package import GraphvizKit
package import ModuleKit

/// The weights of one pair as a slide: words on the left, bars on the right.
package struct WaterfallDrawing {
  package let pair: PairWeights
  package let title: String
  let subtitle: String?
  let caption: String
  let theme: Theme

  private static let names = 36.0
  /// On a narrow page words give way to the bars.
  private var isNarrow: Bool { theme.page.width < 800 }
  private var levels: Double { isNarrow ? 132 : 150 }
  private var text: Double { isNarrow ? 290 : 360 }
  var plot: Rect {
    Rect(text + 6, isNarrow ? 118 : 102, theme.page.right, theme.page.height - 106)
  }
  /// Room for a number at either end of a bar.
  private static let inset = 50.0

  package init(
    pair: PairWeights, title: String, subtitle: String?, caption: String, theme: Theme
  ) {
    (self.pair, self.title, self.subtitle) = (pair, title, subtitle)
    (self.caption, self.theme) = (caption, theme)
  }

  package var bars: WaterfallBars {
    return WaterfallBars(
      pair, in: Rect(plot.minX + Self.inset, plot.minY, plot.maxX - Self.inset, plot.maxY))
  }

  package func scene(_ worker: RenderWorker) throws -> Scene {
    var scene = Scene(theme: theme)
    try SlideFrame(title: title, subtitle: try subtitle ?? sentence(worker), caption: caption)
      .draw(on: &scene, worker)
    let bars = bars
    let floor = (bars.bars.last?.y ?? 0) - bars.rowHeight * 0.6
    try drawAxes(bars, from: floor, on: &scene, worker)
    try drawWords(bars, on: &scene, worker)
    try drawBars(bars, on: &scene, worker)
    try drawNote(on: &scene, worker)
    return scene
  }

  // MARK: Sentences

  private var verdict: String {
    let probability = OddsText.probability(pair.probability)
    return pair.isLinked
      ? "One person, with probability \(probability)" : "Not linked, probability \(probability)"
  }

  /// Both names are cut alike, so that both can be read.
  private func sentence(_ worker: RenderWorker) throws -> String {
    let names = try TextFitting.fitted(
      [pair.recordA, pair.recordB].map {
        .init(text: $0, sizes: [14], isBold: false, width: 285)
      }, worker)
    return "\(verdict): \(names[0].text) and \(names[1].text)"
  }

  package var description: String {
    let parts = bars.bars.dropLast().map { bar in
      "\(bar.name)\(bar.level.isEmpty ? "" : " (\(bar.level))") \(OddsText.signed(bar.weight))"
    }
    return "\(verdict): \(pair.recordA) and \(pair.recordB). \(parts.joined(separator: ", ")); "
      + "total \(OddsText.signed(pair.weight)) in log2 of odds."
  }

  private var missing: String {
    pair.missing.isEmpty
      ? ""
      : "No value: " + pair.missing.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
  }

  // MARK: Words

  private func drawWords(
    _ bars: WaterfallBars, on scene: inout Scene, _ worker: RenderWorker
  ) throws {
    let sizes = [14.0, 13].filter { $0 <= bars.rowHeight * 0.68 } + [12]
    let names = try TextFitting.fitted(
      bars.bars.map {
        .init(
          text: $0.name, sizes: [sizes[0]], isBold: true, width: levels - Self.names - 8)
      }, worker)
    let agreements = try self.agreements(bars, sizes, worker)
    for (bar, (name, level)) in zip(bars.bars, zip(names, agreements)) {
      scene.background.text(name, at: Point(Self.names, bar.y), color: theme.ink)
      scene.background.text(
        level, at: Point(levels, bar.y),
        color: bar.kind == .total ? theme.ink : theme.secondary)
    }
  }

  /// All in the largest size that fits; those that fit in none are cut.
  private func agreements(
    _ bars: WaterfallBars, _ sizes: [Double], _ worker: RenderWorker
  ) throws -> [TextSpec] {
    let width = text - levels
    func fitted(_ sizes: [Double]) throws -> [TextSpec] {
      try TextFitting.fitted(
        bars.bars.map { bar in
          let isTotal = bar.kind == .total
          return .init(
            text: isTotal ? "probability \(OddsText.probability(pair.probability))" : bar.level,
            sizes: sizes, isBold: isTotal, width: width)
        }, worker)
    }
    let alone = try fitted(sizes)
    return try fitted([alone.map(\.size).min() ?? 12])
  }

  // MARK: Bars

  private func color(_ bar: WaterfallBars.Bar) -> Color {
    switch bar.kind {
    case .prior: theme.other
    case .step where OddsText.signed(bar.weight) == "0": theme.other
    case .step: bar.weight < 0 ? theme.opposite : theme.strong
    case .total: theme.secondary
    }
  }

  private func drawBars(
    _ bars: WaterfallBars, on scene: inout Scene, _ worker: RenderWorker
  ) throws {
    drawSteps(bars, on: &scene)
    if let total = bars.bars.last {
      let y = total.y + bars.rowHeight / 2
      scene.background.polyline(
        [Point(Self.names, y), Point(plot.maxX, y)], stroke: Stroke(theme.rule, width: 1))
    }
    let size = min(14, max(12, bars.rowHeight * 0.62))
    let numbers = bars.bars.map {
      TextSpec(OddsText.signed($0.weight), size: size, bold: $0.kind == .total)
    }
    let widths = try worker.measure(numbers).map(\.width)
    for (bar, (number, width)) in zip(bars.bars, zip(numbers, widths)) {
      var rect = bars.rect(bar)
      // A weight too small to be seen is a line.
      rect.maxX = max(rect.maxX, rect.minX + 1.2)
      scene.background.fill(rect, color(bar))
      let isLeft = bar.end < bar.start
      let x = isLeft ? rect.minX - 6 - width : rect.maxX + 6
      // No line of the axes runs through a number.
      scene.background.fill(
        Rect(x - 2, bar.y - size * 0.45, x + width + 2, bar.y + size * 0.45), theme.background)
      scene.background.text(number, at: Point(x, bar.y), color: theme.ink)
    }
  }

  /// Thin lines from the end of each bar down to where the next begins.
  private func drawSteps(_ bars: WaterfallBars, on scene: inout Scene) {
    for (bar, next) in zip(bars.bars, bars.bars.dropFirst()) {
      let x = bars.x(bar.end)
      scene.background.polyline(
        [Point(x, bars.rect(bar).maxY), Point(x, bars.rect(next).minY)],
        stroke: Stroke(theme.muted, width: 0.8))
    }
  }

  // MARK: Note

  /// What was left out on the left, what colors mean on the right.
  private func drawNote(on scene: inout Scene, _ worker: RenderWorker) throws {
    let y = 42.0
    let keys = [
      (theme.strong, "+ speaks for one person"), (theme.opposite, "− speaks for two"),
    ]
    let widths = try worker.measure(keys.map { TextSpec($0.1, size: 12) }).map(\.width)
    var x = plot.maxX - widths.reduce(0) { $0 + $1 + 16 } - 18
    let room = x - Self.names - 20
    for (key, width) in zip(keys, widths) {
      scene.background.fill(Rect(x, y - 4.5, x + 9, y + 4.5), key.0)
      scene.background.text(
        TextSpec(key.1, size: 12), at: Point(x + 15, y), color: theme.secondary)
      x += width + 16 + 18
    }
    if missing.isEmpty { return }
    let note = try TextFitting.fitted(
      [.init(text: missing, sizes: [12], isBold: false, width: room)], worker)
    scene.background.text(note[0], at: Point(Self.names, y), color: theme.secondary)
  }
}
