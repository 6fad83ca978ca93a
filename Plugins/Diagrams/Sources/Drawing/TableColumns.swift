internal import ModuleKit

/// The rows that a figure shows: those of a table, or the nodes of the network.
///
/// What is not there is said with what there is, at the place where it is asked for.
struct TableColumns {
  /// The table's name; nil for nodes.
  let name: String?
  let rows: Frame
  private let network: Network
  private let context: StageContext

  /// - Parameter table: nil takes the columns of the nodes.
  init(_ table: String?, of network: Network, _ context: StageContext) throws {
    (name, self.network, self.context) = (table, network, context)
    guard let table else {
      rows = network.nodes
      return
    }
    guard let found = network.table(table) else {
      throw context.error(
        "unknown-table", "there is no table '\(table)'", parameter: "table",
        help: Suggestion.help(for: table, among: network.tables.map(\.name), kind: "tables"))
    }
    rows = found.rows
  }

  /// What is known before anything runs: whether there is such a table, or such node columns.
  ///
  /// - Parameters:
  ///   - hint: what to say instead of other tables' names.
  ///   - columns: of nodes, with the parameters that name them.
  static func check(
    _ table: String?, _ outline: Outline, _ check: CheckContext, hint: String? = nil,
    columns: [(name: String, parameter: String)] = []
  ) {
    if outline.mayHaveMore { return }
    if let table {
      if outline.tables.contains(table) { return }
      check.report(
        "unknown-table", "there is no table '\(table)' at this stage", parameter: "table",
        help: hint ?? Suggestion.help(for: table, among: outline.tables, kind: "tables"))
      return
    }
    let known = outline.nodeColumns.map(\.name)
    for column in columns where !known.contains(column.name) && column.name != "id" {
      check.report(
        "unknown-column", "there is no node column '\(column.name)' at this stage",
        parameter: column.parameter,
        help: Suggestion.help(for: column.name, among: known, kind: "node columns"))
    }
  }

  private var place: String { name.map { "the table '\($0)'" } ?? "the network" }
  private var kind: String { name == nil ? "node columns" : "columns" }

  func column(_ name: String, _ parameter: String) throws -> Column {
    if let column = rows[name] { return column }
    if self.name == nil, name == "id" { return .texts(network.ids.map { Optional($0) }) }
    throw context.error(
      "unknown-column",
      "\(place) has no \(self.name == nil ? "node column" : "column") '\(name)'",
      parameter: parameter, help: Suggestion.help(for: name, among: rows.names, kind: kind))
  }

  func numbers(_ name: String, _ parameter: String) throws -> Column {
    let column = try column(name, parameter)
    if column.type != .text { return column }
    let numeric = rows.entries.filter { $0.column.type != .text }.map(\.name)
    throw context.error(
      "wrong-column-type", "'\(parameter)' needs numbers, and '\(name)' holds texts",
      parameter: parameter,
      help: numeric.isEmpty
        ? "\(place) has no column of numbers"
        : "columns of numbers: \(numeric.prefix(12).joined(separator: ", "))")
  }

  /// What to call each row: its label, its id, else nothing.
  var names: [String] {
    if name == nil {
      return (0..<network.graph.nodeCount).map { network.label(of: NodeID($0)) }
    }
    let column = ["label", "name", "id"].lazy.compactMap { rows[$0] }.first
    return (0..<rows.rowCount).map { column?.text(at: $0) ?? "" }
  }
}

extension FigureFormat {
  /// Complains where nothing is to be drawn.
  static func check(_ formats: [FigureFormat], _ check: CheckContext) {
    if formats.isEmpty {
      check.report("empty-list", "'formats' lists nothing to draw", parameter: "formats")
    }
  }
}
