// What is measured and the papers: Distances+Manual.swift.

public import ModuleKit

/// `chains.distances`
public struct Distances: Module {
  public struct Parameters: ParameterSet {
    @Param("Which way arcs are followed in a directed network") var direction = Direction.out
    @Param("What counts as the length of an edge") var length = EdgeLength.hops
    @Param("A node column: how far its groups are from each other") var groups: NodeColumn? = nil
    @Param("Ids or labels of people: how far others are from them") var targets: [String] = []
    @Param("A node column that tells who is a target") var targetColumn: NodeColumn? = nil
    @Param("Its values for targets; any value, or true, when not given")
    var targetValues: [String] = []
    @Param("Links within which others are within reach; 0 leaves that out", in: 0...) var k = 0
    @Param("Also the effective diameter as a mean over people") var people = false
    @Param(DistanceMethod.methodDoc) var method = DistanceMethod.auto
    @Param(DistanceMethod.registersDoc, in: 64...4096) var registers = 64
    @Param(DistanceMethod.runsDoc, in: 1...64) var runs = 8
    public init() {}

    var query: DistanceQuery {
      DistanceQuery(direction, length, method, registers: registers, runs: runs)
    }
    var hasTargets: Bool { !targets.isEmpty || targetColumn != nil || !targetValues.isEmpty }
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    parameters.query.check(outline, check)
    if parameters.people && parameters.length != .hops {
      check.report(
        "people-count-links", "'people' counts links", parameter: "people",
        help: "use 'length: hops'")
    }
    if parameters.targetColumn == nil && !parameters.targetValues.isEmpty {
      check.report(
        "missing-column", "'target_values' needs a column", parameter: "target_values",
        help: "name it with 'target_column'")
    }
    outline.addNodeColumn("eccentricity", .number)
    outline.addNodeColumn("mean_distance", .number)
    if parameters.k > 0 { outline.addNodeColumn("k_reach", .number) }
    if parameters.length == .hops { outline.addTable("distances") }
    outline.addTable("chain_lengths")
    if parameters.groups != nil { outline.addTable("group_distances") }
    if parameters.hasTargets {
      outline.addNodeColumn("target_distance", .number)
      outline.addNodeColumn("mean_target_distance", .number)
      if parameters.length == .hops { outline.addTable("target_distances") }
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let graph = network.graph
    let targets = try targets(of: network, context)
    let groups = try parameters.groups.map { try GroupColumn($0, of: network, context) }
    let answer = try parameters.query.answer(network, context)
    let words = convention(network) + answer.words
    let (reached, farness) = (answer.summary.reached, answer.summary.farness)
    network.nodes.set(
      "eccentricity", .numbers(answer.summary.eccentricity),
      convention: answer.estimation == nil ? words : "at least, " + words)
    network.nodes.set(
      "mean_distance", .numbers(zip(farness, reached).map { $1 > 0 ? $0 / Double($1) : .nan }),
      convention: "to those who are reached, " + words)
    let ofPeople = try effectiveDiameterOfPeople(answer, graph, context)
    let lengths = ChainLengths(
      answer, components: graph.weakComponents, isByHops: parameters.length == .hops,
      ofPeople: ofPeople)
    if let table = lengths.histogramTable(note: words) { network.set(table) }
    network.set(lengths.summaryTable(note: words))
    if parameters.k > 0 { try addReach(parameters.k, to: &network, context) }
    if let groups, let column = parameters.groups {
      let table = try GroupDistanceTable(
        groups, of: network, isSampled: answer.estimation != nil, parameters.direction,
        parameters.length, context)
      network.set(table.table(column: column.name, note: convention(network)))
    }
    if let targets {
      try add(targets, isSampled: answer.estimation != nil, to: &network, context)
    }
    network.methods.append(
      MethodNote(
        .measure("eccentricity"),
        "Chain lengths are \(answer.estimation == nil ? "exact, " : "")over reachable ordered pairs, "
          + "\(words).",
        french: "Les longueurs de chaînes sont "
          + (answer.estimation == nil ? "exactes, " : "") + "sur les paires ordonnées atteignables"
          + network.frenchDirectionWords(parameters.direction)
          + ", \(parameters.length.french)\(answer.french).",
        caption: "shortest chains, \(words)",
        reference: answer.estimation == nil ? Self.manual.references[1] : DistanceMethod.reference,
        limits: answer.limits))
  }

  /// Nil when it is not asked for, and where distances are estimated: who is reached must be known.
  private func effectiveDiameterOfPeople(
    _ answer: DistanceAnswer, _ graph: Graph, _ context: StageContext
  ) throws -> Double? {
    if !parameters.people || parameters.length != .hops { return nil }
    if answer.estimation != nil {
      context.warn(
        "people-need-exact",
        "the effective diameter over people is not told: distances are estimated",
        parameter: "people", help: "say 'method: exact'")
      return nil
    }
    return try personEffectiveDiameter(
      graph, parameters.direction, reached: answer.summary.reached, on: context.workers)
  }

  /// Nil when the study asks for none.
  private func targets(of network: Network, _ context: StageContext) throws -> [NodeID]? {
    guard parameters.hasTargets else { return nil }
    var names = PersonNames(network, context)
    let found =
      names.find(parameters.targets, "targets")
      + names.people(
        where: parameters.targetColumn, parameters.targetValues, ("target_column", "target_values"))
    try names.check()
    return Set(found).sorted().map { NodeID($0) }
  }

  private func addReach(_ k: Int, to network: inout Network, _ context: StageContext) throws {
    let within = try parameters.query.reach(within: k, of: network, context)
    let others = Double(max(1, network.graph.nodeCount - 1))
    network.nodes.set(
      "k_reach", .numbers(within.reached.map { Double($0) / others }),
      convention: "share of n-1 others within \(k) link\(k == 1 ? "" : "s")"
        + network.directionWords(parameters.direction) + within.words)
  }

  private func add(
    _ targets: [NodeID], isSampled: Bool, to network: inout Network, _ context: StageContext
  ) throws {
    let table = try TargetDistanceTable(
      targets, isSampled: isSampled, of: network, parameters.direction, parameters.length, context)
    let words =
      "\(targets.count) target\(targets.count == 1 ? "" : "s"), " + convention(network)
    network.nodes.set(
      "target_distance", .numbers(table.nearest.map { $0.isFinite ? $0 : .nan }),
      convention: "to the nearest of " + words)
    network.nodes.set(
      "mean_target_distance", .numbers(table.mean),
      convention: "to those who are reached of " + (table.sampleWords ?? "") + words)
    if parameters.length == .hops { network.set(table.table(note: words)) }
  }

  private func convention(_ network: Network) -> String {
    let direction = network.directionWords(parameters.direction)
    return (direction.isEmpty ? "" : direction.dropFirst(2) + ", ") + parameters.length.convention
  }
}
