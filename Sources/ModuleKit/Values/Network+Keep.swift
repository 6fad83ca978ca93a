extension Network {
  /// Leaves out nodes, with their edges; columns of what stays are kept, tables and figures too.
  ///
  /// - Parameter keep: one per node.
  public mutating func keepNodes(_ keep: [Bool]) {
    let derived = graph.induced(by: keep)
    replace(
      graph: derived.graph, ids: derived.nodes.map { ids[Int($0)] },
      nodes: nodes.gathered(derived.nodes), edges: edges.gathered(derived.edges.rows))
  }

  /// Leaves out edges; all nodes stay.
  ///
  /// - Parameter keep: one per edge.
  public mutating func keepEdges(_ keep: [Bool]) {
    let derived = graph.spanning(edges: keep)
    replace(
      graph: derived.graph, ids: ids, nodes: nodes, edges: edges.gathered(derived.edges.rows))
  }
}
