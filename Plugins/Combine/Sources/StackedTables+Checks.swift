internal import Foundation
internal import ModuleKit

/// What cannot be stacked, told with its place.
extension StackedTables {
  /// A table that no run can have is told before anything runs.
  func checkTables(_ check: CheckContext) {
    for (index, input) in check.inputs.enumerated() where !input.mayHaveMore {
      guard index < check.inputNames.count else { continue }
      let name = tableName(check.inputNames[index])
      if input.tables.contains(name) { continue }
      check.report(
        "unknown-table", "the stage '\(check.inputNames[index])' has no table '\(name)'",
        parameter: "table",
        help: Suggestion.help(for: name, among: input.tables, kind: "tables"))
    }
  }

  func problem(
    stages: Int
  ) -> (id: String, message: String, parameter: String, help: String?)? {
    if let twice = Self.repeated(measureColumns) {
      return (
        "duplicate-column", "there would be two columns '\(twice)'", "measures",
        twice == "stage" ? "the column 'stage' tells where a row comes from" : "list each once"
      )
    }
    for column in parameters.values.columns {
      if measureColumns.contains(column.name) {
        return (
          "duplicate-column", "there would be two columns '\(column.name)'", "values",
          "choose another name"
        )
      }
      if column.count != stages {
        return (
          "wrong-count", "'\(column.name)' lists \(column.count) values for \(stages) stages",
          "values", "give one value for each stage of 'from'"
        )
      }
    }
    return nil
  }

  /// The columns that `measures` may make, and that of stages.
  private var measureColumns: [String] {
    ["stage"] + parameters.measures.flatMap { [$0, "\($0)_lower", "\($0)_upper"] }
  }

  static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }

  /// Columns of the tables that would be lost behind those which tell stages apart.
  func refuseClashes(_ tables: [Table], _ context: StageContext) throws {
    guard parameters.measures.isEmpty else { return }
    let own = parameters.values.columns.map(\.name)
    for table in tables {
      guard let name = table.rows.names.first(where: { $0 == "stage" || own.contains($0) }) else {
        continue
      }
      throw context.error(
        "duplicate-column", "the table '\(table.name)' has a column '\(name)' already",
        parameter: name == "stage" ? "table" : "values",
        help: name == "stage"
          ? "combine the tables of the single stages instead" : "choose another name")
    }
  }
}
