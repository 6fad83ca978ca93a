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

  /// - Parameters:
  ///   - values: what areas show, one per circle; none negative.
  ///   - links: pairs of circles with their weight.
  ///   - cover: how much of the panel circles cover at most; links and names need the rest.
  ///   - gap: between two circles; by their number when not given.
  ///   - largest: the radius that none exceeds.
  package init(
    values: [Double], links: [(Int, Int, Double)], panel: Rect, _ random: inout RandomSource,
    _ workers: Workers, cover: Double = 0.2, gap: Double? = nil, largest: Double = 76
  ) throws(Cancelled) {
    var scale = min(largest, Self.scale(values, panel, cover))
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
    let room = gap.map { $0 / 2 } ?? 1
    let gap = gap ?? (values.count > 100 ? 2.0 : values.count > 40 ? 5 : 10)
    var points = start
    // Where circles find no place beside each other, all become smaller.
    for _ in 0..<40 {
      points = CircleSeparation.separated(
        start, radii: radii(scale), panel: panel, gap: gap, rounds: 600)
      if !Self.touches(points, radii(scale), within: room) { break }
      scale *= 0.92
    }
    self.points = points
    self.radii = radii(scale)
    let top = values.max() ?? 0
    enlarged = values.count { top > 0 && scale * ($0 / top).squareRoot() < Self.least }
  }

  /// The radius of the largest circle.
  private static func scale(_ values: [Double], _ panel: Rect, _ cover: Double) -> Double {
    let top = values.max() ?? 0
    let sum = values.reduce(0) { $0 + (top > 0 ? $1 / top : 1) }
    return (cover * panel.width * panel.height / (.pi * max(sum, 1))).squareRoot()
  }

  package static func touches(
    _ points: [Point], _ radii: [Double], within gap: Double = 1
  ) -> Bool {
    points.indices.contains { a in
      (0..<a).contains { b in (points[a] - points[b]).length < radii[a] + radii[b] + gap }
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
