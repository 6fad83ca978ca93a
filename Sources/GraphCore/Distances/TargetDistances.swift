extension Graph {
  /// Distances from every node to some of them: `reached` counts these, and so on.
  ///
  /// - Parameters:
  ///   - targets: different nodes; a node is no target of its own.
  ///   - edgeLengths: one positive length per edge; nil counts links.
  /// - Complexity: O(t(n + m)/512) words for the links of networks of small diameter and t targets,
  ///   O(t(n + m)) at worst; weighted O(t(n + m) log n). Memory as in
  ///   ``distanceSummary(_:edgeLengths:within:on:)``.
  public func distanceSummary(
    _ direction: Direction, to targets: [NodeID], edgeLengths: [Double]? = nil, on workers: Workers
  ) throws(Cancelled) -> DistanceSummary {
    let followed = FollowedArcs(self, direction, edgeLengths)
    if let lengths = followed.lengths {
      return try weightedSummary(followed.against, to: targets, lengths, on: workers)
    }
    let relabelled = followed.relabelled()
    return try linkSummary(
      relabelled, to: relabelled.places(of: [targets])[0], within: .max, on: workers)
  }

  /// The distance from every node to the nearest of some; infinite where none is reached.
  ///
  /// - Complexity: O(n + m), weighted O((n + m) log n).
  public func nearestDistances(
    _ direction: Direction, to targets: [NodeID], edgeLengths: [Double]? = nil
  ) -> [Double] {
    let followed = FollowedArcs(self, direction, edgeLengths)
    let sources = targets.map { Int($0) }
    if let lengths = followed.lengths {
      var search = ShortestPaths(followed.against, edgeLengths: lengths)
      search.run(from: sources)
      return search.distances
    }
    var search = BreadthFirst(followed.against)
    search.run(from: sources)
    return search.distances.map { $0 < 0 ? .infinity : Double($0) }
  }

  /// Searches run from the targets, against the direction of the question.
  private func weightedSummary(
    _ against: Adjacency, to targets: [NodeID], _ lengths: [Double], on workers: Workers
  ) throws(Cancelled) -> DistanceSummary {
    let chunks = Chunks.even(targets.count, count: nodeCount > 1 << 18 ? 4 : 16)
    let parts = try workers.map(chunks) { chunk in
      var part = DistanceSummary(nodeCount: nodeCount)
      var search = ShortestPaths(against, edgeLengths: lengths)
      for target in targets[chunk] where !workers.cancellation.isCancelled {
        search.run(from: Int(target))
        for node in search.order.dropFirst() {
          part.add(search.distances[Int(node)], at: Int(node))
        }
      }
      return part
    }
    var total = DistanceSummary(nodeCount: nodeCount)
    for part in parts {
      for node in 0..<nodeCount {
        total.reached[node] += part.reached[node]
        total.farness[node] += part.farness[node]
        total.harmonic[node] += part.harmonic[node]
        total.eccentricity[node] = max(total.eccentricity[node], part.eccentricity[node])
      }
    }
    return total
  }
}

extension DistanceSummary {
  fileprivate mutating func add(_ distance: Double, at node: Int) {
    reached[node] += 1
    farness[node] += distance
    harmonic[node] += 1 / distance
    eccentricity[node] = max(eccentricity[node], distance)
  }
}

extension Relabelled {
  /// Where the nodes of each list stand, ascending; those without arcs stand nowhere.
  ///
  /// - Parameter lists: no node is in two of them.
  func places(of lists: [[NodeID]]) -> [[Int]] {
    var listOf: [NodeID: Int] = [:]
    for (list, nodes) in lists.enumerated() { for node in nodes { listOf[node] = list } }
    var places = [[Int]](repeating: [], count: lists.count)
    for (place, node) in nodes.enumerated() {
      if let list = listOf[node] { places[list].append(place) }
    }
    return places
  }
}
