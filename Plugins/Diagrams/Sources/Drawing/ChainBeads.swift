internal import GraphvizKit
internal import ModuleKit

/// The row of beads below a chain: who passes on to whom.
struct ChainBeads {
  /// What the people of the chain are called, in order.
  let names: [String]
  /// The weight of the tie that leads to each person; empty without weights.
  let weights: [Double]
  let theme: Theme

  private static let (left, right, y) = (110.0, 850.0, 84.0)
  /// Beads nearer than this cannot all be named.
  private static let nameRoom = 60.0

  private var step: Double { (Self.right - Self.left) / Double(max(1, names.count - 1)) }

  /// Whether the weights stand over the ties: long chains have no room for them.
  var showsWeights: Bool { !weights.isEmpty && names.count > 1 && step > Self.nameRoom }

  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    guard names.count > 1 else { return }
    let xs = names.indices.map { Self.left + Double($0) * step }
    scene.background.polyline(
      [Point(xs[0], Self.y), Point(xs[xs.count - 1], Self.y)],
      stroke: Stroke(theme.palette[5], width: 4))
    let named = named
    let narrowest = zip(named, named.dropFirst()).map { $1 - $0 }.min() ?? 1
    let room = Double(narrowest) * step - 12
    let texts = try TextFitting.fitted(
      named.map { .init(text: names[$0], sizes: [12, 10, 8.5], isBold: true, width: room) }, worker)
    for position in xs.indices { drawBead(position, at: xs[position], on: &scene) }
    for (position, text) in zip(named, texts) {
      scene.background.text(
        text, at: Point(xs[position], Self.y - 30), color: theme.ink, anchor: .center)
      if radius(position) <= 8 { drawNumber(position, at: xs[position], on: &scene) }
    }
    if showsWeights { drawWeights(xs, on: &scene) }
  }

  /// Two people whom no chain joins: two beads and nothing between.
  func drawGap(on scene: inout Scene, _ worker: RenderWorker) throws {
    guard names.count == 2 else { return }
    let xs = [Self.left + 130, Self.right - 130]
    scene.background.polyline(
      [Point(xs[0] + 26, Self.y), Point(xs[1] - 26, Self.y)],
      stroke: Stroke(theme.other, width: 1.4, pattern: .dashed))
    let texts = try TextFitting.fitted(
      names.map { .init(text: $0, sizes: [12, 10], isBold: true, width: 240) }, worker)
    for (x, text) in zip(xs, texts) {
      scene.background.circle(center: Point(x, Self.y), radius: 19, fill: theme.palette[0])
      scene.background.text(text, at: Point(x, Self.y - 30), color: theme.ink, anchor: .center)
    }
    scene.background.text(
      TextSpec("no chain", size: 12), at: Point((xs[0] + xs[1]) / 2, Self.y + 14),
      color: theme.secondary, anchor: .center)
  }

  /// All beads where there is room; else the ends and some between at equal distances.
  var named: [Int] {
    if names.count <= 2 || step >= Self.nameRoom { return Array(names.indices) }
    let gaps = Int((Self.right - Self.left) / 110)
    return (0...gaps).map { $0 * (names.count - 1) / gaps }
  }

  private func radius(_ position: Int) -> Double {
    min(isEnd(position) ? 19 : 15, step * 0.4)
  }

  func isEnd(_ position: Int) -> Bool { position == 0 || position == names.count - 1 }

  private func drawBead(_ position: Int, at x: Double, on scene: inout Scene) {
    let fill = isEnd(position) ? theme.palette[0] : theme.palette[4]
    scene.background.circle(center: Point(x, Self.y), radius: radius(position), fill: fill)
    guard radius(position) > 8 else { return }
    scene.background.text(
      TextSpec("\(position)", size: 14, bold: true), at: Point(x, Self.y),
      color: fill.moreReadable(theme.background, theme.ink), anchor: .center)
  }

  /// Over a bead that is too small to hold it.
  private func drawNumber(_ position: Int, at x: Double, on scene: inout Scene) {
    scene.background.text(
      TextSpec("\(position)", size: 11, bold: true), at: Point(x, Self.y + 17),
      color: theme.secondary, anchor: .center)
  }

  private func drawWeights(_ xs: [Double], on scene: inout Scene) {
    for position in xs.indices.dropFirst() where weights.indices.contains(position) {
      scene.background.text(
        TextSpec(NumberText.shown(weights[position]), size: 10.5),
        at: Point(xs[position] - step / 2, Self.y + 14), color: theme.secondary, anchor: .center)
    }
  }
}
