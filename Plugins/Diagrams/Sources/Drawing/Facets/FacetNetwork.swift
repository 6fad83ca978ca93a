internal import GraphvizKit
internal import ModuleKit

/// The whole network in each panel, everybody in one place, the panel's members over the dimmed rest.
struct FacetNetwork {
  private let ends: [(Int, Int)]
  private let radii: [Double]
  /// From the lower left corner of a panel.
  private let points: [Point]
  private let theme: Theme
  /// Whether ties of the dimmed rest are left out: they would be one grey ground.
  private let leavesOutDimmed: Bool

  /// More lines than this on one page are no lines any more.
  static let mostDimmedTies = 30_000

  /// Colors are what panels are compared by: circles are a little larger than on a slide.
  private static let emphasis = 1.3

  /// - Parameters:
  ///   - places: in the frame of ``LaidOut``.
  ///   - plot: the size of a panel's drawing.
  init(
    _ network: Network, places: [Point], sizes: [Double]?, plot: Rect, panels: Int, theme: Theme
  ) {
    let graph = network.graph
    self.theme = theme
    ends = (0..<graph.edgeCount).map { (Int(graph.sources[$0]), Int(graph.targets[$0])) }
      .filter { $0 != $1 }
    leavesOutDimmed = ends.count * panels > Self.mostDimmedTies
    let frame = Self.frame(places)
    let scale = min(plot.width / frame.width, plot.height / frame.height)
    // Circles are as large as on a slide of this frame, on a smaller scale.
    let onSlide = SizeScale(
      sizes, count: graph.nodeCount, area: LaidOut.frame.width * LaidOut.frame.height * 400 * 400)
    let radii = onSlide.radii.map { max(1.1, Self.emphasis * $0 * scale / 400) }
    self.radii = radii
    let panel = Rect(0, 0, plot.width, plot.height)
    let scaled = places.map { panel.center + ($0 - frame.center) * scale }
    points = CircleSeparation.separated(scaled, radii: radii, panel: panel, gap: 0.3)
  }

  /// What everybody takes of the frame that slides share: panels have no room to waste.
  static func frame(_ places: [Point]) -> Rect {
    guard let left = places.map(\.x).min(), let right = places.map(\.x).max(),
      let bottom = places.map(\.y).min(), let top = places.map(\.y).max()
    else { return LaidOut.frame }
    // A few people are not blown up to fill it; circles reach over the outermost places.
    return Rect(
      center: Point((left + right) / 2, (bottom + top) / 2), width: max(0.5, right - left + 0.06),
      height: max(0.4, top - bottom + 0.06))
  }

  func draw(_ facet: Facet, in plot: Rect, on scene: inout Scene) {
    let corner = Point(plot.minX, plot.minY)
    let points = self.points.map { corner + $0 }
    var isMember = [Bool](repeating: false, count: points.count)
    for member in facet.members { isMember[member] = true }
    drawDimmed(points, isMember, on: &scene)
    for (a, b) in ends where isMember[a] && isMember[b] {
      // Between colors, such as those of a ramp, a tie has none.
      let color =
        facet.colors[a] == facet.colors[b]
        ? facet.colors[a].tint(0.5, over: theme.background) : theme.rule
      scene.background.polyline([points[a], points[b]], stroke: Stroke(color, width: 0.8))
    }
    // Small ones over large ones, as on the slide of the network.
    for node in facet.members.sorted(by: { (-radii[$0], $0) < (-radii[$1], $1) }) {
      scene.background.mark(
        facet.shapes?[node] ?? .circle, center: points[node], radius: radii[node],
        fill: facet.colors[node],
        stroke: Stroke(theme.outline ?? theme.background, width: min(0.8, 0.25 * radii[node])))
    }
  }

  private func drawDimmed(_ points: [Point], _ isMember: [Bool], on scene: inout Scene) {
    if !leavesOutDimmed {
      for (a, b) in ends where !(isMember[a] && isMember[b]) {
        scene.background.polyline(
          [points[a], points[b]], stroke: Stroke(theme.dimmedEdge, width: 0.6))
      }
    }
    for node in points.indices where !isMember[node] {
      scene.background.circle(
        center: points[node], radius: max(1, 0.8 * radii[node]), fill: theme.dimmedNode)
    }
  }
}
