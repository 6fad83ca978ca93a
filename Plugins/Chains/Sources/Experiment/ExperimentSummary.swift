internal import ModuleKit

/// An experiment in numbers, each with its unit.
struct ExperimentSummary {
  private struct Row {
    let measure: String
    let value: Double
    let interval: Interval
    let note: String
  }
  private let data: ExperimentData
  private let findings: ExperimentFindings
  private var rows: [Row] = []

  init(_ data: ExperimentData, _ findings: ExperimentFindings) {
    (self.data, self.findings) = (data, findings)
    addLetters()
    addObserved()
    addDropout()
    for correction in findings.corrections { add(correction) }
    addFunnel()
  }

  var table: Table {
    var frame = Frame(rowCount: rows.count)
    frame.set("measure", .texts(rows.map { Optional($0.measure) }))
    frame.set("value", .numbers(rows.map(\.value)))
    frame.set("lower", .numbers(rows.map(\.interval.lower)))
    frame.set("upper", .numbers(rows.map(\.interval.upper)))
    frame.set("note", .texts(rows.map { Optional($0.note) }))
    let missing = findings.bootstrap.withoutLengths
    let resamples =
      missing == 0 ? "" : "; \(missing) resamples without a completed chain are left out"
    let alike =
      data.independent.map {
        "; letters of one starter and target go the same way, and \(data.sample.total) tell as much as "
          + "\(decimal($0.rounded())) others (Kish): intervals take each for itself, and are too narrow"
      } ?? ""
    return Table(
      name: "experiment", title: "The experiment in numbers",
      note: "shares with Wilson intervals, lengths with percentile bootstrap\(resamples)\(alike)",
      rows: frame)
  }

  private mutating func add(
    _ measure: String, _ value: Double, _ interval: Interval = .unknown, _ note: String
  ) {
    rows.append(Row(measure: measure, value: value, interval: interval, note: note))
  }

  // MARK: Letters

  private mutating func addLetters() {
    let completed = data.completed
    func known(_ count: Int?) -> Double { count.map(Double.init) ?? .nan }
    let untold = "not told"
    add(
      "distributed", known(data.distributed), .unknown,
      data.distributed == nil ? untold : "letters given out")
    add(
      "started", known(data.started), .unknown,
      data.started == nil ? untold : "letters that their starters passed on")
    add(
      "completed", Double(completed), .unknown,
      completed == 0 ? "no letter arrived: there are no lengths" : "letters that arrived")
    if data.sample.hasSteps {
      add("abandoned", Double(data.sample.count(.abandoned)), .unknown, "letters dropped")
      add("running", Double(data.sample.count(.running)), .unknown, "letters still held")
    }
    for (name, total) in [("distributed", data.distributed), ("started", data.started)] {
      guard let total else { continue }
      let share = Proportion(completed, of: total)
      add(
        "completed_of_\(name)", share.value, share.wilson(z: findings.z),
        "share; running letters have not arrived")
    }
  }

  private mutating func addDropout() {
    if data.sample.hasSteps {
      let rate = findings.steps.all
      add(
        "forwarding_rate", rate.value, rate.wilson(z: findings.z),
        "share of all decisions, \(rate.of); running letters are not decided")
    }
    if findings.estimator.rule == nil { return }
    let note =
      switch findings.estimator.rule {
      case .given: "share of people who drop the letter, as given"
      case .estimated: "share of people who drop the letter, or hold it when the log ends"
      case .solved(let forStarted):
        "share of people who drop the letter, so that the corrected chains are as many as were "
          + (forStarted ? "started" : "distributed")
      case nil: ""
      }
    let isFree =
      if case .given = findings.estimator.rule { false } else { true }
    add(
      "dropout", findings.estimates.dropout,
      isFree ? findings.bootstrap.interval(\.dropout) : .unknown, note)
  }

  // MARK: Lengths

  private mutating func addObserved() {
    addLengths("observed", "completed chains as they are") { $0.observed }
    let longest = findings.estimates.observed.longest.map(Double.init) ?? .nan
    add("observed_longest_links", longest, .unknown, "links")
  }

  private mutating func addLengths(
    _ name: String, _ words: String, doubt: String = "",
    _ lengths: @escaping (LengthEstimates) -> LengthDistribution?
  ) {
    let measures: [(String, String, (LengthDistribution) -> Double)] = [
      ("mean_links", "links", { $0.mean }),
      ("mean_intermediaries", "intermediaries: links - 1", { $0.mean - 1 }),
      ("median_links", "links: at least half are within", { $0.median }),
      (
        "median_intermediaries", "intermediaries: at least half are within",
        { $0.median - 1 }
      ),
    ]
    for (measure, unit, value) in measures {
      let read: (LengthEstimates) -> Double = { lengths($0).map(value) ?? .nan }
      add(
        "\(name)_\(measure)", read(findings.estimates), findings.bootstrap.interval(read),
        "\(unit); \(words)" + (measure.hasPrefix("mean") ? doubt : ""))
    }
  }

  private mutating func add(_ correction: Correction) {
    let name = correction.rawValue
    let words =
      switch correction {
      case .constant: "corrected by the constant drop-out"
      case .steps: "corrected by the rates of each step"
      case .weighted: "corrected by weights of alike people"
      }
    let doubt = findings.doubt(correction, data).map { "; unsure: \($0)" } ?? ""
    addLengths(name, words, doubt: doubt) { $0.corrected[correction] }
    guard let lengths = findings.estimates.corrected[correction] else { return }
    let total = lengths.isUsable ? lengths.total : .nan
    let isSolved =
      if correction == .constant, case .solved = findings.estimator.rule { true } else { false }
    add(
      "\(name)_chains", total,
      isSolved
        ? .unknown : findings.bootstrap.interval { $0.corrected[correction]?.total ?? .nan },
      "chains that had arrived without drop-out, of \(data.sample.total)")
    add(
      "\(name)_effective_chains", lengths.effectiveChains, .unknown,
      "completed chains of equal weight that would tell as much (Kish)")
    add(
      "\(name)_longest_share", lengths.longestShare, .unknown,
      "share of the weight on the longest length that arrived")
  }

  // MARK: Funnel

  private mutating func addFunnel() {
    guard let funnel = findings.funnel, funnel.completed > 0 else { return }
    let three = Proportion(funnel.arrivals(ofFirst: 3), of: funnel.completed)
    add(
      "last_three_share", three.value, .unknown,
      "share of completed chains that came by the three most frequent last people")
    add(
      "last_people_for_half", Double(funnel.peopleForHalf), .unknown,
      "last people by whom half of the completed chains came")
  }
}
