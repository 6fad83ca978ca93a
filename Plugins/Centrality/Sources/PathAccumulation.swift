// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

internal import Foundation
internal import ModuleKit

/// Brandes' accumulation of dependencies, one source at a time.
struct PathAccumulation {
  private let outgoing: Adjacency
  private let arcLengths: [Double]?
  private var search: BreadthFirst
  private var weightedSearch: ShortestPaths?
  /// Number of shortest paths from the source.
  private var paths: [Double]
  /// Dependency of the source on each node.
  private var dependency: [Double]

  init(_ graph: Graph, _ edgeLengths: [Double]?) {
    outgoing = graph.outgoing
    arcLengths = edgeLengths.map(graph.outgoing.perArc)
    search = BreadthFirst(graph.outgoing)
    weightedSearch = edgeLengths.map { ShortestPaths(graph.outgoing, edgeLengths: $0) }
    paths = Array(repeating: 0, count: graph.nodeCount)
    dependency = paths
  }

  mutating func add(from source: Int, to total: inout [Double]) {
    if let arcLengths {
      addWeighted(from: source, arcLengths, to: &total)
    } else {
      addUnweighted(from: source, to: &total)
    }
  }

  private mutating func addUnweighted(from source: Int, to total: inout [Double]) {
    search.run(from: source)
    let (outgoing, search) = (outgoing, search)
    let isCounted = Self.accumulate(
      source, outgoing.offsets.span, outgoing.neighbors.span, search.order.span,
      search.distances.span, reached: search.reached, &paths, &dependency, &total)
    if !isCounted {
      let distances = search.distances
      addByLogarithms(Array(search.order[..<search.reached]), to: &total) { node, neighbor, _ in
        distances[neighbor] == distances[node] + 1
      }
    }
  }

  /// - Returns: false, with `total` untouched, when the paths are too many to be counted.
  private static func accumulate(
    _ source: Int, _ offsets: Span<Int>, _ neighbors: Span<NodeID>, _ order: Span<NodeID>,
    _ distances: Span<Int32>, reached: Int, _ paths: inout [Double],
    _ dependency: inout [Double], _ total: inout [Double]
  ) -> Bool {
    var paths = paths.mutableSpan
    var dependency = dependency.mutableSpan
    var total = total.mutableSpan
    for index in 0..<reached {
      paths[Int(order[index])] = 0
      dependency[Int(order[index])] = 0
    }
    paths[source] = 1
    for index in 0..<reached {
      let node = Int(order[index])
      let (next, count) = (distances[node] + 1, paths[node])
      if count > Self.mostPaths { return false }
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = Int(neighbors[arc])
        if distances[neighbor] == next { paths[neighbor] += count }
      }
    }
    for index in stride(from: reached - 1, to: 0, by: -1) {
      let node = Int(order[index])
      let next = distances[node] + 1
      var sum = 0.0
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = Int(neighbors[arc])
        if distances[neighbor] == next { sum += (1 + dependency[neighbor]) / paths[neighbor] }
      }
      dependency[node] = sum * paths[node]
      total[node] += dependency[node]
    }
    return true
  }

  private mutating func addWeighted(
    from source: Int, _ arcLengths: [Double], to total: inout [Double]
  ) {
    guard var search = weightedSearch.take() else { return }
    search.run(from: source)
    defer { weightedSearch = search }
    let (order, distances) = (search.order, search.distances)
    for node in order {
      paths[Int(node)] = 0
      dependency[Int(node)] = 0
    }
    paths[source] = 1
    for node in order.map(Int.init) {
      if paths[node] > Self.mostPaths {
        return addByLogarithms(order, to: &total) { node, neighbor, arc in
          Self.isShortest(distances, node, neighbor, arcLengths[arc])
        }
      }
      for arc in outgoing.range(node) {
        let neighbor = Int(outgoing.neighbors[arc])
        if Self.isShortest(distances, node, neighbor, arcLengths[arc]) {
          paths[neighbor] += paths[node]
        }
      }
    }
    for node in order.dropFirst().reversed().map(Int.init) {
      var sum = 0.0
      for arc in outgoing.range(node) {
        let neighbor = Int(outgoing.neighbors[arc])
        if Self.isShortest(distances, node, neighbor, arcLengths[arc]) {
          sum += (1 + dependency[neighbor]) / paths[neighbor]
        }
      }
      dependency[node] = sum * paths[node]
      total[node] += dependency[node]
    }
  }

  /// Beyond, shares of paths would lose digits, and soon be inf/inf.
  private static let mostPaths = 0x1p900

  /// The same with logarithms of the numbers of paths, which never grow too large.
  ///
  /// - Parameters:
  ///   - order: the reached nodes by distance, the source first.
  ///   - isShortest: whether the arc from one node to the other lies on a shortest path.
  private mutating func addByLogarithms(
    _ order: [NodeID], to total: inout [Double],
    _ isShortest: (_ node: Int, _ neighbor: Int, _ arc: Int) -> Bool
  ) {
    for node in order {
      paths[Int(node)] = -.infinity
      dependency[Int(node)] = 0
    }
    paths[Int(order[0])] = 0
    for node in order.map(Int.init) {
      for arc in outgoing.range(node) {
        let neighbor = Int(outgoing.neighbors[arc])
        guard isShortest(node, neighbor, arc) else { continue }
        let (more, fewer) = (
          max(paths[neighbor], paths[node]), min(paths[neighbor], paths[node])
        )
        paths[neighbor] = more + log1p(exp(fewer - more))
      }
    }
    for node in order.dropFirst().reversed().map(Int.init) {
      for arc in outgoing.range(node) {
        let neighbor = Int(outgoing.neighbors[arc])
        guard isShortest(node, neighbor, arc) else { continue }
        dependency[node] += exp(paths[node] - paths[neighbor]) * (1 + dependency[neighbor])
      }
      total[node] += dependency[node]
    }
  }

  /// Whether the arc lies on a shortest path; sums of lengths that differ by rounding are equal.
  private static func isShortest(
    _ distances: [Double], _ node: Int, _ neighbor: Int, _ length: Double
  ) -> Bool {
    let (through, best) = (distances[node] + length, distances[neighbor])
    return distances[node] < best && through - best <= 1e-9 * best
  }
}
