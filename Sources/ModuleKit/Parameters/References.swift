/// A file that a stage reads, named in the study relative to the study file.
public struct InputFile: ParameterValue, Hashable {
  /// As written in the study.
  public let name: String
  /// Where it is: `name` resolved against the study's folder.
  public let path: String
  /// Whether even its hash tells something that is nobody's business.
  public let isSecret: Bool

  public init(name: String, path: String, isSecret: Bool = false) {
    (self.name, self.path, self.isSecret) = (name, path, isSecret)
  }

  public static var jsonSchema: JSON { ["type": "string", "format": "path"] }
  public static var typeName: String { "the path of a file" }
  public static var placeholder: InputFile { InputFile(name: "", path: "") }
  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<InputFile> {
    guard let name = node.text, !node.isNull else {
      return .complaint("must be \(typeName), not \(node.kind)")
    }
    let file = InputFile(name: name, path: context.resolve(name))
    context.record(file, at: node.location)
    return .value(file)
  }
  public var json: JSON { .string(name) }
}

/// A file that holds a secret, such as a key: no result names it or tells its hash.
public struct SecretFile: ParameterValue, Hashable {
  public let file: InputFile

  public static var jsonSchema: JSON { InputFile.jsonSchema }
  public static var typeName: String { InputFile.typeName }
  public static var placeholder: SecretFile { SecretFile(file: .placeholder) }
  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<SecretFile> {
    guard let name = node.text, !node.isNull else {
      return .complaint("must be \(typeName), not \(node.kind)")
    }
    let file = InputFile(name: name, path: context.resolve(name), isSecret: true)
    context.record(file, at: node.location)
    return .value(SecretFile(file: file))
  }
  public var json: JSON { file.json }
}

/// A column of the network's nodes, which must exist before the stage runs.
public struct NodeColumn: ParameterValue, Hashable, ExpressibleByStringLiteral {
  public let name: String
  public init(stringLiteral name: String) { self.name = name }
  public init(_ name: String) { self.name = name }
  public static var jsonSchema: JSON { String.jsonSchema }
  public static var typeName: String { "the name of a node column" }
  public static var placeholder: NodeColumn { "" }
  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<NodeColumn> {
    guard let name = node.text, !node.isNull else {
      return .complaint("must be \(typeName), not \(node.kind)")
    }
    context.record(nodeColumn: name, at: node.location)
    return .value(NodeColumn(name))
  }
  public var json: JSON { .string(name) }
}

/// A column of the network's edges, which must exist before the stage runs.
public struct EdgeColumn: ParameterValue, Hashable, ExpressibleByStringLiteral {
  public let name: String
  public init(stringLiteral name: String) { self.name = name }
  public init(_ name: String) { self.name = name }
  public static var jsonSchema: JSON { String.jsonSchema }
  public static var typeName: String { "the name of an edge column" }
  public static var placeholder: EdgeColumn { "" }
  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<EdgeColumn> {
    guard let name = node.text, !node.isNull else {
      return .complaint("must be \(typeName), not \(node.kind)")
    }
    context.record(edgeColumn: name, at: node.location)
    return .value(EdgeColumn(name))
  }
  public var json: JSON { .string(name) }
}
