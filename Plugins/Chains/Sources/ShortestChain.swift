// Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1, 1959.

public import ModuleKit

/// `chains.path`
public struct ShortestChain: Module {
  public static let manual = Manual(
    name: "chains.path",
    summary: "Finds a shortest chain of people from one to another",
    details: """
      The table named after the stage lists the chain person by person, with the weight of the tie \
      that leads to each; the table `<stage>_summary` says how long it is, in links and in \
      intermediaries (links - 1), and how many chains are just as short. Among these the one is shown \
      whose people come first in canonical order, from the end backwards. The columns `on_<stage>` mark \
      the people and ties of the chain. In a directed network chains follow arcs unless `direction` \
      says otherwise. Two people who are not connected give an empty table, and the summary says so. \
      With `length`, the shortest chain is the one with the smallest sum of edge lengths; lengths that \
      agree to a relative 1e-9 are equal.
      """,
    writes: [
      .nodeColumn("on_<stage>", .boolean, "whether the node is part of the chain"),
      .edgeColumn("on_<stage>", .boolean, "whether the edge is part of the chain"),
      .table("<stage>", "the chain, person by person"),
      .table("<stage>_summary", "its length, and how many are as short"),
    ],
    references: [
      "Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische Mathematik 1, 269-271."
    ],
    complexity: "O(n + m), with weights O((n + m) log n)",
    examples: [
      Example(
        "From a to d", network: "a-b b-d a-c c-d d-e",
        yaml: "- use: chains.path\n  with: {from: a, to: d}",
        expected: [
          .table("path", "step,id,label\n0,a,a\n1,b,b\n2,d,d\n"),
          .table(
            "path_summary",
            "measure,value\nlinks,2\nintermediaries,1\nlength,2\nequally_short_chains,2\n"),
          .nodes("id,on_path\na,true\nb,true\nc,false\nd,true\ne,false\n"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param(required: "The id (or label) of the person the chain starts from") var from: String
    @Param(required: "The id (or label) of the person it leads to") var to: String
    @Param("Which way arcs are followed in a directed network") var direction = Direction.out
    @Param("What counts as the length of an edge") var length = EdgeLength.hops
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    parameters.length.check(outline, check)
    outline.addNodeColumn("on_\(check.stageID)", .boolean)
    outline.addEdgeColumn("on_\(check.stageID)", .boolean)
    outline.addTable(check.stageID)
    outline.addTable("\(check.stageID)_summary")
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let source = try node(parameters.from, "from", network, context)
    let target = try node(parameters.to, "to", network, context)
    let lengths = try parameters.length.lengths(of: network, context)
    let search = ChainSearch(network.graph, parameters.direction, lengths)
    let chain = search.chain(from: source, to: target)
    if chain == nil {
      context.warn(
        "no-chain", "no chain leads from '\(parameters.from)' to '\(parameters.to)'",
        parameter: "to", help: "structure.components tells which parts the network has")
    }
    write(chain, to: &network, context)
  }

  /// The node with this id, or else the only one with this label.
  private func node(
    _ name: String, _ parameter: String, _ network: Network, _ context: StageContext
  ) throws -> Int {
    if let node = network.node(name) { return Int(node) }
    let labelled = (0..<network.graph.nodeCount).filter { network.label(of: NodeID($0)) == name }
    if labelled.count == 1 { return labelled[0] }
    if labelled.count > 1 {
      throw context.error(
        "ambiguous-node", "\(labelled.count) nodes have the label '\(name)'", parameter: parameter,
        help: "give the id: \(labelled.prefix(5).map { network.ids[$0] }.joined(separator: ", "))")
    }
    let known = network.ids + (network.nodes["label"] == nil ? [] : labels(of: network))
    throw context.error(
      "unknown-node", "there is no node '\(name)'", parameter: parameter,
      help: Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "the network has \(network.graph.nodeCount) nodes; nodes.csv lists them")
  }

  private func labels(of network: Network) -> [String] {
    (0..<network.graph.nodeCount).map { network.label(of: NodeID($0)) }
  }

  private func write(
    _ chain: ChainSearch.Chain?, to network: inout Network, _ context: StageContext
  ) {
    let (nodes, edges) = (chain?.nodes ?? [], chain?.edges ?? [])
    let convention = "on the chain from '\(parameters.from)' to '\(parameters.to)'"
    let column = "on_\(context.stage)"
    network.nodes.set(
      column, .flags(marks(nodes, of: network.graph.nodeCount)), convention: convention)
    network.edges.set(
      column, .flags(marks(edges, of: network.graph.edgeCount)), convention: convention)
    network.set(chainTable(nodes, edges, network, context.stage))
    let links = chain.map { Double($0.edges.count) } ?? .nan
    network.set(
      .summary(
        name: "\(context.stage)_summary",
        title: "From \(parameters.from) to \(parameters.to) in numbers",
        [
          ("links", links, chain == nil ? "they are not connected" : ""),
          ("intermediaries", links > 0 ? links - 1 : chain == nil ? .nan : 0, "people in between"),
          ("length", chain?.length ?? .nan, parameters.length.convention),
          ("equally_short_chains", chain?.count ?? 0, "this one included"),
        ]))
    network.methods.append(
      MethodNote(
        .measure(column), "The chain is a shortest one, \(parameters.length.convention).",
        caption: "shortest chain, \(parameters.length.convention)",
        reference: Self.manual.references.first))
  }

  private func marks(_ members: [Int], of count: Int) -> [Column.Flag] {
    var marks = [Column.Flag](repeating: .no, count: count)
    for member in members { marks[member] = .yes }
    return marks
  }

  private func chainTable(
    _ nodes: [Int], _ edges: [Int], _ network: Network, _ stage: String
  ) -> Table {
    let weights = network.edgeWeights
    var rows = Frame(rowCount: nodes.count)
    rows.set("step", .integers(Array(nodes.indices)))
    rows.set("id", .texts(nodes.map { Optional(network.ids[$0]) }))
    rows.set("label", .texts(nodes.map { Optional(network.label(of: NodeID($0))) }))
    let ofTies = nodes.indices.map { $0 == 0 ? Double.nan : weights[edges[$0 - 1]] }
    rows.set("weight", .numbers(ofTies))
    return Table(
      name: stage, title: "From \(parameters.from) to \(parameters.to)",
      note: "weight is that of the tie that leads to the person", rows: rows)
  }
}
