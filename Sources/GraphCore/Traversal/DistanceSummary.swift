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
}

extension Graph {
  /// Distances from every node along `adjacency`.
  ///
  /// - Parameter edgeLengths: one positive length per edge; nil counts links.
  /// - Complexity: O(n(n + m)), weighted O(n(n + m) log n); O(n) memory per thread.
  public func distanceSummary(
    along adjacency: Adjacency, edgeLengths: [Double]? = nil, on workers: Workers
  ) throws(Cancelled) -> DistanceSummary {
    // Results per source do not depend on how sources are cut, so many small parts balance best.
    let chunks = Chunks.even(nodeCount, count: 64)
    let parts = try workers.map(chunks) { sources in
      edgeLengths.map { weightedPart(sources, adjacency, $0, workers) }
        ?? unweightedPart(sources, adjacency, workers)
    }
    var total = DistanceSummary(
      reached: [], farness: [], harmonic: [], eccentricity: [], histogram: [])
    for part in parts {
      total.reached += part.reached
      total.farness += part.farness
      total.harmonic += part.harmonic
      total.eccentricity += part.eccentricity
      let missing = part.histogram.count - total.histogram.count
      if missing > 0 { total.histogram += Array(repeating: 0, count: missing) }
      for distance in part.histogram.indices {
        total.histogram[distance] += part.histogram[distance]
      }
    }
    return total
  }
}

private func unweightedPart(
  _ sources: Range<Int>, _ adjacency: Adjacency, _ workers: Workers
) -> DistanceSummary {
  var part = DistanceSummary(
    reached: [], farness: [], harmonic: [], eccentricity: [], histogram: [])
  var search = BreadthFirst(adjacency)
  var levels: [Int] = []
  for source in sources {
    if workers.cancellation.isCancelled { break }
    search.run(from: source)
    countLevels(search, &levels)
    var (farness, harmonic) = (0.0, 0.0)
    for distance in levels.indices.dropFirst() {
      farness += Double(distance * levels[distance])
      harmonic += Double(levels[distance]) / Double(distance)
    }
    part.reached.append(search.reached - 1)
    part.farness.append(farness)
    part.harmonic.append(harmonic)
    part.eccentricity.append(Double(levels.count - 1))
    while part.histogram.count < levels.count { part.histogram.append(0) }
    for distance in levels.indices.dropFirst() { part.histogram[distance] += levels[distance] }
  }
  return part
}

/// How many nodes lie at each distance.
private func countLevels(_ search: BreadthFirst, _ levels: inout [Int]) {
  levels.removeAll(keepingCapacity: true)
  let (order, distances) = (search.order.span, search.distances.span)
  for index in 0..<search.reached {
    let distance = Int(distances[Int(order[index])])
    if distance == levels.count { levels.append(0) }
    levels[distance] += 1
  }
}

private func weightedPart(
  _ sources: Range<Int>, _ adjacency: Adjacency, _ lengths: [Double], _ workers: Workers
) -> DistanceSummary {
  var part = DistanceSummary(
    reached: [], farness: [], harmonic: [], eccentricity: [], histogram: [])
  var search = ShortestPaths(adjacency, edgeLengths: lengths)
  for source in sources {
    if workers.cancellation.isCancelled { break }
    search.run(from: source)
    var (farness, harmonic) = (0.0, 0.0)
    for node in search.order.dropFirst() {
      farness += search.distances[Int(node)]
      harmonic += 1 / search.distances[Int(node)]
    }
    part.reached.append(search.order.count - 1)
    part.farness.append(farness)
    part.harmonic.append(harmonic)
    part.eccentricity.append(search.order.last.map { search.distances[Int($0)] } ?? 0)
  }
  return part
}
