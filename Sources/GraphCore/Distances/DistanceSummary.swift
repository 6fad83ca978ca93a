/// What the distances from each node to all others add up to, gathered in one pass over all sources.
public struct DistanceSummary: Sendable {
  /// Other nodes reached from each node.
  public var reached: [Int]
  /// Sum of distances to them.
  public var farness: [Double]
  /// Sum of 1/distance.
  public var harmonic: [Double]
  /// The largest distance to a reached node; 0 for a node that reaches none.
  public var eccentricity: [Double]
  /// Ordered pairs of different nodes at each number of links; empty for weighted distances.
  public var histogram: [Int]

  init(nodeCount: Int) {
    reached = Array(repeating: 0, count: nodeCount)
    farness = Array(repeating: 0, count: nodeCount)
    (harmonic, eccentricity, histogram) = (farness, farness, [])
  }
}

extension Graph {
  /// Distances from every node, along arcs, against them, or without regard to direction.
  ///
  /// Without regard to direction, the shorter of two arcs between the same nodes counts.
  ///
  /// - Parameters:
  ///   - edgeLengths: one positive length per edge; nil counts links.
  ///   - limit: the number of links beyond which nodes are not looked for; not for lengths.
  /// - Complexity: O(n(n + m)/512) words for the links of networks of small diameter and O(n(n + m)) at
  ///   worst; weighted O(n(n + m) log n). Memory: 232 bytes per node and thread, and 24 bytes per node
  ///   for each of at most 16 parts; 4 bytes per arc.
  public func distanceSummary(
    _ direction: Direction, edgeLengths: [Double]? = nil, within limit: Int = .max,
    on workers: Workers
  ) throws(Cancelled) -> DistanceSummary {
    let followed = FollowedArcs(self, direction, edgeLengths)
    if let lengths = followed.lengths {
      return try weightedSummary(followed.along, lengths, on: workers)
    }
    let relabelled = followed.relabelled()
    return try linkSummary(
      relabelled, to: relabelled.nodes.indices, within: limit, on: workers)
  }

  /// - Parameter targets: places in the order of `relabelled`.
  func linkSummary(
    _ relabelled: Relabelled, to targets: some RandomAccessCollection<Int> & Sendable,
    within limit: Int, on workers: Workers
  ) throws(Cancelled) -> DistanceSummary {
    let batches = (targets.count + Lanes.laneCount - 1) / Lanes.laneCount
    // Parts hold tallies of their own; large networks have fewer, for the sake of memory.
    let chunks = Chunks.even(batches, count: relabelled.nodes.count > 1 << 18 ? 4 : 16)
    let parts = try workers.map(chunks) { chunk in
      var search = LaneSearch(nodeCount: relabelled.nodes.count)
      for batch in chunk {
        let some = targets.dropFirst(batch * Lanes.laneCount).prefix(Lanes.laneCount)
        search.run(from: some, within: limit, in: relabelled, unless: workers.cancellation)
      }
      return (tallies: search.tallies, histogram: search.histogram)
    }
    var total = DistanceSummary(nodeCount: nodeCount)
    for part in parts {
      let missing = part.histogram.count - total.histogram.count
      if missing > 0 { total.histogram += Array(repeating: 0, count: missing) }
      for links in part.histogram.indices { total.histogram[links] += part.histogram[links] }
      for (position, node) in relabelled.nodes.enumerated() {
        let tally = part.tallies[position]
        total.reached[Int(node)] += Int(tally.reached)
        total.farness[Int(node)] += Double(tally.farness)
        total.harmonic[Int(node)] += tally.harmonic
        total.eccentricity[Int(node)] = max(
          total.eccentricity[Int(node)], Double(tally.eccentricity))
      }
    }
    return total
  }

  private func weightedSummary(
    _ adjacency: Adjacency, _ lengths: [Double], on workers: Workers
  ) throws(Cancelled) -> DistanceSummary {
    // Results per source do not depend on how sources are cut, so many small parts balance best.
    let parts = try workers.map(Chunks.even(nodeCount, count: 64)) { sources in
      var part = DistanceSummary(nodeCount: sources.count)
      var search = ShortestPaths(adjacency, edgeLengths: lengths)
      for (index, source) in sources.enumerated() where !workers.cancellation.isCancelled {
        search.run(from: source)
        for node in search.order.dropFirst() {
          part.farness[index] += search.distances[Int(node)]
          part.harmonic[index] += 1 / search.distances[Int(node)]
        }
        part.reached[index] = search.order.count - 1
        part.eccentricity[index] = search.order.last.map { search.distances[Int($0)] } ?? 0
      }
      return part
    }
    var total = DistanceSummary(nodeCount: 0)
    for part in parts {
      total.reached += part.reached
      total.farness += part.farness
      total.harmonic += part.harmonic
      total.eccentricity += part.eccentricity
    }
    return total
  }
}
