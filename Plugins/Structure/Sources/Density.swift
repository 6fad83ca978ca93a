// Wasserman & Faust, "Social Network Analysis", 1994, pp. 101 and 129.

public import ModuleKit

/// `structure.density`
public struct Density: Module {
  public static let manual = Manual(
    name: "structure.density",
    summary: "Tells how many of all possible ties there are",
    details: """
      m/(n(n-1)) arcs in a directed network, 2m/(n(n-1)) edges in an undirected one; self-loops are \
      left out. Networks of fewer than two nodes have no density. The table `size` gives nodes, edges, \
      self-loops, mean degree 2m/n (m/n arcs per node when directed) and density.
      """,
    writes: [.table("size", "nodes, edges, mean degree, density")],
    assumes: [.allTies],
    references: [
      "Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge University Press."
    ],
    complexity: "O(m)",
    examples: [
      Example(
        "Four of six possible ties", network: "a-b b-c c-a c-d",
        yaml: "- use: structure.density",
        expected: [
          .table(
            "size", "measure,value\nnodes,4\nedges,4\nself_loops,0\nmean_degree,2\ndensity,0.6667\n"
          )
        ])
    ])

  public let parameters: NoParameters
  public init(_ parameters: NoParameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let graph = network.graph
    let loops = (0..<graph.edgeCount).count { graph.sources[$0] == graph.targets[$0] }
    let (n, m) = (Double(graph.nodeCount), Double(graph.edgeCount - loops))
    let ends = graph.isDirected ? m : 2 * m
    let kind = graph.isDirected ? "arcs over ordered pairs" : "edges over unordered pairs"
    network.set(
      .summary(
        name: "size", title: "Size and density",
        [
          ("nodes", n, ""), ("edges", Double(graph.edgeCount), ""),
          ("self_loops", Double(loops), "counted among edges, not in the density"),
          ("mean_degree", n > 0 ? ends / n : .nan, graph.isDirected ? "arcs out" : ""),
          ("density", n > 1 ? ends / (n * (n - 1)) : .nan, kind),
        ]))
  }
}
