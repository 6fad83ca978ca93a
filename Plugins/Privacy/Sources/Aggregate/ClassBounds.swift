public import ModuleKit

/// Where numbers are cut into classes: `{age: [30, 45, 60]}`.
public struct ClassBounds: ParameterValue, Equatable {
  struct Cut: Sendable, Equatable {
    let column: String
    let bounds: [Double]
  }
  let cuts: [Cut]

  public static var jsonSchema: JSON {
    [
      "type": "object",
      "additionalProperties": ["type": "array", "items": ["type": "number"], "minItems": 1],
    ]
  }
  public static var typeName: String { "a mapping of columns to lists of numbers" }
  public static var placeholder: ClassBounds { ClassBounds(cuts: []) }
  public var json: JSON {
    .object(cuts.map { JSON.Member($0.column, .array($0.bounds.map(JSON.number))) })
  }

  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<ClassBounds> {
    guard let pairs = node.pairs else { return .complaint("must be \(typeName), not \(node.kind)") }
    var cuts: [Cut] = []
    for pair in pairs {
      let name = pair.key.text ?? ""
      let bounds = (pair.value.items ?? [pair.value]).map(\.number)
      let numbers = bounds.compactMap { $0 }.filter(\.isFinite)
      let isRising = zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
      if numbers.isEmpty || numbers.count < bounds.count || !isRising {
        return .complaint(
          "must have rising numbers for '\(name)'", help: "write '\(name): [30, 45, 60]'",
          at: pair.value.location)
      }
      cuts.append(Cut(column: name, bounds: numbers))
    }
    return .value(ClassBounds(cuts: cuts))
  }

  func bounds(of column: String) -> [Double]? { cuts.first { $0.column == column }?.bounds }

  /// `under 30`, `30 to under 45`, `45 or more`.
  static func names(_ bounds: [Double]) -> [String] {
    var names = ["under \(decimal(bounds[0]))"]
    for (low, high) in zip(bounds, bounds.dropFirst()) {
      names.append("\(decimal(low)) to under \(decimal(high))")
    }
    return names + ["\(decimal(bounds[bounds.count - 1])) or more"]
  }
}
