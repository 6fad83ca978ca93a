internal import ModuleKit

/// One letter's way: who held it, and what became of it.
struct ObservedChain: Sendable {
  let id: String
  /// The starter, then everyone the letter came to, as numbers of ``ChainLog/people``.
  let people: [Int32]
  let outcome: ChainOutcome
  let group: String?
  let firstDay, lastDay: String?
  /// How often it was passed on.
  var links: Int { people.count - 1 }
}

/// The chains of an experiment as its log tells them.
struct ChainLog {
  /// In canonical order of their ids.
  private(set) var chains: [ObservedChain] = []
  private(set) var people = Interner()
  private(set) var ledger: LedgerEntry
  /// Targets that were named and that no letter came near.
  private(set) var strangers: [String] = []
  /// Nobody forwards a letter so often; longer chains would make tables that cannot be read.
  static let mostLinks = 1000

  /// - Parameter known: ids of everyone who can occur; nil when that is not known.
  init(
    _ file: InputFile, _ parameters: Experiment.Parameters, known: Set<String>?,
    _ context: StageContext
  ) throws {
    let table = try ExperimentFile(file, parameter: "log", context)
    let columns = try LogColumns(table, parameters)
    try columns.checkTellsArrivals(table, parameters, context)
    ledger = LedgerEntry(
      source: file.name, unit: "rows of the log", read: table.table.rows.count, kept: 0)
    let assembly = ChainAssembly(
      columns, firstStep: parameters.firstStep,
      target: parameters.target.map(ExperimentFile.canonical), known: known,
      unfinished: parameters.unfinished == .running ? .running : .abandoned)
    for (id, rows) in byChain(table.table, columns) {
      try context.workers.checkCancelled()
      take(assembly.chain(id, rows), rows)
    }
    ledger.rejections.sort { ($0.line, $0.reason, $0.detail) < ($1.line, $1.reason, $1.detail) }
    if let target = assembly.target, people.code(of: target) == nil { strangers = [target] }
  }

  /// Rows by chain, in canonical order of ids; rows without one are rejected.
  private mutating func byChain(
    _ table: CSVReader, _ columns: LogColumns
  ) -> [(id: String, rows: [CSVReader.Row])] {
    var ids = Interner()
    var rows: [[CSVReader.Row]] = []
    for row in table.rows {
      let id = ExperimentFile.canonical(row[columns.chain])
      if id.isEmpty {
        ledger.rejections.append(
          .init(line: row.line, reason: "empty-chain", detail: "the row names no chain"))
        continue
      }
      let code = Int(ids.intern(id))
      if code == rows.count { rows.append([]) }
      rows[code].append(row)
    }
    return canonicalOrder(ids.strings).map { (ids.strings[Int($0)], rows[Int($0)]) }
  }

  /// A chain is taken whole or not at all: half a chain would tell a wrong length.
  private mutating func take(_ result: ChainAssembly.Result, _ rows: [CSVReader.Row]) {
    switch result {
    case .rejected(let reason, let line, let detail):
      ledger.rejections += rows.map { row in
        let place = row.line == line ? "" : " (line \(line))"
        return .init(line: row.line, reason: reason, detail: detail + place)
      }
    case .chain(let draft):
      ledger.merged += draft.merged
      ledger.kept += rows.count - draft.merged
      chains.append(
        ObservedChain(
          id: draft.id, people: draft.people.map { people.intern($0) }, outcome: draft.outcome,
          group: draft.group, firstDay: draft.days.first, lastDay: draft.days.last))
    }
  }
}

/// Which columns of a log mean what.
struct LogColumns {
  let chain, step, sender, receiver: Int
  let date, outcome, group, target: Int?
  let count: Int

  init(_ file: ExperimentFile, _ parameters: Experiment.Parameters) throws(Diagnostic) {
    chain = try file.required(
      parameters.chain, "chain", usual: ["chain", "chain_id", "letter", "message"])
    step = try file.required(parameters.step, "step", usual: ["step", "link", "position"])
    sender = try file.required(
      parameters.sender, "sender", usual: ["sender", "source", "from", "holder"])
    receiver = try file.required(
      parameters.receiver, "receiver", usual: ["receiver", "recipient", "target_person", "to"])
    date = try file.column(parameters.date, "date", usual: ["date", "day", "sent"])
    outcome = try file.column(parameters.outcome, "outcome", usual: ["outcome", "status", "state"])
    group = try file.column(parameters.group, "group", usual: ["group"])
    target = try file.column(parameters.targetColumn, "target_column", usual: ["target"])
    count = file.table.header.count
  }

  /// Without a target and without outcomes nobody knows which chains have arrived.
  func checkTellsArrivals(
    _ file: ExperimentFile, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws(Diagnostic) {
    if outcome != nil || target != nil || parameters.target != nil { return }
    throw context.error(
      "unknown-arrivals", "nothing tells which chains of '\(file.name)' arrived",
      parameter: "log",
      help: "name the 'target', its column ('target_column') or the column of the 'outcome'")
  }
}
