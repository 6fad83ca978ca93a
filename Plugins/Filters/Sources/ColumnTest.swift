internal import ModuleKit

/// A condition on the values of a column.
struct ColumnTest {
  let column: String
  let equals: String?
  let anyOf: [String]?
  let least: Double?
  let most: Double?
  let keepMissing: Bool

  /// Reports conditions that cannot be: none at all, bounds on texts, bounds that exclude all.
  func check(_ type: ColumnType?, _ check: CheckContext) {
    if equals == nil && anyOf == nil && least == nil && most == nil {
      check.report(
        "missing-condition", "there is no condition on '\(column)'", parameter: "column",
        help: "add one of: equals, any_of, min, max")
    }
    if type == .text, least != nil || most != nil {
      check.report(
        "wrong-column-type", "'\(column)' holds texts, which have no min or max",
        parameter: least != nil ? "min" : "max", help: "use equals or any_of")
    }
    if let least, let most, least > most {
      check.report(
        "out-of-range", "'min' is larger than 'max': nothing would be kept", parameter: "min")
    }
  }

  /// One per row.
  func passes(_ values: Column) -> [Bool] {
    let isNumeric = values.type == .integer || values.type == .number
    return (0..<values.count).map { row in
      guard let text = values.text(at: row) else { return keepMissing }
      if let equals, !Self.same(text, equals, isNumeric) { return false }
      if let anyOf, !anyOf.contains(where: { Self.same(text, $0, isNumeric) }) { return false }
      let number = values.number(at: row)
      if let least, !(number >= least) { return false }
      if let most, !(number <= most) { return false }
      return true
    }
  }

  /// Equal texts; in a column of numbers also texts of equal numbers, 1 and 1.0. The code `007` is not 7.
  private static func same(_ value: String, _ wanted: String, _ isNumeric: Bool) -> Bool {
    if value == wanted { return true }
    // Whole numbers beyond 2^53 differ as texts, but not as doubles.
    if !isNumeric || (Int(value) != nil && Int(wanted) != nil) {
      return Int(value) == Int(wanted) && isNumeric
    }
    guard let a = Double(value), let b = Double(wanted) else { return false }
    return a == b
  }

  var words: String {
    var parts: [String] = []
    if let equals { parts.append("= \(equals)") }
    if let anyOf { parts.append("one of \(anyOf.joined(separator: ", "))") }
    if let least { parts.append("from \(decimal(least))") }
    if let most { parts.append("up to \(decimal(most))") }
    return "\(column) \(parts.joined(separator: " "))"
  }

  /// The same in French.
  var french: String {
    var parts: [String] = []
    if let equals { parts.append("= \(equals)") }
    if let anyOf { parts.append("parmi \(anyOf.joined(separator: ", "))") }
    if let least { parts.append("à partir de \(frenchDecimal(least))") }
    if let most { parts.append("jusqu'à \(frenchDecimal(most))") }
    return "« \(column) » \(parts.joined(separator: " "))"
  }
}

extension Network {
  /// Accounts for what a filter has kept, in the ledger, in captions and in the methods section.
  ///
  /// - Parameter french: `what` in French.
  mutating func noteFilter(_ what: String, french: String, by module: String, before: Graph) {
    for (unit, read, kept) in [
      ("nodes", before.nodeCount, graph.nodeCount), ("edges", before.edgeCount, graph.edgeCount),
    ] {
      ledger.append(
        LedgerEntry(
          source: module, isInput: false, unit: unit, read: read, kept: kept,
          dropped: read - kept, notes: ["kept: \(what)"]))
    }
    methods.append(
      MethodNote(
        .preparation,
        "Kept \(what): \(graph.nodeCount) of \(before.nodeCount) nodes and \(graph.edgeCount) of "
          + "\(before.edgeCount) edges. Measures computed before are those of the larger network.",
        french: "Ont été gardés \(french) : \(graph.nodeCount) nœuds sur \(before.nodeCount) et "
          + "\(graph.edgeCount) liens sur \(before.edgeCount). Les mesures calculées auparavant sont "
          + "celles du réseau plus grand.",
        caption: "\(what) (\(graph.nodeCount) of \(before.nodeCount) nodes)"))
  }
}
