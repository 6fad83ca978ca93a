public import ModuleKit

/// `chains.introductions`
public struct Introductions: Module {
  /// Whose load is limited.
  public enum Asked: String, ParameterChoice {
    /// The first person of each chain.
    case introducer
    /// Everybody between the ends.
    case anybody
  }

  public struct Parameters: ParameterSet {
    @Param("The id (or label) of the person to be introduced; the owner of an address book else")
    var from: String? = nil
    @Param("The ids (or labels) of the people to meet") var prospects: [String] = []
    @Param("The node column that tells whom to meet") var prospectColumn: NodeColumn? = nil
    @Param("The values in that column that count; any value, or true, when not given")
    var prospectValues: [String] = []
    @Param("Which way arcs are followed in a directed network") var direction = Direction.out
    @Param("How often one person may be asked", in: 1...1_000_000) var load = 3
    @Param("Whose load counts: the first person's of a chain, or everybody's between the ends")
    var loadOn = Asked.introducer
    @Param("The least reliability of a chain worth asking for", in: 1e-6...1) var trust = 0.05
    @Param("How many chains with other introducers are told beside the best", in: 0...10)
    var alternatives = 2
    var constraints = ChainConstraints()
    @Param("The edge columns told as evidence; all that were read with the ties when not given")
    var evidence: [EdgeColumn] = []
    var reliability = ReliabilityModel()
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    parameters.reliability.check(outline, check)
    if parameters.from == nil, !outline.mayHaveMore,
      outline.nodeColumn(Network.ownerColumn) == nil
    {
      check.report(
        "no-starter", "it is not said who is to be introduced", parameter: "from",
        help: "name a person with 'from'; only address books have an owner")
    }
    if parameters.prospects.isEmpty && parameters.prospectColumn == nil {
      check.report(
        "no-prospects", "it is not said whom to meet", parameter: "prospects",
        help: "list people with 'prospects', or name a node column with 'prospect_column'")
    }
    if !parameters.prospectValues.isEmpty && parameters.prospectColumn == nil {
      check.report(
        "missing-column", "'prospect_values' needs a column", parameter: "prospect_values",
        help: "name it with 'prospect_column'")
    }
    if let links = parameters.constraints.links, !(1...20).contains(links) {
      check.report(
        "out-of-range", "'links' must be from 1 to 20, not \(links)", parameter: "links",
        help: "leave it out for chains of any length")
    }
    if parameters.constraints.links != nil && parameters.loadOn == .anybody {
      check.report(
        "no-limited-load", "'links' cannot be combined with 'load_on: anybody'",
        parameter: "links",
        help: "use 'load_on: introducer', or a higher 'trust' to keep chains short")
    }
    outline.addNodeColumn("role_\(check.stageID)", .text)
    outline.addNodeColumn("traffic_\(check.stageID)", .integer)
    outline.addEdgeColumn("traffic_\(check.stageID)", .integer)
    for suffix in ["", "_chains", "_ties", "_alternatives", "_load", "_summary"] {
      outline.addTable(check.stageID + suffix)
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    var names = PersonNames(network, context)
    let starter = starter(network, &names)
    let prospects = prospects(network, &names, context)
    let avoided = avoided(starter, prospects, &names)
    let open = OpenTies(
      network, avoiding: avoided, parameters.constraints, &names)
    try names.check()
    guard let starter else { return }
    let reliability = try parameters.reliability.reliability(of: network, context)
    let ways = ChainWays(
      network.graph, parameters.direction, lengths: reliability.lengths, open: open.isOpen)
    if let links = parameters.constraints.links,
      network.graph.nodeCount > Int(NodeID.max) / (links + 2)
    {
      throw context.error(
        "too-many-people",
        "\(network.graph.nodeCount) people by \(links) links are more than can be numbered",
        parameter: "links", help: "filter the network first, or leave 'links' out")
    }
    let introductions =
      try parameters.constraints.links.map {
        try IntroductionWays(ways, from: starter, to: prospects, links: $0, context.workers)
      } ?? IntroductionWays(ways, from: starter)
    let answer = try IntroductionAnswer(
      introductions, from: starter, to: prospects, known: neighbors(of: starter, network.graph),
      parameters,
      context.workers)
    IntroductionResults(
      answer: answer, reliability: reliability, evidence: TieEvidence(network, parameters.evidence),
      parameters: parameters, stage: context.stage
    ).write(to: &network)
  }

  private func neighbors(of starter: Int, _ graph: Graph) -> Set<Int> {
    let sides =
      switch parameters.direction {
      case .out: [graph.outgoing]
      case .in: [graph.incoming]
      case .all: [graph.outgoing, graph.incoming]
      }
    return Set(
      sides.flatMap { side in side.range(starter).map { Int(side.neighbors[$0]) } })
  }

  private func starter(_ network: Network, _ names: inout PersonNames) -> Int? {
    if let from = parameters.from { return names.find(from, "from") }
    let owners = network.owners
    if owners.count == 1 { return Int(owners[0]) }
    names.report(
      "no-starter",
      owners.isEmpty
        ? "nobody owns the network" : "\(owners.count) people own the network's address books",
      "from",
      help: owners.isEmpty
        ? "name a person with 'from'"
        : "say with 'from' which: "
          + owners.prefix(5).map { network.label(of: $0) }.joined(separator: ", "))
    return nil
  }

  /// Each person once, in canonical order.
  private func prospects(
    _ network: Network, _ names: inout PersonNames, _ context: StageContext
  ) -> [Int] {
    let named = names.find(parameters.prospects, "prospects")
    let distinct = Set(named)
    if distinct.count < named.count {
      context.warn(
        "repeated-prospects", "\(named.count - distinct.count) prospects are named more than once",
        parameter: "prospects", help: "each counts once")
    }
    let inColumn = names.people(
      where: parameters.prospectColumn, parameters.prospectValues,
      ("prospect_column", "prospect_values"))
    return distinct.union(inColumn).sorted()
  }

  private func avoided(
    _ starter: Int?, _ prospects: [Int], _ names: inout PersonNames
  ) -> [Int] {
    let avoided = names.find(parameters.constraints.avoid, "avoid")
    if let starter, avoided.contains(starter) {
      names.report(
        "avoided-end", "'avoid' names the person to be introduced", "avoid", help: "leave it out")
    }
    let both = Set(avoided).intersection(prospects).count
    if both > 0 {
      names.report(
        "avoided-end", "'avoid' names \(both == 1 ? "a prospect" : "\(both) prospects")", "avoid",
        help: "leave them out, or out of the prospects")
    }
    return avoided
  }
}
