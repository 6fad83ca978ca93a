internal import ModuleKit

/// Who is who, as somebody knows it.
struct TruthFile {
  /// For each record its person, as a number; nil where the file does not tell.
  let personOf: [Int?]
  /// Rows about records that are not there.
  let outdated: Int

  /// Columns `record` (or `record_id`, `id`) and `person` (or `entity_id`, `entity`, `cluster`); or `source`, `key` and
  /// `person` for records that an importer of contacts has read.
  ///
  /// - Throws: `missing-column`, `two-truths` and what ``CSVReader`` throws.
  init(
    _ file: InputFile, _ identity: RecordIdentity, records: Int, _ context: StageContext
  ) throws {
    let table = try CSVReader(file, context, parameter: "truth")
    let person =
      try table.column("person", "entity_id", "entity", "cluster") ?? table.required("person")
    let (source, key) = (table.column("source"), table.column("key"))
    let record = table.column("record", "record_id", "id")
    if record == nil, source == nil || key == nil { _ = try table.required("record") }
    var personOf = [Int?](repeating: nil, count: records)
    var numbers: [String: Int] = [:]
    var outdated = 0
    for row in table.rows where !row[person].isEmpty {
      let found =
        record.flatMap { identity.record(id: row[$0]) }
        ?? (key == nil ? nil : identity.record(file: row[source], key: row[key]))
      guard let found else {
        outdated += 1
        continue
      }
      let number = numbers[row[person]] ?? numbers.count
      numbers[row[person]] = number
      if let other = personOf[found], other != number {
        let start = SourcePosition(line: row.line, column: 1)
        throw Diagnostic(
          "two-truths", "the record '\(identity.id(found))' is two people by this file",
          at: .init(file: file.name, span: SourceSpan(start, start)),
          help: "give each record one person")
      }
      personOf[found] = number
    }
    (self.personOf, self.outdated) = (personOf, outdated)
  }

  /// How far clusters agree with it, over the records that it tells of.
  func quality(_ clusterOf: [Int]) -> ClusterQuality {
    let known = personOf.indices.compactMap { record in
      personOf[record].map { (clusterOf[record], $0) }
    }
    return ClusterQuality(found: known.map(\.0), truth: known.map(\.1))
  }
}
