internal import GraphvizKit
internal import ModuleKit

/// The share of letters that nobody has dropped, step by step.
struct SurvivalChart {
  private let steps: [ExperimentResults.Step]
  private let area: Rect

  init(_ steps: [ExperimentResults.Step], in area: Rect) {
    (self.steps, self.area) = (steps, area)
  }

  private var slot: Double { area.width / Double(max(1, steps.count)) }
  private func y(_ share: Double) -> Double { area.minY + min(1, max(0, share)) * area.height }

  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    let theme = scene.theme
    let level = area.maxY + ExperimentPlan.stepHead
    ExperimentSlide.head("Where they stopped", at: area.minX - 42, y: level, on: &scene)
    let head = TextSpec("Where they stopped", size: 13, bold: true)
    let words = ["share not dropped", "not dropped"].map { TextSpec($0, size: 12) }
    let widths = try worker.measure([head] + words).map(\.width)
    let room = area.width + 42 - widths[0] - 14
    if let fitting = words.indices.first(where: { widths[$0 + 1] <= room }) {
      scene.background.text(
        words[fitting], at: Point(area.maxX, level), color: theme.secondary, anchor: .right)
    }
    for share in [0.0, 0.5, 1] {
      scene.background.polyline(
        [Point(area.minX, y(share)), Point(area.maxX, y(share))],
        stroke: Stroke(share == 0 ? theme.rule : theme.track, width: 1))
      scene.background.text(
        TextSpec(PercentText.shown(share), size: 12), at: Point(area.minX - 6, y(share)),
        color: theme.secondary, anchor: .right)
    }
    drawBand(on: &scene)
    drawCurve(on: &scene)
    try drawNumbers(on: &scene, worker)
  }

  private func drawBand(on scene: inout Scene) {
    let color = scene.theme.strong.tint(0.18, over: scene.theme.background)
    for (index, step) in steps.enumerated() where step.lower.isFinite && step.upper.isFinite {
      let x = area.minX + Double(index) * slot
      scene.background.fill(Rect(x, y(step.lower), x + slot, y(step.upper)), color)
    }
  }

  /// It stands at 1 before the first step, and falls at the beginning of each.
  private func drawCurve(on scene: inout Scene) {
    var points = [Point(area.minX, y(1))]
    for (index, step) in steps.enumerated() {
      guard step.survival.isFinite else { break }
      let x = area.minX + Double(index) * slot
      points.append(Point(x, y(step.survival)))
      points.append(Point(x + slot, y(step.survival)))
    }
    scene.background.polyline(points, stroke: Stroke(scene.theme.strong, width: 2))
  }

  /// The steps, and how many letters stopped at each.
  private func drawNumbers(on scene: inout Scene, _ worker: RenderWorker) throws {
    let theme = scene.theme
    let stopped = steps.map { TextSpec(NumberText.shown($0.stopped), size: 12) }
    let widest = try worker.measure(stopped).map(\.width).max() ?? 0
    // As far from the next as figures of two numbers must be.
    let every = max(1, Int(((widest + 6) / slot).rounded(.up)))
    // Where not every step has room for a number, some have, the first not at the very edge.
    for index in steps.indices where index % every == (every - 1) / 2 {
      let x = area.minX + (Double(index) + 0.5) * slot
      scene.background.text(
        TextSpec(String(index + 1), size: 12), at: Point(x, area.minY - 13),
        color: theme.secondary, anchor: .center)
      scene.background.text(
        stopped[index], at: Point(x, area.minY - 30), color: theme.ink, anchor: .center)
    }
    scene.background.text(
      TextSpec("step", size: 12), at: Point(area.minX - 6, area.minY - 13), color: theme.secondary,
      anchor: .right)
    scene.background.text(
      TextSpec("held", size: 12), at: Point(area.minX - 12, area.minY - 30), color: theme.ink,
      anchor: .right)
  }
}
