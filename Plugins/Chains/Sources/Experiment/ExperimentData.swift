internal import ModuleKit

/// An experiment as it was read, from a log or from published numbers.
struct ExperimentData {
  let log: ChainLog?
  let sample: ChainSample
  /// What each chain of the log is to the sample.
  let kinds: [ChainSample.Kind]
  let cells: CovariateCells?
  /// In canonical order.
  let groups: [Group]
  let ledger: LedgerEntry
  /// Letters given out and passed on by their starters; nil where nobody has told.
  let distributed, started: Int?
  let rule: DropoutRule?
  /// Links of the shortest chains that the letters could have gone; empty where nobody has told.
  var geodesics: [Int] = []
  /// As how many independent letters those of a search count; nil where all are.
  var independent: Double?

  struct Group: Sendable {
    let name: String
    let distributed, started: Int?
  }
  /// More groups than this are no groups but names.
  static let mostGroups = 50

  var completed: Int { sample.count(.completed) }

  init(
    _ network: Network, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    if let file = parameters.log {
      try self.init(log: file, parameters, context)
    } else if let name = parameters.letters {
      try self.init(
        letters: LettersTable(name, of: network, parameters, context), parameters, context)
    } else if let file = parameters.counts {
      try self.init(counts: file, parameters, context)
    } else {
      throw context.error("conflict", "neither 'log' nor 'counts' is given")
    }
  }

  // MARK: A log

  private init(
    log file: InputFile, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    let people = try parameters.people.map { try ExperimentPeople($0, parameters, context) }
    let log = try ChainLog(file, parameters, known: people?.ids, context)
    let names = Self.groups(log.chains.map(\.group), context)
    let cells = CovariateCells(log.chains, smallest: parameters.smallestCell) { chain, person in
      if let cells = people?.cells, !parameters.covariates.isEmpty {
        return cells[log.people.strings[Int(person)]] ?? "unknown"
      }
      let group = log.chains[chain].group
      return names.isEmpty ? "" : group ?? "without group"
    }
    let codes = Dictionary(uniqueKeysWithValues: zip(names, 0..<Int32(names.count)))
    kinds = zip(log.chains, cells.ofChains).map { chain, cells in
      ChainSample.Kind(
        links: chain.links, outcome: chain.outcome,
        group: chain.group.flatMap { codes[$0] } ?? -1, cells: cells)
    }
    sample = ChainSample(kinds, cellCount: cells.names.count)
    (self.log, self.cells, ledger) = (log, cells, log.ledger)
    distributed = log.chains.count
    started = log.chains.count { $0.links > 0 }
    groups = Self.groups(names, of: sample)
    rule =
      parameters.q.map { .given($0) }
      ?? parameters.solveFor.map { .solved(forStarted: $0 == .started) } ?? .estimated
    if let stranger = log.strangers.first {
      let known = log.people.strings.count > 10_000 ? [] : log.people.strings.sorted()
      context.warn(
        "unknown-target", "the target '\(stranger)' occurs nowhere in the log",
        parameter: "target",
        help: Suggestion.nearest(to: stranger, among: known).map { "did you mean '\($0)'?" }
          ?? "\(log.people.strings.count) people are in the chains taken; nodes.csv lists them")
    }
  }

  // MARK: Letters of an earlier stage

  private init(
    letters: LettersTable, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    let chains = letters.chains
    let names = Self.groups(chains.map(\.group), context)
    let cells = CovariateCells(chains, smallest: parameters.smallestCell) { chain, _ in
      names.isEmpty ? "" : chains[chain].group ?? "without group"
    }
    let codes = Dictionary(uniqueKeysWithValues: zip(names, 0..<Int32(names.count)))
    kinds = zip(chains, cells.ofChains).map { chain, cells in
      ChainSample.Kind(
        links: chain.links, outcome: chain.outcome,
        group: chain.group.flatMap { codes[$0] } ?? -1, cells: cells)
    }
    sample = ChainSample(kinds, cellCount: cells.names.count)
    (log, self.cells, ledger) = (nil, cells, letters.ledger)
    (distributed, started) = (chains.count, chains.count { $0.links > 0 })
    groups = Self.groups(names, of: sample)
    rule =
      parameters.q.map { .given($0) }
      ?? parameters.solveFor.map { .solved(forStarted: $0 == .started) } ?? .estimated
    (geodesics, independent) = (letters.geodesics, letters.independent)
  }

  private static func groups(_ names: [String], of sample: ChainSample) -> [Group] {
    names.indices.map { index in
      Group(
        name: names[index], distributed: sample.count { $0.group == Int32(index) },
        started: sample.count { $0.group == Int32(index) && $0.links > 0 })
    }
  }

  /// Names of groups; none when there are too many to be groups.
  private static func groups(_ names: [String?], _ context: StageContext) -> [String] {
    let distinct = Set(names.compactMap { $0 })
    if distinct.count > mostGroups {
      context.warn(
        "too-many-groups", "\(distinct.count) groups are left out: more than \(mostGroups)",
        parameter: "group", help: "name a column with few values")
      return []
    }
    return distinct.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  // MARK: Published numbers

  private init(
    counts file: InputFile, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    let counts = try PublishedCounts(file, parameters, context)
    (log, cells, kinds, ledger) = (nil, nil, [], counts.ledger)
    (distributed, started) = (counts.distributed, counts.started)
    let forStarted =
      parameters.solveFor == .started
      || parameters.solveFor == nil && counts.distributed == nil
    let total = forStarted ? counts.started : counts.distributed
    let names = Self.groups(
      counts.entries.map(\.group) + counts.totals.keys.sorted().map { Optional($0) }, context)
    groups = names.map {
      Group(
        name: $0, distributed: counts.totals[$0]?.distributed,
        started: counts.totals[$0]?.started)
    }
    sample = Self.sample(counts, groups, total: total, forStarted)
    rule =
      parameters.q.map { .given($0) } ?? total.map { _ in .solved(forStarted: forStarted) }
    if rule == nil {
      context.warn(
        "no-correction", "nothing tells how many chains were dropped",
        parameter: "counts", help: "give 'distributed' or 'started', or the drop-out 'q'")
    }
  }

  /// The completed chains, and as many others as it takes to make the total.
  private static func sample(
    _ counts: PublishedCounts, _ groups: [Group], total: Int?, _ forStarted: Bool
  ) -> ChainSample {
    let codes = Dictionary(
      uniqueKeysWithValues: zip(groups.map(\.name), 0..<Int32(groups.count)))
    var kinds = counts.entries.sorted { ($0.links, $0.group ?? "") < ($1.links, $1.group ?? "") }
      .map { entry in
        let group = entry.group.flatMap { codes[$0] } ?? -1
        let kind = ChainSample.Kind(links: entry.links, outcome: .completed, group: group)
        return (kind: kind, count: entry.chains)
      }
    var rest = (total ?? counts.completed) - counts.completed
    let completed = counts.completedOfGroup
    for (index, group) in groups.enumerated() {
      guard let all = forStarted ? group.started : group.distributed else { continue }
      let missing = min(rest, max(0, all - (completed[group.name] ?? 0)))
      rest -= missing
      kinds.append(
        (ChainSample.Kind(links: 0, outcome: .unfinished, group: Int32(index)), missing))
    }
    kinds.append((ChainSample.Kind(links: 0, outcome: .unfinished), rest))
    return ChainSample(kinds, hasSteps: false)
  }
}
