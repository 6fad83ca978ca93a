internal import GraphvizKit
internal import ModuleKit

/// Chains by length, as they arrived and as they would be without drop-out.
struct LengthChart {
  let results: ExperimentResults
  let area: Rect

  init(_ results: ExperimentResults, in area: Rect) { (self.results, self.area) = (results, area) }

  var lengths: [ExperimentResults.Length] { results.lengths }
  private var headline: Double { area.maxY + ExperimentPlan.lengthHead }
  private var slot: Double { area.width / Double(max(1, lengths.count)) }
  /// What the plot reaches up to.
  private var top: Double {
    let values = lengths.flatMap { [$0.observed, $0.corrected, $0.upper] }.filter(\.isFinite)
    return max(values.max() ?? 1, 0.01)
  }
  func x(_ index: Int) -> Double { area.minX + (Double(index) + 0.5) * slot }
  func y(_ share: Double) -> Double { area.minY + share / top * area.height }

  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    let left = area.minX - ExperimentPlan.axis
    ExperimentSlide.head("How long chains are", at: left, y: headline, on: &scene)
    if lengths.isEmpty {
      scene.background.text(
        TextSpec("No letter arrived: there are no lengths", size: 15),
        at: Point((left + area.maxX) / 2, (area.minY + area.maxY) / 2),
        color: scene.theme.secondary,
        anchor: .center)
      return
    }
    try drawKey(on: &scene, worker)
    drawGrid(on: &scene)
    drawBars(on: &scene)
    try drawMedians(on: &scene, worker)
    try drawAxis(on: &scene, worker)
  }

  // MARK: Key

  func colors(_ theme: Theme) -> (observed: Color, corrected: Color) {
    (theme.other, theme.strong)
  }

  private func drawKey(on scene: inout Scene, _ worker: RenderWorker) throws {
    let theme = scene.theme
    let words =
      ["arrived"]
      + (results.hasCorrection
        ? ["corrected for drop-out\(dropout), with interval"] : [])
    var texts = words.map { TextSpec($0, size: 12) }
    var widths = try worker.measure(texts).map(\.width)
    // On a narrow page the drop-out would run into the head at the left; the subtitle tells of it.
    if texts.count == 2, widths.reduce(0, +) > area.width - 110 {
      texts[1].text = "corrected, with interval"
      widths = try worker.measure(texts).map(\.width)
    }
    var x = area.maxX - widths.reduce(0) { $0 + $1 + 15 } - Double(words.count - 1) * 16
    for (index, text) in texts.enumerated() {
      let color = index == 0 ? colors(theme).observed : colors(theme).corrected
      let y = headline
      scene.background.fill(Rect(x, y - 4.5, x + 9, y + 4.5), color)
      scene.background.text(text, at: Point(x + 15, y), color: theme.secondary)
      x += widths[index] + 15 + 16
    }
  }

  private var dropout: String {
    let q = results.value("dropout")
    return results.correction == "constant" && q.isFinite
      ? " of \(NumberText.fixed(q * 100, decimals: 0)) % a person" : ""
  }

  // MARK: Bars

  private func drawGrid(on scene: inout Scene) {
    let ticks = AxisTicks(from: 0, to: top * 100, most: 5, isWhole: true)
    for value in ticks.values {
      let y = y(value / 100)
      scene.background.polyline(
        [Point(area.minX, y), Point(area.maxX, y)],
        stroke: Stroke(value == 0 ? scene.theme.rule : scene.theme.track, width: 1))
      scene.background.text(
        TextSpec("\(ticks.scale.text(value)) %", size: 12), at: Point(area.minX - 8, y),
        color: scene.theme.secondary, anchor: .right)
    }
  }

  private func drawBars(on scene: inout Scene) {
    let (observed, corrected) = colors(scene.theme)
    let hasBoth = results.hasCorrection
    let width = min(hasBoth ? 26 : 52, slot * (hasBoth ? 0.39 : 0.7))
    for (index, length) in lengths.enumerated() {
      let middle = x(index)
      let start = hasBoth ? middle - width : middle - width / 2
      scene.background.fill(
        Rect(start, area.minY, start + width, y(length.observed)), observed)
      guard length.corrected.isFinite else { continue }
      scene.background.fill(
        Rect(middle, area.minY, middle + width, y(length.corrected)), corrected)
      drawInterval(length, at: middle + width / 2, width, on: &scene)
    }
  }

  private func drawInterval(
    _ length: ExperimentResults.Length, at x: Double, _ width: Double, on scene: inout Scene
  ) {
    guard length.lower.isFinite, length.upper > length.lower, width > 5 else { return }
    let stroke = Stroke(scene.theme.ink, width: 1)
    let (low, high) = (y(length.lower), y(length.upper))
    scene.background.polyline([Point(x, low), Point(x, high)], stroke: stroke)
    for end in [low, high] {
      scene.background.polyline([Point(x - 3, end), Point(x + 3, end)], stroke: stroke)
    }
  }

  // MARK: Axis

  private func drawAxis(on scene: inout Scene, _ worker: RenderWorker) throws {
    let theme = scene.theme
    let texts = lengths.map { TextSpec(NumberText.shown($0.links), size: 14, bold: true) }
    let widest = try worker.measure(texts).map(\.width).max() ?? 0
    let every = max(1, Int(((widest + 8) / slot).rounded(.up)))
    let medians = [results.observedMedian, results.correctedMedian]
    for (index, length) in lengths.enumerated() where index % every == 0 {
      let isMedian = medians.contains(length.links)
      scene.background.text(
        TextSpec(NumberText.shown(length.links - 1), size: 14, bold: isMedian),
        at: Point(x(index), area.minY - 15), color: theme.ink, anchor: .center)
      scene.background.text(
        TextSpec(NumberText.shown(length.links), size: 12), at: Point(x(index), area.minY - 34),
        color: theme.secondary, anchor: .center)
    }
    for (words, offset, color) in [
      ("intermediaries", 15.0, theme.ink), ("links", 34.0, theme.secondary),
    ] {
      scene.background.text(
        TextSpec(words, size: 12), at: Point(area.minX - 8, area.minY - offset), color: color,
        anchor: .right)
    }
  }
}
