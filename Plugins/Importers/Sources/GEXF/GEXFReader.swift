internal import ModuleKit

/// Reads GEXF into a draft, as a listener to an XML file.
final class GEXFReader: XMLListener {
  private typealias Place = SourceLines.Place

  private enum Element: String {
    case gexf, graph, attributes, attribute, `default`, nodes, node, edges, edge
    case attvalues, attvalue, spells, spell, slices, slice, parents, parent
    case color, size, position, shape, thickness
  }

  /// A node or an edge that is open; nodes may hold others.
  private struct Item {
    let isNode: Bool
    let row: Int
    let id: String
    /// The columns that it has a value for.
    var given: Set<String> = []
    var spells: [String] = []
  }

  private var draft: GraphDraft
  private let progress: () throws -> Void
  private var open: [Element] = []
  /// How deep the parser is in elements that are passed over.
  private var skipped = 0
  private var items: [Item] = []
  private var nodeAttributes = GEXFAttributes()
  private var edgeAttributes = GEXFAttributes()
  /// What the attributes that are being declared are for.
  private var declaresNodes = true
  private var declaredID = ""
  private var text = ""
  private var graphs = 0
  private var passedOver = 0
  private var repeated = 0
  /// Edges that do not say what they weigh.
  private var weightless: [Int] = []
  private var sawWeight = false

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
    // Where others have a weight of their own, the format says that these weigh 1.
    if sawWeight {
      for row in weightless { draft.edgeAttributes.set("weight", row: row, "1", .integer) }
    }
    if passedOver > 0 { draft.notes.append("unknown elements, passed over: \(passedOver)") }
    if repeated > 0 {
      draft.notes.append("further values of the same attribute, the first kept: \(repeated)")
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
    let element = Element(rawValue: name)
    if open.isEmpty, element != .gexf {
      throw draft.lines.error(
        "wrong-root", "the root element is '\(name.prefix(40))', not 'gexf'", at: place,
        help: "is this a GEXF file?")
    }
    if let element, try begin(element, attributes, at: place) {
      open.append(element)
    } else {
      // Neither the notes on the file nor the choices of an attribute belong to the network.
      if name != "meta", name != "options" { passedOver += 1 }
      skipped = 1
    }
  }

  /// False when the element does not belong here.
  private func begin(
    _ element: Element, _ attributes: [String: String], at place: Place
  ) throws(Diagnostic) -> Bool {
    switch (open.last, element) {
    case (nil, .gexf): break
    case (.gexf, .graph): try beginGraph(attributes, at: place)
    case (.graph, .attributes): try beginAttributes(attributes, at: place)
    case (.attributes, .attribute): try declare(attributes, at: place)
    case (.attribute, .default): text = ""
    case (.graph, .nodes), (.node, .nodes), (.graph, .edges), (.node, .edges): break
    case (.nodes, .node): try beginNode(attributes, at: place)
    case (.edges, .edge): try beginEdge(attributes, at: place)
    case (.node, .attvalues), (.edge, .attvalues): break
    case (.attvalues, .attvalue), (.node, .attvalue), (.edge, .attvalue):
      try setValue(attributes, at: place)
    case (.node, .spells), (.edge, .spells), (.node, .slices), (.edge, .slices): break
    case (.spells, .spell), (.slices, .slice): addSpell(attributes)
    case (.node, .parents): break
    case (.parents, .parent):
      if let parent = attributes["for"] { set("pid", parent, .text) }
    case (.node, .color), (.node, .size), (.node, .position), (.node, .shape),
      (.edge, .color), (.edge, .thickness), (.edge, .shape):
      let values = GEXFDrawing.values(element.rawValue, attributes)
      if values.isEmpty { passedOver += 1 }
      for value in values { set(value.name, value.text, value.type) }
    default: return false
    }
    return true
  }

  func add(_ string: String) {
    if skipped == 0, open.last == .default { text += string }
  }

  func end(at place: SourceLines.Place) throws(Diagnostic) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard let element = open.popLast() else { return }
    if element == .default { try endDefault(at: place) }
    if element == .node || element == .edge { try endItem() }
  }

  private func beginGraph(_ attributes: [String: String], at place: Place) throws(Diagnostic) {
    graphs += 1
    if graphs > 1 {
      throw draft.lines.error(
        "several-graphs", "a second graph begins here", at: place, help: "keep one graph per file")
    }
    switch attributes["defaultedgetype"] {
    case "directed": draft.isDirectedByDefault = true
    // What joins both ways has no direction.
    case "undirected", "mutual": break
    case nil: draft.notes.append("'defaultedgetype' is missing: taken as undirected")
    case let other?:
      throw draft.lines.error(
        "bad-value",
        "'defaultedgetype' must be 'directed', 'undirected' or 'mutual', not "
          + "'\(other.prefix(40))'", at: place)
    }
  }

  // MARK: Declarations

  private func beginAttributes(
    _ attributes: [String: String], at place: Place
  ) throws(Diagnostic) {
    switch attributes["class"] {
    case "node": declaresNodes = true
    case "edge": declaresNodes = false
    default:
      throw draft.lines.error("bad-value", "'class' must be 'node' or 'edge'", at: place)
    }
  }

  private func declare(_ attributes: [String: String], at place: Place) throws(Diagnostic) {
    guard let attribute = GEXFAttributes.Attribute(attributes) else {
      throw draft.lines.error("key-without-id", "this attribute has no id", at: place)
    }
    declaredID = attribute.id
    let isNew: Bool
    if declaresNodes {
      isNew = nodeAttributes.add(attribute)
      draft.nodeAttributes.declare(attribute.name, attribute.type)
    } else {
      isNew = edgeAttributes.add(attribute)
      draft.edgeAttributes.declare(attribute.name, attribute.type)
    }
    if !isNew {
      throw draft.lines.error(
        "duplicate-key", "a second attribute has the id '\(attribute.id.prefix(40))'", at: place)
    }
  }

  private func endDefault(at place: Place) throws(Diagnostic) {
    guard let attribute = (declaresNodes ? nodeAttributes : edgeAttributes)[declaredID] else {
      return
    }
    switch attribute.value(of: text) {
    case .missing: break
    case .wrong: throw wrongValue(text, attribute, at: place)
    case .value(let value):
      if declaresNodes {
        nodeAttributes.addDefault(value, for: attribute)
      } else {
        edgeAttributes.addDefault(value, for: attribute)
      }
    }
  }

  private func wrongValue(
    _ text: String, _ attribute: GEXFAttributes.Attribute, at place: Place
  ) -> Diagnostic {
    draft.lines.error(
      "bad-value",
      "'\(text.trimmed.prefix(40))' is no \(attribute.typeName), as attribute "
        + "'\(attribute.name)' declares", at: place)
  }

  // MARK: Nodes and edges

  private func beginNode(_ attributes: [String: String], at place: Place) throws(Diagnostic) {
    guard let id = attributes["id"] else {
      throw draft.lines.error(
        "node-without-id", "this node has no id", at: place, help: "give it an 'id'")
    }
    let row = try draft.addNode(id, at: place)
    let parent = (items.last?.isNode ?? false) ? items.last?.id : nil
    items.append(Item(isNode: true, row: row, id: id))
    keep(attributes, apartFrom: ["id"])
    if let parent, attributes["pid"] == nil { set("pid", parent, .text) }
  }

  private func beginEdge(_ attributes: [String: String], at place: Place) throws(Diagnostic) {
    guard let source = attributes["source"], let target = attributes["target"] else {
      let end = attributes["source"] == nil ? "source" : "target"
      throw draft.lines.error("edge-without-end", "this edge has no \(end)", at: place)
    }
    var isArc: Bool?
    switch attributes["type"] {
    case nil: break
    case "directed": isArc = true
    case "undirected", "mutual": isArc = false
    case let other?:
      throw draft.lines.error(
        "bad-value",
        "'type' must be 'directed', 'undirected' or 'mutual', not '\(other.prefix(40))'",
        at: place)
    }
    let row = draft.addEdge(source, target, isArc: isArc, at: place)
    sawWeight = sawWeight || attributes["weight"] != nil
    items.append(Item(isNode: false, row: row, id: ""))
    keep(attributes, apartFrom: ["id", "source", "target", "type"])
  }

  private func endItem() throws(Diagnostic) {
    // No copy of the item: it would be copied again with each value that it is given.
    guard let last = items.indices.last else { return }
    let spells = items[last].spells
    if !spells.isEmpty { set("spells", spells.joined(separator: "; "), .text) }
    let declared = items[last].isNode ? nodeAttributes : edgeAttributes
    try draft.spend(declared.defaultsCost)
    for (attribute, value) in declared.defaults where !items[last].given.contains(attribute.name) {
      set(attribute.name, value, attribute.type)
    }
    if !items[last].isNode, !items[last].given.contains("weight") {
      weightless.append(items[last].row)
    }
    items.removeLast()
  }

  // MARK: Values

  /// Keeps what stands in the tag of a node or an edge: label, weight, kind, start, end.
  private func keep(_ attributes: [String: String], apartFrom taken: [String]) {
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
      // A colon is for the XML itself.
      if taken.contains(name) || name.contains(":") { continue }
      if ["label", "kind", "pid"].contains(name) {
        set(name, value, .text)
      } else if let number = NumberText.plain(value) {
        if !number.isNaN { set(name, value, AttributeTable.numberType(value) ?? .number) }
      } else {
        set(name, value, .text)
      }
    }
  }

  private func setValue(_ attributes: [String: String], at place: Place) throws(Diagnostic) {
    guard let last = items.indices.last else { return }
    // Version 1.1 said 'id' for what later ones call 'for'.
    guard let id = attributes["for"] ?? attributes["id"] else {
      throw draft.lines.error(
        "data-without-key", "this value does not say for which attribute it is", at: place,
        help: "name it with 'for'")
    }
    let declared = items[last].isNode ? nodeAttributes : edgeAttributes
    guard let attribute = declared[id] else {
      throw draft.lines.error(
        "unknown-key", "no attribute has the id '\(id.prefix(40))'", at: place,
        help: Suggestion.help(
          for: id, among: Array(declared.ids.prefix(1000)), kind: "attributes"))
    }
    let text = attributes["value"] ?? ""
    switch attribute.value(of: text) {
    case .value(let value): set(attribute.name, value, attribute.type)
    case .missing: items[last].given.insert(attribute.name)
    case .wrong: throw wrongValue(text, attribute, at: place)
    }
  }

  /// Gives the open node or edge a value, unless it has one for the column.
  private func set(_ name: String, _ value: String, _ type: ColumnType) {
    guard let last = items.indices.last else { return }
    if !items[last].given.insert(name).inserted {
      repeated += 1
      return
    }
    if items[last].isNode {
      draft.nodeAttributes.set(name, row: items[last].row, value, type)
    } else {
      draft.edgeAttributes.set(name, row: items[last].row, value, type)
    }
  }

  /// Times at which a node or an edge is there, as intervals of ISO 8601.
  private func addSpell(_ attributes: [String: String]) {
    guard let last = items.indices.last else { return }
    let start = attributes["start"] ?? attributes["startopen"] ?? ".."
    let end = attributes["end"] ?? attributes["endopen"] ?? ".."
    items[last].spells.append("\(start)/\(end)")
  }
}
