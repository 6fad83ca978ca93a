// Pastor-Satorras, Vázquez & Vespignani, "Dynamical and correlation properties of the Internet",
// Physical Review Letters 87, 2001.

import ModuleKit

/// `my_plugin.neighbor_degree`
struct NeighborDegree: Module {
  static let manual = Manual(
    name: "my_plugin.neighbor_degree",
    summary: "Averages the degrees of a node's neighbours",
    details: """
      The mean degree of the node's neighbours, direction ignored. A node without neighbours has no \
      value. With `smallest`, neighbours of a lower degree are passed over.
      """,
    writes: [.nodeColumn("neighbor_degree", .number, "mean degree of the neighbours")],
    references: [
      "Pastor-Satorras, R., Vázquez, A. & Vespignani, A. (2001). Dynamical and correlation properties of the Internet. Physical Review Letters 87, 258701."
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "The tail of a triangle knows a busy node", network: "a-b b-c c-a c-d",
        yaml: "- use: my_plugin.neighbor_degree",
        expected: [.nodes("id,neighbor_degree\na,2.5\nb,2.5\nc,1.6667\nd,3\n")])
    ])

  struct Parameters: ParameterSet {
    @Param("The least degree of a neighbour that counts", in: 1...) var smallest = 1
  }
  let parameters: Parameters
  init(_ parameters: Parameters) { self.parameters = parameters }

  func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let values = meanNeighborDegree(network.graph, smallest: parameters.smallest)
    network.nodes.set(
      "neighbor_degree", .numbers(values), convention: "mean over neighbours, direction ignored")
  }
}

/// One value per node; NaN where no neighbour counts.
func meanNeighborDegree(_ graph: Graph, smallest: Int) -> [Double] {
  let adjacency = graph.undirected.outgoing
  return (0..<adjacency.nodeCount).map { node in
    let degrees = adjacency.range(node)
      .map { adjacency.degree(Int(adjacency.neighbors[$0])) }
      .filter { $0 >= smallest }
    return degrees.isEmpty ? .nan : Double(degrees.reduce(0, +)) / Double(degrees.count)
  }
}
