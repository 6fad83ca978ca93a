/// One parameter of a module: its default, its documentation and what it may hold.
///
///     struct Parameters: ParameterSet {
///       @Param("Chance of following an edge rather than jumping", in: 0...1) var damping = 0.85
///       @Param(required: "The file to read") var file: InputFile
///     }
///
/// From this one line come decoding with located errors, the default, `modules show` and the
/// JSON Schema. The YAML key is the property's name in snake case.
@propertyWrapper
public struct Param<Value: ParameterValue>: Sendable, Decodable {
  public var wrappedValue: Value
  let doc: String
  private(set) var isRequired: Bool
  let check: @Sendable (Value) -> String?
  let constraints: [JSON.Member]

  init(
    _ value: Value, _ doc: String, isRequired: Bool = false, constraints: [JSON.Member] = [],
    check: @escaping @Sendable (Value) -> String? = { _ in nil }
  ) {
    (wrappedValue, self.doc, self.isRequired) = (value, doc, isRequired)
    (self.constraints, self.check) = (constraints, check)
  }

  /// A parameter that has a default.
  public init(wrappedValue: Value, _ doc: String) { self.init(wrappedValue, doc) }

  /// A parameter that every stage must give.
  public init(required doc: String) { self.init(.placeholder, doc, isRequired: true) }

  /// Called by the `Decodable` that the compiler writes for a parameter set.
  public init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? ParameterDecoder else {
      preconditionFailure("a parameter set is read from a study only")
    }
    self = decoder.value(like: Self.self)
  }
}

extension Param where Value: Comparable & Sendable {
  public init(wrappedValue: Value, _ doc: String, in range: ClosedRange<Value>) {
    let (low, high) = (range.lowerBound.json, range.upperBound.json)
    self.init(
      wrappedValue, doc, constraints: [.init("minimum", low), .init("maximum", high)]
    ) {
      range.contains($0) ? nil : "must be from \(low.compact) to \(high.compact)"
    }
  }

  public init(wrappedValue: Value, _ doc: String, in range: PartialRangeFrom<Value>) {
    let low = range.lowerBound.json
    self.init(wrappedValue, doc, constraints: [.init("minimum", low)]) {
      range.contains($0) ? nil : "must be at least \(low.compact)"
    }
  }

  /// A parameter that every stage must give, within a range.
  public init(required doc: String, in range: PartialRangeFrom<Value>) {
    self.init(wrappedValue: .placeholder, doc, in: range)
    isRequired = true
  }

  /// A parameter that must lie strictly above a bound.
  public init(wrappedValue: Value, _ doc: String, above bound: Value) {
    let low = bound.json
    self.init(wrappedValue, doc, constraints: [.init("exclusiveMinimum", low)]) {
      $0 > bound ? nil : "must be greater than \(low.compact)"
    }
  }
}

/// What is known of one parameter without its Swift type.
public struct ParameterDescription: Sendable {
  public let key: String
  public let typeName: String
  public let doc: String
  public let isRequired: Bool
  public let defaultValue: JSON
  public let jsonSchema: JSON
}

protocol AnyParam: Sendable {
  var json: JSON { get }
  /// The value as a program of another language wants it: see ``DescribedParameters/Values/arguments``.
  var argument: JSON { get }
  var isRequired: Bool { get }
  func described(as key: String) -> ParameterDescription
  /// The parameter with the value in `node`, or as it is beside what is wrong with that.
  func reading(
    _ node: ConfigNode, as key: String, _ context: ParameterContext
  ) -> (param: Self, problem: Diagnostic?)
}

extension Param: AnyParam {
  var json: JSON { wrappedValue.json }

  var argument: JSON {
    switch wrappedValue {
    case let file as InputFile: .string(file.path)
    case let files as [InputFile]: .array(files.map { .string($0.path) })
    default: json
    }
  }

  func reading(
    _ node: ConfigNode, as key: String, _ context: ParameterContext
  ) -> (param: Param<Value>, problem: Diagnostic?) {
    switch Value.read(node, context) {
    case .value(let value):
      if let complaint = check(value) {
        let text = "'\(key)' \(complaint), not \(value.json.compact)"
        return (self, Diagnostic("out-of-range", text, at: node.location, help: doc))
      }
      var param = self
      param.wrappedValue = value
      return (param, nil)
    case .complaint(let text, let id, let help, let location):
      let place = location ?? node.location
      return (self, Diagnostic(id, "'\(key)' \(text)", at: place, help: help ?? doc))
    }
  }

  func described(as key: String) -> ParameterDescription {
    var schema = Value.jsonSchema
    for constraint in constraints { schema[constraint.key] = constraint.value }
    schema["description"] = .string(doc)
    if !isRequired, wrappedValue.json != .null { schema["default"] = wrappedValue.json }
    return ParameterDescription(
      key: key, typeName: Value.typeName, doc: doc, isRequired: isRequired,
      defaultValue: isRequired ? .null : wrappedValue.json, jsonSchema: schema)
  }
}
