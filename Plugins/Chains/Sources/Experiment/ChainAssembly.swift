internal import ModuleKit

/// Puts the rows of one chain together, or tells why they make none.
struct ChainAssembly {
  /// A chain before its people have numbers.
  struct Draft {
    let id: String
    let people: [String]
    let outcome: ChainOutcome
    let group: String?
    /// Ascending.
    let days: [String]
    let merged: Int
  }
  enum Result {
    case chain(Draft)
    case rejected(reason: String, line: Int, detail: String)
  }
  private struct Refusal: Error {
    let reason: String
    let line: Int
    let detail: String
    init(_ reason: String, _ line: Int, _ detail: String) {
      (self.reason, self.line, self.detail) = (reason, line, detail)
    }
  }
  private struct Row {
    let line, step: Int
    let sender, receiver: String
    let day: String?
    let outcome: ChainOutcome?
    let cells: [String]
  }

  private let columns: LogColumns
  private let firstStep: Int
  /// The target of all chains, unless a column tells each one's.
  let target: String?
  private let known: Set<String>?
  private let unfinished: ChainOutcome

  init(
    _ columns: LogColumns, firstStep: Int, target: String?, known: Set<String>?,
    unfinished: ChainOutcome
  ) {
    (self.columns, self.firstStep, self.target) = (columns, firstStep, target)
    (self.known, self.unfinished) = (known, unfinished)
  }

  func chain(_ id: String, _ rows: [CSVReader.Row]) -> Result {
    do {
      return .chain(try draft(id, rows))
    } catch {
      return .rejected(reason: error.reason, line: error.line, detail: error.detail)
    }
  }

  private func draft(_ id: String, _ rows: [CSVReader.Row]) throws(Refusal) -> Draft {
    var read: [Row] = []
    for row in rows { read.append(try self.row(row)) }
    read.sort { ($0.step, $0.line) < ($1.step, $1.line) }
    let steps = try distinct(read)
    let people = try self.people(steps)
    let days = try self.days(steps)
    let aim = try agreed(columns.target, steps, "contradictory-target", "target")
    let outcome = try self.outcome(people, steps, target: aim ?? target)
    return Draft(
      id: id, people: people, outcome: outcome,
      group: try agreed(columns.group, steps, "contradictory-group", "group"), days: days,
      merged: rows.count - steps.count)
  }

  // MARK: Rows

  private func row(_ row: CSVReader.Row) throws(Refusal) -> Row {
    if row.cells.dropFirst(columns.count).contains(where: { !$0.isEmpty }) {
      throw Refusal(
        "too-many-cells", row.line, "\(row.cells.count) cells, the header has \(columns.count)")
    }
    // Each cell is looked up once: finding its ends takes longer than all that follows.
    let cells = (0..<columns.count).map { row[$0] }
    guard let step = ExperimentFile.count(cells[columns.step]), step >= firstStep else {
      throw Refusal(
        "unreadable-step", row.line,
        "'\(cells[columns.step])' is no step; steps are numbered from \(firstStep)")
    }
    let sender = ExperimentFile.canonical(cells[columns.sender])
    let receiver = ExperimentFile.canonical(cells[columns.receiver])
    if sender.isEmpty { throw Refusal("empty-sender", row.line, "nobody holds the letter") }
    if sender == receiver {
      throw Refusal("cycle", row.line, "'\(sender)' sends the letter to themselves")
    }
    for person in [sender, receiver] where !person.isEmpty {
      if let known, !known.contains(person) {
        throw Refusal("unknown-person", row.line, "'\(person)' is not in the table of people")
      }
    }
    let date = columns.date.map { cells[$0] } ?? ""
    let day = CalendarDay.day(date)
    if day == nil, !date.isEmpty {
      throw Refusal("unreadable-date", row.line, "'\(date)' is no day of the form 1967-05-31")
    }
    return Row(
      line: row.line, step: step - firstStep, sender: sender, receiver: receiver, day: day,
      outcome: try outcome(columns.outcome.map { cells[$0] } ?? "", row.line), cells: cells)
  }

  private static let outcomes: [String: ChainOutcome] = [
    "completed": .completed, "complete": .completed, "arrived": .completed,
    "reached": .completed, "abandoned": .abandoned, "dropped": .abandoned, "lost": .abandoned,
    "stopped": .abandoned, "incomplete": .abandoned, "running": .running, "open": .running,
    "in progress": .running, "in_progress": .running, "pending": .running,
  ]
  /// What a row may say of a step that is not the last word.
  private static let passing: Set<String> = ["forwarded", "sent", "passed"]

  private func outcome(_ cell: String, _ line: Int) throws(Refusal) -> ChainOutcome? {
    let word = cell.lowercased()
    if word.isEmpty || Self.passing.contains(word) { return nil }
    if let outcome = Self.outcomes[word] { return outcome }
    throw Refusal(
      "unknown-outcome", line,
      "'\(word)' is none of: completed, abandoned, running, forwarded")
  }

  // MARK: Steps

  /// One row a step; a row that is there twice is one.
  private func distinct(_ rows: [Row]) throws(Refusal) -> [Row] {
    var steps: [Row] = []
    for row in rows {
      guard let last = steps.last, last.step == row.step else {
        if row.step != steps.count {
          throw Refusal(
            "missing-step", row.line, "there is no step \(steps.count + firstStep)")
        }
        steps.append(row)
        continue
      }
      if last.cells == row.cells { continue }
      if last.receiver == row.receiver && last.sender == row.sender {
        throw Refusal(
          "repeated-step", row.line,
          "step \(row.step + firstStep) is told twice, and not alike")
      }
      if last.receiver == row.receiver {
        throw Refusal(
          "two-senders", row.line,
          "step \(row.step + firstStep) comes from '\(last.sender)' and from '\(row.sender)'")
      }
      throw Refusal(
        "two-receivers", row.line,
        "step \(row.step + firstStep) goes to '\(last.receiver)' and to '\(row.receiver)'")
    }
    return steps
  }

  private func people(_ steps: [Row]) throws(Refusal) -> [String] {
    var people: [String] = []
    var seen: Set<String> = []
    for (index, row) in steps.enumerated() {
      if let holder = people.last, holder != row.sender {
        throw Refusal(
          "broken-chain", row.line, "'\(row.sender)' sends what '\(holder)' has received")
      }
      if people.isEmpty { people = [row.sender] }
      seen.insert(row.sender)
      if row.receiver.isEmpty {
        if index == steps.count - 1 { break }
        throw Refusal("broken-chain", row.line, "the letter goes on, and nobody received it")
      }
      if !seen.insert(row.receiver).inserted {
        throw Refusal("cycle", row.line, "the letter comes back to '\(row.receiver)'")
      }
      people.append(row.receiver)
    }
    if people.count - 1 > ChainLog.mostLinks {
      throw Refusal("too-long", steps[0].line, "more than \(ChainLog.mostLinks) links")
    }
    return people
  }

  private func days(_ steps: [Row]) throws(Refusal) -> [String] {
    var days: [String] = []
    for row in steps {
      guard let day = row.day else { continue }
      if let last = days.last, day < last {
        throw Refusal("date-backwards", row.line, "\(day) comes after \(last)")
      }
      days.append(day)
    }
    return days
  }

  /// What the rows that say anything all say.
  private func agreed(
    _ column: Int?, _ steps: [Row], _ reason: String, _ word: String
  ) throws(Refusal) -> String? {
    guard let column else { return nil }
    var found: String?
    for row in steps where !row.cells[column].isEmpty {
      let value = ExperimentFile.canonical(row.cells[column])
      if let found, found != value {
        throw Refusal(reason, row.line, "the \(word) is '\(found)' and '\(value)'")
      }
      found = value
    }
    return found
  }

  // MARK: Outcome

  private func outcome(
    _ people: [String], _ steps: [Row], target: String?
  ) throws(Refusal) -> ChainOutcome {
    let line = steps[steps.count - 1].line
    var told: ChainOutcome?
    for row in steps {
      guard let outcome = row.outcome else { continue }
      if let told, told != outcome {
        throw Refusal(
          "contradictory-outcome", row.line, "\(told.rawValue) and \(outcome.rawValue)")
      }
      told = outcome
    }
    let last = people[people.count - 1]
    if told == .completed, steps[steps.count - 1].receiver.isEmpty {
      throw Refusal("contradictory-outcome", line, "completed, and '\(last)' still holds it")
    }
    guard let target else { return told ?? unfinished }
    if let place = people.firstIndex(of: target), place < people.count - 1 || place == 0 {
      let detail =
        place == 0
        ? "the starter '\(target)' is the target" : "the letter leaves its target '\(target)'"
      throw Refusal("beyond-target", line, detail)
    }
    if last == target {
      guard told == nil || told == .completed, !steps[steps.count - 1].receiver.isEmpty else {
        throw Refusal(
          "contradictory-outcome", line,
          "\(told?.rawValue ?? "held"), and the target '\(target)' has it")
      }
      return .completed
    }
    if told == .completed {
      throw Refusal("wrong-end", line, "completed at '\(last)', the target is '\(target)'")
    }
    return told ?? unfinished
  }
}
