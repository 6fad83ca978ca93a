// Girvan & Newman, "Community structure in social and biological networks", PNAS 99(12), 2002.

public import ModuleKit

/// `centrality.edge_betweenness`
public struct EdgeBetweenness: Module {
  public static let manual = Manual(
    name: "centrality.edge_betweenness",
    summary: "Counts how often a tie lies on shortest paths: the bridges between groups",
    details: """
      The sum over pairs of nodes of the share of their shortest paths that go along the tie; the pair \
      that the tie itself joins counts. Unordered pairs count once in an undirected network, ordered \
      pairs in a directed one. With `normalized` the sum is divided by the number of such pairs, \
      n(n-1)/2 or n(n-1). Unreachable pairs add nothing, self-loops have 0. With `length`, paths are \
      shortest by weight; lengths that agree to a relative 1e-9 are equal.
      """,
    writes: [.edgeColumn("edge_betweenness", .number, "share of shortest paths along the tie")],
    assumes: [.allTies],
    references: [
      "Girvan, M. & Newman, M. E. J. (2002). Community structure in social and biological networks. PNAS 99(12), 7821-7826. https://doi.org/10.1073/pnas.122653799",
      "Brandes, U. (2008). On variants of shortest-path betweenness centrality and their generic computation. Social Networks 30(2), 136-145.",
    ],
    complexity:
      "O(nm), with weights O(nm + n² log n), n and m without the trees that hang on an undirected network; 16 x 8 bytes per edge",
    examples: [
      Example(
        "The bridge between two triangles", network: "a-b b-c c-a c-d d-e e-f f-d",
        yaml: "- use: centrality.edge_betweenness\n  with: {normalized: false}",
        expected: [
          .edges(
            "source,target,edge_betweenness\na,b,1\na,c,4\nb,c,4\nc,d,9\nd,e,4\nd,f,4\ne,f,1\n")
        ])
    ], version: 2)

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
    var values = try edgeBetweenness(of: graph, edgeLengths: lengths, on: context.workers)
    if parameters.normalized {
      let n = Double(graph.nodeCount)
      let pairs = n * (n - 1) / (graph.isDirected ? 1 : 2)
      values = values.map { pairs > 0 ? $0 / pairs : 0 }
    }
    let convention =
      (parameters.normalized ? "normalised" : "not normalised")
      + ", \(graph.isDirected ? "ordered" : "unordered") pairs, " + parameters.length.convention
    network.edges.set("edge_betweenness", .numbers(values), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("edge_betweenness"),
        "Edge betweenness is exact (Girvan & Newman 2002; Brandes 2008), \(convention).",
        french: "L'intermédiarité des liens est exacte (Girvan & Newman 2002 ; Brandes 2008), "
          + (parameters.normalized ? "normalisée, " : "non normalisée, ")
          + parameters.length.french + ".",
        caption: "edge betweenness \(parameters.length.convention)"
          + (parameters.normalized ? ", normalised" : ""),
        reference: Self.manual.references.first))
  }
}
