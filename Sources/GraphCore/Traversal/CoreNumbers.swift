// Seidman, "Network structure and minimum degree", Social Networks 5, 1983; Batagelj & Zaveršnik, "An
// O(m) algorithm for cores decomposition of networks", arXiv:cs/0310049, 2003.

extension Graph {
  /// The largest k for which each node belongs to a k-core, direction and self-loops ignored.
  ///
  /// Nodes of least degree are removed first, in buckets. Complexity: O(n + m).
  public var coreNumbers: [Int] {
    let adjacency = undirected.outgoing
    let n = adjacency.nodeCount
    var degree = (0..<n).map { node in
      adjacency.range(node).count { adjacency.neighbors[$0] != node }
    }
    // Nodes sorted by degree; `start[d]` is where degree d begins.
    let largest = degree.max() ?? 0
    var start = [Int](repeating: 0, count: largest + 2)
    for value in degree { start[value + 1] += 1 }
    for value in 0...largest { start[value + 1] += start[value] }
    var position = [Int](repeating: 0, count: n)
    var sorted = [Int](repeating: 0, count: n)
    var next = start
    for node in 0..<n {
      position[node] = next[degree[node]]
      sorted[position[node]] = node
      next[degree[node]] += 1
    }
    for index in 0..<n {
      let node = sorted[index]
      for arc in adjacency.range(node) {
        let neighbor = Int(adjacency.neighbors[arc])
        guard degree[neighbor] > degree[node] else { continue }
        // Swap the neighbor with the first of its degree, which then begins one later.
        let first = max(start[degree[neighbor]], index + 1)
        let other = sorted[first]
        sorted.swapAt(position[neighbor], first)
        position[other] = position[neighbor]
        position[neighbor] = first
        start[degree[neighbor]] = first + 1
        degree[neighbor] -= 1
      }
    }
    return degree
  }
}
