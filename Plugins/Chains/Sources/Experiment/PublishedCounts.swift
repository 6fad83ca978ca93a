internal import ModuleKit

/// What a publication tells of an experiment whose log nobody has: completed chains by length, and
/// how many letters there were.
struct PublishedCounts {
  struct Entry {
    let group: String?
    let links, chains: Int
  }
  private(set) var entries: [Entry] = []
  private(set) var ledger: LedgerEntry
  /// Per group, where a table tells them.
  private(set) var totals: [String: GroupTotals.Row] = [:]
  private(set) var distributed, started: Int?

  var completed: Int { entries.reduce(0) { $0 + $1.chains } }
  var completedOfGroup: [String: Int] {
    entries.reduce(into: [:]) { sums, entry in
      if let group = entry.group { sums[group, default: 0] += entry.chains }
    }
  }

  init(
    _ file: InputFile, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    let table = try ExperimentFile(file, parameter: "counts", context)
    let lengths = try LengthColumns(table, parameters, context)
    let chains = try table.required(
      parameters.completed, "completed", usual: ["chains", "completed", "count", "n"])
    let group = try table.column(parameters.group, "group", usual: ["group"])
    ledger = LedgerEntry(
      source: file.name, unit: "rows of counts", read: table.table.rows.count, kept: 0)
    var lines: [[String]: Int] = [:]
    for row in table.table.rows {
      if table.hasTooMany(row) {
        ledger.rejections.append(
          .init(
            line: row.line, reason: "too-many-cells",
            detail: "\(row.cells.count) cells, more than the header has"))
        continue
      }
      let links: Int
      switch try lengths.links(row, table) {
      case .success(let value): links = value
      case .failure(let refusal):
        ledger.rejections.append(
          .init(line: row.line, reason: refusal.reason, detail: refusal.detail))
        continue
      }
      guard let count = ExperimentFile.count(row[chains]), count <= 100_000_000 else {
        ledger.rejections.append(
          .init(
            line: row.line, reason: "unreadable-count",
            detail: "'\(row[chains])' is no number of chains"))
        continue
      }
      let name = group.map { ExperimentFile.canonical(row[$0]) } ?? ""
      if let first = lines.updateValue(row.line, forKey: [name, String(links)]) {
        throw table.problem(
          "repeated-length", "\(links) links are counted a second time, first in line \(first)",
          line: row.line, help: "give each length one row, or one row a group")
      }
      ledger.kept += 1
      entries.append(Entry(group: name.isEmpty ? nil : name, links: links, chains: count))
    }
    (distributed, started) = (parameters.distributed, parameters.started)
    if let file = parameters.totals {
      try take(GroupTotals(file, parameters, context), table, parameters, context)
    }
    try check(context)
  }

  /// Totals of groups add up to those of all.
  private mutating func take(
    _ groups: GroupTotals, _ table: ExperimentFile, _ parameters: Experiment.Parameters,
    _ context: StageContext
  ) throws {
    totals = groups.rows
    for name in Set(entries.compactMap(\.group)).sorted() where totals[name] == nil {
      throw context.error(
        "unknown-group", "the group '\(name)' has no totals", parameter: "totals",
        help: Suggestion.help(for: name, among: totals.keys.sorted(), kind: "groups"))
    }
    let completed = completedOfGroup
    for (name, row) in totals.sorted(by: { $0.key < $1.key }) {
      let found = completed[name] ?? 0
      if let total = row.started ?? row.distributed, found > total {
        throw context.error(
          "too-many-completed", "group '\(name)': \(found) chains of \(total) are completed",
          parameter: "totals")
      }
    }
    distributed = try sum("distributed", distributed, groups.sum(\.distributed), context)
    started = try sum("started", started, groups.sum(\.started), context)
  }

  private func sum(
    _ parameter: String, _ given: Int?, _ sum: Int?, _ context: StageContext
  ) throws(Diagnostic) -> Int? {
    if let given, let sum, given != sum {
      throw context.error(
        "contradictory-totals", "the groups add up to \(sum), not to \(given)",
        parameter: parameter)
    }
    return given ?? sum
  }

  private func check(_ context: StageContext) throws(Diagnostic) {
    let completed = completed
    for (name, total) in [("started", started), ("distributed", distributed)] {
      if let total, completed > total {
        throw context.error(
          "too-many-completed", "\(completed) chains of \(total) are completed", parameter: name,
          help: "'\(name)' counts all chains, the completed among them")
      }
    }
    if let started, let distributed, started > distributed {
      throw context.error(
        "contradictory-totals", "\(started) chains of \(distributed) letters were started",
        parameter: "started")
    }
  }
}

/// Lengths in either unit, which the table or the study names.
private struct LengthColumns {
  struct Refusal: Error {
    let reason, detail: String
  }
  private let links, intermediaries: Int?

  init(
    _ table: ExperimentFile, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    guard let given = parameters.length else {
      (links, intermediaries) = (table.table.column("links"), table.table.column("intermediaries"))
      if links == nil && intermediaries == nil {
        throw table.problem(
          "missing-column", "there is no column 'links' or 'intermediaries'", line: 1,
          help: "name the column of lengths with 'length:' and its unit with 'unit:'")
      }
      return
    }
    let column = try table.column(given, "length", usual: [])
    switch parameters.unit ?? LengthUnit(rawValue: given.lowercased()) {
    case .links: (links, intermediaries) = (column, nil)
    case .intermediaries: (links, intermediaries) = (nil, column)
    case nil:
      throw context.error(
        "missing-unit", "'\(given)' may count links or intermediaries (links - 1)",
        parameter: "length", help: "say 'unit: links' or 'unit: intermediaries'")
    }
  }

  func links(
    _ row: CSVReader.Row, _ table: ExperimentFile
  ) throws(Diagnostic) -> Result<Int, Refusal> {
    var found: [Int] = []
    for (column, offset) in [(links, 0), (intermediaries, 1)] {
      guard let column else { continue }
      guard let value = ExperimentFile.count(row[column]),
        (1 - offset...ChainLog.mostLinks - offset).contains(value)
      else {
        return .failure(
          Refusal(
            reason: "unreadable-length",
            detail: "'\(row[column])' is no \(table.table.header[column]) from \(1 - offset) "
              + "to \(ChainLog.mostLinks - offset)"))
      }
      found.append(value + offset)
    }
    if let first = found.first, found.allSatisfy({ $0 == first }) { return .success(first) }
    throw table.problem(
      "contradictory-length",
      "\(found[0]) links are \(found[0] - 1) intermediaries, not \(found[1] - 1)",
      line: row.line, help: "intermediaries are the people between: links - 1")
  }
}

/// How many letters each group was given and started.
struct GroupTotals {
  struct Row {
    let distributed, started: Int?
  }
  private(set) var rows: [String: Row] = [:]

  init(
    _ file: InputFile, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    let table = try ExperimentFile(file, parameter: "totals", context)
    let group = try table.required(parameters.group, "group", usual: ["group"])
    let distributed = table.table.column("distributed")
    let started = table.table.column("started")
    if distributed == nil && started == nil {
      throw table.problem(
        "missing-column", "there is no column 'distributed' or 'started'", line: 1)
    }
    for row in table.table.rows {
      if table.hasTooMany(row) { throw table.tooMany(row) }
      let name = ExperimentFile.canonical(row[group])
      func number(_ column: Int?) throws(Diagnostic) -> Int? {
        guard let column else { return nil }
        if let value = ExperimentFile.count(row[column]), value <= 100_000_000 { return value }
        throw table.problem(
          "unreadable-count", "'\(row[column])' is no number of chains", line: row.line)
      }
      let totals = Row(distributed: try number(distributed), started: try number(started))
      if name.isEmpty || rows.updateValue(totals, forKey: name) != nil {
        throw table.problem(
          "repeated-group", name.isEmpty ? "the row names no group" : "'\(name)' is there twice",
          line: row.line)
      }
      if let started = totals.started, let distributed = totals.distributed,
        started > distributed
      {
        throw table.problem(
          "contradictory-totals", "\(started) of \(distributed) letters were started",
          line: row.line)
      }
    }
  }

  /// Nil when a group has none.
  func sum(_ value: (Row) -> Int?) -> Int? {
    let values = rows.values.map(value)
    return values.contains { $0 == nil } ? nil : values.compactMap { $0 }.reduce(0, +)
  }
}
