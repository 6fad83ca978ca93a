internal import ModuleKit

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
  let outMass: [Double]
  let inMass: [Double]
  let penalty: Double
  /// The mean weight of a tie, against which gains are called small.
  let unit: Double

  var nodeCount: Int { offsets.count - 1 }
  /// Gains below this are rounding errors.
  var tolerance: Double { 1e-10 * unit }
}

extension Level {
  /// The level where every node is one of the network.
  ///
  /// - Complexity: O(n + m).
  init(_ graph: Graph, edgeWeights: [Double]?, objective: Objective, resolution: Double) {
    let weights = edgeWeights ?? Array(repeating: 1, count: graph.edgeCount)
    let total = weights.reduce(0, +)
    let (simple, simpleWeights) = undirected(graph, weights)
    let adjacency = simple.outgoing
    var offsets = [0]
    var neighbors: [Int32] = []
    var arcWeights: [Double] = []
    offsets.reserveCapacity(graph.nodeCount + 1)
    neighbors.reserveCapacity(adjacency.arcCount)
    arcWeights.reserveCapacity(adjacency.arcCount)
    for node in 0..<graph.nodeCount {
      for arc in adjacency.range(node) where adjacency.neighbors[arc] != NodeID(node) {
        neighbors.append(adjacency.neighbors[arc])
        arcWeights.append(simpleWeights[Int(adjacency.edges[arc])])
      }
      offsets.append(neighbors.count)
    }
    (self.offsets, self.neighbors, self.weights) = (offsets, neighbors, arcWeights)
    unit = total > 0 ? total / Double(graph.edgeCount) : 1
    switch objective {
    case .modularity:
      (outMass, inMass) = strengths(graph, weights)
      penalty = total > 0 ? resolution / (graph.isDirected ? total : 4 * total) : 0
    case .cpm:
      outMass = Array(repeating: 1, count: graph.nodeCount)
      inMass = outMass
      penalty = graph.isDirected ? resolution : resolution / 2
    }
  }

  /// The level whose nodes are the groups of this one.
  ///
  /// - Parameter group: the group of each node, from 0 up to `count`, none empty.
  /// - Complexity: O(n + m).
  func aggregated(by group: [Int32], count: Int) -> Level {
    let members = RowGroups(groupOfRow: group, count: count)
    var offsets = [0]
    var newNeighbors: [Int32] = []
    var newWeights: [Double] = []
    var (out, into) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    var weightTo = [Double](repeating: 0, count: count)
    var touched: [Int32] = []
    offsets.reserveCapacity(count + 1)
    for index in 0..<count {
      for position in members.offsets[index]..<members.offsets[index + 1] {
        let node = Int(members.rows[position])
        out[index] += outMass[node]
        into[index] += inMass[node]
        for arc in self.offsets[node]..<self.offsets[node + 1] {
          let other = group[Int(neighbors[arc])]
          if other == Int32(index) { continue }
          if weightTo[Int(other)] == 0 { touched.append(other) }
          weightTo[Int(other)] += weights[arc]
        }
      }
      for other in touched {
        newNeighbors.append(other)
        newWeights.append(weightTo[Int(other)])
        weightTo[Int(other)] = 0
      }
      touched.removeAll(keepingCapacity: true)
      offsets.append(newNeighbors.count)
    }
    return Level(
      offsets: offsets, neighbors: newNeighbors, weights: newWeights, outMass: out, inMass: into,
      penalty: penalty, unit: unit)
  }
}

/// The underlying undirected graph, the weights of opposite arcs added.
private func undirected(_ graph: Graph, _ weights: [Double]) -> (Graph, [Double]) {
  if !graph.isDirected { return (graph, weights) }
  let (simple, edges) = graph.symmetrized()
  return (simple, (0..<edges.count).map { edges[$0].reduce(0) { $0 + weights[Int($1)] } })
}

/// The strength of every node out and in; undirected ones are equal and count a loop twice.
func strengths(_ graph: Graph, _ weights: [Double]) -> (out: [Double], in: [Double]) {
  var out = [Double](repeating: 0, count: graph.nodeCount)
  var into = out
  for edge in 0..<graph.edgeCount {
    out[Int(graph.sources[edge])] += weights[edge]
    into[Int(graph.targets[edge])] += weights[edge]
  }
  if graph.isDirected { return (out, into) }
  for node in out.indices { out[node] += into[node] }
  return (out, out)
}
