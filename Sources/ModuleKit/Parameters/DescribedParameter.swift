/// A parameter whose type is known only while running: what a plug-in says of it.
public struct DescribedParameter: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case number, integer, boolean, text
    case choice([String])
    case nodeColumn, edgeColumn, file
  }

  /// What a number must lie within.
  public struct Bounds: Sendable, Equatable {
    public var minimum: Double?
    public var maximum: Double?
    /// It must be greater than this.
    public var exclusiveMinimum: Double?

    public init(
      minimum: Double? = nil, maximum: Double? = nil, exclusiveMinimum: Double? = nil
    ) {
      (self.minimum, self.maximum) = (minimum, maximum)
      self.exclusiveMinimum = exclusiveMinimum
    }

    /// Completes the sentence "'damping' … , not 2"; nil for a value within.
    func complaint(_ value: Double) -> String? {
      func text(_ bound: Double) -> String { JSON(wholeIfPossible: bound).compact }
      if let minimum, let maximum, value < minimum || value > maximum {
        return "must be from \(text(minimum)) to \(text(maximum))"
      }
      if let minimum, value < minimum { return "must be at least \(text(minimum))" }
      if let maximum, value > maximum { return "must be at most \(text(maximum))" }
      if let low = exclusiveMinimum, value <= low { return "must be greater than \(text(low))" }
      return nil
    }

    var constraints: [JSON.Member] {
      [("minimum", minimum), ("exclusiveMinimum", exclusiveMinimum), ("maximum", maximum)]
        .compactMap { name, bound in bound.map { JSON.Member(name, JSON(wholeIfPossible: $0)) } }
    }
  }

  /// The key in YAML, in snake case.
  public let key: String
  public let kind: Kind
  /// Whether it holds any number of values of that kind.
  public let isList: Bool
  /// What it means, without a full stop.
  public let doc: String
  public let isRequired: Bool
  /// Null when it is not set by default, or required.
  public let defaultValue: JSON
  public let bounds: Bounds

  public init(
    _ key: String, _ kind: Kind, isList: Bool = false, doc: String, isRequired: Bool = false,
    defaultValue: JSON = .null, bounds: Bounds = Bounds()
  ) {
    (self.key, self.kind, self.isList, self.doc) = (key, kind, isList, doc)
    (self.isRequired, self.defaultValue) = (isRequired, defaultValue)
    self.bounds = bounds
  }

  /// Thrown for a description that contradicts itself.
  public struct Wrong: Error, Equatable {
    public let key: String
    /// Completes "parameter 'k' …".
    public let complaint: String
  }

  func prototype() throws(Wrong) -> any AnyParam {
    switch kind {
    case .number: try param(Double.self) { [bounds] in bounds.complaint($0) }
    case .integer: try param(Int.self) { [bounds] in bounds.complaint(Double($0)) }
    case .boolean: try param(Bool.self)
    case .text: try param(String.self)
    case .nodeColumn: try param(NodeColumn.self)
    case .edgeColumn: try param(EdgeColumn.self)
    case .file: try param(InputFile.self)
    case .choice(let names): try choice(names)
    }
  }

  private func choice(_ names: [String]) throws(Wrong) -> any AnyParam {
    if names.isEmpty { throw Wrong(key: key, complaint: "is a choice between no names") }
    return try withDefault(
      ChoiceParam(choices: names, isList: isList, doc: doc, isRequired: isRequired))
  }

  private func param<Value: ParameterValue>(
    _ type: Value.Type, check: @escaping @Sendable (Value) -> String? = { _ in nil }
  ) throws(Wrong) -> any AnyParam {
    if !isList { return try set(type, constraints: bounds.constraints, check: check) }
    // What holds of the values of a list stands with its items in the schema.
    var items = type.jsonSchema
    for constraint in bounds.constraints { items[constraint.key] = constraint.value }
    return try set([Value].self, constraints: [.init("items", items)]) {
      $0.lazy.compactMap(check).first
    }
  }

  private func set<Value: ParameterValue>(
    _ type: Value.Type, constraints: [JSON.Member], check: @escaping @Sendable (Value) -> String?
  ) throws(Wrong) -> any AnyParam {
    if isRequired || defaultValue != .null {
      return try withDefault(
        Param<Value>(
          .placeholder, doc, isRequired: isRequired, constraints: constraints, check: check))
    }
    return Param<Value?>(nil, doc, constraints: constraints) { $0.flatMap(check) }
  }

  /// The parameter holding the default, which is read as a study's value would be.
  private func withDefault<P: AnyParam>(_ param: P) throws(Wrong) -> any AnyParam {
    if isRequired || defaultValue == .null { return param }
    let node = ConfigNode(defaultValue, at: Diagnostic.Location(file: "default"))
    let reading = param.reading(node, as: key, ParameterContext())
    if let problem = reading.problem {
      throw Wrong(key: key, complaint: "has a default that it could not have: \(problem.message)")
    }
    return reading.param
  }
}

extension JSON {
  /// 5 rather than 5.0, as bounds are shown.
  init(wholeIfPossible value: Double) {
    self = Int(exactly: value).map(JSON.integer) ?? .number(value)
  }
}
