// Sarıyüce, Saule, Kaya & Çatalyürek, "Shattering and compressing networks for betweenness centrality",
// SDM 2013: degree-one vertices.

internal import ModuleKit

/// A graph without the trees that hang on it, and what they add to betweenness.
///
/// All shortest paths into a tree pass through the node it hangs on. So the node takes over its weight,
/// and the pairs that the tree settles are counted at once. Directed graphs are taken as they are.
/// What remains is numbered by degree, the highest first: what is looked up most lies together.
struct PeeledGraph {
  let graph: Graph
  /// The node and the edge behind each one of `graph`.
  let nodes: [NodeID]
  let edges: [EdgeID]
  /// How many nodes each node of `graph` stands for.
  let mass: [Double]
  /// For each node of the whole graph: ordered pairs, one of them in a tree, whose paths it is on.
  let settled: [Double]
  /// For each node of the whole graph: how many nodes hang on it, itself included.
  private let hanging: [Double]

  init(_ whole: Graph) {
    var peeling = Peeling(whole)
    if !whole.isDirected { peeling.run(whole.outgoing) }
    settled = whole.isDirected ? peeling.settled : peeling.pairsOutside(whole.weakComponents)
    let (isPeeled, masses) = (peeling.isPeeled, peeling.mass)
    hanging = masses
    let degrees = (0..<whole.nodeCount).map {
      whole.outgoing.degree($0) + (whole.isDirected ? whole.incoming.degree($0) : 0)
    }
    nodes = (0..<NodeID(whole.nodeCount)).filter { !isPeeled[Int($0)] }
      .sorted { (-degrees[Int($0)], $0) < (-degrees[Int($1)], $1) }
    mass = nodes.map { masses[Int($0)] }
    var newID = [NodeID](repeating: -1, count: whole.nodeCount)
    for (position, node) in nodes.enumerated() { newID[Int(node)] = NodeID(position) }
    let rows = (0..<EdgeID(whole.edgeCount)).filter { edge in
      let (a, b) = (whole.sources[Int(edge)], whole.targets[Int(edge)])
      return a != b && newID[Int(a)] >= 0 && newID[Int(b)] >= 0
    }
    guard
      let built = try? GraphBuilder(isDirected: whole.isDirected).build(
        nodeCount: nodes.count, sources: rows.map { newID[Int(whole.sources[Int($0)])] },
        targets: rows.map { newID[Int(whole.targets[Int($0)])] })
    else { preconditionFailure("a part of a graph has no more edges than the whole") }
    graph = built.graph
    edges = built.rowsOfEdge.rows.map { rows[Int($0)] }
  }

  /// For each edge of the whole graph that is part of a tree: ordered pairs on either side of it.
  func settledEdges(_ whole: Graph) -> [Double] {
    var settled = [Double](repeating: 0, count: whole.edgeCount)
    if whole.isDirected { return settled }
    let components = whole.weakComponents
    var isKept = [Bool](repeating: false, count: whole.edgeCount)
    for edge in edges { isKept[Int(edge)] = true }
    for edge in settled.indices where !isKept[edge] && whole.sources[edge] != whole.targets[edge] {
      let (a, b) = (Int(whole.sources[edge]), Int(whole.targets[edge]))
      // The one that hangs on the other has fewer.
      let side = min(hanging[a], hanging[b])
      settled[edge] = 2 * side * (Double(components.sizes[components.labels[a]]) - side)
    }
    return settled
  }
}

/// Takes nodes of degree one away until there are none.
private struct Peeling {
  private(set) var mass: [Double]
  private(set) var isPeeled: [Bool]
  private(set) var settled: [Double]
  /// Neighbours that are not peeled, the node itself not counted.
  private var degree: [Int]

  init(_ graph: Graph) {
    let n = graph.nodeCount
    mass = Array(repeating: 1, count: n)
    isPeeled = Array(repeating: false, count: n)
    settled = Array(repeating: 0, count: n)
    degree = (0..<n).map {
      graph.outgoing.degree($0) - (graph.outgoing.hasLoop($0) ? 1 : 0)
    }
  }

  mutating func run(_ adjacency: Adjacency) {
    var leaves = degree.indices.filter { degree[$0] == 1 }
    var head = 0
    while head < leaves.count {
      let leaf = leaves[head]
      head += 1
      let neighbor = adjacency.range(leaf).lazy.map { Int(adjacency.neighbors[$0]) }
        .first { $0 != leaf && !isPeeled[$0] }
      // The last two nodes of a tree are both leaves; one of them stays.
      guard degree[leaf] == 1, let neighbor else { continue }
      isPeeled[leaf] = true
      // Pairs of this tree and those that hung on the neighbour before.
      settled[neighbor] += 2 * mass[leaf] * (mass[neighbor] - 1)
      mass[neighbor] += mass[leaf]
      degree[neighbor] -= 1
      if degree[neighbor] == 1 { leaves.append(neighbor) }
    }
  }

  /// Adds the pairs of a node in a tree and one outside it, at the node the tree hangs on.
  func pairsOutside(_ components: Components) -> [Double] {
    settled.indices.map { node in
      let all = Double(components.sizes[components.labels[node]])
      return settled[node] + 2 * (mass[node] - 1) * (all - mass[node])
    }
  }
}
