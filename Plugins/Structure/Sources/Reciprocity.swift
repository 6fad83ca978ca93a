// Wasserman & Faust, "Social Network Analysis", 1994, section 13.2; Garlaschelli & Loffredo, "Patterns
// of link reciprocity in directed networks", Physical Review Letters 93, 2004.

public import ModuleKit

/// `structure.reciprocity`
public struct Reciprocity: Module {
  public static let manual = Manual(
    name: "structure.reciprocity",
    summary: "Tells how many arcs are answered",
    details: """
      With M pairs joined both ways and A joined one way: `by_arcs` is the share of arcs that are \
      answered, 2M/(2M+A), `by_dyads` the share of joined pairs that are mutual, M/(M+A). Self-loops \
      are left out. An undirected network is mutual by definition and gives 1. Without arcs there is \
      no value.
      """,
    writes: [.table("reciprocity", "shares by arcs and by dyads, and the counts behind them")],
    assumes: [.allTies],
    references: [
      "Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge University Press, ch. 13.",
      "Garlaschelli, D. & Loffredo, M. I. (2004). Patterns of link reciprocity in directed networks. Physical Review Letters 93, 268701.",
    ],
    complexity: "O(m log n)",
    examples: [
      Example(
        "One of two pairs is mutual", network: "a>b b>a b>c",
        yaml: "- use: structure.reciprocity",
        expected: [
          .table(
            "reciprocity",
            "measure,value\nby_arcs,0.6667\nby_dyads,0.5\nmutual_pairs,1\none_way_pairs,1\n")
        ])
    ])

  public let parameters: NoParameters
  public init(_ parameters: NoParameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let graph = network.graph
    let loops = (0..<graph.edgeCount).count { graph.sources[$0] == graph.targets[$0] }
    let arcs = graph.edgeCount - loops
    let answered = graph.isDirected ? answeredArcs(graph) : 2 * arcs
    let mutual = Double(answered) / 2
    let oneWay = graph.isDirected ? Double(arcs - answered) : 0
    let pairs = mutual + oneWay
    network.set(
      .summary(
        name: "reciprocity", title: "Reciprocity",
        [
          ("by_arcs", pairs > 0 ? 2 * mutual / (2 * mutual + oneWay) : .nan, "2M/(2M+A)"),
          ("by_dyads", pairs > 0 ? mutual / pairs : .nan, "M/(M+A)"),
          ("mutual_pairs", mutual, "M"), ("one_way_pairs", oneWay, "A"),
        ]))
  }

  private func answeredArcs(_ graph: Graph) -> Int {
    (0..<graph.edgeCount).count { edge in
      let (a, b) = (graph.sources[edge], graph.targets[edge])
      return a != b && graph.outgoing.contains(a, from: b)
    }
  }
}

extension Adjacency {
  /// Whether `neighbor` is among the neighbors of `node`. Complexity: O(log degree).
  func contains(_ neighbor: NodeID, from node: NodeID) -> Bool {
    var (low, high) = (offsets[Int(node)], offsets[Int(node) + 1])
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if neighbors[middle] < neighbor { low = middle + 1 } else { high = middle }
    }
    return low < end && neighbors[low] == neighbor
  }
}
