public import ModuleKit

/// `chains.search`
public struct LetterSearch: Module {
  public struct Parameters: ParameterSet {
    @Param("How many letters to send", in: 1...10_000_000) var letters = 10_000
    @Param("Who letters start with, by id (or label), each once; drawn for each letter when empty")
    var starters: [String] = []
    @Param("Who letters are for, by id (or label), each once; drawn for each letter when empty")
    var targets: [String] = []
    @Param("To whom of those a holder knows the letter goes") var rule = ForwardingRule
      .highestDegree
    @Param("For 'rule: closest', the columns that make people near")
    var by = ComparedColumns(entries: [])
    @Param("How the distances of several columns become one") var mixture = DistanceMixture.mean
    @Param("For 'rule: lattice', the columns of x and y") var lattice: [NodeColumn] = []
    @Param("Whether the right end of the lattice joins the left, and the top the bottom")
    var torus = false
    @Param("Give up where nobody known is nearer to the target than the holder")
    var nearerOnly = false
    @Param("To whom a letter does not go again") var memory = LetterMemory.letter
    @Param("The chance that a holder throws the letter away instead of forwarding it", in: 0...1)
    var dropOut = 0.25
    @Param("The chances to tell the completion for") var dropOutGrid: [Double] = [
      0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5,
    ]
    @Param("The most links of a letter", in: 1...10_000) var steps = 100
    @Param("Which way letters go in a directed network") var direction = Direction.out
    @Param("Whether shortest chains are found, for comparison") var geodesics = GeodesicChoice.auto
    @Param("How many letters to list one by one", in: 0...1_000_000) var list = 1000
    @Param("How many people to list who pass letters on", in: 0...10_000) var carriers = 20
    public init() {}

    /// What makes people near, by the rule; empty for rules that do not ask.
    var compared: [ComparedColumns.Entry] {
      switch rule {
      case .random, .highestDegree: []
      case .closest: by.entries
      case .lattice:
        [ComparedColumns.Entry(columns: lattice, distance: torus ? .torus : .lattice, weight: 1)]
      }
    }
    var comparedParameter: String { rule == .lattice ? "lattice" : "by" }
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    // Columns that could not be read have been complained about.
    let isGiven = check.location(of: "by") != check.stage
    for problem in problems where problem.id != "missing-columns" || !isGiven {
      check.report(problem.id, problem.message, parameter: problem.parameter, help: problem.help)
    }
    if problems.isEmpty {
      ComparedColumns(entries: parameters.compared)
        .check(outline, parameters.comparedParameter, check)
    }
    outline.addNodeColumn("\(check.stageID)_carried", .integer)
    outline.addEdgeColumn("\(check.stageID)_traffic", .integer)
    outline.addTable(check.stageID)
    for part in ["lengths", "letters", "ends", "carriers", "dropout"] {
      outline.addTable("\(check.stageID)_\(part)")
    }
  }

  private struct Problem {
    let id, message, parameter: String
    let help: String?
  }

  /// What is wrong with the parameters, whatever the network.
  private var problems: [Problem] {
    var found: [Problem] = []
    func add(_ id: String, _ message: String, _ parameter: String, _ help: String? = nil) {
      found.append(Problem(id: id, message: message, parameter: parameter, help: help))
    }
    let rule = parameters.rule
    let asksColumns = rule == .closest || rule == .lattice
    if rule == .closest && parameters.by.entries.isEmpty {
      add(
        "missing-columns", "'rule: closest' needs to know in what", "by",
        "write 'by: [sector, {columns: [latitude, longitude], distance: great_circle}]'")
    }
    if rule != .closest && !parameters.by.entries.isEmpty {
      add("unused-setting", "'by' is for 'rule: closest' only", "by")
    }
    if rule == .lattice && parameters.lattice.count != 2 {
      add(
        "wrong-column-count", "'rule: lattice' needs two columns, not \(parameters.lattice.count)",
        "lattice", "write 'lattice: [x, y]'")
    }
    if rule != .lattice && (!parameters.lattice.isEmpty || parameters.torus) {
      add(
        "unused-setting", "'\(parameters.torus ? "torus" : "lattice")' is for 'rule: lattice' only",
        parameters.torus ? "torus" : "lattice")
    }
    if parameters.nearerOnly && !asksColumns {
      add("unused-setting", "'rule: \(rule.rawValue)' knows nobody as nearer", "nearer_only")
    }
    if parameters.mixture == .least, parameters.by.entries.contains(where: { $0.weight != 1 }) {
      add(
        "unused-setting", "weights mean nothing where the least distance counts", "mixture",
        "leave the weights out, or use 'mixture: mean'")
    }
    if let bad = parameters.dropOutGrid.first(where: { !(0...1).contains($0) }) {
      add(
        "out-of-range", "'drop_out_grid' must be from 0 to 1, not \(decimal(bad))", "drop_out_grid")
    }
    if parameters.letters * parameters.steps > Self.mostLinks {
      add(
        "search-too-large",
        "\(parameters.letters) letters of up to \(parameters.steps) links may need too much memory",
        "letters", "letters times steps may be \(Self.mostLinks) at most")
    }
    return found
  }

  /// All holders of letters that arrive are kept: two gigabytes at most.
  private static let mostLinks = 500_000_000

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    if let problem = problems.first {
      throw context.error(
        problem.id, problem.message, parameter: problem.parameter, help: problem.help)
    }
    let graph = try rankedGraph(network.graph, context.workers)
    let nearness = try nearness(network, graph, context)
    let pairs = try pairs(network, context)
    let experiment = LetterExperiment(
      graph: graph, pairs: pairs, rule: parameters.rule,
      memory: parameters.memory, steps: parameters.steps, nearness: nearness,
      nearerOnly: parameters.nearerOnly, dropOut: parameters.dropOut)
    let count = pairs.isEmpty ? 0 : parameters.letters
    var letters = try experiment.letters(count, on: context.workers) { use, letter in
      context.random(use, replicate: letter)
    }
    if parameters.geodesics != .none {
      try letters.findGeodesics(
        in: graph, context.random("geodesics"),
        budget: parameters.geodesics == .all ? .max : Letters.budget, on: context.workers)
    }
    warn(letters, pairs, nearness, graph, context)
    try write(letters, to: &network, context)
  }

  private func rankedGraph(_ graph: Graph, _ workers: Workers) throws -> RankedGraph {
    if !graph.isDirected || parameters.direction == .all {
      return try RankedGraph(along: graph.undirected.outgoing, against: nil, on: workers)
    }
    let isForward = parameters.direction == .out
    return try RankedGraph(
      along: isForward ? graph.outgoing : graph.incoming,
      against: isForward ? graph.incoming : graph.outgoing, on: workers)
  }

  private func nearness(
    _ network: Network, _ graph: RankedGraph, _ context: StageContext
  ) throws -> Nearness? {
    if parameters.compared.isEmpty { return nil }
    var builder = NearnessBuilder(network, graph, parameters.comparedParameter, context)
    for entry in parameters.compared { try builder.add(entry) }
    return try builder.nearness(parameters.mixture)
  }

  private func pairs(_ network: Network, _ context: StageContext) throws -> LetterPairs {
    var names = PersonNames(network, context)
    let starters = names.find(parameters.starters, "starters")
    let targets = names.find(parameters.targets, "targets")
    // All names that stand for nobody are told at once.
    try names.check()
    return LetterPairs(
      nodeCount: network.graph.nodeCount, starters: starters.map { NodeID($0) },
      targets: targets.map { NodeID($0) })
  }

  private func warn(
    _ letters: Letters, _ pairs: LetterPairs, _ nearness: Nearness?, _ graph: RankedGraph,
    _ context: StageContext
  ) {
    if letters.count == 0 {
      context.warn(
        "no-letters", "no letter could be sent: nobody has another person to write to",
        parameter: "starters", help: pairs.own > 0 ? "all starters are their own targets" : nil)
    } else if letters.arrived == 0 {
      context.warn(
        "no-letter-arrived", "none of \(letters.count) letters arrived: chain lengths are unknown",
        help:
          "the table '\(context.stage)_ends' tells why; '\(context.stage)_dropout' what arrives "
          + "when fewer are thrown away")
    }
    if let nearness {
      let unknown = letters.targets.count {
        nearness.parts(for: graph.ranks[Int($0)]).isEmpty
      }
      if unknown > 0 {
        context.warn(
          "target-without-values",
          "\(unknown) of \(letters.count) letters are for people of whom no column tells anything; "
            + "they go to whoever can forward to most", parameter: parameters.comparedParameter)
      }
    }
    let known = letters.geodesics.count { $0 != nil }
    if known < letters.count && parameters.geodesics == .auto {
      context.warn(
        "sampled-geodesics",
        "shortest chains were found for a random sample of \(known) of \(letters.count) letters",
        parameter: "geodesics", help: "say 'geodesics: all' to have all, however long it takes")
    }
  }
}
