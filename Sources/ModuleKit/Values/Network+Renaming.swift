extension Network {
  /// The same network with other ids, nodes in their order; results and account are left behind.
  ///
  /// - Parameter newIDs: one per node, all different.
  public func renamed(_ newIDs: [String]) -> Network {
    precondition(newIDs.count == graph.nodeCount)
    let order = canonicalOrder(newIDs)
    var nodeOf = [NodeID](repeating: 0, count: order.count)
    for (node, old) in order.enumerated() { nodeOf[Int(old)] = NodeID(node) }
    let builder = GraphBuilder(isDirected: graph.isDirected, parallel: .error, loops: .keep)
    guard
      let built = try? builder.build(
        nodeCount: order.count, sources: graph.sources.map { nodeOf[Int($0)] },
        targets: graph.targets.map { nodeOf[Int($0)] })
    else { preconditionFailure("the edges of a graph are no parallels") }
    var result = Network(graph: built.graph, ids: order.map { newIDs[Int($0)] })
    result.nodes = nodes.gathered(order)
    result.edges = edges.gathered(built.rowsOfEdge.rows)
    result.weight = weight
    return result
  }
}
