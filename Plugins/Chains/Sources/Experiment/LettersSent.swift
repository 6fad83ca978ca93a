internal import ModuleKit

/// What the summary beside a table of letters tells of all that were sent: `search` beside `search_letters`.
struct LettersSent {
  let sent: Int
  /// As how many independent letters those listed count; nil where all are, or nobody has told.
  let independent: Double?
  private let table: String
  private let listed: Int

  init(_ table: String, of network: Network, listed: Int) {
    (self.table, self.listed) = (table, listed)
    let summary =
      table.hasSuffix("_letters")
      ? network.table(String(table.dropLast("_letters".count)))?.rows : nil
    let measures = summary?["measure"]
    func value(_ name: String) -> Double? {
      let row = (0..<(measures?.count ?? 0)).first { measures?.text(at: $0) == name }
      return row.flatMap { summary?["value"]?.number(at: $0) }
    }
    let all = value("letters") ?? 0
    sent = max(listed, Int(exactly: all) ?? 0)
    // By chance letters of one pair go different ways, and the search counts each.
    let isBound = value("independent_letters").map { $0 < all } ?? false
    independent = isBound ? Self.effective(network.table(table)?.rows) : nil
  }

  var unlisted: Int { sent - listed }

  /// Kish's effective number of the pairs of starter and target that are listed.
  private static func effective(_ rows: Frame?) -> Double? {
    guard let rows, let starters = rows["starter"], let targets = rows["target"] else { return nil }
    var ofPairs: [[String?]: Int] = [:]
    for row in 0..<rows.rowCount {
      ofPairs[[starters.text(at: row), targets.text(at: row)], default: 0] += 1
    }
    let total = Double(rows.rowCount)
    return total * total / Double(ofPairs.values.reduce(0) { $0 + $1 * $1 })
  }

  func warn(_ context: StageContext) {
    if unlisted > 0 {
      context.warn(
        "letters-not-listed",
        "\(listed) of \(sent) letters are listed in '\(table)', and only these are analysed",
        parameter: "letters", help: "set `list: \(sent)` in the stage that has sent them")
    }
    if let independent, independent < 0.9 * Double(listed) {
      context.warn(
        "letters-alike",
        "\(listed) letters tell as much as \(decimal(independent.rounded())) between different people: "
          + "intervals and tests take each for itself, and are too sure", parameter: "letters",
        help: "letters of one starter and target go the same way; send them between more people")
    }
  }
}
