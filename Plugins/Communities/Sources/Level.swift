internal import ModuleKit

/// What a node, or a community, weighs in the expectation of the objective.
struct Mass: Sendable {
  var out = 0.0
  var into = 0.0

  /// What the objective expects between two of them, before the penalty.
  @inline(__always) static func * (a: Mass, b: Mass) -> Double { a.out * b.into + a.into * b.out }
  @inline(__always) static func + (a: Mass, b: Mass) -> Mass {
    Mass(out: a.out + b.out, into: a.into + b.into)
  }
  @inline(__always) static func - (a: Mass, b: Mass) -> Mass {
    Mass(out: a.out - b.out, into: a.into - b.into)
  }
}

/// A weighted graph whose nodes stand for one or many nodes of the network.
///
/// What decides on a move is the same for every objective: the weight between a node and a
/// community, less `penalty * (out_v * In_C + in_v * Out_C)`, where the masses `out` and `in` add
/// up over the members. Undirected modularity has the strengths as both masses, directed modularity
/// (Leicht & Newman 2008) the strengths out and in, CPM the numbers of members.
struct Level: Sendable {
  let offsets: [Int]
  let neighbors: [Int32]
  /// The two directions of an arc are added. Loops are left out: they change no gain. Empty when all
  /// are 1.
  let weights: [Double]
  let mass: [Mass]
  let penalty: Double
  /// The mean weight of a tie, against which gains are called small.
  let unit: Double
  /// The weight of all ties of the network, against which the gains of all nodes are called small.
  let totalWeight: Double
  /// The greatest number of ties of a node.
  let mostTies: Int

  var nodeCount: Int { offsets.count - 1 }
  /// Gains below this are rounding errors.
  var tolerance: Double { 1e-10 * unit }
  @inline(__always) func row(_ node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }
  @inline(__always) func degree(_ node: Int) -> Int { offsets[node + 1] - offsets[node] }
  /// Whether batches of moves gain something over moves one by one.
  var isLarge: Bool { nodeCount >= BatchedMoving.leastNodes && neighbors.count >= 1 << 18 }
}

extension Level {
  /// The level where every node is one of the network.
  ///
  /// - Complexity: O(n + m).
  init(
    _ graph: Graph, edgeWeights: [Double]?, objective: Objective, resolution: Double,
    on workers: Workers
  ) throws(Cancelled) {
    let total = edgeWeights?.reduce(0, +) ?? Double(graph.edgeCount)
    let (simple, simpleWeights) = undirected(graph, edgeWeights)
    let rows = try withoutLoops(simple, simpleWeights, on: workers)
    (offsets, neighbors, weights) = (rows.offsets, rows.neighbors, rows.weights)
    mostTies = longest(rows.offsets)
    totalWeight = total
    unit = total > 0 ? total / Double(graph.edgeCount) : 1
    switch objective {
    case .modularity:
      mass = try strengths(graph, edgeWeights, on: workers)
      penalty = total > 0 ? resolution / (graph.isDirected ? total : 4 * total) : 0
    case .cpm:
      mass = Array(repeating: Mass(out: 1, into: 1), count: graph.nodeCount)
      penalty = graph.isDirected ? resolution : resolution / 2
    }
  }
}

/// The length of the longest row.
func longest(_ offsets: [Int]) -> Int {
  var most = 0
  for row in 0..<offsets.count - 1 { most = max(most, offsets[row + 1] - offsets[row]) }
  return most
}

private func withoutLoops(
  _ graph: Graph, _ edgeWeights: [Double]?, on workers: Workers
) throws(Cancelled) -> (offsets: [Int], neighbors: [Int32], weights: [Double]) {
  let adjacency = graph.outgoing
  var weights: [Double] = []
  if let edgeWeights {
    weights = Array(repeating: 1, count: adjacency.arcCount)
    let edges = adjacency.edges
    try workers.fill(&weights, Chunks.even(adjacency.arcCount)) { arcs, out in
      for arc in arcs { out[arc - arcs.lowerBound] = edgeWeights[Int(edges[arc])] }
    }
  }
  let loops = try workers.map(Chunks.even(graph.edgeCount)) { edges in
    edges.contains { graph.sources[$0] == graph.targets[$0] }
  }
  if !loops.contains(true) {
    return (adjacency.offsets, adjacency.neighbors, weights)
  }
  var (offsets, neighbors, kept) = ([0], [Int32](), [Double]())
  for node in 0..<graph.nodeCount {
    for arc in adjacency.range(node) where adjacency.neighbors[arc] != NodeID(node) {
      neighbors.append(adjacency.neighbors[arc])
      if !weights.isEmpty { kept.append(weights[arc]) }
    }
    offsets.append(neighbors.count)
  }
  return (offsets, neighbors, kept)
}

/// The underlying undirected graph, the weights of opposite arcs added.
private func undirected(_ graph: Graph, _ weights: [Double]?) -> (Graph, [Double]?) {
  if !graph.isDirected { return (graph, weights) }
  let (simple, edges) = graph.symmetrized()
  let sums = (0..<edges.count).map { edge in
    edges[edge].reduce(0) { $0 + (weights?[Int($1)] ?? 1) }
  }
  return (simple, sums)
}

/// The strength of every node out and in; undirected ones are equal and count a loop twice.
func strengths(
  _ graph: Graph, _ weights: [Double]?, on workers: Workers
) throws(Cancelled) -> [Mass] {
  // Asked for once: finding out which edge is behind an arc is no work for a loop.
  let leavingEdges = weights == nil ? [] : graph.outgoing.edges
  let arrivingEdges = weights == nil || !graph.isDirected ? [] : graph.incoming.edges
  var mass = [Mass](repeating: Mass(), count: graph.nodeCount)
  try workers.fill(&mass, Chunks.edgeBalanced(graph.outgoing)) { nodes, out in
    for node in nodes {
      let leaving = strength(
        node, graph.outgoing, leavingEdges, weights, loops: graph.isDirected ? 1 : 2)
      let arriving =
        graph.isDirected
        ? strength(node, graph.incoming, arrivingEdges, weights, loops: 1) : leaving
      out[node - nodes.lowerBound] = Mass(out: leaving, into: arriving)
    }
  }
  return mass
}

/// - Parameters:
///   - edges: the edge behind each arc; empty without weights.
///   - loops: how often a loop counts.
private func strength(
  _ node: Int, _ adjacency: Adjacency, _ edges: [EdgeID], _ weights: [Double]?, loops: Double
) -> Double {
  guard let weights else {
    let isLooping = adjacency.contains(NodeID(node), in: adjacency.range(node))
    return Double(adjacency.degree(node)) + (isLooping ? loops - 1 : 0)
  }
  var (sum, looping) = (0.0, 0.0)
  for arc in adjacency.range(node) {
    let weight = weights[Int(edges[arc])]
    if adjacency.neighbors[arc] == NodeID(node) { looping = weight } else { sum += weight }
  }
  return sum + loops * looping
}

extension Adjacency {
  /// Whether a row, which ascends, contains a neighbour.
  fileprivate func contains(_ neighbor: NodeID, in row: Range<Int>) -> Bool {
    var (low, high) = (row.lowerBound, row.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if neighbors[middle] < neighbor { low = middle + 1 } else { high = middle }
    }
    return low < row.upperBound && neighbors[low] == neighbor
  }
}
