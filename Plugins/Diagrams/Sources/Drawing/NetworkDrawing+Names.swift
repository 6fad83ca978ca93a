internal import GraphvizKit
internal import ModuleKit

/// Who is named on the slide, and what its colors and sizes mean.
extension NetworkDrawing {
  /// Who is named, the most important first: those asked for, then the leaders.
  private var named: [Int] {
    var chosen: Set<Int> = []
    let first = always.filter { chosen.insert($0).inserted }
    let rest = ranking.lazy.filter { !chosen.contains($0) && !never.contains($0) }
    return first + rest.prefix(max(0, parameters.labels - first.count))
  }

  func drawLabels(on scene: inout Scene, _ points: [Point]) throws {
    let named = self.named
    let texts = try TextFitting.fitted(
      named.enumerated().map { rank, node in
        .init(
          text: network.label(of: NodeID(node)), sizes: [rank == 0 ? 17 : rank < 4 ? 13 : 12],
          isBold: rank < 4, width: 150)
      }, worker)
    let graph = network.graph
    let lines =
      isCrowded
      ? []
      : (0..<graph.edgeCount).map {
        (points[Int(graph.sources[$0])], points[Int(graph.targets[$0])])
      }
    let placement = LabelPlacement(
      circles: points.indices.map { (points[$0], radii[$0]) }, edges: lines,
      panel: Rect(panel.minX - 28, panel.minY - 14, panel.maxX + 20, panel.maxY + 14))
    let places = try placement.places(
      for: texts, beside: named.map { (points[$0], radii[$0]) }, worker)
    for (text, place) in zip(texts, places).reversed() {
      guard let place else { continue }
      scene.label(text, at: place, theme)
    }
  }

  var legend: Legend {
    let bars =
      (sizes.map { sizes in
        ranking.prefix(5).filter { sizes[$0].isFinite && sizes[$0] > 0 }.map { node in
          Legend.Bar(
            name: network.label(of: NodeID(node)), value: sizes[node], color: colors.colors[node])
        }
      }) ?? []
    return Legend(
      colorTitle: parameters.legend ?? parameters.color?.name ?? "", colors: colors,
      members: (parameters.people, Noun(parameters.people).singular),
      sizeTitle: parameters.size?.name ?? "", bars: bars, columns: areas.key)
  }
}
