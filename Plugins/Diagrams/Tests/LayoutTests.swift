import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// The geometry of a network slide, before Graphviz sees it.
struct LayoutTests {
  private let panel = Rect(48, 44, 688, 446)

  private func layout(
    _ graph: Graph, groups: [Int]? = nil, radius: Double = 4, seed: UInt64 = 7, threads: Int = 1
  ) throws -> [Point] {
    var random = RandomSource(seed: seed)
    let strengths = [Double](repeating: 1, count: graph.edgeCount)
    let radii = [Double](repeating: radius, count: graph.nodeCount)
    return try NetworkLayout(
      graph: graph, strengths: strengths, groups: groups, radii: radii, panel: panel
    ).positions(&random, Workers(threads: threads))
  }

  private func isClear(_ points: [Point], radius: Double) -> Bool {
    points.indices.allSatisfy { a in
      points[..<a].allSatisfy { $0.distance(to: points[a]) >= 2 * radius - 1e-6 }
    }
  }

  @Test func circlesStayInThePanelAndApart() throws {
    for graph in RandomGraphs.spread + EdgeCases.all.map(\.network.graph) {
      let points = try layout(graph)
      #expect(points.count == graph.nodeCount)
      #expect(isClear(points, radius: 4))
      #expect(
        points.allSatisfy { point in
          point.x >= panel.minX + 4 && point.x <= panel.maxX - 4 && point.y >= panel.minY + 4
            && point.y <= panel.maxY - 4
        })
    }
  }

  @Test func sameSeedSamePlacesForAnyThreads() throws {
    let graph = RandomGraphs.gilbert(nodes: 200, probability: 0.03, directed: false, seed: 3)
    let one = try layout(graph)
    #expect(try layout(graph, threads: 7) == one)
    #expect(try layout(graph, seed: 8) != one)
  }

  /// Distances on paper follow those in the network: the ends of a path are farthest apart.
  @Test func aPathIsDrawnAsOne() throws {
    let n = 30
    let graph = Graph(
      nodeCount: n, isDirected: false, joining: (0..<NodeID(n - 1)).map { $0 },
      to: (1..<NodeID(n)).map { $0 })
    let points = try layout(graph, radius: 2)
    let ends = points[0].distance(to: points[n - 1])
    for a in 0..<n { for b in 0..<a { #expect(points[a].distance(to: points[b]) <= ends + 1e-6) } }
  }

  /// Two groups with a few ties between them lie apart.
  @Test func groupsStayTogether() throws {
    var random = RandomSource(seed: 2)
    var (sources, targets): ([NodeID], [NodeID]) = ([], [])
    for a in 0..<40 {
      for b in (a + 1)..<40 where random.unit() < (a / 20 == b / 20 ? 0.3 : 0.02) {
        sources.append(NodeID(a))
        targets.append(NodeID(b))
      }
    }
    let graph = Graph(nodeCount: 40, isDirected: false, joining: sources, to: targets)
    let groups = (0..<40).map { $0 / 20 }
    let points = try layout(graph, groups: groups, radius: 3)
    func mean(_ isWanted: (Int, Int) -> Bool) -> Double {
      var (sum, count) = (0.0, 0.0)
      for a in 0..<40 {
        for b in 0..<a where isWanted(a, b) {
          sum += points[a].distance(to: points[b])
          count += 1
        }
      }
      return sum / count
    }
    #expect(mean { groups[$0] != groups[$1] } > 1.5 * mean { groups[$0] == groups[$1] })
  }

  /// Hundreds of parts and a star too large for the panel: everything is placed.
  @Test func manyComponentsAndCrowds() throws {
    let pairs = Graph(
      nodeCount: 800, isDirected: false, joining: (0..<400).map { NodeID(2 * $0) },
      to: (0..<400).map { NodeID(2 * $0 + 1) })
    #expect(try layout(pairs, radius: 1.4).allSatisfy { $0.x.isFinite && $0.y.isFinite })
    let star = Graph(
      nodeCount: 2000, isDirected: false, joining: Array(repeating: 0, count: 1999),
      to: (1..<2000).map { NodeID($0) })
    #expect(try layout(star, radius: 1).allSatisfy { $0.x.isFinite && $0.y.isFinite })
  }

  @Test func labelsOverlapNeitherLabelsNorTheEdgeOfTheSlide() {
    var random = RandomSource(seed: 11)
    for _ in 0..<50 {
      let circles = (0..<60).map { _ in
        (
          center: Point(x: 60 + random.unit() * 600, y: 60 + random.unit() * 360),
          radius: 3 + random.unit() * 15
        )
      }
      let sizes = (0..<15).map { _ in Size(width: 30 + random.unit() * 80, height: 12) }
      let items = zip(circles, sizes).map {
        LabelPlacement.Item(node: $0.center, radius: $0.radius, size: $1)
      }
      let frame = Rect(20, 30, 708, 460)
      let places = LabelPlacement(circles: circles, edges: [], panel: frame).places(for: items)
      #expect(places.count == items.count)
      let boxes = zip(places, sizes).compactMap { place, size in
        place.map { Rect(center: $0, width: size.width, height: size.height) }
      }
      #expect(boxes.allSatisfy(frame.contains))
      for a in boxes.indices {
        for b in 0..<a { #expect(boxes[a].overlap(with: boxes[b]) == 0) }
      }
    }
  }

  @Test func aLabelAvoidsANodeWhereItCan() throws {
    let node = Point(x: 300, y: 200)
    // A neighbour sits right above, where labels go first.
    let above = Point(x: 300, y: 222)
    let places = LabelPlacement(
      circles: [(node, 8), (above, 8)], edges: [], panel: Rect(0, 0, 600, 400)
    ).places(for: [.init(node: node, radius: 8, size: Size(width: 60, height: 12))])
    let place = try #require(places[0])
    #expect(Rect(center: place, width: 60, height: 12).distance(to: above) >= 8)
    #expect(Rect(center: place, width: 60, height: 12).distance(to: node) >= 8)
  }

  /// However crowded: a label may be missing, but never lies on a large circle.
  @Test func labelsKeepOffLargeNodes() {
    var random = RandomSource(seed: 4)
    for _ in 0..<30 {
      let circles = (0..<70).map { _ in
        (
          center: Point(x: 60 + random.unit() * 600, y: 60 + random.unit() * 360),
          radius: 4 + random.unit() * 24
        )
      }
      let size = Size(width: 110, height: 12)
      let places = LabelPlacement(circles: circles, edges: [], panel: Rect(20, 30, 708, 460))
        .places(for: circles.map { .init(node: $0.center, radius: $0.radius, size: size) })
      for place in places.compactMap({ $0 }) {
        let box = Rect(center: place, width: size.width, height: size.height)
        #expect(circles.allSatisfy { $0.radius <= 8 || box.distance(to: $0.center) >= $0.radius })
      }
    }
  }
}
