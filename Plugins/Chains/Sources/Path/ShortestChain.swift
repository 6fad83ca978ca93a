// Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1, 1959; Yen 1971, Lawler
// 1972 and Suurballe 1974, see RankedChains and ChainFlow.

public import ModuleKit

/// `chains.path`
public struct ShortestChain: Module {
  public struct Parameters: ParameterSet {
    @Param(required: "The id (or label) of the person the chain starts from") var from: String
    @Param(required: "The id (or label) of the person it leads to") var to: String
    @Param("Which way arcs are followed in a directed network") var direction = Direction.out
    @Param("What counts as the length of an edge") var length = ChainLength.hops
    @Param("Which chains to find") var find = ChainFind.one
    @Param("How many chains are listed at most, unless one is asked for", in: 1...10_000)
    var most = 10
    var constraints = ChainConstraints()
    @Param("People of whom one must stand between the ends") var through: [String] = []
    @Param("The node column that tells through whom, such as a club") var throughColumn:
      NodeColumn? = nil
    @Param("The values in that column that count; any value, or true, when not given")
    var throughValues: [String] = []
    var reliability = ReliabilityModel()
    public init() {}

    var leadsThrough: Bool { !through.isEmpty || throughColumn != nil }
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if let length = parameters.length.edgeLength {
      length.check(outline, check)
      parameters.reliability.reportUnused(check)
    } else {
      parameters.reliability.check(outline, check)
    }
    checkConstraints(check)
    let stage = check.stageID
    outline.addNodeColumn("on_\(stage)", .boolean)
    outline.addEdgeColumn("on_\(stage)", .boolean)
    outline.addTable(stage)
    outline.addTable("\(stage)_summary")
    if parameters.find == .one { return }
    outline.addNodeColumn("chains_\(stage)", .integer)
    outline.addEdgeColumn("chains_\(stage)", .integer)
    outline.addTable("\(stage)_chains")
    outline.addTable("\(stage)_steps")
  }

  private func checkConstraints(_ check: CheckContext) {
    if let links = parameters.constraints.links, links < 1 {
      check.report("out-of-range", "'links' must be at least 1, not \(links)", parameter: "links")
    }
    if !parameters.throughValues.isEmpty && parameters.throughColumn == nil {
      check.report(
        "missing-column", "'through_values' needs a column", parameter: "through_values",
        help: "name it with 'through_column'")
    }
    guard parameters.find.isDisjoint else { return }
    for (name, isGiven) in [
      ("links", parameters.constraints.links != nil), ("through", parameters.leadsThrough),
    ]
    where isGiven {
      check.report(
        "no-disjoint-constraint",
        "'\(name)' cannot be combined with 'find: \(parameters.find.rawValue)'", parameter: name,
        help: "use 'find: k_shortest'; disjoint chains of limited length are an NP-hard problem")
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    var names = PersonNames(network, context)
    let source = names.find(parameters.from, "from")
    let target = names.find(parameters.to, "to")
    let avoided = names.find(parameters.constraints.avoid, "avoid")
    for (name, end) in [("from", source), ("to", target)] {
      if let end, avoided.contains(end) {
        names.report(
          "avoided-end", "'avoid' names the person of '\(name)'", "avoid", help: "leave it out")
      }
    }
    let waypoints =
      names.find(parameters.through, "through")
      + names.people(
        where: parameters.throughColumn, parameters.throughValues,
        ("through_column", "through_values"))
    let open = OpenTies(
      network, avoiding: avoided, parameters.constraints, &names)
    try names.check()
    guard let source, let target else { return }
    let measured = try lengths(of: network, context)
    let ways = ChainWays(
      network.graph, parameters.direction, lengths: measured.values, open: open.isOpen)
    let answer = try answer(
      ways, from: source, to: target, parameters.leadsThrough ? waypoints : nil, context.workers)
    warn(answer, context)
    ChainResults(answer: answer, measured: measured, parameters: parameters, stage: context.stage)
      .write(to: &network)
  }

  private func answer(
    _ ways: ChainWays<Double>, from source: Int, to target: Int, _ waypoints: [Int]?,
    _ workers: Workers
  ) throws -> ChainAnswer {
    if parameters.find.isDisjoint {
      return try .disjoint(
        ways, from: source, to: target, sharing: parameters.find == .nodeDisjoint,
        most: parameters.most, workers)
    }
    let states = ChainStates(
      ways, from: source, to: target, through: waypoints, links: parameters.constraints.links)
    return try .shortest(states, parameters.find, most: parameters.most, workers)
  }

  private func lengths(of network: Network, _ context: StageContext) throws -> MeasuredTies {
    if let length = parameters.length.edgeLength {
      let lengths =
        try length.lengths(of: network, context)
        ?? Array(repeating: 1, count: network.graph.edgeCount)
      return MeasuredTies(
        values: lengths, reliability: nil, words: length.convention, french: length.french)
    }
    let reliability = try parameters.reliability.reliability(of: network, context)
    return MeasuredTies(
      values: reliability.lengths.map(Double.init), reliability: reliability,
      words: "by reliability, " + reliability.words,
      french: "selon la fiabilité, " + reliability.french)
  }

  private func warn(_ answer: ChainAnswer, _ context: StageContext) {
    if answer.isGivenUp {
      context.warn(
        "through-given-up",
        "the search was given up: walks through the people asked for meet somebody twice",
        parameter: parameters.through.isEmpty ? "through_column" : "through",
        help: "find the chains to them and from them one by one")
    } else if answer.chains.isEmpty {
      context.warn(
        "no-chain", "no chain leads from '\(parameters.from)' to '\(parameters.to)'",
        parameter: "to", help: "structure.components tells which parts the network has")
    }
    if answer.hasVanishingTies {
      context.warn(
        "vanishing-ties",
        "ties shorter than a billionth of the chain do not count: chains with and without them are "
          + "equally long, and are not counted",
        parameter: "length", help: "are there wrong weights? filter.edges can leave ties out")
    }
  }
}

/// The lengths of all ties, and what they are.
struct MeasuredTies {
  let values: [Double]
  /// What they were made of, when they are -ln p.
  let reliability: TieReliability?
  let words: String
  /// The same in French.
  let french: String

  /// What a sum of lengths is in the unit of the convention.
  func length(_ sum: Double) -> Double {
    reliability == nil ? sum : sum / TieReliability.scale
  }
}
