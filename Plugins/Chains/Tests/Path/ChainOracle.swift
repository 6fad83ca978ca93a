import ModuleKit

/// All chains without repetition between two people, one by one, with what a study may ask of them.
struct ChainOracle {
  struct Found: Equatable {
    let nodes: [Int]
    let edges: [Int]
    let length: Double
  }
  let graph: Graph
  let lengths: [Double]

  init(_ graph: Graph, _ lengths: [Double]? = nil) {
    self.graph = graph
    self.lengths = lengths ?? Array(repeating: 1, count: graph.edgeCount)
  }

  /// In order of length, equal ones by their people from the end backwards.
  func chains(from source: Int, to target: Int) -> [Found] {
    var found: [Found] = []
    extend([source], [], to: target, &found)
    return found.sorted { a, b in
      if (a.length - b.length).magnitude > 1e-9 * max(a.length, b.length) {
        return a.length < b.length
      }
      return a.nodes.reversed().lexicographicallyPrecedes(b.nodes.reversed())
    }
  }

  private func extend(_ nodes: [Int], _ edges: [Int], to target: Int, _ found: inout [Found]) {
    guard let last = nodes.last else { return }
    if last == target {
      found.append(
        Found(nodes: nodes, edges: edges, length: edges.reduce(0) { $0 + lengths[$1] }))
      return
    }
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      let next = a == last ? b : !graph.isDirected && b == last ? a : -1
      if next < 0 || nodes.contains(next) { continue }
      extend(nodes + [next], edges + [edge], to: target, &found)
    }
  }

  /// For 1, 2, … chains that share no edge, or no node between the ends, the least total length.
  func disjoint(_ chains: [Found], sharingNodes: Bool) -> [Double] {
    var best: [Double] = []
    func choose(_ index: Int, _ taken: Set<Int>, _ total: Double, _ count: Int) {
      if count > 0 {
        if best.count < count { best.append(total) }
        best[count - 1] = min(best[count - 1], total)
      }
      for next in index..<max(index, chains.count) {
        let chain = chains[next]
        // The edges too: a direct tie has nobody between.
        let parts =
          chain.edges
          + (sharingNodes ? [] : chain.nodes.dropFirst().dropLast().map { -1 - $0 })
        if parts.contains(where: taken.contains) { continue }
        choose(next + 1, taken.union(parts), total + chain.length, count + 1)
      }
    }
    choose(0, [], 0, 0)
    return best
  }
}

/// The ids n100, n101, …, in canonical order.
func numberedIDs(_ count: Int) -> [String] { (0..<count).map { "n\(100 + $0)" } }

extension Table {
  /// The nodes of each chain of a table of steps, by position.
  func chains(of network: Network) -> [[Int]] {
    guard let ids = rows["id"] else { return [] }
    var chains: [[Int]] = []
    for row in 0..<rows.rowCount {
      if rows["step"]?.number(at: row) == 0 { chains.append([]) }
      if let id = ids.text(at: row), let node = network.node(id) {
        chains[chains.count - 1].append(Int(node))
      }
    }
    return chains
  }

  /// A value of a table of named values.
  func value(_ measure: String) -> Double? {
    (0..<rows.rowCount).first { rows["measure"]?.text(at: $0) == measure }
      .flatMap { rows["value"]?.number(at: $0) }
  }
}

extension JSON {
  /// The object with the members of another in it.
  func with(_ other: JSON) -> JSON {
    var result = self
    if case .object(let members) = other {
      for member in members { result[member.key] = member.value }
    }
    return result
  }
}
