// Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1(2), 1972.

public import ModuleKit

/// `structure.components`
public struct ConnectedComponents: Module {
  public static let manual = Manual(
    name: "structure.components",
    summary: "Tells whether the network is one network, and what holds it together",
    details: """
      Divides the nodes into components: `weak` ones ignore direction, in `strong` ones every node \
      reaches every other along arcs (the same in an undirected network). Components are numbered \
      from 0 by size, ties by smallest node. `is_cut_point` marks nodes whose removal would split a \
      weak component, and the edge column `is_bridge` edges whose removal would: of two arcs between \
      the same nodes neither is a bridge. With `cuts: false` neither is sought: on millions of edges \
      that takes most of the time.
      """,
    writes: [
      .nodeColumn("component", .integer, "the component, 0 being the largest"),
      .nodeColumn("is_cut_point", .boolean, "whether removing the node splits its component"),
      .edgeColumn("is_bridge", .boolean, "whether removing the edge splits its component"),
      .table("components", "size and share of each component"),
      .table("connectedness", "number of components, isolates, cut points, bridges"),
    ],
    references: [
      "Tarjan, R. (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing 1(2), 146-160.",
      "Sutton, M., Ben-Nun, T. & Barak, A. (2018). Optimizing parallel graph connectivity computation via subgraph sampling. IPDPS, 12-21.",
    ],
    complexity: "O(n + m)",
    examples: [
      Example(
        "A triangle with a tail, and a pair", network: "a-b b-c c-a c-d e-f",
        yaml: "- use: structure.components",
        expected: [
          .nodes(
            "id,component,is_cut_point\na,0,false\nb,0,false\nc,0,true\nd,0,false\ne,1,false\nf,1,false\n"
          ),
          .edges("source,target,is_bridge\na,b,false\na,c,false\nb,c,false\nc,d,true\ne,f,true\n"),
          .table("components", "component,size,share\n0,4,0.6667\n1,2,0.3333\n"),
        ]),
      Example(
        "The components alone", network: "a-b c-d d-e",
        yaml: "- use: structure.components\n  with: {cuts: false}",
        expected: [.nodes("id,component\na,1\nb,1\nc,0\nd,0\ne,0\n")]),
    ])

  public enum Kind: String, ParameterChoice { case weak, strong }

  public struct Parameters: ParameterSet {
    @Param("Whether direction is ignored") var kind = Kind.weak
    @Param("Find cut points and bridges as well") var cuts = true
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.addNodeColumn("component", .integer)
    if parameters.cuts {
      outline.addNodeColumn("is_cut_point", .boolean)
      outline.addEdgeColumn("is_bridge", .boolean)
    }
    outline.addTable("components")
    outline.addTable("connectedness")
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let graph = network.graph
    let parts =
      try parameters.kind == .weak
      ? graph.weakComponents(on: context.workers) : graph.strongComponents
    let cuts = parameters.cuts ? CutSearch.cuts(of: graph) : nil
    let kind = graph.isDirected ? "\(parameters.kind.rawValue) components" : "components"
    network.nodes.set("component", .integers(parts.labels), convention: "\(kind), 0 is the largest")
    if let cuts {
      network.nodes.set(
        "is_cut_point", .flags(cuts.points.map { $0 ? .yes : .no }), convention: "direction ignored"
      )
      network.edges.set(
        "is_bridge", .flags(cuts.bridges.map { $0 ? .yes : .no }), convention: "direction ignored")
    }
    network.set(sizes(parts, graph))
    network.set(summary(parts, cuts, graph))
    network.methods.append(
      MethodNote(
        .measure("component"), "The network has \(parts.sizes.count) \(kind).",
        french: french(parts.sizes.count, isDirected: graph.isDirected), caption: kind,
        reference: Self.manual.references.first))
  }

  private func french(_ count: Int, isDirected: Bool) -> String {
    let ending = count == 1 ? "" : "s"
    let kind = isDirected ? (parameters.kind == .weak ? " faible" : " forte") + ending : ""
    return "Le réseau compte \(count) composante\(ending)\(kind)."
  }

  private func sizes(_ parts: Components, _ graph: Graph) -> Table {
    var rows = Frame(rowCount: parts.sizes.count)
    rows.set("component", .integers(Array(parts.sizes.indices)))
    rows.set("size", .integers(parts.sizes))
    rows.set("share", .numbers(parts.sizes.map { Double($0) / Double(graph.nodeCount) }))
    return Table(
      name: "components", title: "Components", note: "share is of all nodes", rows: rows)
  }

  private func summary(_ parts: Components, _ cuts: CutSearch.Cuts?, _ graph: Graph) -> Table {
    let n = Double(graph.nodeCount)
    let isolates = (0..<graph.nodeCount).count {
      graph.outgoing.degree($0) + graph.incoming.degree($0) == 0
    }
    var lines = [
      ("components", Double(parts.sizes.count), "\(parameters.kind.rawValue)"),
      ("largest_share", n > 0 ? Double(parts.sizes.first ?? 0) / n : .nan, "of all nodes"),
      ("isolates", Double(isolates), "nodes without edges"),
    ]
    if let cuts {
      lines.append(("cut_points", Double(cuts.points.count { $0 }), "direction ignored"))
      lines.append(("bridges", Double(cuts.bridges.count { $0 }), "direction ignored"))
    }
    return .summary(name: "connectedness", title: "Is it one network?", lines)
  }
}
