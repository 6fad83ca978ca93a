internal import GraphvizKit
internal import ModuleKit

/// Who is named on the slide, and what its colors and sizes mean.
extension NetworkDrawing {
  static func named(
    _ ranking: [Int], _ always: [Int], isNever: Set<Int>, _ labels: LabelCount
  ) -> [Int] {
    var chosen: Set<Int> = []
    let first = always.filter { chosen.insert($0).inserted }
    let rest = ranking.lazy.filter { !chosen.contains($0) && !isNever.contains($0) }
    return first + rest.prefix(max(0, labels.most(of: ranking.count) - first.count))
  }

  func drawLabels(on scene: inout Scene, _ points: [Point], _ grounds: Grounds) throws {
    let isSmall = points.count <= LabelCount.everybody
    let texts = try TextFitting.fitted(
      named.enumerated().map { rank, node in
        .init(
          text: network.label(of: NodeID(node)),
          sizes: [rank == 0 ? 17 : rank < 4 ? (isSmall ? 15 : 13) : isSmall ? 13 : 12],
          isBold: rank < 4, width: 150)
      }, worker)
    let graph = network.graph
    let lines =
      isCrowded
      ? []
      : (0..<graph.edgeCount).map {
        (points[Int(graph.sources[$0])], points[Int(graph.targets[$0])])
      }
    let placement = NamePlacement(
      circles: points.indices.map { (points[$0], radius(of: $0)) }, edges: lines,
      panel: Rect(panel.minX - 28, panel.minY - 14, panel.maxX + 20, panel.maxY + 14),
      isCrowded: isCrowded, ground: grounds.number)
    let items = zip(named, try NamePlacement.sizes(of: texts, worker)).map { node, size in
      NamePlacement.Item(
        center: points[node], radius: radius(of: node), size: size, ground: grounds.ofNode[node])
    }
    scene.names(texts, at: placement.places(for: items), theme)
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
      sizeTitle: parameters.size?.name ?? "", bars: bars, circles: bars.isEmpty ? [] : circles,
      widthTitle: network.weight.map { "\(parameters.ties): \($0.column)" } ?? "",
      widths: isCrowded ? [] : widths.samples.map { ($0.value, sample($0.weight)) },
      columns: areas.key)
  }

  /// The largest circle of the key takes no more room than a line of names and a half.
  private static let largestInKey = 17.0

  /// Round values whose circles can be told apart, from small to large.
  private var circles: [(value: Double, radius: Double)] {
    guard let sizes else { return [] }
    let known = sizes.filter { $0.isFinite && $0 > 0 }
    let top = RoundValues.below(sizeScale.value(ofRadius: Self.largestInKey))
    let isWhole = known.allSatisfy { $0 == $0.rounded() }
    // Radii of about a half and a quarter beyond the least: areas, not lengths, follow values.
    return [top / 16, top / 4, top].map { RoundValues.below($0) }
      .filter { $0 > 0 && (!isWhole || $0 >= 1) }
      .compactMap { value in sizeScale.radius(of: value).map { (value, $0) } }
  }
}
