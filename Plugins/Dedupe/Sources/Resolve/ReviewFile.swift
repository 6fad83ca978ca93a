internal import ModuleKit

/// The doubtful pairs as a table that a person decides, and its way back.
struct ReviewFile {
  let identity: RecordIdentity

  /// Reads decisions.
  ///
  /// - Throws: `missing-column`, `unknown-decision`, `contradictory-decisions` and what ``CSVReader`` throws.
  func read(_ file: InputFile, _ context: StageContext) throws -> ReviewDecisions {
    let table = try CSVReader(file, context, parameter: "review")
    let decision = try table.required("decision")
    let (a, b) = (try table.required("record_a"), try table.required("record_b"))
    let (keyA, keyB) = (table.column("key_a"), table.column("key_b"))
    let rows = table.rows.map { row in
      ReviewDecisions.Row(
        line: row.line, a: identity.record(key: row[keyA], id: row[a]),
        b: identity.record(key: row[keyB], id: row[b]), decision: row[decision])
    }
    return try ReviewDecisions(rows, file: file.name)
  }

  /// Decided pairs first, as they were decided, then those that nobody has decided, the likeliest first.
  ///
  /// - Parameter pairs: positions of doubtful pairs.
  func table(
    _ pairs: [Int], _ linkage: Linkage, _ records: PersonRecords, _ decided: ReviewDecisions?
  ) -> Table {
    var rows = decided.map { Row.decided($0) } ?? []
    let known = Set(rows.map { [$0.a, $0.b] })
    let scores = linkage.scores
    for pair in pairs {
      let (a, b) = (Int(scores.pairs.a[pair]), Int(scores.pairs.b[pair]))
      if !known.contains([a, b]) { rows.append(Row(a: a, b: b, decision: "")) }
    }
    var frame = Frame(rowCount: rows.count)
    frame.set("decision", .texts(rows.map { $0.decision.isEmpty ? nil : $0.decision }))
    frame.set("record_a", .texts(rows.map { Optional(identity.id($0.a)) }))
    frame.set("record_b", .texts(rows.map { Optional(identity.id($0.b)) }))
    frame.set("key_a", .texts(rows.map { identity.key($0.a) }))
    frame.set("key_b", .texts(rows.map { identity.key($0.b) }))
    frame.set(
      "probability",
      .numbers(rows.map { LinkageModel.probability(scores.weight($0.a, $0.b)) }))
    for field in records.fields {
      func text(_ record: Int) -> String? {
        var values: [String] = []
        records.forEachValue(field, record) { values.append($0) }
        return values.isEmpty ? nil : values.joined(separator: "; ")
      }
      frame.set(field.rawValue + "_a", .texts(rows.map { text($0.a) }))
      frame.set(field.rawValue + "_b", .texts(rows.map { text($0.b) }))
    }
    return Table(
      name: "review", title: "Pairs for a person to decide",
      note:
        "write same, different or unsure under decision, keep the file beside the study and name it: 'review: review.csv'",
      rows: frame)
  }

  private struct Row {
    let a: Int
    let b: Int
    let decision: String

    static func decided(_ decisions: ReviewDecisions) -> [Row] {
      let same = decisions.same.map { Row(a: min($0, $1), b: max($0, $1), decision: "same") }
      let apart = decisions.apart.map { Row(a: min($0, $1), b: max($0, $1), decision: "different") }
      let unsure = decisions.unsure.map { Row(a: min($0, $1), b: max($0, $1), decision: "unsure") }
      var seen: Set<[Int]> = []
      return (same + apart + unsure).filter { seen.insert([$0.a, $0.b]).inserted }
        .sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    }
  }
}
