// Lancichinetti, Fortunato & Radicchi, "Benchmark graphs for testing community detection algorithms",
// Physical Review E 78, 2008.

public import ModuleKit

/// `generate.lfr`
public struct LFR: Module {
  public static let manual = Manual(
    name: "generate.lfr",
    summary: "Draws a network with communities of very different sizes (LFR benchmark)",
    details: """
      The number of ties of a person follows a power law with exponent `degree_exponent` up to \
      `max_degree`, whose least number, and the share of people who have it, are chosen so that its mean is \
      `mean_degree` (the paper chooses the least number only). The sizes of communities follow one with \
      exponent `community_exponent` from `min_community` to `max_community`. They are drawn until there are \
      places enough; then the last one is cut to what is missing, or, where it would be too small, is left \
      out or not, and others drawn at random grow or shrink by one until sizes add up. Everybody wants the \
      share 1 - `mu` of their ties within their community, rounded up or down at random, and gets a place in \
      a community of more people than that, all such assignments of places being equally likely: what the \
      paper comes near to by moving people in and out.

      Stubs are paired at random, first within each community and then between them, where the paper pairs \
      all at once and rewires. Where the stubs within a community make an odd sum, one of its people has a \
      tie more or less within, and so many less or more outside. A pair that would be a loop, a tie twice, \
      or between communities a tie within one, exchanges ends with a tie drawn at random. This is an \
      approximation: not all networks with these degrees are equally likely. A pair for which nothing is \
      found in 200 attempts is left out, as is one stub where those outside make an odd sum, and one of each \
      odd community with `mu: 0`. The ledger counts them, and the table `lfr` tells the mixing that was \
      achieved; a warning, when it is off by more than 0.01.

      The column `planted` holds the community, numbered from 0. Without `min_community` and \
      `max_community` sizes reach from one more than the least number of ties to one more than the most, \
      so that they exceed these as the paper demands. \
      People are called by the numbers from 0.
      """,
    inputs: .none,
    writes: [
      .nodeColumn(plantedColumn, .integer, "the community, from 0"),
      .table("lfr", "degrees, sizes and mixing that were achieved"),
    ],
    uses: [.seed],
    references: [
      "Lancichinetti, A., Fortunato, S. & Radicchi, F. (2008). Benchmark graphs for testing community detection algorithms. Physical Review E 78, 046110. https://doi.org/10.1103/PhysRevE.78.046110"
    ],
    complexity: "O(n log n + m) in expectation",
    examples: [
      Example(
        "Two communities in which everybody knows everybody",
        yaml: """
          - use: generate.lfr
            with: {nodes: 6, mean_degree: 2, max_degree: 2, mu: 0, min_community: 3, max_community: 3}
          - use: structure.components
            with: {cuts: false}
          """,
        expected: [.table("components", "component,size,share\n0,3,0.5\n1,3,0.5\n")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param(required: "How many people", in: 0...) var nodes: Int
    @Param("The mean number of ties of a person", in: 1...) var meanDegree = 15.0
    @Param("The most ties of a person", in: 1...) var maxDegree = 50
    @Param("The share of a person's ties that lead to other communities", in: 0...1) var mu = 0.3
    @Param("How fast the number of people falls with their ties", in: 0...10)
    var degreeExponent = 2.0
    @Param("How fast the number of communities falls with their size", in: 0...10)
    var communityExponent = 1.0
    @Param("The least people in a community") var minCommunity: Int? = nil
    @Param("The most people in a community") var maxCommunity: Int? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let size = PlannedSize(
      nodes: Double(parameters.nodes),
      ties: parameters.nodes > 1 ? Double(parameters.nodes) * parameters.meanDegree / 2 : 0,
      parameter: "nodes",
      modelBytes: Double(parameters.nodes) * (40 + 24 * parameters.meanDegree))
    outline = size.outline(Self.manual, isDirected: false)
    let complaints = size.complaints
    check.report(complaints.isEmpty ? LFRSettings.complaints(parameters) : complaints)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let plan = try plan(context)
    let wiring = try LFRWiring(plan, context)
    let numbering = Numbering(parameters.nodes)
    let ties = DrawnTies(
      rows: wiring.inside + [wiring.outside], leftOut: wiring.erased,
      notes: plan.odd > 0 ? ["ends of ties left out because a sum was odd: \(plan.odd)"] : [])
    network = try ties.network(numbering, Self.manual.name, on: context.workers)
    network.setPlanted(plan.community.map(Int.init), numbering)
    report(plan, wiring, &network, context)
  }

  /// Degrees, sizes and places; drawn anew where they do not go together.
  private func plan(_ context: StageContext) throws -> LFRPlan {
    guard parameters.nodes > 1, let settings = LFRSettings(parameters) else {
      var random = context.random("plan")
      let sizes = parameters.nodes == 1 ? [1] : []
      let degrees = [Int](repeating: 0, count: sizes.count)
      guard let plan = LFRPlan(degrees: degrees, sizes: sizes, mu: 0, &random) else {
        preconditionFailure("who has no ties is at home anywhere")
      }
      return plan
    }
    for replicate in 0..<20 {
      try context.workers.checkCancelled()
      var random = context.random("plan", replicate: replicate)
      let degrees = (0..<parameters.nodes).map { _ in settings.degrees.draws.draw(&random) }
      let sizes = CommunitySizes.draw(total: parameters.nodes, settings.sizes, &random)
      if let plan = LFRPlan(degrees: degrees, sizes: sizes, mu: parameters.mu, &random) {
        return plan
      }
    }
    throw context.error(
      "communities-too-small",
      "people with many ties find no community that is larger than the ties they have inside",
      parameter: parameters.maxCommunity == nil ? "max_degree" : "max_community",
      help: "choose larger communities, a smaller 'max_degree' or a larger 'mu'")
  }

  private func report(
    _ plan: LFRPlan, _ wiring: LFRWiring, _ network: inout Network, _ context: StageContext
  ) {
    let between = wiring.outside.count / 2
    let total = wiring.inside.reduce(between) { $0 + $1.count / 2 }
    let mixing = total == 0 ? Double.nan : Double(between) / Double(total)
    let sizes = (0..<plan.members.count).map { plan.members[$0].count }
    let mean = parameters.nodes == 0 ? .nan : 2 * Double(total) / Double(parameters.nodes)
    network.set(
      .summary(
        name: "lfr", title: "What the model achieved",
        [
          ("mean_degree", mean, "ties of a person"),
          ("mixing", mixing, "share of ties that lead to other communities"),
          ("communities", Double(sizes.count), "number of communities"),
          ("smallest_community", sizes.min().map(Double.init) ?? .nan, "people"),
          ("largest_community", sizes.max().map(Double.init) ?? .nan, "people"),
          ("left_out", Double(wiring.erased), "ties for which no place was found"),
        ]))
    if abs(mixing - parameters.mu) > 0.01 {
      context.warn(
        "mixing-missed",
        "a share of \(decimal((mixing * 1000).rounded() / 1000)) of the ties leads to other communities, "
          + "not \(decimal(parameters.mu))", parameter: "mu",
        help: "larger networks come closer; so do more and larger communities")
    }
    network.describe(
      "An LFR benchmark network of \(parameters.nodes) people in \(sizes.count) communities, mean "
        + "degree \(decimal((mean * 100).rounded() / 100)), mixing \(decimal(parameters.mu))",
      french: "Réseau de référence LFR de \(parameters.nodes) personnes en \(sizes.count) "
        + "communautés, degré moyen \(frenchDecimal((mean * 100).rounded() / 100)), taux de mélange "
        + frenchDecimal(parameters.mu),
      caption: "LFR, μ = \(decimal(parameters.mu))", Self.manual, context)
  }
}

/// The two laws that follow from the parameters.
struct LFRSettings {
  let degrees: PowerLaw
  let sizes: PowerLaw

  /// Nil when they cannot be; ``complaints(_:)`` says why.
  init?(_ parameters: LFR.Parameters) {
    guard
      let degrees = PowerLaw(
        exponent: parameters.degreeExponent, mean: parameters.meanDegree,
        most: parameters.maxDegree)
    else { return nil }
    let least = parameters.minCommunity ?? min(degrees.range.lowerBound + 1, parameters.nodes)
    let most = parameters.maxCommunity ?? min(parameters.maxDegree + 1, parameters.nodes)
    guard least >= 1, least <= most, most <= parameters.nodes else { return nil }
    self.degrees = degrees
    sizes = PowerLaw(exponent: parameters.communityExponent, least...most)
  }

  static func complaints(_ parameters: LFR.Parameters) -> [Complaint] {
    let nodes = parameters.nodes
    if nodes <= 1 { return [] }
    if parameters.maxDegree >= nodes {
      return [
        .range("max_degree", "less than the \(nodes) people", String(parameters.maxDegree))
      ]
    }
    let law = PowerLaw(
      exponent: parameters.degreeExponent, mean: parameters.meanDegree,
      most: parameters.maxDegree)
    guard let law else {
      return [
        Complaint(
          "impossible-mean",
          "no power law up to \(parameters.maxDegree) has the mean \(decimal(parameters.meanDegree))",
          "mean_degree",
          help: "it must be at most 'max_degree', and not less than that of a law from 1")
      ]
    }
    if let least = parameters.minCommunity, least < 1 || least > nodes {
      return [.range("min_community", "from 1 to the \(nodes) people", String(least))]
    }
    if let most = parameters.maxCommunity, most < 1 || most > nodes {
      return [.range("max_community", "from 1 to the \(nodes) people", String(most))]
    }
    return complaints(parameters, law)
  }

  private static func complaints(_ parameters: LFR.Parameters, _ law: PowerLaw) -> [Complaint] {
    guard let settings = LFRSettings(parameters) else {
      return [
        Complaint(
          "out-of-range", "the smallest community would be larger than the largest",
          parameters.minCommunity == nil ? "max_community" : "min_community")
      ]
    }
    let sizes = settings.sizes.range
    if !CommunitySizes.exist(total: parameters.nodes, sizes) {
      return [
        Complaint(
          "impossible-sizes",
          "\(parameters.nodes) people cannot be divided into communities of \(sizes.lowerBound) to "
            + "\(sizes.upperBound)",
          parameters.minCommunity == nil ? "nodes" : "min_community",
          help: "let sizes differ more")
      ]
    }
    let inside = (1 - parameters.mu) * Double(law.range.lowerBound)
    if inside.rounded(.down) >= Double(sizes.upperBound) {
      return [
        Complaint(
          "communities-too-small",
          "everybody has at least \(Int(inside)) ties inside, and no community has more than "
            + "\(sizes.upperBound) people",
          parameters.maxCommunity == nil ? "mu" : "max_community",
          help: "choose larger communities, fewer ties or a larger 'mu'")
      ]
    }
    return []
  }
}
