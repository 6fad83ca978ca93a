internal import ModuleKit

/// The attributes that a GEXF file declares for nodes or for edges.
struct GEXFAttributes {
  struct Attribute {
    let id: String
    let name: String
    let type: ColumnType
    /// The type as written, for messages.
    let typeName: String

    /// - Parameters:
    ///   - attributes: those of the `attribute` element.
    init?(_ attributes: [String: String]) {
      guard let id = attributes["id"] else { return nil }
      self.id = id
      let title = attributes["title"] ?? ""
      name = title.isEmpty ? id : title
      typeName = attributes["type"] ?? "string"
      switch typeName.lowercased() {
      case "integer", "long", "short", "byte": type = .integer
      case "float", "double", "bigdecimal", "biginteger": type = .number
      case "boolean": type = .boolean
      // Lists, dates and addresses too.
      default: type = .text
      }
    }

    /// What a text stands for; a blank one is no number and no truth value, and no mistake either.
    func value(of text: String) -> XMLValue {
      if type == .text { return .value(text) }
      // No number is longer, and a default is read again for each node.
      if text.utf8.count > 400 { return .wrong }
      return text.trimmed.isEmpty ? .missing : XMLValue(text, as: type)
    }
  }

  private var attributes: [String: Attribute] = [:]
  /// In the order of the file.
  private(set) var ids: [String] = []
  /// Values for nodes or edges that give none themselves.
  private(set) var defaults: [(attribute: Attribute, value: String)] = []
  /// What it costs to give them.
  private(set) var defaultsCost = 0

  subscript(id: String) -> Attribute? { attributes[id] }

  /// False when there is another with the same id.
  mutating func add(_ attribute: Attribute) -> Bool {
    if attributes.updateValue(attribute, forKey: attribute.id) != nil { return false }
    ids.append(attribute.id)
    return true
  }

  mutating func addDefault(_ value: String, for attribute: Attribute) {
    defaults.append((attribute, value))
    defaultsCost += GraphDraft.cost(of: value)
  }
}
