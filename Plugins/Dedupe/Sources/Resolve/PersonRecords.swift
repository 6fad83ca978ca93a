internal import ModuleKit

/// What the records say, field by field.
struct PersonRecords: Sendable {
  let count: Int
  private let columns: [FieldKind: [Column]]
  /// Those that columns tell, in the order of ``FieldKind``.
  let fields: [FieldKind]

  /// More values of one field than anybody has are looked at no further.
  private static let mostValues = 16

  /// - Parameter columns: must all be there.
  init(_ network: Network, _ columns: FieldColumns) {
    count = network.graph.nodeCount
    var found: [FieldKind: [Column]] = [:]
    for entry in columns.entries {
      found[entry.field] = entry.columns.compactMap { name in
        name == "id" ? .texts(network.ids.map { Optional($0) }) : network.nodes[name]
      }
    }
    self.columns = found
    fields = columns.entries.map(\.field)
  }

  func has(_ field: FieldKind) -> Bool { columns[field] != nil }

  func first(_ field: FieldKind, _ record: Int) -> String? {
    var first: String?
    forEachValue(field, record) { if first == nil { first = $0 } }
    return first
  }

  /// All values of a field of one record: divided by "; " in a cell, or in several cells.
  func forEachValue(_ field: FieldKind, _ record: Int, _ body: (String) -> Void) {
    guard let columns = columns[field] else { return }
    if !field.hasMany, columns.count > 1 {
      // Parts of one value: street number and street.
      let parts = columns.compactMap { $0.text(at: record)?[...].trimmingBlanks }
      let joined = parts.filter { !$0.isEmpty }.joined(separator: " ")
      if !joined.isEmpty { body(joined) }
      return
    }
    var rest = Self.mostValues
    for column in columns {
      guard let cell = column.text(at: record) else { continue }
      // Cells with a blank at either end or with several values are few.
      if !cell.utf8.contains(UInt8(ascii: ";")), cell.utf8.first != 32, cell.utf8.last != 32 {
        if !cell.isEmpty, rest > 0 { body(cell) }
        rest -= 1
        continue
      }
      for part in cell.split(separator: "; ") where rest > 0 {
        let value = part.trimmingBlanks
        if !value.isEmpty { body(value) }
        rest -= 1
      }
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
