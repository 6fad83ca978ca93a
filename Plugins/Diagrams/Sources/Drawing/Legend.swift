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

  private static let left = 716.0
  private static let right = 920.0

  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    var y = scene.size.height - 115
    try drawColors(on: &scene, &y, worker)
    if !bars.isEmpty { try drawBars(on: &scene, y: y, worker) }
  }

  private func head(_ text: String, _ scene: inout Scene, y: Double) {
    let title = text.replacing("_", with: " ").uppercased()
    scene.background.text(
      TextSpec(title, size: 9, bold: true), at: Point(Self.left, y), color: scene.theme.muted)
  }

  private func drawColors(
    on scene: inout Scene, _ y: inout Double, _ worker: RenderWorker
  ) throws {
    switch colors.kind {
    case .none: return
    case .groups(let groups):
      head(colorTitle, &scene, y: y)
      y -= 24
      let names = try TextFitting.fitted(
        groups.map { .init(text: $0.name, sizes: [12], isBold: !$0.isRest, width: 112) }, worker)
      for (group, name) in zip(groups, names) {
        scene.background.circle(
          center: Point(Self.left + 6, y), radius: 5.5, fill: group.color)
        scene.background.text(name, at: Point(Self.left + 20, y), color: scene.theme.ink)
        let noun = group.members.count == 1 ? members.singular : members.plural
        scene.background.text(
          TextSpec("\(group.members.count) \(noun)", size: 11), at: Point(Self.right, y),
          color: scene.theme.secondary, anchor: .right)
        y -= 22
      }
    case .ramp(let low, let high, let hasMissing):
      head(colorTitle, &scene, y: y)
      y -= 22
      drawRamp(low, high, hasMissing, on: &scene, &y)
    }
    y -= 16
  }

  private func drawRamp(
    _ low: Double, _ high: Double, _ hasMissing: Bool, on scene: inout Scene, _ y: inout Double
  ) {
    let steps = 20
    let width = (Self.right - Self.left) / Double(steps)
    for step in 0..<steps {
      let x = Self.left + Double(step) * width
      let color = ColorScale.rampColor(Double(step) / Double(steps - 1), scene.theme)
      // A little wider than its share, so that no seam shows between two steps.
      scene.background.fill(Rect(x, y - 5, min(x + width + 0.5, Self.right), y + 5), color)
    }
    y -= 16
    for (value, anchor, x) in [
      (low, TextAnchor.left, Self.left), (high, .right, Self.right),
    ] {
      scene.background.text(
        TextSpec(shown(value), size: 11), at: Point(x, y), color: scene.theme.secondary,
        anchor: anchor)
    }
    y -= 20
    if hasMissing {
      scene.background.circle(
        center: Point(Self.left + 6, y), radius: 5.5, fill: scene.theme.other)
      scene.background.text(
        TextSpec("no value", size: 12), at: Point(Self.left + 20, y), color: scene.theme.ink)
      y -= 22
    }
  }

  private func drawBars(on scene: inout Scene, y top: Double, _ worker: RenderWorker) throws {
    var y = top
    head(sizeTitle, &scene, y: y)
    y -= 24
    let names = try TextFitting.fitted(
      bars.map { .init(text: $0.name, sizes: [11.5], isBold: false, width: 76) }, worker)
    let largest = bars.map(\.value).max() ?? 1
    for (bar, name) in zip(bars, names) {
      let (start, length) = (Self.left + 82, 90.0)
      scene.background.text(name, at: Point(Self.left, y), color: scene.theme.ink)
      scene.background.fill(
        Rect(start, y - 4.5, start + length, y + 4.5), scene.theme.track)
      let share = largest > 0 ? max(0, bar.value / largest) : 0
      scene.background.fill(
        Rect(start, y - 4.5, start + length * share, y + 4.5), bar.color)
      scene.background.text(
        TextSpec(shown(bar.value), size: 11), at: Point(Self.right, y),
        color: scene.theme.secondary, anchor: .right)
      y -= 20
    }
  }
}

/// A value for people: three significant digits, no exponent below a million.
func shown(_ value: Double) -> String {
  if !value.isFinite { return "–" }
  if value == value.rounded(), value.magnitude < 1e6 { return String(Int(value)) }
  if value.magnitude >= 1e6 { return "\(shown((value / 1e4).rounded() / 100))M" }
  let digits =
    value.magnitude >= 100 ? 0 : value.magnitude >= 10 ? 1 : value.magnitude >= 0.01 ? 2 : 4
  let scale = [1.0, 10, 100, 1000, 10000][digits]
  let scaled = Int((value.magnitude * scale).rounded())
  if digits == 0 { return (value < 0 ? "−" : "") + String(scaled) }
  let fraction = String(scaled % Int(scale))
  let zeros = String(repeating: "0", count: digits - fraction.count)
  return (value < 0 ? "−" : "") + "\(scaled / Int(scale)).\(zeros)\(fraction)"
}
