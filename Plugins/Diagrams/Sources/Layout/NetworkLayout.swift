internal import Foundation
package import GraphvizKit
package import ModuleKit

/// Lays out a whole network on a panel: components apart, groups together, circles not touching.
package struct NetworkLayout {
  let graph: Graph
  /// Positive; stronger ties are drawn shorter.
  let strengths: [Double]
  /// The group of each node, which is kept together; nil without groups.
  var groups: [Int]?
  let radii: [Double]
  let panel: Rect
  /// The panel may be filled by stretching one direction this much more than the other.
  let stretch: Double
  /// How evenly places are spread over the panel: 0 leaves distances as they are, 1 only their order
  /// from left to right and from below to above.
  let evenness: Double

  package init(
    graph: Graph, strengths: [Double], groups: [Int]?, radii: [Double], panel: Rect,
    stretch: Double = 1.5, evenness: Double = 0
  ) {
    (self.graph, self.strengths, self.groups) = (graph, strengths, groups)
    (self.radii, self.panel, self.stretch) = (radii, panel, stretch)
    self.evenness = evenness
  }

  /// Beyond this many nodes circles are dots, and groups get a disc each where they can.
  package static let crowded = 400

  /// Components of more nodes are laid out by forces: all pairs take their time.
  private static let mostByStress = 600

  package func positions(_ random: inout RandomSource, _ workers: Workers) throws(Cancelled)
    -> [Point]
  {
    if let discs = DiscLayout(self) { return try discs.positions(&random, workers) }
    var points = try packed(
      Array(0..<graph.nodeCount), &random, workers, aspect: panel.width / panel.height)
    if graph.nodeCount > Self.mostByStress { points = Outliers.drawnIn(points) }
    points = fitted(points)
    if evenness > 0 {
      points = EvenSpread.spread(points, over: panel, by: evenness, margin: radii.max() ?? 0)
    }
    return separated(points)
  }

  /// Some of the nodes by the ties among them: each component laid out, one beside the other.
  func packed(
    _ nodes: [Int], _ random: inout RandomSource, _ workers: Workers, aspect: Double
  ) throws(Cancelled) -> [Point] {
    var local = [Int](repeating: -1, count: graph.nodeCount)
    for (index, node) in nodes.enumerated() { local[node] = index }
    var points = [Point](repeating: panel.center, count: nodes.count)
    var boxes: [PackedBox] = []
    for members in try components(nodes, workers) {
      let placed = try layout(members, &random, workers)
      boxes.append(PackedBox(members: members, points: principalAxis(placed)))
    }
    for (node, point) in ComponentPacking.packed(boxes, aspect: aspect) {
      points[local[node]] = point
    }
    return points
  }

  /// Largest first.
  private func components(_ nodes: [Int], _ workers: Workers) throws(Cancelled) -> [[Int]] {
    if nodes.count == graph.nodeCount { return try graph.weakComponents(on: workers).members }
    var local = [Int](repeating: -1, count: graph.nodeCount)
    for (index, node) in nodes.enumerated() { local[node] = index }
    var (sources, targets): ([NodeID], [NodeID]) = ([], [])
    for edge in 0..<graph.edgeCount {
      let (a, b) = (local[Int(graph.sources[edge])], local[Int(graph.targets[edge])])
      if a < 0 || b < 0 || a == b { continue }
      sources.append(NodeID(a))
      targets.append(NodeID(b))
    }
    guard
      let part = try? GraphBuilder(isDirected: false).build(
        nodeCount: nodes.count, sources: sources, targets: targets)
    else { preconditionFailure("parallel edges are merged here") }
    return try part.graph.weakComponents(on: workers).members.map { $0.map { nodes[$0] } }
  }

  /// Moves circles apart that touch, within the panel: where there is no room, the whole is drawn in first,
  /// so that nothing is pressed flat against the edge.
  func separated(_ points: [Point]) -> [Point] {
    CircleSeparation.fitted(points, radii: radii, panel: panel, gap: gap)
  }

  /// What to call the way in which such a network is laid out.
  var method: String {
    DiscLayout(self) == nil
      ? byComponents : "a disc for each group, \(byComponents) within"
  }

  private var byComponents: String {
    (graph.weakComponents.sizes.first ?? 0) <= Self.mostByStress
      ? "stress" : "springs and repulsion"
  }

  /// Small networks leave room for labels between the circles.
  private var gap: Double { graph.nodeCount > 300 ? 0.5 : graph.nodeCount > 100 ? 4 : 11 }

  private func layout(
    _ members: [Int], _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Point] {
    members.count <= Self.mostByStress
      ? try layoutByStress(members, &random, workers)
      : try layoutByForces(members, &random, workers)
  }

  /// Turned so that the longest extent lies level, or upright on an upright panel.
  private func principalAxis(_ points: [Point]) -> [Point] {
    guard points.count > 1 else { return points }
    let center = points.reduce(Point(0, 0), +) * (1 / Double(points.count))
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in points {
      let offset = point - center
      xx += offset.x * offset.x
      xy += offset.x * offset.y
      yy += offset.y * offset.y
    }
    let angle = 0.5 * atan2(2 * xy, xx - yy)
    let (cosine, sine) = (cos(angle), sin(angle))
    return points.map { point in
      let offset = point - center
      let along = offset.x * cosine + offset.y * sine
      let across = offset.y * cosine - offset.x * sine
      return panel.height > panel.width ? Point(-across, along) : Point(along, across)
    }
  }

  /// Turned so that most of the panel is used, and scaled into it, leaving room for the circles.
  private func fitted(_ points: [Point]) -> [Point] {
    // Components stand side by side on shelves, and should go on doing so.
    let isTurned = points.count <= Self.mostByStress && graph.weakComponents.sizes.count == 1
    let angles = isTurned ? 0..<Self.turns : 0..<1
    // What lies level already stays so unless another way is clearly better.
    let fits = angles.map { turn in
      let turned = Self.turned(points, by: Double(turn) * .pi / Double(Self.turns))
      return (points: turned, fit: fit(turned), ease: turn == 0 ? 1.05 : 1)
    }
    let best = fits.max { $0.fit.area * $0.ease < $1.fit.area * $1.ease }
    guard let best else { return points }
    let (middle, sx, sy) = (best.fit.middle, best.fit.sx, best.fit.sy)
    return best.points.map { point in
      Point(
        panel.center.x + (point.x - middle.x) * sx, panel.center.y + (point.y - middle.y) * sy)
    }
  }

  /// In how many ways the whole is turned before the best is taken.
  private static let turns = 36

  private static func turned(_ points: [Point], by angle: Double) -> [Point] {
    if angle == 0 { return points }
    let (cosine, sine) = (cos(angle), sin(angle))
    return points.map { Point($0.x * cosine - $0.y * sine, $0.x * sine + $0.y * cosine) }
  }

  /// How places are scaled into the panel, and what that makes of an area of 1.
  private func fit(
    _ points: [Point]
  ) -> (middle: Point, sx: Double, sy: Double, area: Double) {
    guard let first = points.first else { return (panel.center, 1, 1, 1) }
    var (low, high) = (first, first)
    for point in points {
      low = Point(min(low.x, point.x), min(low.y, point.y))
      high = Point(max(high.x, point.x), max(high.y, point.y))
    }
    let margin = radii.max() ?? 0
    let (width, height) = (panel.width - 2 * margin, panel.height - 2 * margin)
    let scaleX = width / max(high.x - low.x, 1e-9)
    let scaleY = height / max(high.y - low.y, 1e-9)
    let least = min(scaleX, scaleY, 120)
    let (sx, sy) = (min(scaleX, least * stretch), min(scaleY, least * stretch))
    return (Point((low.x + high.x) / 2, (low.y + high.y) / 2), sx, sy, sx * sy)
  }
}

extension Double {
  func clamped(_ low: Double, _ high: Double) -> Double { Swift.min(Swift.max(self, low), high) }
}
