/// A graph made from another, with the way back to it.
public struct DerivedGraph: Sendable {
  public let graph: Graph
  /// The node of the original graph behind each node.
  public let nodes: [NodeID]
  /// The edges of the original graph behind each edge.
  public let edges: RowGroups
}

extension Graph {
  /// The underlying undirected graph: each pair joined in either direction is joined once.
  public func symmetrized() -> (graph: Graph, edges: RowGroups) {
    let builder = GraphBuilder(isDirected: false, parallel: .sum, loops: .keep)
    guard let built = try? builder.build(nodeCount: nodeCount, sources: sources, targets: targets)
    else { preconditionFailure("loops and parallel edges are allowed here") }
    return (built.graph, built.rowsOfEdge)
  }

  /// The nodes for which `keep` is true and the edges between them, in the same order.
  public func induced(by keep: [Bool]) -> DerivedGraph {
    precondition(keep.count == nodeCount)
    var newID = [NodeID](repeating: -1, count: nodeCount)
    var nodes: [NodeID] = []
    for node in 0..<nodeCount where keep[node] {
      newID[node] = NodeID(nodes.count)
      nodes.append(NodeID(node))
    }
    let kept = (0..<EdgeID(edgeCount)).filter {
      keep[Int(sources[Int($0)])] && keep[Int(targets[Int($0)])]
    }
    return derived(nodes: nodes, newID: newID, keeping: kept)
  }

  /// All nodes, and the edges for which `keep` is true.
  public func spanning(edges keep: [Bool]) -> DerivedGraph {
    precondition(keep.count == edgeCount)
    let all = (0..<NodeID(nodeCount)).map { $0 }
    return derived(
      nodes: all, newID: all, keeping: (0..<EdgeID(edgeCount)).filter { keep[Int($0)] })
  }

  private func derived(nodes: [NodeID], newID: [NodeID], keeping kept: [EdgeID]) -> DerivedGraph {
    let graph = Graph(
      nodeCount: nodes.count, isDirected: isDirected,
      sources: kept.map { newID[Int(sources[Int($0)])] },
      targets: kept.map { newID[Int(targets[Int($0)])] })
    return DerivedGraph(
      graph: graph, nodes: nodes, edges: RowGroups(singles: kept))
  }
}
