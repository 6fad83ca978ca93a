public import ModuleKit

/// Modularity from its definition on dense matrices, and the best partition by trying all.
public enum ModularityOracle {
  /// 1/2m Σ_ij (A_ij - γ k_i k_j / 2m) δ(c_i, c_j), a loop adding 2 to A_ii; directed
  /// 1/m Σ_ij (A_ij - γ k_i^out k_j^in / m) δ(c_i, c_j). NaN without ties.
  public static func modularity(
    of communities: [Int32], in graph: Graph, weights: [Double]? = nil, resolution: Double = 1
  ) -> Double {
    let matrix = adjacency(graph, weights)
    let n = graph.nodeCount
    let out = (0..<n).map { matrix[$0].reduce(0, +) }
    let into = (0..<n).map { column in matrix.reduce(0) { $0 + $1[column] } }
    let total = out.reduce(0, +)
    var sum = 0.0
    for i in 0..<n {
      for j in 0..<n where communities[i] == communities[j] {
        sum += matrix[i][j] - resolution * out[i] * into[j] / total
      }
    }
    return total == 0 ? .nan : sum / total
  }

  /// Σ_{i<j} (A_ij - γ) δ(c_i, c_j); directed, the sum over i ≠ j.
  public static func cpm(
    of communities: [Int32], in graph: Graph, weights: [Double]? = nil, resolution: Double
  ) -> Double {
    let matrix = adjacency(graph, weights)
    var sum = 0.0
    for i in 0..<graph.nodeCount {
      for j in 0..<graph.nodeCount
      where (graph.isDirected ? i != j : i < j) && communities[i] == communities[j] {
        sum += matrix[i][j] - resolution
      }
    }
    return sum
  }

  /// The highest value of `quality` over all partitions of `n` nodes: 1, 1, 2, 5, 15, 52, 203, …
  public static func best(ofAll n: Int, _ quality: ([Int32]) -> Double) -> Double {
    var best = -Double.infinity
    var communities: [Int32] = []
    func extend(_ used: Int32) {
      if communities.count == n {
        best = max(best, quality(communities))
        return
      }
      for community in 0...used {
        communities.append(community)
        extend(max(used, community + 1))
        communities.removeLast()
      }
    }
    extend(0)
    return best
  }

  /// Whether every community is connected, arcs being followed both ways.
  public static func areConnected(_ communities: [Int32], in graph: Graph) -> Bool {
    var root = Array(0..<graph.nodeCount)
    func find(_ node: Int) -> Int {
      var node = node
      while root[node] != node {
        // Halves the way, without which long chains take for ever.
        root[node] = root[root[node]]
        node = root[node]
      }
      return node
    }
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      if communities[a] == communities[b] { root[find(a)] = find(b) }
    }
    var rootOf: [Int32: Int] = [:]
    return (0..<graph.nodeCount).allSatisfy { node in
      let known = rootOf[communities[node]] ?? find(node)
      rootOf[communities[node]] = known
      return find(node) == known
    }
  }

  private static func adjacency(_ graph: Graph, _ weights: [Double]?) -> [[Double]] {
    let n = graph.nodeCount
    var matrix = [[Double]](repeating: Array(repeating: 0, count: n), count: n)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      matrix[a][b] += weights?[edge] ?? 1
      if !graph.isDirected { matrix[b][a] += weights?[edge] ?? 1 }
    }
    return matrix
  }
}
