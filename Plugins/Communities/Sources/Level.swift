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
  /// The two directions of an arc are added. Loops are left out: they change no gain.
  let weights: [Double]
  let mass: [Mass]
  let penalty: Double
  /// The mean weight of a tie, against which gains are called small.
  let unit: Double

  var nodeCount: Int { offsets.count - 1 }
  /// Gains below this are rounding errors.
  var tolerance: Double { 1e-10 * unit }
  func degree(_ node: Int) -> Int { offsets[node + 1] - offsets[node] }
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
    unit = total > 0 ? total / Double(graph.edgeCount) : 1
    switch objective {
    case .modularity:
      mass = strengths(graph, edgeWeights)
      penalty = total > 0 ? resolution / (graph.isDirected ? total : 4 * total) : 0
    case .cpm:
      mass = Array(repeating: Mass(out: 1, into: 1), count: graph.nodeCount)
      penalty = graph.isDirected ? resolution : resolution / 2
    }
  }

  /// The same level with node `order[i]` as number i.
  ///
  /// A walk in the new order reads the rows one after the other, which a walk in a random order of
  /// the old numbers does not.
  func renumbered(_ order: [Int32], on workers: Workers) throws(Cancelled) -> Level {
    var rank = [Int32](repeating: 0, count: nodeCount)
    var starts = [Int](repeating: 0, count: nodeCount + 1)
    for (position, node) in order.enumerated() {
      rank[Int(node)] = Int32(position)
      starts[position + 1] = starts[position] + degree(Int(node))
    }
    let (newRank, newStarts) = (rank, starts)
    let chunks = Chunks.even(nodeCount, count: 32)
    let arcs = chunks.map { newStarts[$0.lowerBound]..<newStarts[$0.upperBound] }
    var newNeighbors = [Int32](repeating: 0, count: neighbors.count)
    var newWeights = [Double](repeating: 1, count: weights.count)
    try workers.fill(&newNeighbors, arcs) { range, out in
      eachRow(in: range, order, newStarts) { node, start in
        for arc in offsets[node]..<offsets[node + 1] {
          out[start + arc - offsets[node] - range.lowerBound] = newRank[Int(neighbors[arc])]
        }
      }
    }
    try workers.fill(&newWeights, arcs) { range, out in
      eachRow(in: range, order, newStarts) { node, start in
        for arc in offsets[node]..<offsets[node + 1] {
          out[start + arc - offsets[node] - range.lowerBound] = weights[arc]
        }
      }
    }
    return Level(
      offsets: starts, neighbors: newNeighbors, weights: newWeights,
      mass: order.map { mass[Int($0)] }, penalty: penalty, unit: unit)
  }
}

/// Calls `body` with each node of the rows that fill `arcs`, and where its row starts.
@inline(__always) private func eachRow(
  in arcs: Range<Int>, _ order: [Int32], _ starts: [Int], _ body: (Int, Int) -> Void
) {
  if arcs.isEmpty { return }
  // The first row that ends behind the first arc; offsets ascend, so halve the range.
  var (low, high) = (0, order.count - 1)
  while low < high {
    let middle = (low + high) / 2
    if starts[middle + 1] <= arcs.lowerBound { low = middle + 1 } else { high = middle }
  }
  while low < order.count, starts[low] < arcs.upperBound {
    body(Int(order[low]), starts[low])
    low += 1
  }
}

private func withoutLoops(
  _ graph: Graph, _ edgeWeights: [Double]?, on workers: Workers
) throws(Cancelled) -> (offsets: [Int], neighbors: [Int32], weights: [Double]) {
  let adjacency = graph.outgoing
  var weights = [Double](repeating: 1, count: adjacency.arcCount)
  if let edgeWeights {
    try workers.fill(&weights, Chunks.even(adjacency.arcCount)) { arcs, out in
      for arc in arcs { out[arc - arcs.lowerBound] = edgeWeights[Int(adjacency.edges[arc])] }
    }
  }
  if !(0..<graph.edgeCount).contains(where: { graph.sources[$0] == graph.targets[$0] }) {
    return (adjacency.offsets, adjacency.neighbors, weights)
  }
  var (offsets, neighbors, kept) = ([0], [Int32](), [Double]())
  for node in 0..<graph.nodeCount {
    for arc in adjacency.range(node) where adjacency.neighbors[arc] != NodeID(node) {
      neighbors.append(adjacency.neighbors[arc])
      kept.append(weights[arc])
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
func strengths(_ graph: Graph, _ weights: [Double]?) -> [Mass] {
  var mass = [Mass](repeating: Mass(), count: graph.nodeCount)
  for edge in 0..<graph.edgeCount {
    let weight = weights?[edge] ?? 1
    mass[Int(graph.sources[edge])].out += weight
    mass[Int(graph.targets[edge])].into += weight
  }
  if graph.isDirected { return mass }
  for node in mass.indices {
    let strength = mass[node].out + mass[node].into
    mass[node] = Mass(out: strength, into: strength)
  }
  return mass
}
