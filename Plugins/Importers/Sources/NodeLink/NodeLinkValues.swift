internal import ModuleKit

/// Members of JSON objects as attributes.
enum NodeLinkValues {
  /// Sets an attribute to a value, by its type in JSON; null is no value.
  ///
  /// Members of an object get a dot, as in `position.x`; lists, and objects deep inside others,
  /// stay JSON.
  static func add(
    _ name: String, _ value: LocatedJSON, row: Int, to table: inout AttributeTable, depth: Int = 0
  ) {
    let name = name.isEmpty ? "unnamed" : name
    switch value.kind {
    case .null: break
    case .string(let text): table.set(name, row: row, text, .text)
    case .bool(let value): table.set(name, row: row, value ? "true" : "false", .boolean)
    case .number(let text):
      // Not-a-number is how programs write that there is no value.
      if NumberText.plain(text)?.isNaN ?? true { break }
      table.set(name, row: row, text, AttributeTable.numberType(text) ?? .number)
    case .object(let members) where depth < 3:
      for member in members {
        // Names must not grow with the file.
        let inner = "\(name.prefix(100)).\(member.key.prefix(100))"
        add(inner, member.value, row: row, to: &table, depth: depth + 1)
      }
    case .array, .object: table.set(name, row: row, value.compact, .text)
    }
  }
}
