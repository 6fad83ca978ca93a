internal import Foundation
package import GraphvizKit
package import ModuleKit

/// Lays out a whole network on a panel: components apart, groups together, circles not touching.
package struct NetworkLayout {
  let graph: Graph
  /// Positive; stronger ties are drawn shorter.
  let strengths: [Double]
  /// The group of each node, which is kept together; nil without groups.
  let groups: [Int]?
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

  /// Components of more nodes are laid out by forces: all pairs take their time.
  private static let mostByStress = 600

  package func positions(_ random: inout RandomSource, _ workers: Workers) throws(Cancelled)
    -> [Point]
  {
    var points = [Point](repeating: panel.center, count: graph.nodeCount)
    var boxes: [PackedBox] = []
    for members in try graph.weakComponents(on: workers).members {
      let local = try layout(members, &random, workers)
      boxes.append(PackedBox(members: members, points: principalAxis(local)))
    }
    for (node, point) in ComponentPacking.packed(boxes, aspect: panel.width / panel.height) {
      points[node] = point
    }
    if graph.nodeCount > Self.mostByStress { points = Outliers.drawnIn(points) }
    points = fitted(points)
    if evenness > 0 {
      points = EvenSpread.spread(points, over: panel, by: evenness, margin: radii.max() ?? 0)
    }
    return separated(points)
  }

  /// Moves circles apart that touch, within the panel.
  func separated(_ points: [Point]) -> [Point] {
    CircleSeparation.separated(points, radii: radii, panel: panel, gap: gap)
  }

  /// What to call the way in which the largest component of such a network is laid out.
  var method: String {
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

  /// Scaled into the panel, leaving room for the circles.
  private func fitted(_ points: [Point]) -> [Point] {
    guard let first = points.first else { return points }
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
    let middle = Point((low.x + high.x) / 2, (low.y + high.y) / 2)
    return points.map { point in
      Point(
        panel.center.x + (point.x - middle.x) * sx, panel.center.y + (point.y - middle.y) * sy)
    }
  }
}

extension Double {
  func clamped(_ low: Double, _ high: Double) -> Double { Swift.min(Swift.max(self, low), high) }
}
