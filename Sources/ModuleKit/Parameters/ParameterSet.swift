/// The parameters of a module, each declared with ``Param``; defaults make the empty set.
///
/// Modules that share parameters share a set: a property that is itself a set stands for its parameters, which
/// are written, read and shown as if they were declared in its place.
///
///     struct Parameters: ParameterSet {
///       @Param(required: "Where the chain starts") var from: String
///       var ties = TieChoices()
///     }
public protocol ParameterSet: Decodable, Sendable { init() }

/// For modules that have nothing to set.
public struct NoParameters: ParameterSet { public init() {} }

extension ParameterSet {
  /// The declared parameters in order, with their keys as written in YAML.
  static var prototypes: [(key: String, param: any AnyParam)] { Self().params }

  private var params: [(key: String, param: any AnyParam)] {
    Mirror(reflecting: self).children.flatMap { child -> [(key: String, param: any AnyParam)] in
      if let included = child.value as? any ParameterSet { return included.params }
      guard let label = child.label, let param = child.value as? any AnyParam else { return [] }
      return [(snakeCased(label.hasPrefix("_") ? label.dropFirst() : label[...]), param)]
    }
  }

  public static var descriptions: [ParameterDescription] {
    prototypes.map { $0.param.described(as: $0.key) }
  }

  /// The JSON Schema of the set, for editors.
  public static var jsonSchema: JSON { .parameters(descriptions) }

  /// All values, defaults included, in canonical form.
  public var json: JSON { .object(params.map { JSON.Member($0.key, $0.param.json) }) }

  /// The values that differ from their defaults, in canonical form.
  public var chosenJSON: JSON {
    let defaults = Self.descriptions.map(\.defaultValue)
    return .object(
      zip(params, defaults).map { (JSON.Member($0.key, $0.param.json), $1) }
        .filter { $0.0.value != $0.1 }.map(\.0))
  }

  /// Reads the set from a mapping, reporting every problem, not only the first.
  ///
  /// What is wrong or missing holds its default, so that checking can go on.
  ///
  /// - Parameters:
  ///   - node: the mapping; nil or null is the empty one.
  ///   - stage: where to point when there is no mapping to point into.
  public static func decode(
    _ node: ConfigNode?, stage: Diagnostic.Location, _ context: ParameterContext
  ) -> (value: Self, locations: [String: Diagnostic.Location], diagnostics: [Diagnostic]) {
    let decoder = ParameterDecoder(
      prototypes: prototypes, node: node, stage: stage, context: context)
    do {
      let value = try Self(from: decoder)
      return (value, decoder.locations, decoder.diagnostics)
    } catch {
      preconditionFailure("every stored property of \(Self.self) needs @Param: \(error)")
    }
  }
}

/// `maxIterations` is written `max_iterations`.
func snakeCased(_ name: Substring) -> String {
  name.reduce(into: "") { result, character in
    if character.isUppercase {
      result += "_" + character.lowercased()
    } else {
      result.append(character)
    }
  }
}
