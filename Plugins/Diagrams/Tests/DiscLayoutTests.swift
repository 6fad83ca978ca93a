import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Crowded networks: a disc for each group, and nothing pressed flat.
struct DiscLayoutTests {
  private let panel = Rect(48, 44, 688, 446)

  /// Groups of different sizes with most ties inside.
  private func network(_ sizes: [Int], inside: Double = 0.9, seed: UInt64 = 3) -> (Graph, [Int]) {
    var random = RandomSource(seed: seed)
    let groups = sizes.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    let starts = sizes.indices.map { sizes[..<$0].reduce(0, +) }
    var pairs: Set<[Int]> = []
    for node in groups.indices {
      let group = groups[node]
      for _ in 0..<4 {
        let other =
          random.unit() < inside
          ? starts[group] + random.next(below: sizes[group]) : random.next(below: groups.count)
        if other != node { pairs.insert([min(node, other), max(node, other)]) }
      }
    }
    let sorted = pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
    let graph = Graph(
      nodeCount: groups.count, isDirected: false, joining: sorted.map { NodeID($0[0]) },
      to: sorted.map { NodeID($0[1]) })
    return (graph, groups)
  }

  private func places(_ graph: Graph, _ groups: [Int], threads: Int = 1) throws -> [Point] {
    var random = RandomSource(seed: 7)
    return try NetworkLayout(
      graph: graph, strengths: Array(repeating: 1, count: graph.edgeCount), groups: groups,
      radii: Array(repeating: 1, count: graph.nodeCount), panel: panel
    ).positions(&random, Workers(threads: threads))
  }

  @Test(arguments: [
    [300, 200, 80, 20], [120, 110, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 5, 3, 2, 1],
    [700, 1, 1, 1, 1], Array(repeating: 30, count: 40),
  ])
  func groupsHaveDiscsOfTheirOwn(sizes: [Int]) throws {
    let (graph, groups) = network(sizes)
    let points = try places(graph, groups)
    let discs = sizes.indices.map { group in
      EnclosingDisc(groups.indices.filter { groups[$0] == group }.map { points[$0] })
    }
    guard sizes[0] < 600 else {
      // One group that is nearly all is no structure.
      return #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }
    for a in discs.indices {
      let (center, radius) = (discs[a].center, discs[a].radius)
      #expect(center.x - radius >= panel.minX - 0.01 && center.x + radius <= panel.maxX + 0.01)
      #expect(center.y - radius >= panel.minY - 0.01 && center.y + radius <= panel.maxY + 0.01)
      for b in 0..<a {
        #expect(center.distance(to: discs[b].center) > radius + discs[b].radius + 2)
      }
    }
    // Areas follow the numbers of members.
    let largest = discs[0].radius
    for (disc, size) in zip(discs, sizes) where size > 50 {
      let wanted = largest * (Double(size) / Double(sizes[0])).squareRoot()
      #expect(abs(disc.radius - wanted) < 0.2 * wanted + 3)
    }
    #expect(try places(graph, groups, threads: 5) == points)
  }

  /// A grouping by something else must not tear the network apart.
  @Test func otherGroupsGetNoDiscs() throws {
    let (graph, groups) = network([400, 400])
    let mixed = groups.indices.map { $0 % 2 }
    let points = try places(graph, mixed)
    let discs = [0, 1].map { group in
      EnclosingDisc(mixed.indices.filter { mixed[$0] == group }.map { points[$0] })
    }
    #expect(discs[0].center.distance(to: discs[1].center) < discs[0].radius)
  }

  /// A crowd at the edge of the panel stays round: all is drawn in.
  @Test(arguments: [Point(x: 368, y: 50), Point(x: 60, y: 245), Point(x: 684, y: 442)])
  func crowdsAtTheEdgeStayRound(corner: Point) {
    var random = RandomSource(seed: 2)
    func cloud(_ center: Point, _ count: Int) -> [Point] {
      (0..<count).map { _ in
        Point(x: center.x + random.unit() * 6 - 3, y: center.y + random.unit() * 6 - 3)
      }
    }
    let points = cloud(corner, 400) + cloud(Point(x: 368, y: 245), 100)
    let radii = points.map { _ in 2.0 }
    let apart = CircleSeparation.fitted(points, radii: radii, panel: panel, gap: 0.5)
    let crowd = apart.prefix(400)
    let (xs, ys) = (crowd.map(\.x), crowd.map(\.y))
    let (width, height) = (xs.max()! - xs.min()!, ys.max()! - ys.min()!)
    #expect(max(width, height) < 1.12 * min(width, height), "\(width) by \(height)")
    #expect(
      apart.allSatisfy {
        $0.x >= panel.minX + 2 - 1e-6 && $0.x <= panel.maxX - 2 + 1e-6
          && $0.y >= panel.minY + 2 - 1e-6 && $0.y <= panel.maxY - 2 + 1e-6
      })
  }

  @Test func anEnclosingDiscIsSmall() {
    var random = RandomSource(seed: 9)
    for count in [1, 2, 3, 10, 500] {
      let points = (0..<count).map { _ -> Point in
        let (angle, length) = (random.unit() * 2 * .pi, random.unit().squareRoot() * 50)
        return Point(x: 100 + cos(angle) * length, y: 80 + sin(angle) * length)
      }
      let disc = EnclosingDisc(points)
      #expect(points.allSatisfy { $0.distance(to: disc.center) <= disc.radius + 1e-9 })
      #expect(disc.radius <= 50.5)
      let widest = points.flatMap { a in points.map { $0.distance(to: a) } }.max() ?? 0
      #expect(disc.radius >= widest / 2 - 1e-9)
    }
    #expect(EnclosingDisc([]).radius == 0)
  }

  // MARK: Slides

  /// Everybody on a slide: each group has its ground, a grey one too, and ties show.
  @Test func everyGroupHasGround() throws {
    let (graph, groups) = network(Array(repeating: 60, count: 9))
    var network = Network(graph: graph, ids: groups.indices.map { "n\(1000 + $0)" })
    network.nodes.set("community", .integers(groups))
    let svg = try ModuleRun(
      NetworkDiagram.self, on: network, with: ["color": "community", "formats": ["svg"]]
    ).svg
    let grounds = svg.components(separatedBy: "<ellipse ").dropFirst().compactMap { part in
      part.firstMatch(of: /rx="([0-9.]+)"/).flatMap { Double($0.1) }
    }.filter { $0 > 20 }
    #expect(grounds.count == 9)
    #expect(try SlideText.problems(in: svg) == [])
    // The twelve who are named have a ring in the color of letters.
    #expect(svg.components(separatedBy: "stroke=\"#1b1f24\" stroke-width=\"1.2\"").count == 13)
  }
}
