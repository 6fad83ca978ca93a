internal import Foundation
internal import GraphLayout
internal import GraphvizKit
internal import ModuleKit

/// Where a crowded network consists of groups: a disc for each, as large as its members are many, and in it
/// they alone, placed by the ties among them.
///
/// So no group can lie on another, and what a group is made of (a star, a few cliques, loose ends) shows in
/// its disc. A disc is turned so that who has ties to other groups looks their way.
struct DiscLayout {
  let layout: NetworkLayout
  private let members: [[Int]]

  /// Discs cover this share of the panel, or less where they find no place beside each other.
  private static let cover = 0.6
  private static let gap = 9.0
  /// By which discs grow at a time.
  private static let growth = 1.04
  /// Between the outermost members and the edge of a disc.
  private static let rim = 3.0
  /// More groups than this are no picture of groups.
  private static let mostGroups = 150

  /// - Returns: nil where groups are few or too many, or not those of the network.
  init?(_ layout: NetworkLayout) {
    guard let groups = layout.groups, groups.count > NetworkLayout.crowded else { return nil }
    let byGroup = Dictionary(grouping: groups.indices) { groups[$0] }
    let pulls = GroupPulls(graph: layout.graph, strengths: layout.strengths, groups: groups)
    guard (2...Self.mostGroups).contains(byGroup.count), pulls.isStructure else { return nil }
    self.layout = layout
    members = byGroup.keys.sorted().map { byGroup[$0] ?? [] }
  }

  func positions(
    _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Point] {
    let map = try discs(&random, workers)
    var points = [Point](repeating: layout.panel.center, count: layout.graph.nodeCount)
    let inner = try shapes(&random, workers)
    for (index, own) in members.enumerated() {
      let radius = max(1, map.radii[index] - Self.rim)
      let turned = turned(inner[index], own, map.points, index)
      var placed = turned.map { map.points[index] + $0 * radius }
      placed = spaced(placed, own, center: map.points[index], radius: radius)
      for (node, point) in zip(own, placed) { points[node] = point }
    }
    return points
  }

  /// First as a map, in which groups with many ties between them lie side by side; then all grow together,
  /// making room for each other, as long as they find some.
  private func discs(
    _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> (points: [Point], radii: [Double]) {
    let values = members.map { Double($0.count) }
    let map = try MapLayout(
      values: values, links: links, panel: layout.panel, &random, workers, gap: Self.gap,
      largest: .infinity)
    var (points, radii) = (map.points, map.radii)
    func cover(_ radii: [Double]) -> Double {
      radii.reduce(0) { $0 + .pi * $1 * $1 } / (layout.panel.width * layout.panel.height)
    }
    while cover(radii) < Self.cover {
      try workers.checkCancelled()
      let larger = radii.map { $0 * Self.growth }
      let apart = CircleSeparation.separated(
        points, radii: larger, panel: layout.panel, gap: Self.gap, rounds: 400)
      if MapLayout.touches(apart, larger, within: Self.gap / 2) { break }
      (points, radii) = (apart, larger)
    }
    return (points, radii)
  }

  private var groupOfNode: [Int] {
    var result = [Int](repeating: 0, count: layout.graph.nodeCount)
    for (index, own) in members.enumerated() { for node in own { result[node] = index } }
    return result
  }

  /// How many ties join two groups, as far as there are some.
  private var links: [(Int, Int, Double)] {
    let ties = GroupTies(
      layout.graph, groupOfNode: groupOfNode, count: members.count, values: layout.strengths)
    return ties.strongest(members.count) { _ in true }.map { ($0.pair.from, $0.pair.to, $0.value) }
  }

  /// The members of each group by the ties among them, in discs of radius 1 around zero.
  private func shapes(_ random: inout RandomSource, _ workers: Workers) throws(Cancelled)
    -> [[Point]]
  {
    // Each group has numbers of its own: the order in which threads take them changes nothing.
    let seeds = members.map { _ in random.next() }
    let alone = Workers(threads: 1, cancellation: workers.cancellation)
    let bySize = members.indices.sorted { members[$0].count > members[$1].count }
    let shapes = try workers.map(bySize) { group in
      var random = RandomSource(seed: seeds[group])
      return (try? shape(members[group], &random, alone)) ?? []
    }
    var result = [[Point]](repeating: [], count: members.count)
    for (group, shape) in zip(bySize, shapes) { result[group] = shape }
    return result
  }

  private func shape(
    _ own: [Int], _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Point] {
    var part = layout
    part.groups = nil
    return Self.rounded(try part.packed(own, &random, workers, aspect: 1))
  }

  /// Spread over the disc: directions from the middle stay, and so does who is farther out; halfway
  /// between how far out they are and an even use of the room.
  private static func rounded(_ points: [Point]) -> [Point] {
    if points.count < 2 { return points.map { _ in Point(0, 0) } }
    let center = points.reduce(Point(0, 0), +) * (1 / Double(points.count))
    let offsets = points.map { $0 - center }
    let order = offsets.indices.sorted { (offsets[$0].length, $0) < (offsets[$1].length, $1) }
    let most = max(order.last.map { offsets[$0].length } ?? 1, 1e-9)
    var result = offsets
    for (rank, index) in order.enumerated() {
      let length = offsets[index].length
      let even = ((Double(rank) + 0.5) / Double(points.count)).squareRoot()
      let wanted = 0.35 * length / most + 0.65 * even
      result[index] = length > 1e-9 ? offsets[index] * (wanted / length) : Point(0, 0)
    }
    return result
  }

  /// Turned, and turned over where that is better, towards the groups that members have ties to.
  private func turned(
    _ points: [Point], _ own: [Int], _ centers: [Point], _ index: Int
  ) -> [Point] {
    let groups = groupOfNode
    let adjacency = layout.graph.undirected.outgoing
    // The mean place of a member times the direction of its tie, as complex numbers.
    var (plain, mirrored) = (Point(0, 0), Point(0, 0))
    for (node, point) in zip(own, points) {
      for arc in adjacency.range(node) {
        let other = groups[Int(adjacency.neighbors[arc])]
        if other == index { continue }
        let way = centers[other] - centers[index]
        let length = max(way.length, 1e-9)
        let (x, y) = (way.x / length, way.y / length)
        plain = plain + Point(point.x * x + point.y * y, point.x * y - point.y * x)
        mirrored = mirrored + Point(point.x * x - point.y * y, point.x * y + point.y * x)
      }
    }
    let isMirrored = mirrored.length > plain.length * 1.001
    let turn = isMirrored ? mirrored : plain
    if turn.length < 1e-9 { return points }
    let (cosine, sine) = (turn.x / turn.length, turn.y / turn.length)
    return points.map { point in
      let y = isMirrored ? -point.y : point.y
      return Point(point.x * cosine - y * sine, point.x * sine + y * cosine)
    }
  }

  /// Circles moved apart, and the whole drawn in again as far as it has grown over the disc.
  private func spaced(
    _ points: [Point], _ own: [Int], center: Point, radius: Double
  ) -> [Point] {
    let radii = own.map { layout.radii[$0] }
    let box = Rect(center: center, width: 4 * radius, height: 4 * radius)
    let apart = CircleSeparation.separated(
      points, radii: radii, panel: box, gap: 0.5, rounds: 40)
    let reach =
      zip(apart, radii).map { $0.distance(to: center) + $1 }.max() ?? 0
    let scale = reach > radius ? radius / reach : 1
    return apart.map { center + ($0 - center) * scale }
  }
}
