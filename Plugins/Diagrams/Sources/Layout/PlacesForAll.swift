internal import GraphLayout
internal import GraphvizKit
internal import ModuleKit

/// Finds the places that slides share, in the frame of ``LaidOut``.
struct PlacesForAll {
  let network: Network
  let groups: [Int]?

  /// The frame in points while laying out, so that circles leave the room that they need.
  private static let panel = Rect(0, 0, 640, 400)
  private static let unit = panel.height

  func fresh(_ random: inout RandomSource, _ workers: Workers) throws(Cancelled) -> [Point] {
    let count = network.graph.nodeCount
    let radii = SizeScale(nil, count: count, area: Self.panel.width * Self.panel.height).radii
    let points = try layout(radii).positions(&random, workers)
    return points.map { $0 * (1 / Self.unit) }
  }

  /// What to call the way in which places are found.
  var method: String { layout([]).method }

  private func layout(_ radii: [Double]) -> NetworkLayout {
    NetworkLayout(
      graph: network.graph, strengths: network.drawnStrengths, groups: groups, radii: radii,
      panel: Self.panel)
  }

  /// Keeps the places that people have in `before` and finds some for the others.
  func added(
    to before: Network, _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Point] {
    let known = placesOfKnown(in: before)
    if known.allSatisfy({ $0 == nil }) { return try fresh(&random, workers) }
    let graph = network.graph
    let pulls = layout([]).pulls()
    let springs = SpringGraph(
      nodeCount: graph.nodeCount, ends: Array(zip(graph.sources, graph.targets)),
      strengths: pulls.map { Float($0) })
    var start = Places(count: graph.nodeCount)
    for (node, point) in startingPoints(known, &random).enumerated() {
      (start.x[node], start.y[node]) = (Float(point.x), Float(point.y))
    }
    let places = try ForceLayout(springs).places(
      from: start, isFixed: known.map { $0 != nil }, workers)
    return known.enumerated().map { node, point in
      // Known places stay to the last digit; nobody leaves the frame.
      point
        ?? Point(
          Double(places.x[node]).clamped(LaidOut.frame.minX, LaidOut.frame.maxX),
          Double(places.y[node]).clamped(LaidOut.frame.minY, LaidOut.frame.maxY))
    }
  }

  private func placesOfKnown(in before: Network) -> [Point?] {
    let points = LaidOut.places(before) ?? []
    var place: [String: Point] = [:]
    for (node, point) in points.enumerated() { place[before.ids[node]] = point }
    return (0..<network.graph.nodeCount).map { place[network.ids[$0]] }
  }

  /// Newcomers begin amid those of their contacts who have a place, wave after wave; those whom nobody
  /// knows anywhere.
  private func startingPoints(_ known: [Point?], _ random: inout RandomSource) -> [Point] {
    var points = known
    let adjacency = network.graph.undirected.outgoing
    var isProgress = true
    while isProgress {
      let wave = points.indices.compactMap { node -> (Int, Point)? in
        if points[node] != nil { return nil }
        let around = adjacency.range(node).compactMap { points[Int(adjacency.neighbors[$0])] }
        if around.isEmpty { return nil }
        return (node, around.reduce(Point(0, 0), +) * (1 / Double(around.count)))
      }
      for (node, point) in wave {
        points[node] =
          point + Point(0.02 * (random.unit() - 0.5), 0.02 * (random.unit() - 0.5))
      }
      isProgress = !wave.isEmpty
    }
    return points.map { point in
      point ?? Point(LaidOut.frame.maxX * random.unit(), LaidOut.frame.maxY * random.unit())
    }
  }
}
