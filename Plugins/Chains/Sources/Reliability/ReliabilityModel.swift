// Repeated chances: Kempe, Kleinberg & Tardos, "Maximizing the spread of influence through a social network",
// KDD 2003. Decay: Ahmad, Porter & Beguerisse-Diaz, "Tie-decay networks in continuous time and
// eigenvector-based centralities", IEEE Transactions on Network Science and Engineering 8, 2021.

internal import Foundation
internal import ModuleKit

/// The parameters of the reliability of ties, for all modules that ask for it.
struct ReliabilityModel: ParameterSet {
  @Param("The edge column with the probabilities, instead of the strengths")
  var probability: EdgeColumn? = nil
  @Param("The edge column that counts contacts; the weight of the network when not given")
  var strength: EdgeColumn? = nil
  @Param("Whether a stronger tie is more reliable") var weighted = true
  @Param("The probability that a tie of strength 1 passes a request on", in: 1e-6...1)
  var base = 0.3
  @Param("The edge column with the day of the last contact, ISO 8601") var dates: EdgeColumn? = nil
  @Param("Days after which a tie is half as reliable; counts with `dates`", above: 0)
  var halfLife = 365.0
  @Param("The day from which ages are counted, ISO 8601; the newest in the data when not given")
  var referenceDate: String? = nil
  @Param("What is left of a tie without a date; counts with `dates`", in: 1e-6...1)
  var undated = 0.5
  @Param("What is left of a tie that is not returned, in a directed network", in: 1e-6...1)
  var unreturned = 0.5

  // The words of the manuals.
  static let manual = """
    The reliability p of a tie is the probability that it passes a request on. It is the product of three \
    parts. The first grows with strength: 1 - (1 - `base`)^strength, as if each contact were a chance of \
    its own (Kempe, Kleinberg & Tardos 2003); or it stands in the column `probability`. The second fades \
    with age: 2^(-age / `half_life`), age being the days from the date in the column `dates` to \
    `reference_date`; a later date counts as that day, and of several dates the newest counts. No clock is \
    read. The third is `unreturned` for an arc without its opposite. A tie without a value in the column `strength` counts as \
    strength 1. p is at least 1e-12. The default of `base` is a convention and not a measurement: \
    unless it was measured, reliabilities can be compared with one another and not with frequencies. The reliability of a chain is the \
    product of its ties', as if they were independent. Lengths are -ln p in whole units of 1e-9, at least \
    1000, so that of certain ties the fewer are the shorter.
    """
  static let references = [
    "Kempe, D., Kleinberg, J. & Tardos, E. (2003). Maximizing the spread of influence through a social network. KDD, 137-146.",
    "Ahmad, W., Porter, M. A. & Beguerisse-Diaz, M. (2021). Tie-decay networks in continuous time and eigenvector-based centralities. IEEE Transactions on Network Science and Engineering 8, 1759-1771.",
  ]

  /// Reports what will not work, as far as is known before running.
  func check(_ outline: Outline, _ check: CheckContext) {
    for (name, column) in [("probability", probability), ("strength", strength)] {
      if let column, let type = outline.edgeColumn(column.name)?.type,
        type == .text || type == .boolean
      {
        check.report(
          "wrong-column-type", "'\(column.name)' holds no numbers", parameter: name,
          help: "name an edge column of numbers")
      }
    }
    if let dates, let type = outline.edgeColumn(dates.name)?.type, type != .text {
      check.report(
        "wrong-column-type", "'\(dates.name)' holds no dates", parameter: "dates",
        help: "name an edge column of days such as 2024-03-31")
    }
    if let referenceDate, DayNumber.day(referenceDate) == nil {
      check.report(
        "bad-date", "'\(referenceDate)' is no day", parameter: "reference_date",
        help: "write it like 2024-03-31")
    }
    if probability == nil && strength == nil {
      EdgeStrength.check(outline, weighted: weighted, for: "reliability", check)
    }
  }

  /// Tells which of these parameters are set where chains are not measured by reliability.
  func reportUnused(_ check: CheckContext) {
    guard case .object(let given) = json, case .object(let usual) = Self().json else { return }
    for (member, other) in zip(given, usual) where member.value != other.value {
      check.report(
        "unused-setting", "'\(member.key)' counts with 'length: reliability' only",
        parameter: member.key, help: "say so, or leave it out", severity: .warning)
    }
  }

  func reliability(of network: Network, _ context: StageContext) throws -> TieReliability {
    let base = try baseOfTies(network, context)
    let recency = try recencyOfTies(network, context)
    let graph = network.graph
    let isReturned = graph.isDirected && unreturned < 1 ? returned(graph) : []
    let p = base.indices.map { tie in
      let fresh = recency.values.isEmpty ? 1 : recency.values[tie]
      let mutual = isReturned.isEmpty || isReturned[tie] ? 1 : unreturned
      return min(1, max(TieReliability.least, base[tie] * fresh * mutual))
    }
    return TieReliability(
      base: base, recency: recency.values, isReturned: isReturned, p: p,
      words: ([baseWords(network)] + recency.words + (isReturned.isEmpty ? [] : [mutualWords]))
        .joined(separator: ", "),
      french: ([frenchBase(network)] + recency.french + (isReturned.isEmpty ? [] : [frenchMutual]))
        .joined(separator: ", "))
  }

  private var mutualWords: String { "\(decimal(unreturned)) of it where not returned" }
  private var frenchMutual: String {
    "multipliée par \(frenchDecimal(unreturned)) pour un lien sans retour"
  }

  private func frenchBase(_ network: Network) -> String {
    if let probability { return "p tirée de « \(probability.name) »" }
    guard let name = strength?.name ?? (weighted ? network.weight?.column : nil) else {
      return "p = \(frenchDecimal(base))"
    }
    return "p = 1 - (1 - \(frenchDecimal(base)))^\(name)"
  }

  private func baseWords(_ network: Network) -> String {
    if let probability { return "p from '\(probability.name)'" }
    guard let name = strength?.name ?? (weighted ? network.weight?.column : nil) else {
      return "p = \(decimal(base))"
    }
    return "p = 1 - (1 - \(decimal(base)))^\(name)"
  }

  // MARK: Strength

  private func baseOfTies(_ network: Network, _ context: StageContext) throws -> [Double] {
    if let probability {
      let values = try numbers(probability, "probability", network, context)
      if let bad = values.firstIndex(where: { !($0 > 0 && $0 <= 1) }) {
        let count = values.count { !($0 > 0 && $0 <= 1) }
        throw context.error(
          "unusable-probability",
          "\(count) of \(values.count) ties have no probability above 0 and up to 1 in "
            + "'\(probability.name)'; the first is \(tie(bad, network))", parameter: "probability",
          help: "drop such ties with filter.edges")
      }
      return values
    }
    let strengths: [Double]?
    if let strength {
      let values = try numbers(strength, "strength", network, context)
      if let bad = values.firstIndex(where: { $0 <= 0 || $0.isInfinite }) {
        throw context.error(
          "unusable-strength",
          "\(tie(bad, network)) has the strength \(decimal(values[bad])), which is not above 0",
          parameter: "strength", help: "drop such ties with filter.edges")
      }
      strengths = values.map { $0.isNaN ? 1 : $0 }
    } else {
      strengths = try EdgeStrength.strengths(
        of: network, weighted: weighted, for: "reliability", context)
    }
    let chance = log1p(-base)
    // Written so that small chances keep their digits.
    return strengths?.map { base == 1 ? 1 : -expm1($0 * chance) }
      ?? Array(repeating: base, count: network.graph.edgeCount)
  }

  private func numbers(
    _ column: EdgeColumn, _ parameter: String, _ network: Network, _ context: StageContext
  ) throws -> [Double] {
    guard let values = network.edges[column.name] else {
      throw context.error(
        "unknown-column", "there is no edge column '\(column.name)'", parameter: parameter,
        help: Suggestion.help(for: column.name, among: network.edges.names, kind: "edge columns"))
    }
    guard values.type == .number || values.type == .integer else {
      throw context.error(
        "wrong-column-type", "'\(column.name)' holds no numbers", parameter: parameter,
        help: "name an edge column of numbers")
    }
    return values.asNumbers
  }

  private func tie(_ edge: Int, _ network: Network) -> String {
    let (a, b) = (network.graph.sources[edge], network.graph.targets[edge])
    return "the tie between '\(network.ids[Int(a)])' and '\(network.ids[Int(b)])'"
  }

  // MARK: Age

  private func recencyOfTies(
    _ network: Network, _ context: StageContext
  ) throws -> (values: [Double], words: [String], french: [String]) {
    guard let dates else { return ([], [], []) }
    guard case .texts(let cells) = network.edges[dates.name] else {
      throw context.error(
        "wrong-column-type", "there are no dates in the edge column '\(dates.name)'",
        parameter: "dates",
        help: network.edges[dates.name] == nil
          ? Suggestion.help(for: dates.name, among: network.edges.names, kind: "edge columns")
          : "name an edge column of days such as 2024-03-31")
    }
    let dayOfCode = cells.dictionary.map(DayNumber.newest)
    let days = cells.codes.map { $0 < 0 ? nil : dayOfCode[Int($0)] }
    let newest = days.compactMap { $0 }.max()
    guard let today = referenceDate.flatMap(DayNumber.day) ?? newest else {
      throw context.error(
        "no-dates", "no tie has a date in '\(dates.name)'", parameter: "dates",
        help: "days are written like 2024-03-31, with or "
          + "without a time behind them: 2024-03-31 18:20 UTC")
    }
    warn(cells, days, today, context)
    let values = days.map { day in
      day.map { exp2(-Double(max(0, today - $0)) / halfLife) } ?? undated
    }
    let until = referenceDate ?? "the newest \(dates.name)"
    let frenchUntil =
      referenceDate.map { "au \($0)" } ?? "à la date la plus récente de « \(dates.name) »"
    return (
      values, ["half-life \(decimal(halfLife)) days until \(until)"],
      ["demi-vie de \(frenchDecimal(halfLife)) jours, rapportée \(frenchUntil)"]
    )
  }

  private func warn(
    _ cells: TextColumn, _ days: [Int?], _ today: Int, _ context: StageContext
  ) {
    let isRead = cells.dictionary.map(DayNumber.isRead)
    let unread = cells.codes.count { $0 >= 0 && !isRead[Int($0)] }
    if unread > 0 {
      context.warn(
        "unread-dates", "\(unread) of \(days.count) ties have a date that is no day in ISO form",
        parameter: "dates",
        help: "without another day they count as undated; days are written like 2024-03-31")
    }
    let later = days.count { $0 ?? today > today }
    if later > 0 {
      context.warn(
        "dates-after-reference", "\(later) of \(days.count) ties are newer than the reference date",
        parameter: "reference_date", help: "they count as of that day")
    }
  }

  // MARK: Reciprocity

  /// Whether the opposite of each arc is there.
  private func returned(_ graph: Graph) -> [Bool] {
    graph.sources.indices.map { edge in
      let (from, to) = (graph.sources[edge], Int(graph.targets[edge]))
      let range = graph.outgoing.range(to)
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if graph.outgoing.neighbors[middle] < from { low = middle + 1 } else { high = middle }
      }
      return low < range.upperBound && graph.outgoing.neighbors[low] == from
    }
  }
}
