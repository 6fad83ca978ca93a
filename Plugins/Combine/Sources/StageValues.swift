public import ModuleKit

/// Columns with a value for each stage: `{r: [0, 1, 2], kind: [a, b, c]}`.
public struct StageValues: ParameterValue {
  struct Column: Sendable {
    let name: String
    let values: ModuleKit.Column
    /// As they were written, for the recipe.
    let json: JSON
    var count: Int { values.count }
  }
  let columns: [Column]

  init(_ columns: [Column]) { self.columns = columns }

  public static var jsonSchema: JSON {
    [
      "type": "object",
      "additionalProperties": [
        "type": "array", "items": ["type": ["number", "string", "boolean"]],
      ],
    ]
  }
  public static var typeName: String { "columns, each with a list of values" }
  public static var placeholder: StageValues { StageValues([]) }

  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<StageValues> {
    guard let pairs = node.pairs else { return .complaint("must be \(typeName), not \(node.kind)") }
    var columns: [Column] = []
    for pair in pairs {
      guard let name = pair.key.text, let items = pair.value.items else {
        return .complaint(
          "must list a value for each stage, not \(pair.value.kind)", at: pair.value.location)
      }
      if let bad = items.first(where: { $0.text == nil || $0.isNull }) {
        return .complaint("must list numbers or texts, not \(bad.kind)", at: bad.location)
      }
      columns.append(column(name, items))
    }
    return .value(StageValues(columns))
  }

  /// Numbers where all are numbers, else texts.
  private static func column(_ name: String, _ items: [ConfigNode]) -> Column {
    let whole = items.compactMap(\.integer)
    if whole.count == items.count {
      return Column(name: name, values: .integers(whole), json: .array(whole.map(JSON.integer)))
    }
    let numbers = items.compactMap(\.number)
    if numbers.count == items.count, numbers.allSatisfy(\.isFinite) {
      return Column(name: name, values: .numbers(numbers), json: .array(numbers.map(JSON.number)))
    }
    let texts = items.map { $0.text ?? "" }
    return Column(
      name: name, values: .texts(texts.map(Optional.init)), json: .array(texts.map(JSON.string)))
  }

  public var json: JSON { .object(columns.map { JSON.Member($0.name, $0.json) }) }
}
