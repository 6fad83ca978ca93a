internal import ModuleKit

/// Everything that is computed of an experiment, before it is written into tables.
struct ExperimentFindings {
  let estimator: LengthEstimator
  let estimates: LengthEstimates
  let bootstrap: ChainBootstrap
  let steps: StepRates
  let groups: [GroupFinding]
  let tests: [GroupTest]
  let funnel: Funnel?
  /// The standard normal quantile of the level.
  let z: Double

  /// More chains than this are not resampled: their intervals would be narrower than a line.
  static let mostResampled = 1_000_000

  init(
    _ data: ExperimentData, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    estimator = LengthEstimator(data.sample, rule: data.rule)
    estimates = estimator.estimates
    var replicates = parameters.bootstrap
    if data.sample.total > Self.mostResampled, replicates > 0 {
      replicates = 0
      context.warn(
        "not-resampled", "\(data.sample.total) chains are too many to be resampled: no intervals",
        parameter: "bootstrap")
    }
    bootstrap = try ChainBootstrap(
      estimator, replicates: replicates, level: parameters.level, on: context.workers
    ) { context.random("bootstrap", replicate: $0) }
    z = Quantile.normal(level: parameters.level)
    steps = StepRates(data.sample)
    funnel = data.log.map(Funnel.init)
    var found: [GroupFinding] = []
    for (index, group) in data.groups.enumerated() {
      found.append(
        try GroupFinding(
          group, Int32(index), data, replicates: replicates, parameters.level, context))
    }
    groups = found
    tests = try GroupTest.all(data, found, parameters, context)
  }

  var corrections: [Correction] {
    Correction.allCases.filter { estimates.corrected[$0] != nil }
  }

  // MARK: Warnings

  /// A mean that rests on few chains is told as such.
  static let leastShareOfChains = 0.5
  static let leastEffectiveChains = 10.0
  static let enoughEffectiveChains = 100.0
  static let mostLongestShare = 0.2
  static let leastCoverage = 0.9

  /// Why the mean of a correction should not be quoted; nil when nothing speaks against it.
  func doubt(_ correction: Correction, _ data: ExperimentData) -> String? {
    guard let lengths = estimates.corrected[correction], data.completed > 0 else { return nil }
    guard lengths.isUsable else { return "the weights are beyond all numbers" }
    let effective = lengths.effectiveChains
    if lengths.longestShare > Self.mostLongestShare, let longest = lengths.longest {
      return "the longest chains, of \(longest) links, hold \(Self.percent(lengths.longestShare)) "
        + "of the weight"
    }
    let isHalf = effective < Self.leastShareOfChains * Double(data.completed)
    if effective < Self.leastEffectiveChains || isHalf && effective < Self.enoughEffectiveChains {
      return "\(data.completed) chains tell no more than \(decimal(effective.rounded())) of equal "
        + "weight would"
    }
    let coverage = lengths.total / Double(data.sample.total)
    // The constant drop-out is solved for a total, and covers that by construction.
    if correction != .constant, data.sample.hasSteps, coverage < Self.leastCoverage {
      return "only \(Self.percent(coverage)) of the chains are as short as the longest that arrived"
    }
    return nil
  }

  private static func percent(_ share: Double) -> String {
    "\(decimal((share * 100).rounded())) %"
  }

  func warn(_ data: ExperimentData, _ context: StageContext) {
    if data.completed == 0 {
      context.warn(
        "no-completed-chains",
        "none of \(data.distributed ?? data.sample.total) chains arrived: there are no lengths, "
          + "neither observed nor corrected",
        help: "the forwarding rates and the survival tell where chains stopped")
    }
    for correction in corrections {
      guard let doubt = doubt(correction, data) else { continue }
      context.warn(
        "unstable-mean", "the mean of the correction '\(correction.rawValue)' is unsure: \(doubt)",
        help: "quote the median; longer chains may never have been seen, so the mean is no bound "
          + "from above")
    }
  }

  // MARK: Methods

  /// One sentence for each correction, and those on intervals.
  /// - Parameter hasLosses: whether not all letters arrived.
  func methods(_ parameters: Experiment.Parameters, hasLosses: Bool) -> [MethodNote] {
    corrections.map { correction in
      let words = words(correction)
      return MethodNote(
        // The column of the table of lengths: where another is shown, this is not said.
        .measure("corrected_\(correction.rawValue)"),
        "Chains are counted in links and in intermediaries (links - 1); their lengths are corrected "
          + "by \(words).",
        french:
          "Les chaînes sont comptées en liens et en intermédiaires (liens - 1) ; leurs longueurs "
          + "sont corrigées par \(french(correction)).",
        caption: "corrected by \(words)",
        reference: Experiment.reference(correction), tables: ["experiment_lengths"],
        limits: hasLosses ? [.attrition] : [])
    } + intervals(parameters)
  }

  private func words(_ correction: Correction) -> String {
    switch correction {
    case .steps: return "the drop-out of each step (Dodds, Muhamad & Watts 2003)"
    case .weighted: return "the drop-out of alike people (Goel, Muhamad & Watts 2009)"
    case .constant: break
    }
    switch estimator.rule {
    case .given(let q): return "a constant drop-out of \(decimal(q)), as given (White 1970)"
    case .solved(let forStarted):
      return "the constant drop-out that explains all letters "
        + (forStarted ? "started" : "given out") + " (White 1970)"
    case .estimated, nil: return "the constant drop-out of all decisions (White 1970)"
    }
  }

  private func french(_ correction: Correction) -> String {
    switch correction {
    case .steps: return "l'abandon à chaque étape (Dodds, Muhamad & Watts 2003)"
    case .weighted: return "l'abandon de personnes semblables (Goel, Muhamad & Watts 2009)"
    case .constant: break
    }
    switch estimator.rule {
    case .given(let q):
      return "un taux d'abandon constant de \(frenchDecimal(q)), donné (White 1970)"
    case .solved(let forStarted):
      return "le taux d'abandon constant qui explique toutes les lettres "
        + (forStarted ? "parties" : "distribuées") + " (White 1970)"
    case .estimated, nil:
      return "le taux d'abandon constant de toutes les décisions (White 1970)"
    }
  }

  private func intervals(_ parameters: Experiment.Parameters) -> [MethodNote] {
    let level = "\(decimal((parameters.level * 1000).rounded() / 10)) %"
    let frenchLevel = level.replacing(".", with: ",")
    let count = bootstrap.replicates.count
    let resampled = count == 0 ? "" : "\(level) intervals: \(count) resamples of chains"
    let lengths = MethodNote(
      .measure("experiment"), "Lengths have percentile intervals, \(resampled).",
      french: "Les intervalles des longueurs sont des centiles (\(frenchLevel)), sur \(count) "
        + "rééchantillonnages des chaînes.",
      caption: resampled, reference: Experiment.reference(nil),
      tables: ["experiment", "experiment_lengths", "experiment_groups"])
    return (count == 0 ? [] : [lengths]) + [
      MethodNote(
        .measure("survival"),
        "Survival is Kaplan and Meier's, with Greenwood's variance on the log-log scale.",
        french:
          "La survie est celle de Kaplan et Meier, avec la variance de Greenwood sur l'échelle "
          + "log-log (intervalles à \(frenchLevel)).",
        caption: "survival: Kaplan & Meier, \(level) intervals",
        reference: Experiment.manual.references[5], tables: ["experiment_steps"]),
      MethodNote(
        .measure("forwarding_rate"), "Rates have Wilson intervals (\(level)).",
        french: "Les taux ont des intervalles de Wilson (\(frenchLevel)).",
        caption: "rates: Wilson's \(level) intervals", reference: Experiment.reference(nil),
        tables: ["experiment_steps"]),
    ]
  }
}
