// The experiments: Milgram, "The small world problem", Psychology Today 1, 1967; Travers & Milgram, "An
// experimental study of the small world problem", Sociometry 32, 1969.

public import ModuleKit

/// What the lengths of published chains count.
public enum LengthUnit: String, ParameterChoice {
  case links
  /// The people between starter and target: links - 1.
  case intermediaries
}

/// `chains.experiment`
public struct Experiment: Module {
  /// What a chain without an outcome is.
  public enum Unfinished: String, ParameterChoice { case abandoned, running }
  /// Which letters the corrected chains add up to.
  public enum LetterTotal: String, ParameterChoice { case distributed, started }

  public struct Parameters: ParameterSet {
    @Param("The log of the chains: a row for each time a letter was passed on, or is held")
    var log: InputFile? = nil
    @Param("Where no log exists: a table of completed chains by 'links' or 'intermediaries'")
    var counts: InputFile? = nil
    @Param("A table of an earlier stage with a row per letter: its 'links' and 'outcome'")
    var letters: String? = nil
    @Param("How many letters were given out; with 'counts' only") var distributed: Int? = nil
    @Param("How many starters passed theirs on; with 'counts' only") var started: Int? = nil
    @Param("A table of both numbers by 'group'; with 'counts' only") var totals: InputFile? = nil
    @Param("The column of lengths in 'counts', when it is called neither links nor intermediaries")
    var length: String? = nil
    @Param("What 'length' counts") var unit: LengthUnit? = nil
    @Param("The column of 'counts' with the number of completed chains")
    var completed: String? = nil
    @Param("The log's column that names the chain; found by common names, as are the others")
    var chain: String? = nil
    @Param("The log's column that numbers the steps") var step: String? = nil
    @Param("What the first step is numbered", in: 0...1) var firstStep = 1
    @Param("The log's column of who held the letter") var sender: String? = nil
    @Param("The log's column of who got it; empty for who holds it still, or dropped it")
    var receiver: String? = nil
    @Param("The log's column of days, as 1967-05-31") var date: String? = nil
    @Param("The log's column that says: completed, abandoned, running or forwarded")
    var outcome: String? = nil
    @Param("The column of groups, in the log, in 'counts' or in 'letters'") var group: String? = nil
    @Param("The person to be reached, when all chains have the same") var target: String? = nil
    @Param("The log's column of the person to be reached") var targetColumn: String? = nil
    @Param("What a chain is that has not arrived and of which no outcome is told")
    var unfinished = Unfinished.abandoned
    @Param("A table of everyone who can occur in the log, with their attributes")
    var people: InputFile? = nil
    @Param("The column that identifies a person in 'people'") var person: String? = nil
    @Param("Columns of 'people' by which they may differ in dropping letters")
    var covariates: [String] = []
    @Param("People with fewer decisions than this are put into one cell", in: 1...)
    var smallestCell = 10
    @Param("The constant drop-out per person; from the data when not given")
    var q: Double? = nil
    @Param("Choose the drop-out so that the corrected chains add up to these letters")
    var solveFor: LetterTotal? = nil
    @Param("The level of all intervals", in: 0.5...0.999) var level = 0.95
    @Param("How often chains are resampled for intervals", in: 0...100_000) var bootstrap = 1000
    @Param("How often groups are shuffled for tests", in: 0...1_000_000) var permutations = 9999
    @Param("Where the data come from, for captions and reports") var citation: String? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  static let tables = [
    ("experiment", "how many letters arrived, how long chains are, observed and corrected"),
    ("experiment_chains", "one row per chain: outcome, length in both units, weight"),
    ("experiment_steps", "who passed letters on and who did not, step by step; survival"),
    ("experiment_lengths", "chains by length, observed and corrected"),
    ("experiment_cells", "the drop-out of alike people, behind the weights"),
    ("experiment_groups", "completion and lengths by group"),
    ("experiment_tests", "whether groups differ"),
    ("experiment_funnel", "through whom completed chains ran"),
    ("rejected_rows", "rows that were not taken, with reason and line"),
  ]

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if let letters = parameters.letters {
      LettersTable.check(letters, outline, check)
      for (name, _) in Self.tables where name != "rejected_rows" { outline.addTable(name) }
    } else {
      outline = Outline()
      outline.add(Self.manual.writes)
      outline.isDirected = true
      outline.weight = EdgeWeight(column: "letters", meaning: .strength)
    }
    for (id, text, parameter, help) in complaints {
      check.report(id, text, parameter: parameter, help: help)
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let data = try ExperimentData(network, parameters, context)
    // Letters of a table are about the network they went through, which stays.
    if parameters.letters == nil {
      network = try ExperimentNetwork(data.log).network(on: context.workers)
    }
    network.ledger.append(data.ledger)
    if parameters.letters == nil { network.setRejectedRows() }
    if let citation = parameters.citation {
      network.methods.append(MethodNote(.data, "Data: \(citation).", caption: citation))
    }
    let findings = try ExperimentFindings(data, parameters, context)
    for table in try ExperimentTables(data, findings).all(parameters, context) {
      network.set(table)
    }
    if let letters = parameters.letters { addMethod(of: letters, to: &network) }
    network.methods += findings.methods(
      parameters, hasLosses: data.completed < data.sample.total)
    findings.warn(data, context)
  }
}

// MARK: Methods

extension Experiment {
  /// How the letters were sent holds for all that is found of them.
  private func addMethod(of letters: String, to network: inout Network) {
    var captions: [String] = []
    for note in network.methods(ofTable: letters, columns: ["links", "outcome"])
    where !note.caption.isEmpty && !captions.contains(note.caption) {
      captions.append(note.caption)
    }
    network.methods.append(
      MethodNote(
        .measure("letters"), "The letters of the experiment are those of the table `\(letters)`.",
        french: "Les lettres de l'expérience sont celles de la table « \(letters) ».",
        caption: captions.isEmpty ? "" : "letters: \(captions.joined(separator: ", "))"))
  }
}

// MARK: Checks

extension Experiment {
  /// No experiment had so many letters.
  static let mostChains = 100_000_000

  private typealias Complaint = (id: String, text: String, parameter: String, help: String?)

  private var complaints: [(id: String, text: String, parameter: String, help: String?)] {
    var found = inputComplaints
    if let q = parameters.q {
      if !(0..<1).contains(q) {
        found.append(
          (
            "out-of-range",
            q == 1
              ? "with 'q' 1 everyone drops the letter, and nothing can be corrected"
              : "'q' must be from 0 to below 1, not \(decimal(q))", "q",
            "the share of people who do not pass the letter on"
          ))
      }
      if parameters.solveFor != nil {
        found.append(("conflict", "'q' is given and to be solved for", "solve_for", "give one"))
      }
    }
    for (name, value) in [
      ("distributed", parameters.distributed), ("started", parameters.started),
    ] {
      if let value, !(0...Self.mostChains).contains(value) {
        found.append(
          (
            "out-of-range", "'\(name)' must be from 0 to \(Self.mostChains), not \(value)", name,
            nil
          ))
      }
    }
    return found
  }

  /// Either a log, counts or letters, and what belongs to each.
  private var inputComplaints: [Complaint] {
    let given = [
      ("log", parameters.log != nil), ("counts", parameters.counts != nil),
      ("letters", parameters.letters != nil),
    ].filter(\.1).map(\.0)
    guard given.count == 1 else {
      let text =
        given.isEmpty
        ? "neither 'log' nor 'counts' nor 'letters' is given"
        : "\(given.map { "'\($0)'" }.joined(separator: " and ")) are \(given.count == 2 ? "both" : "all") given"
      return [
        (
          "conflict", text, given.last ?? "log",
          "'log' for the chains themselves, 'counts' where only numbers are published, 'letters' for "
            + "those of 'chains.search'"
        )
      ]
    }
    let isLog = parameters.log != nil
    let ofCounts: [(String, Bool)] = [
      ("distributed", parameters.distributed != nil), ("started", parameters.started != nil),
      ("totals", parameters.totals != nil), ("length", parameters.length != nil),
      ("unit", parameters.unit != nil), ("completed", parameters.completed != nil),
    ]
    let ofLog: [(String, Bool)] = [
      ("chain", parameters.chain != nil), ("step", parameters.step != nil),
      ("sender", parameters.sender != nil), ("receiver", parameters.receiver != nil),
      ("date", parameters.date != nil), ("outcome", parameters.outcome != nil),
      ("target", parameters.target != nil),
      ("target_column", parameters.targetColumn != nil),
      ("people", parameters.people != nil), ("covariates", !parameters.covariates.isEmpty),
      ("person", parameters.person != nil), ("first_step", parameters.firstStep != 1),
      ("unfinished", parameters.unfinished != .abandoned),
    ]
    let foreign =
      (parameters.counts == nil ? ofCounts.map { ($0.0, $0.1, "counts") } : [])
      + (isLog ? [] : ofLog.map { ($0.0, $0.1, "log") })
    var found = foreign.filter(\.1).map { name, _, owner -> Complaint in
      (
        "conflict", "'\(name)' belongs to '\(owner)'", name,
        owner == "counts"
          ? "the \(given[0]) tell\(isLog ? "s" : "") it"
          : "\(given[0]) do not tell the way of a letter"
      )
    }
    if !parameters.covariates.isEmpty, parameters.people == nil, isLog {
      found.append(
        ("conflict", "'covariates' are columns of 'people'", "covariates", "give 'people'"))
    }
    if parameters.unit != nil, parameters.length == nil, parameters.counts != nil {
      found.append(
        (
          "conflict", "'unit' tells what 'length' counts, and that is not given", "unit",
          "name the column with 'length'; columns called links or intermediaries tell their unit"
        ))
    }
    if parameters.solveFor == .distributed, parameters.counts != nil, parameters.distributed == nil,
      parameters.totals == nil
    {
      found.append(
        ("conflict", "'distributed' is not given", "solve_for", "say how many letters there were"))
    }
    if parameters.solveFor == .started, parameters.counts != nil, parameters.started == nil,
      parameters.totals == nil
    {
      found.append(
        ("conflict", "'started' is not given", "solve_for", "say how many letters there were"))
    }
    return found
  }
}
