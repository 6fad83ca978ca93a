internal import Foundation
package import GraphvizKit
package import ModuleKit

/// Who is how many links from one person, and where on the rings each stands.
package struct EgoRings {
  package struct Member {
    package let node: Int
    /// Links from the ego: its ring.
    package let ring: Int
    /// The neighbor nearer to the ego through whom the ring is reached.
    package let parent: Int
    /// The group, which is kept together where it is reached through one person.
    package let sector: Int
  }
  package let members: [Member]
  /// From the first ring outwards.
  package let counts: [Int]
  /// How much larger rings are drawn than on a wide slide.
  package let scale: Double

  /// - Parameters:
  ///   - sector: of each node; equal for all without groups.
  ///   - rank: of each node: smaller is more important.
  package init(
    around ego: Int, in adjacency: Adjacency, links: Int, sector: [Int], rank: [Int],
    scale: Double = 1
  ) {
    self.scale = scale
    var distance = [Int](repeating: -1, count: adjacency.nodeCount)
    var parent = [Int](repeating: ego, count: adjacency.nodeCount)
    distance[ego] = 0
    /// Through one's own group where that is as short, else through the most important.
    func isBetter(_ a: Int, than b: Int, for node: Int) -> Bool {
      let (x, y) = (sector[a] == sector[node], sector[b] == sector[node])
      return x != y ? x : rank[a] < rank[b]
    }
    var queue = [ego]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      if distance[node] == links { continue }
      for arc in adjacency.range(node) {
        let neighbor = Int(adjacency.neighbors[arc])
        if distance[neighbor] < 0 {
          distance[neighbor] = distance[node] + 1
          parent[neighbor] = node
          queue.append(neighbor)
        } else if distance[neighbor] == distance[node] + 1,
          isBetter(node, than: parent[neighbor], for: neighbor)
        {
          parent[neighbor] = node
        }
      }
    }
    var counts = [Int](repeating: 0, count: links)
    members = queue.dropFirst().map { node in
      counts[distance[node] - 1] += 1
      return Member(
        node: node, ring: distance[node], parent: parent[node], sector: sector[node])
    }
    self.counts = counts
  }

  /// The ego's place on a wide slide.
  package static let center = Point(x: 326, y: 240)

  /// The radius of each ring, from the first outwards.
  package static func radii(_ links: Int, scale: Double = 1) -> [Double] {
    let radii: [Double] =
      switch links {
      case 1: [150]
      case 2: [100, 184]
      default: [90, 156, 198]
      }
    return radii.map { $0 * scale }
  }

  /// The first ring that is too full for its people: from it on, counts are drawn.
  package var firstFull: Int? {
    let radii = Self.radii(counts.count, scale: scale)
    return counts.indices.first { Double(counts[$0]) * 6 > 2 * .pi * radii[$0] }.map { $0 + 1 }
  }

  // MARK: Angles

  /// The person of the first ring through whom each is reached.
  package var branches: [Int: Int] {
    var branch: [Int: Int] = [:]
    for member in members {
      branch[member.node] = member.ring == 1 ? member.node : branch[member.parent] ?? member.parent
    }
    return branch
  }

  /// The angle of each member: everyone has a part of the circle for those reached through them,
  /// groups side by side, clockwise from above.
  ///
  /// - Parameter radii: of the circles, which are kept apart where a ring has room.
  package func angles(around ego: Int, rank: [Int], radii: [Int: Double]) -> [Int: Double] {
    let children = Dictionary(grouping: members, by: \.parent)
    var leaves: [Int: Double] = [:]
    for member in members.reversed() {
      let own = (children[member.node] ?? []).reduce(0) { $0 + (leaves[$1.node] ?? 1) }
      leaves[member.node] = max(1, own)
    }
    // Members come ring by ring, so that a parent has its part before those it is shared among.
    var parts = [ego: (low: Double.pi / 2 - 2 * .pi, high: Double.pi / 2)]
    for parent in [ego] + members.map(\.node) {
      guard let part = parts[parent], let own = children[parent] else { continue }
      let sorted = own.sorted { ($0.sector, rank[$0.node]) < ($1.sector, rank[$1.node]) }
      let least = parent == ego ? 2.6 : 1
      let weights = sorted.map { max(pow(leaves[$0.node] ?? 1, 0.8), least) }
      let unit = (part.high - part.low) / max(weights.reduce(0, +), 1e-9)
      var start = part.high
      for (member, weight) in zip(sorted, weights) {
        parts[member.node] = (start - weight * unit, start)
        start -= weight * unit
      }
    }
    var angles = parts.mapValues { ($0.low + $0.high) / 2 }
    // Circles of a full ring are not drawn, nor are those beyond it.
    for ring in 1..<min(counts.count + 1, firstFull ?? .max) { separate(ring, radii, &angles) }
    return angles
  }

  /// Moves the circles of a ring apart, as little as it takes.
  private func separate(_ ring: Int, _ radii: [Int: Double], _ angles: inout [Int: Double]) {
    let radius = Self.radii(counts.count, scale: scale)[ring - 1]
    let order = members.filter { $0.ring == ring }.map(\.node).sorted {
      (angles[$0] ?? 0, $0) < (angles[$1] ?? 0, $1)
    }
    guard order.count > 1 else { return }
    func need(_ a: Int, _ b: Int) -> Double { ((radii[a] ?? 4) + (radii[b] ?? 4) + 2.5) / radius }
    let needs = order.indices.map { need(order[$0], order[($0 + 1) % order.count]) }
    // Of a ring too full for all, each keeps its share.
    let shrink = min(1, 2 * .pi / needs.reduce(0, +))
    for _ in 0..<200 {
      var hasMoved = false
      for (index, node) in order.enumerated() {
        let isLast = index == order.count - 1
        let other = order[isLast ? 0 : index + 1]
        guard let a = angles[node], let b = angles[other] else { continue }
        let distance = b + (isLast ? 2 * .pi : 0) - a
        let wanted = needs[index] * shrink
        if distance >= wanted - 1e-6 { continue }
        let push = (wanted - distance) / 2
        angles[node] = a - push
        angles[other] = b + push
        hasMoved = true
      }
      if !hasMoved { return }
    }
  }

  package static func place(
    _ angle: Double, ring: Int, of links: Int, around center: Point = center, scale: Double = 1
  ) -> Point {
    let radius = ring == 0 ? 0 : radii(links, scale: scale)[ring - 1]
    return Point(x: center.x + radius * cos(angle), y: center.y + radius * sin(angle))
  }
}
