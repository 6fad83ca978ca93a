internal import Foundation
internal import ModuleKit

/// The rows of the stacked table.
extension StackedTables {
  func stacked(_ tables: [Table]) -> Frame {
    var names: [String] = []
    for name in tables.flatMap(\.rows.names) where !names.contains(name) { names.append(name) }
    var rows = Frame(rowCount: tables.reduce(0) { $0 + $1.rows.rowCount })
    for name in names {
      let parts = tables.map { (column: $0.rows[name], count: $0.rows.rowCount) }
      let convention = tables.lazy.map { $0.rows.convention(of: name) }.first { !$0.isEmpty }
      rows.set(name, .concatenated(parts), convention: convention ?? "")
    }
    return rows
  }

  /// One row for each table, with the measures as columns.
  func measured(
    _ tables: [Table], names: [String], _ context: StageContext
  ) throws -> Frame {
    var rows = Frame(rowCount: tables.count)
    let columns = ["value", "lower", "upper"].filter { name in
      name == "value" || tables.contains { $0.rows[name] != nil }
    }
    for measure in parameters.measures {
      let places = try zip(tables, names).map { try place(of: measure, in: $0, $1, context) }
      for column in columns {
        let values = zip(tables, places).map { $0.rows[column]?.number(at: $1) ?? .nan }
        rows.set(column == "value" ? measure : "\(measure)_\(column)", .numbers(values))
      }
    }
    return rows
  }

  func place(
    of measure: String, in table: Table, _ stage: String, _ context: StageContext
  ) throws -> Int {
    guard let column = table.rows["measure"], table.rows["value"] != nil else {
      throw context.error(
        "unknown-column", "the table '\(table.name)' has no columns 'measure' and 'value'",
        parameter: "measures", help: "leave 'measures' out to have all rows")
    }
    let known = (0..<column.count).map { column.text(at: $0) ?? "" }
    if let place = known.firstIndex(of: measure) {
      if known[(place + 1)...].contains(measure) {
        throw context.error(
          "duplicate-measure", "the table '\(table.name)' has several rows of '\(measure)'",
          parameter: "measures", help: "leave 'measures' out to have all rows")
      }
      return place
    }
    throw context.error(
      "unknown-measure", "the table '\(table.name)' has no measure '\(measure)'",
      parameter: "measures", help: Suggestion.help(for: measure, among: known, kind: "measures"))
  }

  /// Puts the stage and the values that tell stages apart before the other columns.
  func labelled(_ rows: Frame, _ names: [String], _ tables: [Table]) -> Frame {
    let counts = parameters.measures.isEmpty ? tables.map(\.rows.rowCount) : tables.map { _ in 1 }
    let stages = counts.enumerated().flatMap { repeatElement(Int32($0.offset), count: $0.element) }
    var result = Frame(rowCount: rows.rowCount)
    result.set("stage", .texts(stages.map { Optional(names[Int($0)]) }))
    for column in parameters.values.columns {
      result.set(column.name, column.values.gathered(stages))
    }
    for entry in rows.entries where result[entry.name] == nil {
      result.set(entry.name, entry.column, convention: entry.convention)
    }
    return result
  }
}
