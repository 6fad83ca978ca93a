/// A value of an attribute, by what Graphviz will do with it.
public enum DOTValue: Sendable, Hashable {
  /// A word of Graphviz, such as `filled`, or any text it takes as it is.
  case word(String)
  case number(Double)
  case color(Color)
  /// Text to be shown, in `label`, `xlabel`, `headlabel`, `taillabel` and `tooltip`.
  case label(String)
  /// Text to be shown, drawn by the HTML-like machinery, perhaps bold.
  case html(String, bold: Bool = false)
  /// The target of a link.
  case url(String)

  var text: String {
    switch self {
    case .word(let text): DOTText.verbatim(text)
    case .number(let value): DOTText.number(value) ?? "\"\""
    case .color(let color): "\"\(color.hex)\""
    case .label(let text): DOTText.label(text)
    case .html(let text, let bold): DOTText.htmlLabel(text, bold: bold)
    case .url(let text): DOTText.url(text)
    }
  }
}

/// Attributes in the order they are written.
public typealias DOTAttributes = [(name: String, value: DOTValue)]

/// Writes a graph in the DOT language, statement by statement.
///
/// Identifiers, attribute names and values may hold any text.
public struct DOTWriter: Sendable {
  private var text: String
  private let connector: String
  private var depth = 1
  private var clusters = 0

  /// - Parameter name: shown by browsers that point at the background of an SVG.
  public init(directed: Bool, name: String = "graph", attributes: DOTAttributes = []) {
    text = "\(directed ? "digraph" : "graph") \(DOTText.identifier(name)) {\n"
    connector = directed ? "->" : "--"
    defaults("graph", attributes)
  }

  /// Attributes of all nodes written after this.
  public mutating func nodeDefaults(_ attributes: DOTAttributes) { defaults("node", attributes) }

  /// Attributes of all edges written after this.
  public mutating func edgeDefaults(_ attributes: DOTAttributes) { defaults("edge", attributes) }

  public mutating func node(_ id: String, _ attributes: DOTAttributes = []) {
    statement(DOTText.identifier(id), attributes)
  }

  public mutating func edge(_ from: String, _ to: String, _ attributes: DOTAttributes = []) {
    statement(
      "\(DOTText.identifier(from)) \(connector) \(DOTText.identifier(to))", attributes)
  }

  /// What `body` writes is drawn together inside a frame.
  public mutating func cluster(
    _ attributes: DOTAttributes = [], _ body: (inout DOTWriter) throws -> Void
  ) rethrows {
    clusters += 1
    line("subgraph cluster\(clusters) {")
    depth += 1
    defaults("graph", attributes)
    defer {
      depth -= 1
      line("}")
    }
    try body(&self)
  }

  /// Nodes that `dot` puts on one rank.
  public mutating func sameRank(_ ids: [String]) {
    line("{ rank=same; \(ids.map(DOTText.identifier).joined(separator: "; ")) }")
  }

  /// The whole text.
  public func finished() -> String { text + "}\n" }

  private mutating func defaults(_ subject: String, _ attributes: DOTAttributes) {
    if !attributes.isEmpty { statement(subject, attributes) }
  }

  private mutating func statement(_ subject: String, _ attributes: DOTAttributes) {
    if attributes.isEmpty { return line("\(subject);") }
    let list = attributes.map { "\(Self.name($0.name))=\($0.value.text)" }.joined(separator: " ")
    line("\(subject) [\(list)];")
  }

  /// Names of Graphviz stay bare; others, such as columns of a table, are quoted.
  private static func name(_ text: String) -> String {
    let bare = text.allSatisfy { $0 == "_" || ($0.isASCII && $0.isLetter) }
    let keywords: Set = ["node", "edge", "graph", "digraph", "subgraph", "strict", ""]
    return bare && !keywords.contains(text.lowercased()) ? text : DOTText.identifier(text)
  }

  private mutating func line(_ content: String) {
    text += String(repeating: "  ", count: depth) + content + "\n"
  }
}
