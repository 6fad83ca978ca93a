internal import ModuleKit

/// Letters that an earlier stage has listed, a row for each: how far they went and how they ended.
struct LettersTable {
  /// Whose people are not known, only how many there are.
  private(set) var chains: [ObservedChain] = []
  /// Links of a shortest chain from starter to target, of the letters of which the table tells it.
  private(set) var geodesics: [Int] = []
  private(set) var ledger: LedgerEntry
  /// As how many independent letters they count; nil where all are, or nobody has told.
  private(set) var independent: Double?

  static let hint =
    "put a stage 'chains.search' before this one, and name that stage with `from: search`"
  /// As many as `chains.search` lets a letter go.
  private static let mostLinks = 10_000
  /// Of all letters together: each link is remembered.
  private static let mostLinksOfAll = 200_000_000

  static func check(_ name: String, _ outline: Outline, _ check: CheckContext) {
    if outline.tables.contains("experiment") {
      check.report(
        "duplicate-table", "the tables `experiment` of an earlier stage would be lost",
        parameter: "letters", help: secondHelp)
    }
    if outline.mayHaveMore || outline.tables.contains(name) { return }
    check.report(
      "unknown-table", "there is no table '\(name)' at this stage", parameter: "letters",
      help: outline.tables.isEmpty
        ? hint : Suggestion.help(for: name, among: outline.tables, kind: "tables"))
  }

  private static let secondHelp =
    "name the stage that has sent the letters, not the other experiment, with `from`"

  init(
    _ name: String, of network: Network, _ parameters: Experiment.Parameters,
    _ context: StageContext
  ) throws {
    guard let table = network.table(name) else {
      throw context.error(
        "unknown-table", "there is no table '\(name)'", parameter: "letters", help: Self.hint)
    }
    if network.table("experiment") != nil {
      throw context.error(
        "duplicate-table", "the tables `experiment` of an earlier stage would be lost",
        parameter: "letters", help: Self.secondHelp)
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
    var linksOfAll = 0
    for row in 0..<rows.rowCount {
      let number = links[row]
      guard number >= 0, number <= Double(Self.mostLinks), number == number.rounded() else {
        throw context.error(
          "bad-length", "row \(row + 1) of '\(name)' has no usable number of links",
          parameter: "letters", help: "whole numbers up to \(Self.mostLinks)")
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
      linksOfAll += Int(number)
      if linksOfAll > Self.mostLinksOfAll {
        throw context.error(
          "too-many-links", "the letters of '\(name)' have more than \(Self.mostLinksOfAll) links",
          parameter: "letters", help: "send fewer letters, or let them go fewer 'steps'")
      }
      chains.append(
        ObservedChain(
          id: ids?.text(at: row) ?? String(row + 1),
          people: Array(repeating: 0, count: Int(number) + 1), outcome: outcome,
          group: groups?.text(at: row), firstDay: nil, lastDay: nil))
    }
    geodesics =
      rows["geodesic"].map { column in
        column.asNumbers.filter { $0.isFinite && $0 >= 1 && $0 <= Double(Self.mostLinks) }
          .map { Int($0) }
      } ?? []
    let sending = LettersSent(name, of: network, listed: chains.count)
    independent = sending.independent
    ledger = LedgerEntry(
      source: name, isInput: false, unit: "letters", read: sending.sent, kept: chains.count,
      dropped: sending.unlisted,
      notes: sending.unlisted == 0 ? [] : ["letters that the table does not list are dropped"])
    sending.warn(context)
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
