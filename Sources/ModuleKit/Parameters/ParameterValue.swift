/// A type that a module's parameter can have.
public protocol ParameterValue: Sendable {
  /// The JSON Schema of the type, without default and description.
  static var jsonSchema: JSON { get }
  /// The type as shown to a person: "a number", "one of: a, b".
  static var typeName: String { get }
  /// Holds the place of a required parameter until it is given.
  static var placeholder: Self { get }
  /// Reads the value; a complaint such as "must be a number" when `node` does not hold one.
  static func read(_ node: ConfigNode, _ context: ParameterContext) -> ParameterReading<Self>
  /// The value in canonical form, for cache keys, manifests and schemas.
  var json: JSON { get }
}

public enum ParameterReading<Value: Sendable>: Sendable {
  case value(Value)
  /// Completes the sentence "'damping' …".
  case complaint(
    String, id: String = "wrong-type", help: String? = nil, at: Diagnostic.Location? = nil)
}

extension ParameterReading {
  static func typed(_ value: Value?, _ typeName: String, _ node: ConfigNode) -> Self {
    value.map { .value($0) } ?? .complaint("must be \(typeName), not \(node.kind)")
  }
}

extension Double: ParameterValue {
  public static var jsonSchema: JSON { ["type": "number"] }
  public static var typeName: String { "a number" }
  public static var placeholder: Double { 0 }
  public static func read(_ node: ConfigNode, _: ParameterContext) -> ParameterReading<Double> {
    // Nothing can make use of infinite values, and JSON, by which results are kept, cannot tell them apart.
    if let number = node.number, number.isInfinite {
      return .complaint("must be finite, not \(number < 0 ? "-" : "")infinite")
    }
    return .typed(node.number.flatMap { $0.isNaN ? nil : $0 }, typeName, node)
  }
  public var json: JSON { .number(self) }
}

extension Int: ParameterValue {
  public static var jsonSchema: JSON { ["type": "integer"] }
  public static var typeName: String { "a whole number" }
  public static var placeholder: Int { 0 }
  public static func read(_ node: ConfigNode, _: ParameterContext) -> ParameterReading<Int> {
    .typed(node.integer, typeName, node)
  }
  public var json: JSON { .integer(self) }
}

extension Bool: ParameterValue {
  public static var jsonSchema: JSON { ["type": "boolean"] }
  public static var typeName: String { "true or false" }
  public static var placeholder: Bool { false }
  public static func read(_ node: ConfigNode, _: ParameterContext) -> ParameterReading<Bool> {
    .typed(node.bool, typeName, node)
  }
  public var json: JSON { .bool(self) }
}

extension String: ParameterValue {
  public static var jsonSchema: JSON { ["type": ["string", "number", "boolean"]] }
  public static var typeName: String { "a text" }
  public static var placeholder: String { "" }
  /// Plain numbers and booleans are taken as they are written: a column may be called 2020.
  public static func read(_ node: ConfigNode, _: ParameterContext) -> ParameterReading<String> {
    .typed(node.isNull ? nil : node.text, typeName, node)
  }
  public var json: JSON { .string(self) }
}

extension Optional: ParameterValue where Wrapped: ParameterValue {
  public static var jsonSchema: JSON { Wrapped.jsonSchema }
  public static var typeName: String { Wrapped.typeName }
  public static var placeholder: Wrapped? { nil }
  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<Wrapped?> {
    if node.isNull { return .value(nil) }
    switch Wrapped.read(node, context) {
    case .value(let value): return .value(value)
    case .complaint(let text, let id, let help, let location):
      return .complaint(text, id: id, help: help, at: location)
    }
  }
  public var json: JSON { map(\.json) ?? .null }
}

extension Array: ParameterValue where Element: ParameterValue {
  public static var jsonSchema: JSON { ["type": "array", "items": Element.jsonSchema] }
  public static var typeName: String { "a list, each \(Element.typeName)" }
  public static var placeholder: [Element] { [] }
  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<[Element]> {
    guard let items = node.items else { return .complaint("must be \(typeName), not \(node.kind)") }
    var values: [Element] = []
    for item in items {
      switch Element.read(item, context) {
      case .value(let value): values.append(value)
      case .complaint(let text, let id, let help, let location):
        return .complaint(text, id: id, help: help, at: location ?? item.location)
      }
    }
    return .value(values)
  }
  public var json: JSON { .array(map(\.json)) }
}

/// A choice between named values: conform a `String` enum and write nothing else.
public protocol ParameterChoice: ParameterValue, CaseIterable, RawRepresentable
where RawValue == String {}

extension ParameterChoice {
  private static var names: [String] { allCases.map(\.rawValue) }
  public static var jsonSchema: JSON { ["enum": .array(names.map(JSON.string))] }
  public static var typeName: String { "one of: " + names.joined(separator: ", ") }
  public static var placeholder: Self { allCases[allCases.startIndex] }
  public static func read(_ node: ConfigNode, _: ParameterContext) -> ParameterReading<Self> {
    guard let text = node.text else { return .complaint("must be \(typeName), not \(node.kind)") }
    if let value = Self(rawValue: text) { return .value(value) }
    return .complaint(
      "cannot be '\(text)'", id: "unknown-choice",
      help: Suggestion.help(for: text, among: names, kind: "choices"))
  }
  public var json: JSON { .string(rawValue) }
}
