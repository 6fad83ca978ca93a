internal import ModuleKit

/// Which record is which person: the table `clusters`.
struct ClusterTable {
  let file: String
  let records: [String]
  private let people: [String]
  private let rowOfRecord: [String: Int]
  private let membersOfPerson: [String: [String]]

  /// - Throws: `missing-column`, `duplicate-record`.
  init(_ table: ResultTable) throws(Diagnostic) {
    let (record, person) = (try table.required("record"), try table.required("person"))
    var rows: [String: Int] = [:]
    var members: [String: [String]] = [:]
    for (number, row) in table.rows.enumerated() {
      let id = row.cells[record]
      if let first = rows.updateValue(number, forKey: id) {
        throw table.problem(
          "duplicate-record",
          "the record '\(id)' stands in line \(table.rows[first].line) already", row)
      }
      members[row.cells[person], default: []].append(id)
    }
    file = table.file
    records = table.rows.map { $0.cells[record] }
    people = table.rows.map { $0.cells[person] }
    (rowOfRecord, membersOfPerson) = (rows, members)
  }

  /// The person that a record is of.
  /// - Throws: `unknown-record`.
  func person(of record: String) throws(Diagnostic) -> String {
    if let row = rowOfRecord[record] { return people[row] }
    throw Diagnostic(
      "unknown-record", "there is no record '\(record)'", at: .init(file: file),
      help: Suggestion.help(for: record, among: similar(to: record), kind: "records"))
  }

  /// The person of this id, or that the record of this id is of.
  /// - Throws: `unknown-record`.
  func person(_ id: String) throws(Diagnostic) -> String {
    membersOfPerson[id] == nil ? try person(of: id) : id
  }

  /// In the order of the table.
  func members(of person: String) -> [String] { membersOfPerson[person] ?? [] }

  /// Of very many records only those of about the same length are compared.
  private func similar(to record: String) -> [String] {
    if records.count <= 20_000 { return records }
    let length = record.utf8.count
    let near = records.filter { ($0.utf8.count - length).magnitude <= max(2, length / 3) }
    return near.isEmpty ? Array(records.prefix(13)) : near
  }
}

/// The pairs that are linked or doubtful: the table `matches`.
struct MatchTable {
  private let table: ResultTable
  private let columns: PairColumns

  /// - Throws: `missing-column`.
  init(_ table: ResultTable) throws(Diagnostic) {
    self.table = table
    do throws(PairColumns.Missing) {
      columns = try PairColumns(table.columns)
    } catch {
      throw table.problem(
        "missing-column", "there is no column '\(error.column)'", nil,
        help: Suggestion.help(for: error.column, among: table.columns, kind: "columns"))
    }
  }

  /// The pair of these two records; nil when it is not listed.
  func pair(_ a: String, _ b: String) throws(Diagnostic) -> PairWeights? {
    try pairs { ($0 == a && $1 == b) || ($0 == b && $1 == a) }.first
  }

  /// The pairs of which both records are wanted, in the order of the table.
  func pairs(where isWanted: (String, String) -> Bool) throws(Diagnostic) -> [PairWeights] {
    var pairs: [PairWeights] = []
    for row in table.rows {
      let records = columns.records { row.cells[$0] }
      if isWanted(records.a, records.b) { pairs.append(try pair(row)) }
    }
    return pairs
  }

  private func pair(_ row: CSVReader.Row) throws(Diagnostic) -> PairWeights {
    do throws(PairColumns.Unreadable) {
      let pair = try columns.row { row.cells[$0] }
      if pair.addsUp { return pair }
    } catch {
      throw table.problem(
        "unreadable-cell", "'\(error.cell)' is no value of the column '\(error.column)'", row)
    }
    throw table.problem("wrong-sum", "the weights of the row do not add up to its 'weight'", row)
  }
}
