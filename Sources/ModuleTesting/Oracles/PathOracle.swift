public import ModuleKit

/// Shortest paths the slow way: all distances by Floyd and Warshall, all paths one by one.
public struct PathOracle {
  /// Distances between all pairs; infinite where there is no path.
  public let distances: [[Double]]
  private let graph: Graph
  private let lengths: [Double]

  public init(_ graph: Graph, edgeLengths: [Double]? = nil) {
    self.graph = graph
    lengths = edgeLengths ?? Array(repeating: 1, count: graph.edgeCount)
    let n = graph.nodeCount
    var matrix = [[Double]](repeating: Array(repeating: .infinity, count: n), count: n)
    for node in 0..<n { matrix[node][node] = 0 }
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      matrix[a][b] = min(matrix[a][b], lengths[edge])
      if !graph.isDirected { matrix[b][a] = min(matrix[b][a], lengths[edge]) }
    }
    for middle in 0..<n {
      for a in 0..<n {
        for b in 0..<n where matrix[a][middle] + matrix[middle][b] < matrix[a][b] {
          matrix[a][b] = matrix[a][middle] + matrix[middle][b]
        }
      }
    }
    distances = matrix
  }

  /// Every shortest path from `a` to `b`, as the nodes in between and the two ends.
  public func paths(from a: Int, to b: Int) -> [[Int]] {
    if a == b { return [[a]] }
    guard distances[a][b].isFinite else { return [] }
    return steps(from: a).flatMap { next, length -> [[Int]] in
      guard abs(length + distances[next][b] - distances[a][b]) <= 1e-9 * distances[a][b] else {
        return []
      }
      return paths(from: next, to: b).map { [a] + $0 }
    }
  }

  private func steps(from a: Int) -> [(Int, Double)] {
    (0..<graph.edgeCount).flatMap { edge -> [(Int, Double)] in
      let (source, target) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      if source == target { return [] }
      if source == a { return [(target, lengths[edge])] }
      return !graph.isDirected && target == a ? [(source, lengths[edge])] : []
    }
  }

  /// Betweenness by its definition: for every pair, the share of its paths through each node.
  public var betweenness: [Double] {
    let n = graph.nodeCount
    var total = [Double](repeating: 0, count: n)
    for a in 0..<n {
      for b in 0..<n where a != b && (graph.isDirected || a < b) {
        let all = paths(from: a, to: b)
        for path in all {
          for node in path.dropFirst().dropLast() { total[node] += 1 / Double(all.count) }
        }
      }
    }
    return total
  }

  /// Edge betweenness by its definition: for every pair, the share of its paths along each edge.
  public var edgeBetweenness: [Double] {
    let n = graph.nodeCount
    var edgeOf: [[Int]: Int] = [:]
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      edgeOf[[a, b]] = edge
      if !graph.isDirected { edgeOf[[b, a]] = edge }
    }
    var total = [Double](repeating: 0, count: graph.edgeCount)
    for a in 0..<n {
      for b in 0..<n where a != b && (graph.isDirected || a < b) {
        let all = paths(from: a, to: b)
        for path in all {
          for (from, to) in zip(path, path.dropFirst()) {
            if let edge = edgeOf[[from, to]] { total[edge] += 1 / Double(all.count) }
          }
        }
      }
    }
    return total
  }
}
