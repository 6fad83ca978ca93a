public import ModuleKit

/// Which columns tell what of a person: `{given_name: first, email: [mail1, mail2]}`.
public struct FieldColumns: ParameterValue {
  struct Entry: Sendable, Equatable {
    let field: FieldKind
    let columns: [String]
  }
  /// In the order of ``FieldKind``.
  let entries: [Entry]

  init(_ entries: [Entry]) {
    self.entries = FieldKind.allCases.compactMap { kind in entries.first { $0.field == kind } }
  }

  /// The columns that bear the names of fields, as importers of contacts make them.
  static func named(like columns: [String]) -> FieldColumns {
    FieldColumns(
      FieldKind.allCases.filter { columns.contains($0.rawValue) }
        .map { Entry(field: $0, columns: [$0.rawValue]) })
  }

  private static let names = FieldKind.allCases.map(\.rawValue)

  public static var jsonSchema: JSON {
    let column: JSON = [
      "anyOf": [["type": "string"], ["type": "array", "items": ["type": "string"]]]
    ]
    return [
      "type": "object", "additionalProperties": false,
      "properties": .object(names.map { JSON.Member($0, column) }),
    ]
  }
  public static var typeName: String { "fields, each with the columns that tell it" }
  public static var placeholder: FieldColumns { FieldColumns([]) }

  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<FieldColumns> {
    guard let pairs = node.pairs else { return .complaint("must be \(typeName), not \(node.kind)") }
    var entries: [Entry] = []
    for pair in pairs {
      guard let name = pair.key.text, let field = FieldKind(rawValue: name), field != .source
      else {
        return .complaint(
          "knows no field '\(pair.key.text ?? "")'", id: "unknown-field",
          help: Suggestion.help(for: pair.key.text ?? "", among: names, kind: "fields"),
          at: pair.key.location)
      }
      let items = pair.value.items ?? [pair.value]
      var columns: [String] = []
      for item in items {
        switch NodeColumn.read(item, context) {
        case .value(let column): columns.append(column.name)
        case .complaint(let text, let id, let help, let location):
          return .complaint(text, id: id, help: help, at: location ?? item.location)
        }
      }
      if columns.isEmpty {
        return .complaint("names no column for '\(name)'", at: pair.value.location)
      }
      entries.append(Entry(field: field, columns: columns))
    }
    return .value(FieldColumns(entries))
  }

  public var json: JSON {
    .object(
      entries.map { entry in
        JSON.Member(entry.field.rawValue, .array(entry.columns.map(JSON.string)))
      })
  }

  var isEmpty: Bool { entries.isEmpty }
  subscript(field: FieldKind) -> [String]? { entries.first { $0.field == field }?.columns }
}
