// Barrat, Barthélemy, Pastor-Satorras & Vespignani, "The architecture of complex weighted networks",
// PNAS 101, 2004.

public import ModuleKit

/// `centrality.strength`
public struct Strength: Module {
  public static let manual = Manual(
    name: "centrality.strength",
    summary: "Adds up the weights of a node's ties",
    details: """
      The sum of the weights of the edges at the node; a self-loop counts twice, or once in each of \
      `in_strength` and `out_strength` in a directed network, where `strength` is their sum. A \
      network without weights gives the degree.
      """,
    writes: [.nodeColumn("strength", .number, "sum of the weights of the edges at the node")],
    assumes: [.allTies],
    references: [
      "Barrat, A., Barthélemy, M., Pastor-Satorras, R. & Vespignani, A. (2004). The architecture of complex weighted networks. PNAS 101(11), 3747-3752."
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "Weights add up", network: "a-b:2 b-c:0.5",
        yaml: "- use: centrality.strength",
        expected: [.nodes("id,strength\na,2\nb,2.5\nc,0.5\n")])
    ])

  public let parameters: NoParameters
  public init(_ parameters: NoParameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.add(Self.manual.writes)
    if outline.isDirected == true {
      outline.addNodeColumn("in_strength", .number)
      outline.addNodeColumn("out_strength", .number)
    } else if outline.isDirected == nil {
      outline.mayHaveMore = true
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let graph = network.graph
    let weights = network.edgeWeights
    if let weight = network.weight {
      try EdgeStrength.checkTotal(weights, weight.column, context)
    }
    var out = [Double](repeating: 0, count: graph.nodeCount)
    var into = out
    for edge in 0..<graph.edgeCount {
      out[Int(graph.sources[edge])] += weights[edge]
      into[Int(graph.targets[edge])] += weights[edge]
    }
    network.nodes.set(
      "strength", .numbers(zip(into, out).map(+)), convention: "sum of weights, a self-loop twice")
    if graph.isDirected {
      network.nodes.set("in_strength", .numbers(into), convention: "sum of weights of arcs in")
      network.nodes.set("out_strength", .numbers(out), convention: "sum of weights of arcs out")
    }
    network.methods.append(
      MethodNote(
        .measure("strength"), "Strength is the sum of the weights of a node's ties.",
        french: "La force d'un nœud est la somme des poids de ses liens.",
        caption: "strength", reference: Self.manual.references.first))
  }
}
