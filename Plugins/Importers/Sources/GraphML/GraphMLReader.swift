internal import ModuleKit

/// Reads GraphML into a draft, as a listener to an XML file.
final class GraphMLReader: XMLListener {
  private typealias Place = SourceLines.Place

  private enum Element: String {
    case graphml, key, `default`, graph, node, edge, data, desc, locator
    case hyperedge, endpoint, port
  }

  private var draft: GraphDraft
  private let progress: () throws -> Void

  /// The elements that are open, outside data.
  private var open: [Element] = []
  /// How deep the parser is in elements that carry drawings or are unknown.
  private var skipped = 0
  private var keys: [String: GraphMLKey] = [:]
  private var keyOrder: [String] = []
  private var currentKey = ""
  /// What it costs to give a node or an edge all values that it does not give itself.
  private var defaultsCost: [String: Int] = [:]
  private var text = ""
  private var hasMarkup = false
  private var row = 0
  /// The keys that the open node or edge has a value for.
  private var given: Set<String> = []
  private var graphs = 0
  private var markupCount = 0

  /// - Parameter progress: called now and then; throws to stop.
  init(_ bytes: [UInt8], file: String, _ progress: @escaping () throws -> Void) throws(Diagnostic) {
    self.progress = progress
    let decoded = try XMLBytes.decoded(bytes, file: file)
    draft = GraphDraft(decoded.bytes, file: file)
    draft.lines.placesFollowTags = true
    draft.notes.append(decoded.encoding)
  }

  func read() throws -> GraphDraft {
    try XMLWalk(draft.lines, self, progress).run()
    if graphs == 0 {
      throw draft.lines.error(
        "no-graph", "there is no 'graph' element in the file", at: Place(line: 1, byte: 0))
    }
    if markupCount > 0 {
      draft.notes.append(
        "values that hold drawings of another program, passed over: \(markupCount)")
    }
    return draft
  }

  // MARK: Elements

  var openElement: String? { open.last?.rawValue }

  func begin(
    _ name: String, _ attributes: [String: String], at place: SourceLines.Place
  ) throws(Diagnostic) {
    if skipped > 0 {
      skipped += 1
      return
    }
    if open.last == .data || open.last == .default {
      hasMarkup = true
      skipped = 1
      return
    }
    guard let element = Element(rawValue: name) else {
      if open.isEmpty {
        throw draft.lines.error(
          "wrong-root", "the root element is '\(name.prefix(40))', not 'graphml'", at: place,
          help: "is this a GraphML file?")
      }
      skipped = 1
      return
    }
    try begin(element, attributes, at: place)
  }

  private func begin(
    _ element: Element, _ attributes: [String: String], at place: Place
  ) throws(Diagnostic) {
    func refuse(_ id: String, _ message: String, help: String? = nil) -> Diagnostic {
      draft.lines.error(id, message, at: place, help: help)
    }
    switch (open.last, element) {
    case (nil, .graphml): break
    case (nil, _):
      throw refuse(
        "wrong-root", "the root element is '\(element.rawValue)', not 'graphml'",
        help: "is this a GraphML file?")
    case (.graphml, .key): try beginKey(attributes, refuse)
    case (.key, .default): (text, hasMarkup) = ("", false)
    case (.graphml, .graph): try beginGraph(attributes, refuse)
    case (.graph, .node):
      guard let id = attributes["id"] else {
        throw refuse("node-without-id", "this node has no id", help: "give it an 'id'")
      }
      row = try draft.addNode(id, at: place)
      given = []
    case (.graph, .edge): try beginEdge(attributes, at: place, refuse)
    case (_, .data): try beginData(attributes, refuse)
    case (.node, .graph), (.edge, .graph):
      throw refuse(
        "nested-graph", "a graph inside a \(open.last?.rawValue ?? "node")",
        help: "only flat graphs can be read; take the inner graph out")
    case (_, .hyperedge):
      throw refuse("hyperedge", "an edge of more than two nodes", help: "write it as several edges")
    case (_, .port), (_, .endpoint):
      throw refuse("port", "ports of nodes cannot be read", help: "join the nodes themselves")
    case (_, .desc), (_, .locator):
      skipped = 1
      return
    default:
      throw refuse(
        "misplaced-element",
        "'\(element.rawValue)' does not belong into '\(open.last?.rawValue ?? "")'")
    }
    open.append(element)
  }

  private typealias Refusal = (String, String, String?) -> Diagnostic

  private func beginKey(
    _ attributes: [String: String], _ refuse: Refusal
  ) throws(Diagnostic) {
    guard let key = GraphMLKey(attributes) else {
      throw refuse("key-without-id", "this key has no id", nil)
    }
    if keys[key.id] != nil {
      throw refuse("duplicate-key", "a second key has the id '\(key.id.prefix(40))'", nil)
    }
    keys[key.id] = key
    keyOrder.append(key.id)
    currentKey = key.id
    // Other programs keep their drawings in keys without a name: no columns come of those.
    guard attributes["attr.name"] != nil else { return }
    if key.isFor("node") { draft.nodeAttributes.declare(key.name, key.type) }
    if key.isFor("edge") { draft.edgeAttributes.declare(key.name, key.type) }
  }

  private func beginGraph(
    _ attributes: [String: String], _ refuse: Refusal
  ) throws(Diagnostic) {
    graphs += 1
    if graphs > 1 {
      throw refuse("several-graphs", "a second graph begins here", "keep one graph per file")
    }
    switch attributes["edgedefault"] {
    case "directed": draft.isDirectedByDefault = true
    case "undirected": break
    case nil: draft.notes.append("'edgedefault' is missing: taken as undirected")
    case let other?:
      throw refuse(
        "bad-value", "'edgedefault' must be 'directed' or 'undirected', not '\(other.prefix(40))'",
        nil)
    }
  }

  private func beginEdge(
    _ attributes: [String: String], at place: SourceLines.Place, _ refuse: Refusal
  ) throws(Diagnostic) {
    guard let source = attributes["source"], let target = attributes["target"] else {
      let end = attributes["source"] == nil ? "source" : "target"
      throw refuse("edge-without-end", "this edge has no \(end)", nil)
    }
    var isArc: Bool?
    switch attributes["directed"] {
    case nil: break
    case "true", "1": isArc = true
    case "false", "0": isArc = false
    case let other?:
      throw refuse(
        "bad-value", "'directed' must be true or false, not '\(other.prefix(40))'", nil)
    }
    if attributes["sourceport"] != nil || attributes["targetport"] != nil {
      throw refuse("port", "ports of nodes cannot be read", "join the nodes themselves")
    }
    row = draft.addEdge(source, target, isArc: isArc, at: place)
    given = []
  }

  private func beginData(
    _ attributes: [String: String], _ refuse: Refusal
  ) throws(Diagnostic) {
    guard let id = attributes["key"] else {
      throw refuse("data-without-key", "this data has no key", nil)
    }
    if keys[id] == nil {
      throw refuse(
        "unknown-key", "no key has the id '\(id.prefix(40))'",
        Suggestion.help(for: id, among: keyOrder, kind: "keys"))
    }
    (currentKey, text, hasMarkup) = (id, "", false)
  }

  func add(_ string: String) {
    if skipped == 0, open.last == .data || open.last == .default { text += string }
  }

  func end(at place: SourceLines.Place) throws(Diagnostic) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard let element = open.popLast() else { return }
    switch element {
    case .default: try endDefault(at: place)
    case .data: try endData(at: place)
    case .node: try setDefaults("node")
    case .edge: try setDefaults("edge")
    default: break
    }
  }

  // MARK: Values

  private func endDefault(at place: Place) throws(Diagnostic) {
    guard let key = keys[currentKey] else { return }
    switch key.value(of: text) {
    case .value(let value):
      keys[currentKey]?.defaultValue = value
      for element in ["node", "edge"] where key.isFor(element) {
        defaultsCost[element, default: 0] += GraphDraft.cost(of: value)
      }
    case .missing: break
    case .wrong: throw wrongValue(key, at: place)
    }
  }

  private func endData(at place: Place) throws(Diagnostic) {
    guard let element = open.last, element == .node || element == .edge,
      let key = keys[currentKey]
    else { return }
    if hasMarkup, text.trimmed.isEmpty {
      markupCount += 1
      return
    }
    given.insert(currentKey)
    switch key.value(of: text) {
    case .value(let value): set(key, value, element.rawValue)
    case .missing: break
    case .wrong: throw wrongValue(key, at: place)
    }
  }

  private func set(_ key: GraphMLKey, _ value: String, _ element: String) {
    if element == "node" {
      draft.nodeAttributes.set(key.name, row: row, value, key.type)
    } else {
      draft.edgeAttributes.set(key.name, row: row, value, key.type)
    }
  }

  private func setDefaults(_ element: String) throws(Diagnostic) {
    try draft.spend(defaultsCost[element, default: 0])
    for id in keyOrder where !given.contains(id) {
      guard let key = keys[id], key.isFor(element), let value = key.defaultValue else { continue }
      set(key, value, element)
    }
  }

  private func wrongValue(_ key: GraphMLKey, at place: Place) -> Diagnostic {
    draft.lines.error(
      "bad-value",
      "'\(text.trimmed.prefix(40))' is no \(key.typeName), as key '\(key.name)' declares",
      at: place)
  }
}
