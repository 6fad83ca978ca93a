internal import ModuleKit

/// What a person has decided on doubtful pairs.
package struct ReviewDecisions {
  package private(set) var same: [(Int, Int)] = []
  package private(set) var apart: [(Int, Int)] = []
  /// Rows that are about records which are no longer there.
  package private(set) var outdated = 0
  /// Rows without a decision, or decided as unsure.
  package private(set) var open = 0
  package private(set) var read = 0

  /// Pairs of which a person has said that nothing can be said.
  package private(set) var unsure: [(Int, Int)] = []

  /// A row of a review file.
  package struct Row {
    let line: Int
    /// Nil for a record that is no longer there.
    let a: Int?
    let b: Int?
    let decision: String

    package init(line: Int, a: Int?, b: Int?, decision: String) {
      (self.line, self.a, self.b, self.decision) = (line, a, b, decision)
    }
  }

  private struct Decided {
    let a: Int
    let b: Int
    let line: Int
    let isSame: Bool
  }

  /// - Parameter file: the name for messages.
  /// - Throws: all unknown words and contradictions at once.
  package init(_ rows: [Row], file: String) throws {
    var problems: [Diagnostic] = []
    var decided: [Decided] = []
    for row in rows {
      read += 1
      let word = row.decision.lowercased()
      guard ["", "unsure", "same", "different"].contains(word) else {
        problems.append(
          Self.problem(
            "unknown-decision", "'\(row.decision)' is no decision", file, row.line,
            help: Suggestion.help(
              for: word, among: ["same", "different", "unsure"], kind: "decisions")))
        continue
      }
      guard let a = row.a, let b = row.b, a != b else {
        outdated += 1
        continue
      }
      switch word {
      case "": open += 1
      case "unsure":
        open += 1
        unsure.append((a, b))
      default: decided.append(Decided(a: a, b: b, line: row.line, isSame: word == "same"))
      }
    }
    problems += Self.contradictions(decided, file)
    if !problems.isEmpty { throw Diagnostics(problems) }
    same = decided.filter(\.isSame).map { ($0.a, $0.b) }
    apart = decided.filter { !$0.isSame }.map { ($0.a, $0.b) }
  }

  /// Two records that are one person by some rows, by way of others perhaps, and two by another.
  private static func contradictions(_ rows: [Decided], _ file: String) -> [Diagnostic] {
    var group: [Int: Int] = [:]
    func root(_ record: Int) -> Int {
      var record = record
      while let parent = group[record], parent != record { record = parent }
      return record
    }
    for row in rows where row.isSame {
      let (a, b) = (root(row.a), root(row.b))
      if a != b { group[max(a, b)] = min(a, b) }
    }
    return rows.filter { !$0.isSame && root($0.a) == root($0.b) }.map { row in
      let other = rows.first { $0.isSame && Set([$0.a, $0.b]) == Set([row.a, row.b]) }
      return problem(
        "contradictory-decisions",
        other.map { "the same pair is decided as 'same' in line \($0.line)" }
          ?? "by other rows the two are one person, by way of further records", file, row.line,
        help: "decide for one of the two")
    }
  }

  private static func problem(
    _ id: String, _ message: String, _ file: String, _ line: Int, help: String
  ) -> Diagnostic {
    let start = SourcePosition(line: line, column: 1)
    return Diagnostic(
      id, message, at: .init(file: file, span: SourceSpan(start, start)), help: help)
  }
}
