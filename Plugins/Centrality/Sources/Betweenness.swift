// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001; Freeman, "A set of measures of centrality based on betweenness", Sociometry 40, 1977.

public import ModuleKit

/// `centrality.betweenness`
public struct Betweenness: Module {
  public static let manual = Manual(
    name: "centrality.betweenness",
    summary: "Counts how often a node lies on shortest paths between others: the brokers",
    details: """
      The sum over pairs of other nodes of the share of their shortest paths that pass through the \
      node. Unordered pairs count once in an undirected network, ordered pairs in a directed one; end \
      points do not count. With `normalized` the sum is divided by the number of such pairs, \
      (n-1)(n-2)/2 or (n-1)(n-2); networks of fewer than three nodes give 0. Unreachable pairs add \
      nothing. With `length`, paths are shortest by weight; lengths that agree to a relative 1e-9 are \
      equal.
      """,
    writes: [.nodeColumn("betweenness", .number, "share of shortest paths through the node")],
    references: [
      "Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163-177.",
      "Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.",
    ],
    complexity:
      "O(nm), with weights O(nm + n² log n), n and m without the trees that hang on an undirected network; 16 x 8 bytes per node",
    examples: [
      Example(
        "The middle of a star lies between all", network: "hub-a hub-b hub-c a-b",
        yaml: "- use: centrality.betweenness",
        expected: [.nodes("id,betweenness\na,0\nb,0\nc,0\nhub,0.6667\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param("Divide by the number of pairs, so that values lie from 0 to 1") var normalized = true
    @Param("What counts as the length of an edge") var length = EdgeLength.hops
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    parameters.length.check(outline, check)
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let graph = network.graph
    let lengths = try parameters.length.lengths(of: network, context)
    var values = try betweenness(of: graph, edgeLengths: lengths, on: context.workers)
    if parameters.normalized {
      let n = Double(graph.nodeCount)
      let pairs = (n - 1) * (n - 2) / (graph.isDirected ? 1 : 2)
      values = values.map { pairs > 0 ? $0 / pairs : 0 }
    }
    let convention =
      (parameters.normalized ? "normalised" : "not normalised")
      + ", \(graph.isDirected ? "ordered" : "unordered") pairs, end points excluded, "
      + parameters.length.convention
    network.nodes.set("betweenness", .numbers(values), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("betweenness"), "Betweenness is exact (Brandes 2001), \(convention).",
        caption: "betweenness \(parameters.length.convention)"
          + (parameters.normalized ? ", normalised" : ""),
        reference: Self.manual.references.first))
  }
}
