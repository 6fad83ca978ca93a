internal import GraphvizKit

/// The weights below the bars, and above them the same as probabilities.
extension WaterfallDrawing {
  func drawAxes(
    _ bars: WaterfallBars, from floor: Double, on scene: inout Scene, _ worker: RenderWorker
  ) throws {
    let top = plot.maxY + 4
    try drawWeights(bars, floor, top, on: &scene, worker)
    let zero = bars.x(0)
    scene.background.polyline(
      [Point(zero, floor), Point(zero, top)], stroke: Stroke(theme.muted, width: 1.2))
    try drawProbabilities(bars, top, on: &scene, worker)
  }

  /// Below: the weights themselves.
  private func drawWeights(
    _ bars: WaterfallBars, _ floor: Double, _ top: Double, on scene: inout Scene,
    _ worker: RenderWorker
  ) throws {
    let ticks = try weights(bars, worker)
    for value in ticks.values {
      let x = bars.x(value)
      scene.background.polyline(
        [Point(x, floor), Point(x, top)], stroke: Stroke(theme.track, width: 1))
      scene.background.text(
        Self.number(value, ticks), at: Point(x, floor - 12), color: theme.ink, anchor: .center)
    }
    let unit = ticks.scale.unit.isEmpty ? "" : ", \(ticks.scale.unit)"
    let title = try TextFitting.fitted(
      [
        .init(
          text: "weight: log2 of the odds that the two are one person\(unit)", sizes: [12],
          isBold: false, width: plot.width)
      ], worker)
    scene.background.text(
      title[0], at: Point((plot.minX + plot.maxX) / 2, floor - 30), color: theme.secondary,
      anchor: .center)
  }

  private static func number(_ value: Double, _ ticks: AxisTicks) -> TextSpec {
    TextSpec((value > 0 ? "+" : "") + ticks.scale.text(value), size: 12)
  }

  /// As many as there is room for.
  private func weights(_ bars: WaterfallBars, _ worker: RenderWorker) throws -> AxisTicks {
    for most in [8, 5, 3] {
      let ticks = AxisTicks(from: bars.low, to: bars.high, most: most, isWhole: false)
      let widths = try worker.measure(ticks.values.map { Self.number($0, ticks) }).map(\.width)
      let places = ticks.values.map { bars.x($0) }
      let step = zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? .infinity
      if (widths.max() ?? 0) + 8 <= step { return ticks }
    }
    return AxisTicks(from: bars.low, to: bars.high, most: 1, isWhole: false)
  }

  /// Above: the same as probabilities, as many as there is room for.
  private func drawProbabilities(
    _ bars: WaterfallBars, _ top: Double, on scene: inout Scene, _ worker: RenderWorker
  ) throws {
    let inside = OddsText.scale.filter { (bars.low...bars.high).contains($0.odds) }
    let texts = inside.map { TextSpec($0.text, size: 12) }
    let widths = try worker.measure(texts).map(\.width)
    // What the numbers are stands before them.
    let end = plot.minX + 26
    let word = TextSpec("probability", size: 12)
    let start = end - (try worker.measure([word])[0].width)
    var taken: [ClosedRange<Double>] = [start...(end + 2)]
    for (mark, (text, width)) in zip(inside, zip(texts, widths)) {
      let x = bars.x(mark.odds)
      let range = (x - width / 2 - 6)...(x + width / 2 + 6)
      if taken.contains(where: { $0.overlaps(range) }) { continue }
      taken.append(range)
      scene.background.polyline(
        [Point(x, top), Point(x, top + 4)], stroke: Stroke(theme.muted, width: 1))
      scene.background.text(text, at: Point(x, top + 13), color: theme.ink, anchor: .center)
    }
    scene.background.text(word, at: Point(start, top + 13), color: theme.secondary)
  }
}
