internal import ModuleKit

/// Finds one shortest chain between two nodes, and counts all.
struct ChainSearch {
  struct Chain {
    let nodes: [Int]
    /// One edge less than nodes.
    let edges: [Int]
    let length: Double
    /// How many chains are as short; beyond 2^53 approximately.
    let count: Double
  }

  /// To walk along, and back from the end.
  private let forward: Adjacency
  private let backward: Adjacency
  private let lengths: [Double]
  /// For each edge that is walked, the edge of the network (the shortest, where two arcs make one).
  private let edgeOfNetwork: [Int]

  init(_ graph: Graph, _ direction: Direction, _ lengths: [Double]?) {
    let ofEdges = lengths ?? Array(repeating: 1, count: graph.edgeCount)
    if direction == .all && graph.isDirected {
      let (undirected, arcs) = graph.symmetrized()
      forward = undirected.outgoing
      backward = forward
      edgeOfNetwork = (0..<undirected.edgeCount).map { edge in
        Int(arcs[edge].min { (ofEdges[Int($0)], $0) < (ofEdges[Int($1)], $1) } ?? 0)
      }
    } else {
      forward = graph.adjacency(direction)
      backward = direction == .in ? graph.outgoing : graph.incoming
      edgeOfNetwork = Array(0..<graph.edgeCount)
    }
    self.lengths = edgeOfNetwork.map { ofEdges[$0] }
  }

  func chain(from source: Int, to target: Int) -> Chain? {
    var search = ShortestPaths(forward, edgeLengths: lengths)
    search.run(from: source)
    let distances = search.distances
    guard distances[target].isFinite else { return nil }
    var (nodes, edges) = ([target], [Int]())
    while let node = nodes.last, node != source {
      guard let (before, edge) = predecessors(of: node, distances).first else { return nil }
      nodes.append(before)
      edges.append(edgeOfNetwork[edge])
    }
    return Chain(
      nodes: nodes.reversed(), edges: edges.reversed(), length: distances[target],
      count: count(to: target, from: source, search.order.map(Int.init), distances))
  }

  /// Nodes from which a shortest chain comes to `node`, in canonical order, with the edge.
  private func predecessors(of node: Int, _ distances: [Double]) -> [(node: Int, edge: Int)] {
    let edges = backward.edges
    return backward.range(node).compactMap { arc in
      let (before, edge) = (Int(backward.neighbors[arc]), Int(edges[arc]))
      let through = distances[before] + lengths[edge]
      let isShortest =
        distances[before] < distances[node]
        && through - distances[node] <= 1e-9 * distances[node]
      return isShortest ? (before, edge) : nil
    }
  }

  private func count(
    to target: Int, from source: Int, _ order: [Int], _ distances: [Double]
  ) -> Double {
    var counts: [Int: Double] = [source: 1]
    for node in order.dropFirst() where distances[node] <= distances[target] * (1 + 1e-9) {
      counts[node] = predecessors(of: node, distances).reduce(0) { $0 + (counts[$1.node] ?? 0) }
    }
    return counts[target] ?? 0
  }
}
