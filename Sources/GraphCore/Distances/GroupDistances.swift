/// What the distances from the members of each group to members of each other group add up to.
public struct GroupDistances: Sendable, Equatable {
  public let groupCount: Int
  /// Ordered pairs of different nodes of which the second is reached from the first; `from *
  /// groupCount + to`.
  public private(set) var pairs: [Int]
  /// Sums of their distances.
  public private(set) var farness: [Double]
  /// Sums of 1/distance.
  public private(set) var harmonic: [Double]

  init(groupCount: Int) {
    self.groupCount = groupCount
    pairs = Array(repeating: 0, count: groupCount * groupCount)
    farness = Array(repeating: 0, count: groupCount * groupCount)
    harmonic = farness
  }

  mutating func add(_ count: Int, _ farness: Double, _ harmonic: Double, from: Int, to: Int) {
    let cell = from * groupCount + to
    pairs[cell] += count
    self.farness[cell] += farness
    self.harmonic[cell] += harmonic
  }

  mutating func add(_ other: GroupDistances) {
    for cell in pairs.indices {
      pairs[cell] += other.pairs[cell]
      farness[cell] += other.farness[cell]
      harmonic[cell] += other.harmonic[cell]
    }
  }
}

extension Graph {
  /// Distances within and between groups.
  ///
  /// - Parameters:
  ///   - groups: the group of each node, negative for none.
  ///   - targets: of each group, the members to which distances are found: all of them, or a sample.
  ///   - edgeLengths: one positive length per edge; nil counts links.
  /// - Complexity: as ``distanceSummary(_:to:edgeLengths:on:)`` for the targets of all groups, with at least
  ///   one pass of 512 searches per group.
  public func groupDistances(
    _ direction: Direction, groups: [Int32], targets: [[NodeID]], edgeLengths: [Double]? = nil,
    on workers: Workers
  ) throws(Cancelled) -> GroupDistances {
    let followed = FollowedArcs(self, direction, edgeLengths)
    guard let lengths = followed.lengths else {
      return try linkDistances(followed.relabelled(), groups, targets, on: workers)
    }
    let searches = targets.enumerated().flatMap { group, nodes in nodes.map { (group, Int($0)) } }
    let parts = try workers.map(Chunks.even(searches.count, count: 64)) { chunk in
      var part = GroupDistances(groupCount: targets.count)
      var search = ShortestPaths(followed.against, edgeLengths: lengths)
      for (group, target) in searches[chunk] where !workers.cancellation.isCancelled {
        search.run(from: target)
        for node in search.order.dropFirst() where groups[Int(node)] >= 0 {
          let distance = search.distances[Int(node)]
          part.add(1, distance, 1 / distance, from: Int(groups[Int(node)]), to: group)
        }
      }
      return part
    }
    return Self.sum(parts, targets.count)
  }

  /// Searches of one pass lead to members of one group.
  private func linkDistances(
    _ relabelled: Relabelled, _ groups: [Int32], _ targets: [[NodeID]], on workers: Workers
  ) throws(Cancelled) -> GroupDistances {
    let groupOfPlace = relabelled.nodes.map { groups[Int($0)] }
    let placesOfGroup = relabelled.places(of: targets)
    let passes = placesOfGroup.enumerated().flatMap { group, places in
      stride(from: 0, to: places.count, by: Lanes.laneCount).map { start in
        (group: group, places: places[start..<min(places.count, start + Lanes.laneCount)])
      }
    }
    let chunks = Chunks.even(passes.count, count: relabelled.nodes.count > 1 << 18 ? 4 : 16)
    let parts = try workers.map(chunks) { chunk in
      var part = GroupDistances(groupCount: targets.count)
      var search = LaneSearch(nodeCount: relabelled.nodes.count)
      for pass in chunk {
        search.run(
          from: passes[pass].places, within: .max, in: relabelled, unless: workers.cancellation)
        // Passes of one group follow each other: the tallies of all of them are taken at once.
        let isLast = pass + 1 == chunk.upperBound || passes[pass + 1].group != passes[pass].group
        if !isLast { continue }
        part.take(search.tallies, groupOfPlace, to: passes[pass].group)
        search.clearTallies()
      }
      return part
    }
    return Self.sum(parts, targets.count)
  }

  private static func sum(_ parts: [GroupDistances], _ groupCount: Int) -> GroupDistances {
    var total = GroupDistances(groupCount: groupCount)
    for part in parts { total.add(part) }
    return total
  }
}

extension GroupDistances {
  fileprivate mutating func take(_ tallies: [DistanceTally], _ groups: [Int32], to group: Int) {
    for (tally, from) in zip(tallies, groups) where from >= 0 && tally.reached > 0 {
      add(
        Int(tally.reached), Double(tally.farness), tally.harmonic, from: Int(from), to: group)
    }
  }
}
