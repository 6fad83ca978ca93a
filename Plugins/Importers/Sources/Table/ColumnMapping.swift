public import ModuleKit

/// Columns of a network and the columns of a table that they are made of: `{email: [mail1, mail2]}`.
public struct ColumnMapping: ParameterValue {
  struct Source: Sendable {
    let column: String
    let location: Diagnostic.Location
  }
  struct Entry: Sendable {
    let name: String
    let sources: [Source]
    /// Where the name stands.
    let location: Diagnostic.Location
  }
  /// In the order of the study.
  let entries: [Entry]

  public static var jsonSchema: JSON {
    [
      "type": "object",
      "additionalProperties": [
        "anyOf": [String.jsonSchema, ["type": "array", "items": String.jsonSchema]]
      ],
    ]
  }
  public static var typeName: String { "names, each with the column or the columns it is made of" }
  public static var placeholder: ColumnMapping { ColumnMapping(entries: []) }

  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<ColumnMapping> {
    guard let pairs = node.pairs else { return .complaint("must be \(typeName), not \(node.kind)") }
    var entries: [Entry] = []
    for pair in pairs {
      let items = pair.value.items ?? [pair.value]
      let sources = items.compactMap { item in
        item.isNull ? nil : item.text.map { Source(column: $0, location: item.location) }
      }
      guard let name = pair.key.text, !name.isEmpty, !items.isEmpty, sources.count == items.count
      else {
        return .complaint(
          "must be \(typeName)", help: "write '\(pair.key.text ?? "name"): column'",
          at: pair.value.location)
      }
      entries.append(Entry(name: name, sources: sources, location: pair.key.location))
    }
    return .value(ColumnMapping(entries: entries))
  }

  public var json: JSON {
    .object(
      entries.map { entry in
        JSON.Member(entry.name, .array(entry.sources.map { .string($0.column) }))
      })
  }
}
