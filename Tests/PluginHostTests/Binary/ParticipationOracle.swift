import ModuleKit

/// Both measures from the matrix of ties, slowly and plainly.
struct ParticipationOracle {
  let participation: [Double]
  let z: [Double]

  /// - Parameter groups: a name per node; nil for none.
  init(_ graph: Graph, weights: [Double], groups: [String?], direction: Direction) {
    let n = graph.nodeCount
    var matrix = [[Double]](repeating: Array(repeating: 0, count: n), count: n)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      if !graph.isDirected || direction != .in { matrix[a][b] += weights[edge] }
      if !graph.isDirected || direction != .out { matrix[b][a] += weights[edge] }
    }
    let names = Set(groups.compactMap { $0 }).sorted()
    let strength = { (node: Int, group: String) in
      (0..<n).filter { groups[$0] == group }.map { matrix[node][$0] }.reduce(0, +)
    }
    participation = (0..<n).map { node in
      let all = names.map { strength(node, $0) }
      let total = all.reduce(0, +)
      return total == 0 ? .nan : 1 - all.map { $0 * $0 / (total * total) }.reduce(0, +)
    }
    z = (0..<n).map { node in
      guard let group = groups[node] else { return .nan }
      let members = (0..<n).filter { groups[$0] == group }.map { strength($0, group) }
      let mean = members.reduce(0, +) / Double(members.count)
      let variance =
        members.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(members.count)
      return variance < 1e-20 ? 0 : (strength(node, group) - mean) / variance.squareRoot()
    }
  }
}
