package import GraphvizKit
package import ModuleKit

/// Where the circles of a map lie: heavy links short, no circle on another.
package struct MapLayout {
  package let radii: [Double]
  package let points: [Point]
  /// Circles that are drawn larger than their value, so that they can be seen.
  package let enlarged: Int

  /// A circle can be seen from this radius on.
  private static let least = 2.0
  private static let largest = 76.0
  /// How much of the panel circles cover at most; links and names need the rest.
  private static let mostCover = 0.2

  /// - Parameters:
  ///   - values: what areas show, one per circle; none negative.
  ///   - links: pairs of circles with their weight.
  package init(
    values: [Double], links: [(Int, Int, Double)], panel: Rect, _ random: inout RandomSource,
    _ workers: Workers
  ) throws(Cancelled) {
    var scale = Self.scale(values, panel)
    // The largest may be beyond all numbers when added up: shares are not.
    func radii(_ scale: Double) -> [Double] {
      let top = values.max() ?? 0
      return values.map { max(Self.least, top > 0 ? scale * ($0 / top).squareRoot() : scale) }
    }
    let graph = Self.graph(values.count, links)
    let layout = NetworkLayout(
      graph: graph.graph, strengths: graph.strengths, groups: nil, radii: radii(scale),
      panel: panel, evenness: values.count > 2 ? 0.35 : 0)
    let start = try layout.positions(&random, workers)
    let gap = values.count > 100 ? 2.0 : values.count > 40 ? 5 : 10
    var points = start
    // Where circles find no place beside each other, all become smaller.
    for _ in 0..<40 {
      points = CircleSeparation.separated(
        start, radii: radii(scale), panel: panel, gap: gap, rounds: 600)
      if !Self.touches(points, radii(scale)) { break }
      scale *= 0.92
    }
    self.points = points
    self.radii = radii(scale)
    let top = values.max() ?? 0
    enlarged = values.count { top > 0 && scale * ($0 / top).squareRoot() < Self.least }
  }

  /// The radius of the largest circle.
  private static func scale(_ values: [Double], _ panel: Rect) -> Double {
    let top = values.max() ?? 0
    let sum = values.reduce(0) { $0 + (top > 0 ? $1 / top : 1) }
    let fair = (mostCover * panel.width * panel.height / (.pi * max(sum, 1))).squareRoot()
    return min(largest, fair)
  }

  package static func touches(_ points: [Point], _ radii: [Double]) -> Bool {
    points.indices.contains { a in
      (0..<a).contains { b in (points[a] - points[b]).length < radii[a] + radii[b] + 1 }
    }
  }

  private static func graph(
    _ count: Int, _ links: [(Int, Int, Double)]
  ) -> (graph: Graph, strengths: [Double]) {
    guard
      let built = try? GraphBuilder(isDirected: false).build(
        nodeCount: count, sources: links.map { NodeID($0.0) }, targets: links.map { NodeID($0.1) })
    else { preconditionFailure("each pair of groups has one link") }
    let usual = links.map(\.2).sorted()[safe: links.count / 2] ?? 1
    let strengths = Column.numbers(links.map { $0.2 / max(usual, 1e-300) })
      .aggregated(built.rowsOfEdge, by: .sum).asNumbers
    return (built.graph, strengths)
  }
}
