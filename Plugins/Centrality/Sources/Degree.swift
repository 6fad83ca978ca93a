// Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1, 1978/79.

public import ModuleKit

/// `centrality.degree`
public struct Degree: Module {
  public static let manual = Manual(
    name: "centrality.degree",
    summary: "Counts the ties of a node",
    details: """
      The number of edges at the node; a self-loop adds 2, or 1 to each of `in_degree` and \
      `out_degree` in a directed network, where `degree` is their sum. With `normalized` all are \
      divided by n-1.
      """,
    writes: [.nodeColumn("degree", .integer, "edges at the node")],
    assumes: [.allTies],
    references: [
      "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215-239. https://doi.org/10.1016/0378-8733(78)90021-7"
    ],
    complexity: "O(n)",
    examples: [
      Example(
        "Arcs in and out", network: "a>b c>b b>a",
        yaml: "- use: centrality.degree",
        expected: [
          .nodes("id,degree,in_degree,out_degree\na,2,1,1\nb,3,2,1\nc,1,0,1\n")
        ])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("Divide by n-1") var normalized = false
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let type: ColumnType = parameters.normalized ? .number : .integer
    outline.addNodeColumn("degree", type)
    if outline.isDirected == true {
      outline.addNodeColumn("in_degree", type)
      outline.addNodeColumn("out_degree", type)
    } else if outline.isDirected == nil {
      outline.mayHaveMore = true
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let graph = network.graph
    let nodes = 0..<graph.nodeCount
    let out = nodes.map { graph.outgoing.degree($0) }
    let into = nodes.map { graph.incoming.degree($0) }
    if graph.isDirected {
      set("degree", zip(into, out).map(+), "arcs in and out", &network)
      set("in_degree", into, "arcs that end at the node", &network)
      set("out_degree", out, "arcs that start at the node", &network)
    } else {
      var degrees = out
      for edge in 0..<graph.edgeCount where graph.sources[edge] == graph.targets[edge] {
        degrees[Int(graph.sources[edge])] += 1
      }
      set("degree", degrees, "edges, a self-loop twice", &network)
    }
    network.methods.append(
      MethodNote(
        .measure("degree"),
        "Degree counts ties" + (parameters.normalized ? " divided by n-1." : "."),
        french: "Le degré compte les liens"
          + (parameters.normalized ? ", divisés par n-1." : "."),
        caption: "degree", reference: Self.manual.references.first))
  }

  private func set(_ name: String, _ values: [Int], _ meaning: String, _ network: inout Network) {
    if parameters.normalized {
      let others = Double(max(1, network.graph.nodeCount - 1))
      network.nodes.set(
        name, .numbers(values.map { Double($0) / others }), convention: meaning + ", divided by n-1"
      )
    } else {
      network.nodes.set(name, .integers(values), convention: meaning)
    }
  }
}
