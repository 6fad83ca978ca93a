// Borassi, Crescenzi, Habib, Kosters, Marino & Takes, "Fast diameter and radius BFS-based computation in
// (weakly connected) real-world graphs", Theoretical Computer Science 586, 2015.

public import ModuleKit

/// `chains.diameter`
public struct Diameter: Module {
  public static let manual = Manual(
    name: "chains.diameter",
    summary: "Finds the longest of all shortest chains, and the person from whom all are near",
    details: """
      The diameter is the largest, the radius the smallest eccentricity (links to the farthest other \
      person) in the largest component. A directed network is searched along arcs (`out`) or against \
      them (`in`) within its largest strongly connected component, where everyone reaches everyone, \
      or with direction ignored (`all`) within the largest weak one; chains.distances takes the \
      largest weak component and counts only those reached, so that one who reaches nobody makes \
      its radius 0. Of components of the same size, the one with the first person in canonical order \
      is taken.

      Both are exact: the sum-sweep method searches from people at the rim and in the middle until no \
      bound leaves room for another value, which in social networks takes tens of searches, whatever \
      their size. Where all are alike, as in a ring, everyone must be asked. `searches` limits that; \
      when it is reached, the table gives what was found with the bounds that are proven, and a \
      warning. Lengths of ties are not used.
      """,
    writes: [
      .nodeColumn("on_<stage>", .boolean, "whether the node is part of the longest chain"),
      .table("<stage>", "diameter, radius and their bounds, searches needed"),
      .table("<stage>_chain", "a longest shortest chain, person by person"),
    ],
    assumes: [.allTies],
    references: [
      "Borassi, M., Crescenzi, P., Habib, M., Kosters, W. A., Marino, A. & Takes, F. W. (2015). Fast diameter and radius BFS-based computation in (weakly connected) real-world graphs. Theoretical Computer Science 586, 59-80."
    ],
    complexity: "O(n + m) per search; O(nm) at worst",
    examples: [
      Example(
        "A path with a branch", network: "a-b b-c c-d d-e c-f g-h",
        yaml: "- use: chains.diameter",
        expected: [
          .table(
            "diameter",
            "measure,value,note\nnodes,6,in the largest component\ndiameter,4,\"links, from a to e\"\nradius,2,\"links, from c\"\nsearches,2,from one person to all\n"
          ),
          .table("diameter_chain", "step,id,label\n0,a,a\n1,b,b\n2,c,c\n3,d,d\n4,e,e\n"),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("Which way arcs are followed in a directed network") var direction = Direction.out
    @Param("The most searches to make", in: 1...) var searches = 1000
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    outline.addNodeColumn("on_\(check.stageID)", .boolean)
    outline.addTable(check.stageID)
    outline.addTable("\(check.stageID)_chain")
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let component = largestComponent(of: network.graph)
    var found = component.graph.nodeCount == 0 ? nil : SumSweep(component.graph)
    found?.run(
      from: startingPoint(component.graph), limit: parameters.searches,
      unless: context.workers.cancellation)
    try context.workers.checkCancelled()
    if let found, !found.isProven {
      context.warn(
        "unproven-diameter", "\(found.searches) searches do not settle diameter and radius",
        parameter: "searches", help: "the table gives bounds; more searches may settle them")
    }
    let chain = found.map { component.graph.longestChain(from: $0.farthest) } ?? []
    write(found, chain.map { Int(component.nodes[$0]) }, component, to: &network, context)
  }

  /// The largest part in which everyone reaches everyone, arcs pointing the way that is asked for.
  private func largestComponent(of graph: Graph) -> DerivedGraph {
    let isWeak = !graph.isDirected || parameters.direction == .all
    let components = isWeak ? graph.weakComponents : graph.strongComponents
    let base = isWeak ? graph.undirected : parameters.direction == .in ? graph.reversed : graph
    return base.induced(by: components.labels.map { $0 == 0 })
  }

  /// A person of most ties is seldom far from anyone.
  private func startingPoint(_ graph: Graph) -> Int {
    (0..<graph.nodeCount).max {
      (graph.outgoing.degree($0), -$0) < (graph.outgoing.degree($1), -$1)
    } ?? 0
  }

  private func write(
    _ found: SumSweep?, _ chain: [Int], _ component: DerivedGraph, to network: inout Network,
    _ context: StageContext
  ) {
    let convention = "shortest chains in the largest component" + words(network.graph)
    var marks = [Column.Flag](repeating: .no, count: network.graph.nodeCount)
    for node in chain { marks[node] = .yes }
    network.nodes.set(
      "on_\(context.stage)", .flags(marks), convention: "on the longest of the \(convention)")
    network.set(
      .summary(
        name: context.stage, title: "Diameter and radius", note: convention,
        values(found, chain, component, network)))
    var rows = Frame(rowCount: chain.count)
    rows.set("step", .integers(Array(chain.indices)))
    rows.set("id", .texts(chain.map { Optional(network.ids[$0]) }))
    rows.set("label", .texts(chain.map { Optional(network.label(of: NodeID($0))) }))
    network.set(
      Table(
        name: "\(context.stage)_chain", title: "A longest shortest chain",
        note: "one of the longest of the \(convention)", rows: rows))
    network.methods.append(
      MethodNote(
        .measure("on_\(context.stage)"),
        "Diameter and radius are \(found?.isProven == false ? "bounds" : "exact"), \(convention).",
        french: "Le diamètre et le rayon sont "
          + (found?.isProven == false ? "des bornes" : "exacts")
          + ", sur les plus courtes chaînes de la plus grande composante"
          + network.frenchDirectionWords(parameters.direction) + ".",
        caption: "longest of the \(convention)", reference: Self.manual.references.first))
  }

  private func values(
    _ found: SumSweep?, _ chain: [Int], _ component: DerivedGraph, _ network: Network
  ) -> [(String, Double, String)] {
    func name(_ node: Int) -> String { network.label(of: NodeID(node)) }
    let size = ("nodes", Double(component.nodes.count), "in the largest component")
    guard let found, let first = chain.first, let last = chain.last else { return [size] }
    let center = name(Int(component.nodes[found.center]))
    var values = [
      size, ("diameter", Double(chain.count - 1), "links, from \(name(first)) to \(name(last))"),
    ]
    if !found.isProven {
      values.append(("diameter_at_most", Double(found.upperDiameter), "links, proven"))
    }
    values.append(("radius", Double(found.radius), "links, from \(center)"))
    if !found.isProven {
      values.append(("radius_at_least", Double(found.lowerRadius), "links, proven"))
    }
    return values + [("searches", Double(found.searches), "from one person to all")]
  }

  private func words(_ graph: Graph) -> String {
    guard graph.isDirected else { return "" }
    switch parameters.direction {
    case .out: return ", strong, along arcs"
    case .in: return ", strong, against arcs"
    case .all: return ", direction ignored"
    }
  }
}

extension Graph {
  /// The same arcs the other way.
  fileprivate var reversed: Graph {
    let builder = GraphBuilder(isDirected: true, parallel: .sum, loops: .keep)
    guard
      let built = try? builder.build(nodeCount: nodeCount, sources: targets, targets: sources)
    else { preconditionFailure("loops and parallel edges are allowed here") }
    return built.graph
  }
}
