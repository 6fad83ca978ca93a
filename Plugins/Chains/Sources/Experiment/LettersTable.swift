internal import ModuleKit

/// Letters that an earlier stage has listed, a row for each: how far they went and how they ended.
struct LettersTable {
  /// Whose people are not known, only how many there are.
  private(set) var chains: [ObservedChain] = []
  /// Links of a shortest chain from starter to target, of the letters of which the table tells it.
  private(set) var geodesics: [Int] = []
  private(set) var ledger: LedgerEntry

  static let hint = "put a stage 'chains.search' before this one, and name its table with 'from'"

  static func check(_ name: String, _ outline: Outline, _ check: CheckContext) {
    if outline.mayHaveMore || outline.tables.contains(name) { return }
    check.report(
      "unknown-table", "there is no table '\(name)' at this stage", parameter: "letters",
      help: outline.tables.isEmpty
        ? hint : Suggestion.help(for: name, among: outline.tables, kind: "tables"))
  }

  init(
    _ name: String, of network: Network, _ parameters: Experiment.Parameters,
    _ context: StageContext
  ) throws {
    guard let table = network.table(name) else {
      throw context.error(
        "unknown-table", "there is no table '\(name)'", parameter: "letters", help: Self.hint)
    }
    let rows = table.rows
    func column(_ column: String, _ parameter: String = "letters") throws -> Column {
      if let found = rows[column] { return found }
      throw context.error(
        "missing-column", "the table '\(name)' has no column '\(column)'", parameter: parameter,
        help: Suggestion.help(for: column, among: rows.names, kind: "columns"))
    }
    if rows.rowCount == 0 {
      throw context.error(
        "empty-table", "the table '\(name)' lists no letters", parameter: "letters",
        help: "an experiment without chains cannot be analysed; does 'list' keep some?")
    }
    let (links, outcomes) = (try column("links").asNumbers, try column("outcome"))
    let groups = try parameters.group.map { try column($0, "group") }
    let ids = rows["letter"]
    for row in 0..<rows.rowCount {
      let number = links[row]
      guard number >= 0, number <= Double(ChainLog.mostLinks), number == number.rounded() else {
        throw context.error(
          "bad-length", "row \(row + 1) of '\(name)' has no usable number of links",
          parameter: "letters", help: "whole numbers up to \(ChainLog.mostLinks)")
      }
      let word = outcomes.text(at: row) ?? ""
      guard let outcome = Self.outcomes[word], outcome != .completed || number > 0 else {
        throw context.error(
          "unknown-outcome",
          Self.outcomes[word] == nil
            ? "row \(row + 1) of '\(name)' ends as '\(word)'"
            : "row \(row + 1) of '\(name)' arrived without a link",
          parameter: "letters",
          help: "outcomes are \(Self.outcomes.keys.sorted().joined(separator: ", "))")
      }
      chains.append(
        ObservedChain(
          id: ids?.text(at: row) ?? String(row + 1),
          people: Array(repeating: 0, count: Int(number) + 1), outcome: outcome,
          group: groups?.text(at: row), firstDay: nil, lastDay: nil))
    }
    geodesics =
      rows["geodesic"].map { column in
        column.asNumbers.filter { $0.isFinite && $0 >= 1 && $0 <= Double(ChainLog.mostLinks) }
          .map { Int($0) }
      } ?? []
    ledger = LedgerEntry(
      source: name, isInput: false, unit: "letters", read: chains.count, kept: chains.count)
  }

  /// What an observer sees: that a holder has nobody to give the letter to looks like throwing it
  /// away, and a letter that was watched for so many steps only is still under way.
  private static let outcomes: [String: ChainOutcome] = [
    "completed": .completed, "arrived": .completed,
    "abandoned": .abandoned, "dropped_out": .abandoned, "no_contacts": .abandoned,
    "nobody_left": .abandoned, "nobody_nearer": .abandoned,
    "running": .running, "step_limit": .running,
  ]
}
