// Humphries & Gurney, PLoS ONE 3, 2008; Telesford et al., Brain Connectivity 1, 2011; Muldoon, Bridgeford &
// Bassett, Scientific Reports 6, 2016; Neal, Network Science 5, 2017: full titles in the manual.

public import ModuleKit

/// `chains.smallworld`
public struct SmallWorld: Module {
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public struct Parameters: ParameterSet {
    @Param("Which measures to compute") var measures = SmallWorldMeasure.allCases
    @Param("What clustering means: as each measure's paper has it, or one kind for all")
    var clustering = ClusteringChoice.definition
    @Param("By strength of ties: SWP only") var weighted = false
    @Param("How many random networks, and how many lattices, to compare with", in: 2...1000)
    var references = 20
    @Param("Attempts per tie to let two ties exchange ends in a random network", in: 1...1000)
    var switches = 10
    @Param("Whether a network in several parts is refused, or its largest part taken")
    var disconnected = DisconnectedChoice.largest
    @Param("Exactly, from some people to all others, or exactly as far as work allows")
    var pathLengths = PathLengthChoice.auto
    @Param("From how many people chains are measured when not exactly", in: 1...100_000)
    var sources = 512
    public init() {}
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if parameters.measures.isEmpty {
      check.report(
        "no-measure", "'measures' names no measure", parameter: "measures",
        help: "sigma, omega, swp and swi are known")
    }
    if parameters.weighted {
      if outline.weight == nil && !outline.mayHaveMore {
        check.report(
          "no-weights", "'weighted: true' needs weights, and the edges have none",
          parameter: "weighted", help: "set 'weighted: false'")
      }
      if !parameters.measures.contains(.swp) {
        check.report(
          "weighted-measure", "only SWP is defined for weights, and 'measures' does not name it",
          parameter: "weighted", help: "add swp to 'measures', or set 'weighted: false'")
      }
    }
    EdgeStrength.check(outline, weighted: parameters.weighted, for: "SWP", check)
    outline.addTable(check.stageID)
    outline.addTable("\(check.stageID)_references")
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let workers = context.workers
    try workers.checkCancelled()
    let strengths = try strengths(of: network, context)
    let small = try SmallWorldGraph(network.graph, strengths: strengths, on: workers)
    if parameters.disconnected == .refuse && small.components > 1 {
      throw context.error(
        "disconnected-network", "the network is in \(small.components) parts",
        parameter: "disconnected", help: "say 'disconnected: largest' to take the largest")
    }
    let findings = try findings(small, context)
    warn(findings, context)
    let verdict = SmallWorldVerdict(findings: findings).sentence
    let tables = SmallWorldTables(findings: findings, name: context.stage)
    network.set(tables.summary(verdict: verdict))
    network.set(tables.references)
    addMethods(findings, verdict, to: &network, context)
  }

  private func strengths(of network: Network, _ context: StageContext) throws -> [Double]? {
    guard parameters.weighted else { return nil }
    guard
      let strengths = try EdgeStrength.strengths(of: network, weighted: true, for: "SWP", context)
    else {
      throw context.error(
        "no-weights", "'weighted: true' needs weights, and the edges have none",
        parameter: "weighted", help: "set 'weighted: false'")
    }
    let (weakest, n) = (strengths.min() ?? 1, Double(network.graph.nodeCount))
    if !(n * n / weakest).isFinite {
      throw context.error(
        "weights-too-small",
        "the lengths of paths, 1/strength, may add up to more than a number can hold: the weakest "
          + "tie has \(decimal(weakest))",
        parameter: "weighted", help: "use 'weighted: false', or weights of another unit")
    }
    return strengths
  }

  private func findings(
    _ small: SmallWorldGraph, _ context: StageContext
  ) throws -> SmallWorldFindings {
    let needsLattices = parameters.measures.contains(where: \.needsLattices)
    func lengths(_ graphs: Int, areLattices: Bool) -> MeanPathLength {
      MeanPathLength(
        parameters.pathLengths, sources: parameters.sources, of: small.graph, graphs: graphs,
        areLattices: areLattices)
    }
    let ours = lengths(1 + parameters.references, areLattices: false)
    let theirs = lengths(parameters.references, areLattices: true)
    let observed = try SmallWorldProfile(
      small.graph, strengths: small.strengths, ours, context.random("paths"),
      on: context.workers)
    let references = SmallWorldReferences(
      graph: small.graph, strengths: small.strengths, count: parameters.references,
      attemptsPerEdge: Double(parameters.switches), lengths: ours, latticeLengths: theirs,
      random: { context.random($0, replicate: $1) }, workers: context.workers)
    return SmallWorldFindings(
      network: small, measures: parameters.measures, clustering: parameters.clustering,
      lengths: ours, latticeLengths: theirs, observed: observed,
      randoms: try references.randomNetworks(),
      lattices: needsLattices ? try references.lattices() : [])
  }

  private func warn(_ findings: SmallWorldFindings, _ context: StageContext) {
    let sampled = [findings.lengths, findings.lattices.isEmpty ? nil : findings.latticeLengths]
      .contains { $0?.isSampled(byStrength: findings.isByStrength) == true }
    if sampled, parameters.pathLengths == .auto {
      context.warn(
        "estimated-distances",
        "\(findings.network.graph.nodeCount) people and \(parameters.references) references of a "
          + "kind: path lengths are measured from some people",
        parameter: "path_lengths",
        help: "the table tells how many, and the standard error; say 'path_lengths: exact' or "
          + "'path_lengths: sample'")
    }
    if findings.isUnmixed {
      context.warn(
        "references-not-mixed",
        "random networks resemble the network more than each other: "
          + "\(parameters.switches) switches per tie are too few",
        parameter: "switches", help: "raise 'switches'")
    }
    if findings.incomplete > 0 {
      context.warn(
        "references-incomplete",
        "\(findings.incomplete) references were not finished: keeping them connected is too much "
          + "work", help: "the table of references says which")
    }
  }

  private func addMethods(
    _ findings: SmallWorldFindings, _ verdict: String, to network: inout Network,
    _ context: StageContext
  ) {
    let subject = MethodNote.Subject.measure(context.stage)
    network.methods.append(
      MethodNote(
        subject, verdict, french: SmallWorldVerdict(findings: findings).french,
        caption: "compared with \(findings.referencesConvention)",
        reference: Self.manual.references.first { $0.hasPrefix("Maslov") }))
    for measure in parameters.measures {
      let kind = findings.kind(of: measure)
      network.methods.append(
        MethodNote(
          subject,
          "\(measure.sign) is \(measure.formula), \(kind.convention), "
            + "\(findings.lengthsConvention(byStrength: kind == .intensity)).",
          french: "\(measure.sign) vaut \(measure.frenchFormula) ; \(kind.french) ; "
            + "\(findings.frenchLengths(byStrength: kind == .intensity)).",
          caption: measure.sign, reference: measure.reference))
    }
  }
}
