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

  /// The value that a text stands for.
  func value(of text: String) -> XMLValue { XMLValue(text, as: type) }
}
