internal import ModuleKit

/// An attribute as a GraphML file declares it.
struct GraphMLKey {
  let id: String
  let name: String
  let type: ColumnType
  /// The type as written, for messages.
  let typeName: String
  let domain: String
  var defaultValue: String?

  /// - Parameters:
  ///   - attributes: those of the `key` element.
  init?(_ attributes: [String: String]) {
    guard let id = attributes["id"] else { return nil }
    self.id = id
    let given = attributes["attr.name"] ?? ""
    name = given.isEmpty ? id : given
    domain = attributes["for"] ?? "all"
    typeName = attributes["attr.type"] ?? "string"
    switch typeName.lowercased() {
    case "int", "integer", "long", "short": type = .integer
    case "float", "double", "real": type = .number
    case "boolean", "bool": type = .boolean
    default: type = .text
    }
  }

  func isFor(_ element: String) -> Bool { domain == element || domain == "all" }

  enum Value: Equatable {
    case value(String)
    case missing
    case wrong
  }

  /// The value that a text stands for, in the form that ``AttributeTable`` keeps.
  func value(of text: String) -> Value {
    if type == .text { return .value(text) }
    let trimmed = text.trimmed
    switch type {
    case .integer:
      return AttributeTable.numberType(trimmed) == .integer ? .value(trimmed) : .wrong
    case .number:
      guard let value = NumberText.plain(trimmed) else { return .wrong }
      return value.isNaN ? .missing : .value(trimmed)
    default:
      switch trimmed.lowercased() {
      case "true", "1": return .value("true")
      case "false", "0": return .value("false")
      default: return .wrong
      }
    }
  }
}
