internal import ModuleKit

/// What is known of the chains of one group.
struct GroupFinding {
  let name: String
  let sample: ChainSample
  /// Completed of those given out, or else started; nil where neither is known.
  let completion: Proportion?
  let distributed, started: Int?
  let estimates: LengthEstimates
  let bootstrap: ChainBootstrap

  init(
    _ group: ExperimentData.Group, _ code: Int32, _ data: ExperimentData, replicates: Int,
    _ level: Double, _ context: StageContext
  ) throws {
    name = group.name
    (distributed, started) = (group.distributed, group.started)
    sample = data.sample.filtered { $0.group == code }
    let completed = sample.count(.completed)
    completion = (distributed ?? started).map { Proportion(completed, of: $0) }
    // A drop-out to be solved needs the group's own total.
    var rule = data.rule
    if case .solved(let forStarted) = rule, !sample.hasSteps,
      (forStarted ? group.started : group.distributed) == nil
    {
      rule = nil
    }
    let estimator = LengthEstimator(sample, rule: rule)
    estimates = estimator.estimates
    bootstrap = try ChainBootstrap(
      estimator, replicates: replicates, level: level, on: context.workers
    ) { context.random("group/\(group.name)", replicate: $0) }
  }

  var lengths: [Double] {
    zip(sample.kinds, sample.counts).flatMap { kind, count in
      kind.outcome == .completed
        ? [Double](repeating: Double(kind.links), count: count) : []
    }
  }
}
