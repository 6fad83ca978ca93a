internal import GraphvizKit
internal import ModuleKit

/// The row of beads below a chain: who passes on to whom.
struct ChainBeads {
  /// What the people of the chain are called, in order.
  let names: [String]
  /// The weight of the tie that leads to each person; empty without weights.
  let weights: [Double]
  /// How the weights are written.
  let numbers: TieNumbers
  let theme: Theme

  private static let y = 84.0
  private static let left = 110.0
  private var right: Double { theme.page.width - 110 }
  /// Beads nearer than this cannot all be named.
  private static let nameRoom = 60.0

  private var step: Double { (right - Self.left) / Double(max(1, names.count - 1)) }

  /// Whether the weights stand over the ties: long chains have no room for them.
  var showsWeights: Bool { !weights.isEmpty && names.count > 1 && step > Self.nameRoom }

  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    guard names.count > 1 else { return }
    let xs = names.indices.map { Self.left + Double($0) * step }
    scene.background.polyline(
      [Point(xs[0], Self.y), Point(xs[xs.count - 1], Self.y)],
      stroke: Stroke(theme.accent, width: 4))
    for position in xs.indices { drawBead(position, at: xs[position], on: &scene) }
    for position in named where radius(position) <= 8 {
      drawNumber(position, at: xs[position], on: &scene)
    }
    try drawNames(xs, on: &scene, worker)
    if showsWeights { try drawWeights(xs, on: &scene, worker) }
  }

  /// In one row, or in two where one has no room for them whole.
  private func drawNames(
    _ xs: [Double], on scene: inout Scene, _ worker: RenderWorker
  ) throws {
    let named = named
    let narrowest = Double(zip(named, named.dropFirst()).map { $1 - $0 }.min() ?? 1)
    let whole = try worker.measure(named.map { TextSpec(names[$0], size: 12, bold: true) })
    let isTight = (whole.map(\.width).max() ?? 0) > narrowest * step - 12
    let room = narrowest * step * (isTight ? 2 : 1) - 12
    let texts = try TextFitting.fitted(
      named.map { position in
        // At both ends the edge of the slide is near.
        let edge = 2 * min(xs[position], theme.page.width - xs[position]) - 16
        return .init(
          text: names[position], sizes: [13, 12], isBold: true, width: min(room, edge))
      }, worker)
    for (rank, (position, text)) in zip(named, texts).enumerated() {
      let drop = isTight && rank % 2 == 1 ? 17.0 : 0
      scene.background.text(
        text, at: Point(xs[position], Self.y - 30 - drop), color: theme.ink, anchor: .center)
    }
  }

  /// Two people whom no chain joins: two beads and nothing between.
  func drawGap(on scene: inout Scene, _ worker: RenderWorker) throws {
    guard names.count == 2 else { return }
    let xs = [Self.left + 130, right - 130]
    scene.background.polyline(
      [Point(xs[0] + 26, Self.y), Point(xs[1] - 26, Self.y)],
      stroke: Stroke(theme.other, width: 1.4, pattern: .dashed))
    let texts = try TextFitting.fitted(
      names.map { .init(text: $0, sizes: [13, 12], isBold: true, width: 240) }, worker)
    for (x, text) in zip(xs, texts) {
      scene.background.circle(center: Point(x, Self.y), radius: 19, fill: theme.strong)
      scene.background.text(text, at: Point(x, Self.y - 30), color: theme.ink, anchor: .center)
    }
    scene.background.text(
      TextSpec("no chain", size: 12), at: Point((xs[0] + xs[1]) / 2, Self.y + 14),
      color: theme.secondary, anchor: .center)
  }

  /// All beads where there is room; else the ends and some between at equal distances.
  var named: [Int] {
    if names.count <= 2 || step >= Self.nameRoom { return Array(names.indices) }
    let gaps = Int((right - Self.left) / 110)
    return (0...gaps).map { $0 * (names.count - 1) / gaps }
  }

  private func radius(_ position: Int) -> Double {
    min(isEnd(position) ? 19 : 15, step * 0.4)
  }

  func isEnd(_ position: Int) -> Bool { position == 0 || position == names.count - 1 }

  private func drawBead(_ position: Int, at x: Double, on scene: inout Scene) {
    let fill = isEnd(position) ? theme.strong : theme.companion
    scene.background.circle(center: Point(x, Self.y), radius: radius(position), fill: fill)
    guard radius(position) > 8 else { return }
    scene.background.text(
      TextSpec("\(position)", size: 14, bold: true), at: Point(x, Self.y),
      color: theme.letters(on: fill), anchor: .center)
  }

  /// Over a bead that is too small to hold it.
  private func drawNumber(_ position: Int, at x: Double, on scene: inout Scene) {
    scene.background.text(
      TextSpec("\(position)", size: 12, bold: true), at: Point(x, Self.y + 18),
      color: theme.secondary, anchor: .center)
  }

  /// The ties of which a weight is known, by the people that they lead to.
  private var weighed: [Int] {
    names.indices.dropFirst().filter { weights.indices.contains($0) && weights[$0].isFinite }
  }

  /// Whether all numbers have room for what they count.
  func hasWords(_ worker: RenderWorker) throws -> Bool {
    let words = weighed.map { TextSpec(numbers.words(weights[$0]), size: 12) }
    return try worker.measure(words).map(\.width).max() ?? 0 <= step - 40
  }

  private func drawWeights(
    _ xs: [Double], on scene: inout Scene, _ worker: RenderWorker
  ) throws {
    let hasWords = try hasWords(worker)
    for position in weighed {
      let text = hasWords ? numbers.words(weights[position]) : numbers.number(weights[position])
      scene.background.text(
        TextSpec(text, size: 12), at: Point(xs[position] - step / 2, Self.y + 14),
        color: theme.secondary, anchor: .center)
    }
  }
}
