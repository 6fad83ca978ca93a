// Borassi, Crescenzi, Habib, Kosters, Marino & Takes, "Fast diameter and radius BFS-based computation in
// (weakly connected) real-world graphs: with an application to the six degrees of separation games",
// Theoretical Computer Science 586, 2015; here within a strongly connected graph.

internal import ModuleKit

/// Diameter and radius by few searches, each of which bounds the eccentricities of all nodes.
///
/// A search from v and one back to v tell, for every w: ecc(w) is at least d(w, v) and ecc(v) - d(v, w),
/// at most d(w, v) + ecc(v). The next search starts where that may raise the diameter or lower the
/// radius, until no node is left that could. In an undirected graph one search is both.
struct SumSweep {
  /// The largest distance found, and from where.
  private(set) var diameter = 0
  private(set) var farthest = 0
  /// The smallest eccentricity found, and whose.
  private(set) var radius = Int.max
  private(set) var center = 0
  private(set) var searches = 0

  private let isDirected: Bool
  private var forward: BreadthFirst
  private var backward: BreadthFirst
  /// Bounds of each node's eccentricity.
  private var low: [Int32]
  private var high: [Int32]
  /// Sums of distances to and from the nodes searched: large at the rim, small in the middle.
  private var sums: [Int]

  /// - Parameter graph: strongly connected, with one node or more.
  init(_ graph: Graph) {
    isDirected = graph.isDirected
    forward = BreadthFirst(graph.outgoing)
    backward = BreadthFirst(graph.incoming)
    low = Array(repeating: 0, count: graph.nodeCount)
    high = Array(repeating: .max, count: graph.nodeCount)
    sums = Array(repeating: 0, count: graph.nodeCount)
  }

  /// No node can have a larger eccentricity, none a smaller.
  var upperDiameter: Int { Int(high.max() ?? 0) }
  var lowerRadius: Int { Int(low.min() ?? 0) }
  var isProven: Bool { upperDiameter <= diameter && lowerRadius >= radius }

  /// - Parameter limit: the number of searches after which to give up.
  mutating func run(from first: Int, limit: Int, unless cancellation: Cancellation) {
    sweep(from: first)
    // The rim in all directions, before bounds mean much.
    for _ in 0..<4 where searches < limit && !isProven { sweep(from: rim()) }
    var isForRadius = true
    while searches < limit && !cancellation.isCancelled {
      let (isWide, isDeep) = (upperDiameter > diameter, lowerRadius < radius)
      if !isWide && !isDeep { return }
      sweep(from: isDeep && (isForRadius || !isWide) ? innermost() : outermost())
      isForRadius.toggle()
    }
  }

  // MARK: Where to search next

  /// The node with the largest sum that is not known yet; ties go to the first.
  private func rim() -> Int {
    var best = -1
    for node in sums.indices where low[node] < high[node] {
      if best < 0 || sums[node] > sums[best] { best = node }
    }
    return max(best, 0)
  }

  /// The node whose eccentricity may be largest.
  private func outermost() -> Int {
    var best = 0
    for node in high.indices.dropFirst() {
      if (high[node], sums[node]) > (high[best], sums[best]) { best = node }
    }
    return best
  }

  /// The node whose eccentricity may be smallest.
  private func innermost() -> Int {
    var best = 0
    for node in low.indices.dropFirst() {
      if (low[node], sums[node]) < (low[best], sums[best]) { best = node }
    }
    return best
  }

  // MARK: One search

  private mutating func sweep(from node: Int) {
    forward.run(from: node)
    searches += 1
    let reach = Int(forward.distances[Int(forward.order[forward.reached - 1])])
    if reach < radius { (radius, center) = (reach, node) }
    if reach > diameter { (diameter, farthest) = (reach, node) }
    if isDirected { runBack(from: node) }
    let (from, to) = (forward.distances, isDirected ? backward.distances : forward.distances)
    Self.bound(Int32(reach), from: from.span, to: to.span, &low, &high, &sums)
    (low[node], high[node]) = (Int32(reach), Int32(reach))
  }

  private mutating func runBack(from node: Int) {
    backward.run(from: node)
    searches += 1
    let last = Int(backward.order[backward.reached - 1])
    let distance = Int(backward.distances[last])
    if distance > diameter { (diameter, farthest) = (distance, last) }
  }

  private static func bound(
    _ reach: Int32, from: Span<Int32>, to: Span<Int32>, _ low: inout [Int32],
    _ high: inout [Int32], _ sums: inout [Int]
  ) {
    var low = low.mutableSpan
    var high = high.mutableSpan
    var sums = sums.mutableSpan
    for node in low.indices {
      low[node] = max(low[node], max(to[node], reach - from[node]))
      high[node] = min(high[node], reach + to[node])
      sums[node] += Int(from[node]) + Int(to[node])
    }
  }
}

extension Graph {
  /// A shortest chain from `start` to one of the nodes farthest from it; among equals the first in
  /// canonical order, from the end backwards.
  func longestChain(from start: Int) -> [Int] {
    var search = BreadthFirst(outgoing)
    search.run(from: start)
    let distances = search.distances
    let length = search.order[..<search.reached].map { distances[Int($0)] }.max() ?? 0
    var chain = [distances.firstIndex(of: length) ?? start]
    while let node = chain.last, node != start {
      let before = incoming.range(node).lazy.map { Int(self.incoming.neighbors[$0]) }
        .first { distances[$0] == distances[node] - 1 }
      guard let before else { break }
      chain.append(before)
    }
    return chain.reversed()
  }
}
