// Borgatti, "Identifying sets of key players in a social network", Computational & Mathematical
// Organization Theory 12, 2006: m-reach, here of a single node.

public import ModuleKit

/// `centrality.k_reach`
public struct KReach: Module {
  public static let manual = Manual(
    name: "centrality.k_reach",
    summary: "Counts how many others a node reaches within k links",
    details: """
      The number of other nodes at most `k` links away, divided by n-1 (all others) unless \
      `normalized: false`. With k = 1 this is the degree, without self-loops and repeated ties; k = 2 \
      adds friends of friends. Nodes that are not reached count nothing. In a directed network links \
      are followed along `out` arcs (whom the node reaches), against them with `in` (who reaches the \
      node), or with direction ignored (`all`). Weights are not used.
      """,
    writes: [.nodeColumn("k_reach", .number, "share of others within k links")],
    assumes: [.allTies],
    references: [
      "Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational & Mathematical Organization Theory 12(1), 21-34."
    ],
    complexity: "O(n(n + m)) at worst, k levels of 512 searches at a time",
    examples: [
      Example(
        "Two links of a path", network: "a-b b-c c-d e",
        yaml: "- use: centrality.k_reach\n  with: {k: 2}",
        expected: [.nodes("id,k_reach\na,0.5\nb,0.75\nc,0.75\nd,0.5\ne,0\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param("The most links to go", in: 1...) var k = 2
    @Param("Divide by n-1, so that values lie from 0 to 1") var normalized = true
    @Param("Which way arcs are followed in a directed network") var direction = Direction.out
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let distances = try network.graph.distanceSummary(
      parameters.direction, within: parameters.k, on: context.workers)
    let others = Double(max(1, network.graph.nodeCount - 1))
    let values = distances.reached.map { Double($0) / (parameters.normalized ? others : 1) }
    let convention =
      (parameters.normalized ? "share of n-1 others" : "number of others")
      + " within \(parameters.k) link\(parameters.k == 1 ? "" : "s")"
      + network.directionWords(parameters.direction)
    network.nodes.set("k_reach", .numbers(values), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("k_reach"), "Reach is the \(convention).",
        french:
          "La portée est \(parameters.normalized ? "la part des n-1 autres" : "le nombre d'autres") "
          + "à \(parameters.k) lien\(parameters.k == 1 ? "" : "s") au plus"
          + network.frenchDirectionWords(parameters.direction) + ".",
        caption: "reach within \(parameters.k)", reference: Self.manual.references.first))
  }
}
