internal import ModuleKit

/// The findings as tables.
struct ExperimentTables {
  let data: ExperimentData
  let findings: ExperimentFindings

  init(_ data: ExperimentData, _ findings: ExperimentFindings) {
    (self.data, self.findings) = (data, findings)
  }

  func all(_ parameters: Experiment.Parameters, _ context: StageContext) throws -> [Table] {
    let summary = ExperimentSummary(data, findings).table
    try context.workers.checkCancelled()
    return [summary, chains, steps, lengths, cells, groups, tests, funnel]
  }

  private func note(_ text: String, isTold: Bool) -> String {
    if isTold { return text }
    return data.sample.hasSteps
      ? "empty: the table of letters tells" : "empty: published numbers do not tell"
  }

  // MARK: Chains

  private var chains: Table {
    let log = data.log
    let chains = log?.chains ?? []
    var weightOf: [ChainSample.Kind: Double] = [:]
    if data.sample.hasSteps {
      for (kind, weight) in zip(data.sample.kinds, findings.estimator.cellWeights()) {
        weightOf[kind] = weight
      }
    }
    func name(_ person: Int32) -> String? { log?.people.strings[Int(person)] }
    var rows = Frame(rowCount: chains.count)
    rows.set("chain", .texts(chains.map { Optional($0.id) }))
    rows.set("group", .texts(chains.map(\.group)))
    rows.set("outcome", .texts(chains.map { Optional($0.outcome.rawValue) }))
    rows.set("links", .integers(chains.map(\.links)))
    rows.set(
      "intermediaries",
      .integers(
        chains.map { $0.outcome == .completed ? $0.links - 1 : Column.missingInteger }))
    rows.set("starter", .texts(chains.map { name($0.people[0]) }))
    rows.set(
      "last_holder",
      .texts(
        chains.map { name($0.people[$0.outcome == .completed ? $0.links - 1 : $0.links]) }))
    rows.set(
      "target",
      .texts(chains.map { $0.outcome == .completed ? name($0.people[$0.links]) : nil }))
    rows.set("first_day", .texts(chains.map(\.firstDay)))
    rows.set("last_day", .texts(chains.map(\.lastDay)))
    rows.set(
      "weight", .numbers(zip(chains, data.kinds).map { _, kind in weightOf[kind] ?? .nan }))
    return Table(
      name: "experiment_chains", title: "Chains",
      note: note(
        "links: how often the letter was passed on; intermediaries of completed chains only; "
          + "weight: one over the chance that nobody on the way drops it",
        isTold: data.log != nil), rows: rows)
  }

  // MARK: Steps

  private var steps: Table {
    let steps = findings.steps.steps
    let survival = findings.steps.survival(z: findings.z)
    let rates = steps.map { $0.rate.wilson(z: findings.z) }
    var rows = Frame(rowCount: steps.count)
    rows.set("step", .integers(steps.indices.map { $0 + 1 }))
    rows.set("decided", .integers(steps.map(\.decided)))
    rows.set("forwarded", .integers(steps.map(\.forwarded)))
    rows.set("completed", .integers(steps.map(\.completed)))
    rows.set("abandoned", .integers(steps.map(\.abandoned)))
    rows.set("running", .integers(steps.map(\.running)))
    rows.set("forwarding_rate", .numbers(steps.map(\.rate.value)))
    rows.set("rate_lower", .numbers(rates.map(\.lower)))
    rows.set("rate_upper", .numbers(rates.map(\.upper)))
    rows.set("survival", .numbers(survival.map(\.value)))
    rows.set("survival_lower", .numbers(survival.map(\.interval.lower)))
    rows.set("survival_upper", .numbers(survival.map(\.interval.upper)))
    return Table(
      name: "experiment_steps", title: "Where letters stopped",
      note: note(
        "step k is decided by the k-th holder; rate: forwarded of decided, Wilson interval; running "
          + "letters leave before the decision (Kaplan-Meier); survival: not dropped up to the step, "
          + "Greenwood's variance on the log-log scale", isTold: data.sample.hasSteps), rows: rows)
  }

  // MARK: Lengths

  private var lengths: Table {
    let observed = findings.estimates.observed
    let longest = max(observed.isUsable ? observed.longest ?? 0 : 0, data.geodesics.max() ?? 0)
    let links = Array(1..<(longest + 1))
    func count(_ chains: [Double], _ links: Int) -> Double {
      chains.indices.contains(links) ? chains[links] : 0
    }
    var rows = Frame(rowCount: links.count)
    rows.set("links", .integers(links))
    rows.set("intermediaries", .integers(links.map { $0 - 1 }))
    rows.set("completed", .integers(links.map { Int(count(observed.chains, $0)) }))
    rows.set("share", .numbers(links.map { observed.share($0) }))
    let shares = links.map { length in findings.bootstrap.interval { $0.observed.share(length) } }
    rows.set("share_lower", .numbers(shares.map(\.lower)))
    rows.set("share_upper", .numbers(shares.map(\.upper)))
    for correction in findings.corrections {
      guard let lengths = findings.estimates.corrected[correction] else { continue }
      let name = "corrected_\(correction.rawValue)"
      let shares = links.map { length in
        findings.bootstrap.interval { $0.corrected[correction]?.share(length) ?? .nan }
      }
      rows.set(
        "\(name)_chains",
        .numbers(links.map { lengths.isUsable ? count(lengths.chains, $0) : .nan }))
      rows.set(name, .numbers(links.map { lengths.share($0) }))
      rows.set("\(name)_lower", .numbers(shares.map(\.lower)))
      rows.set("\(name)_upper", .numbers(shares.map(\.upper)))
    }
    setGeodesics(&rows, links)
    return Table(
      name: "experiment_lengths", title: "Lengths of completed chains",
      note: observed.isUsable
        ? "shares of chains by length; corrected: as if nobody had dropped a letter, with percentile "
          + "bootstrap intervals; chains longer than the longest that arrived are not seen"
          + (data.geodesics.isEmpty
            ? "" : "; geodesics: shortest chains of the letters, with Wilson intervals")
        : data.geodesics.isEmpty
          ? "empty: no chain was completed"
          : "no chain was completed; geodesics: shortest chains of the letters", rows: rows)
  }

  /// How short the chains of the same letters could have been, where that is known.
  private func setGeodesics(_ rows: inout Frame, _ links: [Int]) {
    if data.geodesics.isEmpty { return }
    var counts = [Int](repeating: 0, count: links.count + 1)
    for length in data.geodesics { counts[length] += 1 }
    let shares = links.map { Proportion(counts[$0], of: data.geodesics.count) }
    let ends = shares.map { $0.wilson(z: findings.z) }
    rows.set("geodesics", .integers(links.map { counts[$0] }))
    rows.set("geodesics_share", .numbers(shares.map(\.value)))
    rows.set("geodesics_lower", .numbers(ends.map(\.lower)))
    rows.set("geodesics_upper", .numbers(ends.map(\.upper)))
  }

  // MARK: Cells

  private var cells: Table {
    let cells = data.cells?.names ?? []
    var (kept, lost) = (
      Array(repeating: 0, count: cells.count), Array(repeating: 0, count: cells.count)
    )
    var held = lost
    for (kind, count) in zip(data.sample.kinds, data.sample.counts) where data.sample.hasSteps {
      for step in 0..<kind.links { kept[Int(kind.cells[step])] += count }
      if kind.outcome == .abandoned { lost[Int(kind.cells[kind.links])] += count }
      if kind.outcome == .running { held[Int(kind.cells[kind.links])] += count }
    }
    let rates = zip(kept, lost).map { Proportion($1, of: $0 + $1) }
    let intervals = rates.map { $0.wilson(z: findings.z) }
    let inWeights = cells.indices.map {
      Proportion(lost[$0] + held[$0], of: rates[$0].of + held[$0])
    }
    var rows = Frame(rowCount: cells.count)
    rows.set("position", .texts(cells.map { Optional($0.position) }))
    rows.set("people", .texts(cells.map { Optional($0.cell) }))
    rows.set("decided", .integers(rates.map(\.of)))
    rows.set("abandoned", .integers(lost))
    rows.set("running", .integers(held))
    rows.set("dropout", .numbers(rates.map(\.value)))
    rows.set("dropout_lower", .numbers(intervals.map(\.lower)))
    rows.set("dropout_upper", .numbers(intervals.map(\.upper)))
    rows.set("dropout_in_weights", .numbers(inWeights.map(\.value)))
    return Table(
      name: "experiment_cells", title: "Drop-out of alike people",
      note: note(
        "decisions, not people; Wilson intervals; small cells are 'others'; in the weights running "
          + "letters count as lost", isTold: data.sample.hasSteps), rows: rows)
  }

  // MARK: Groups

  private var groups: Table {
    let groups = findings.groups
    func number(_ value: Int?) -> Int { value ?? Column.missingInteger }
    func pair(
      _ value: @escaping (LengthEstimates) -> Double
    ) -> (values: [Double], ends: [Interval]) {
      (groups.map { value($0.estimates) }, groups.map { $0.bootstrap.interval(value) })
    }
    let shares = groups.map { $0.completion?.wilson(z: findings.z) ?? .unknown }
    var rows = Frame(rowCount: groups.count)
    rows.set("group", .texts(groups.map { Optional($0.name) }))
    rows.set("distributed", .integers(groups.map { number($0.distributed) }))
    rows.set("started", .integers(groups.map { number($0.started) }))
    rows.set("completed", .integers(groups.map { $0.sample.count(.completed) }))
    if data.sample.hasSteps {
      rows.set("abandoned", .integers(groups.map { $0.sample.count(.abandoned) }))
      rows.set("running", .integers(groups.map { $0.sample.count(.running) }))
    }
    rows.set("completion", .numbers(groups.map { $0.completion?.value ?? .nan }))
    rows.set("completion_lower", .numbers(shares.map(\.lower)))
    rows.set("completion_upper", .numbers(shares.map(\.upper)))
    let columns: [(String, (LengthEstimates) -> Double)] = [
      ("mean_intermediaries", { $0.observed.mean - 1 }),
      ("median_intermediaries", { $0.observed.median - 1 }),
      ("corrected_mean_intermediaries", { ($0.corrected[.constant]?.mean ?? .nan) - 1 }),
      ("corrected_median_intermediaries", { ($0.corrected[.constant]?.median ?? .nan) - 1 }),
    ]
    for (name, value) in columns {
      let (values, ends) = pair(value)
      rows.set(name, .numbers(values))
      rows.set("\(name)_lower", .numbers(ends.map(\.lower)))
      rows.set("\(name)_upper", .numbers(ends.map(\.upper)))
    }
    rows.set("dropout", .numbers(groups.map(\.estimates.dropout)))
    return Table(
      name: "experiment_groups", title: "Groups",
      note:
        "completion: completed of distributed (of started where that is unknown), Wilson intervals; "
        + "lengths in intermediaries (links - 1), percentile bootstrap; corrected by constant drop-out",
      rows: rows)
  }

  private var tests: Table {
    let tests = findings.tests
    var rows = Frame(rowCount: tests.count)
    rows.set("groups", .texts(tests.map { Optional($0.groups) }))
    rows.set("measure", .texts(tests.map { Optional($0.measure) }))
    rows.set("difference", .numbers(tests.map(\.difference)))
    rows.set("lower", .numbers(tests.map(\.interval.lower)))
    rows.set("upper", .numbers(tests.map(\.interval.upper)))
    rows.set("p", .numbers(tests.map(\.p)))
    rows.set("p_holm", .numbers(tests.map(\.adjusted)))
    rows.set("test", .texts(tests.map { Optional($0.test) }))
    return Table(
      name: "experiment_tests", title: "Whether groups differ",
      note:
        "difference of completion: Newcombe's interval; of links: percentile bootstrap; permutation p "
        + "is (b + 1) / (B + 1); p_holm is adjusted over the pairs", rows: rows)
  }

  // MARK: Funnel

  private var funnel: Table {
    let people = findings.funnel?.people ?? []
    let completed = Double(findings.funnel?.completed ?? 0)
    var sum = 0
    let sums = people.map { person in
      sum += person.last
      return Double(sum) / completed
    }
    var rows = Frame(rowCount: people.count)
    rows.set("id", .texts(people.map { Optional($0.id) }))
    rows.set("last", .integers(people.map(\.last)))
    rows.set("last_share", .numbers(people.map { Double($0.last) / completed }))
    rows.set("last_cumulative", .numbers(sums))
    rows.set("through", .integers(people.map(\.through)))
    rows.set("through_share", .numbers(people.map { Double($0.through) / completed }))
    return Table(
      name: "experiment_funnel", title: "Through whom completed chains ran",
      note: note(
        "last: completed chains in which the person is the last before the target; through: in which "
          + "they are an intermediary; shares of all completed chains", isTold: data.log != nil),
      rows: rows)
  }
}
