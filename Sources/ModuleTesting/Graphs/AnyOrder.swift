public import ModuleKit

extension Graph {
  /// A graph of edges in any order; loops are kept, parallel edges become one.
  public init(nodeCount: Int, isDirected: Bool, joining sources: [NodeID], to targets: [NodeID]) {
    let builder = GraphBuilder(isDirected: isDirected, loops: .keep)
    guard
      let built = try? builder.build(nodeCount: nodeCount, sources: sources, targets: targets)
    else { preconditionFailure("loops and parallel edges are allowed here") }
    self = built.graph
  }
}
