internal import ModuleKit

/// What the records say, field by field.
struct PersonRecords: Sendable {
  let count: Int
  private let values: [FieldKind: [[String]]]
  let fields: [FieldKind]

  /// More values of one field than anybody has are looked at no further.
  private static let mostValues = 16

  /// - Parameter columns: must all be there.
  init(_ network: Network, _ columns: FieldColumns) {
    count = network.graph.nodeCount
    var values: [FieldKind: [[String]]] = [:]
    for entry in columns.entries {
      let sources = entry.columns.map { name in
        name == "id" ? .texts(network.ids.map { Optional($0) }) : network.nodes[name]
      }
      values[entry.field] = (0..<network.graph.nodeCount).map { row in
        Self.values(of: entry.field, sources.map { $0?.text(at: row) })
      }
    }
    self.values = values
    fields = columns.entries.map(\.field)
  }

  /// Several values stand in one cell, divided by "; ", or in several cells.
  private static func values(of field: FieldKind, _ cells: [String?]) -> [String] {
    func split(_ cell: String) -> [String] {
      cell.split(separator: "; ").map { $0.trimmingBlanks }.filter { !$0.isEmpty }
    }
    let known = cells.compactMap { $0 }
    if field.hasMany || known.count == 1 { return Array(known.flatMap(split).prefix(mostValues)) }
    // Parts of one value: street number and street.
    let joined = known.map { $0[...].trimmingBlanks }.filter { !$0.isEmpty }.joined(separator: " ")
    return joined.isEmpty ? [] : [joined]
  }

  /// All values of a field of one record.
  func values(_ field: FieldKind, _ record: Int) -> [String] { values[field]?[record] ?? [] }
  func first(_ field: FieldKind, _ record: Int) -> String? { values(field, record).first }
  func has(_ field: FieldKind) -> Bool { values[field] != nil }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
