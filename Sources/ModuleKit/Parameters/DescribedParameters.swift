/// The parameters of a module that is known by its description: ``ParameterSet`` without a Swift type.
public struct DescribedParameters: Sendable {
  public let list: [DescribedParameter]
  private let prototypes: [(key: String, param: any AnyParam)]

  /// - Throws: the first parameter whose default does not fit, or whose key another has.
  public init(_ list: [DescribedParameter]) throws(DescribedParameter.Wrong) {
    self.list = list
    var prototypes: [(key: String, param: any AnyParam)] = []
    for parameter in list {
      if prototypes.contains(where: { $0.key == parameter.key }) {
        throw DescribedParameter.Wrong(key: parameter.key, complaint: "is declared twice")
      }
      prototypes.append((parameter.key, try parameter.prototype()))
    }
    self.prototypes = prototypes
  }

  public var descriptions: [ParameterDescription] {
    prototypes.map { $0.param.described(as: $0.key) }
  }

  /// The JSON Schema of the set, for editors.
  public var jsonSchema: JSON { .parameters(descriptions) }

  /// What a stage gives.
  public struct Values: Sendable {
    /// All values, defaults included, in canonical form.
    public let json: JSON
    /// The values that differ from their defaults.
    public let chosenJSON: JSON
    /// All values as a program wants them: files by the path at which they can be opened.
    public let arguments: JSON
    /// Where each given value is written.
    public let locations: [String: Diagnostic.Location]
    public let diagnostics: [Diagnostic]
  }

  /// Reads the values from a mapping, reporting every problem, as
  /// ``ParameterSet/decode(_:stage:_:)`` does.
  public func decode(
    _ node: ConfigNode?, stage: Diagnostic.Location, _ context: ParameterContext
  ) -> Values {
    let decoder = ParameterDecoder(
      prototypes: prototypes, node: node, stage: stage, context: context)
    var params: [(key: String, param: any AnyParam)] = []
    for (key, prototype) in prototypes {
      // Taken out of its box here, a prototype of one type becomes a parameter of that type.
      let param: any AnyParam = decoder.read(key, prototype)
      params.append((key, param))
    }
    let chosen = zip(params, descriptions).filter { $0.param.json != $1.defaultValue }.map(\.0)
    return Values(
      json: .object(params.map { JSON.Member($0.key, $0.param.json) }),
      chosenJSON: .object(chosen.map { JSON.Member($0.key, $0.param.json) }),
      arguments: .object(params.map { JSON.Member($0.key, $0.param.argument) }),
      locations: decoder.locations, diagnostics: decoder.diagnostics)
  }
}

extension JSON {
  /// The schema of a mapping of parameters.
  static func parameters(_ descriptions: [ParameterDescription]) -> JSON {
    let required = descriptions.filter(\.isRequired).map { JSON.string($0.key) }
    var schema: JSON = [
      "type": "object", "additionalProperties": false,
      "properties": .object(descriptions.map { JSON.Member($0.key, $0.jsonSchema) }),
    ]
    if !required.isEmpty { schema["required"] = .array(required) }
    return schema
  }
}
