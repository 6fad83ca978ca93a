internal import ModuleKit

/// Reads GML into a draft.
struct GMLReader {
  private typealias Place = SourceLines.Place

  /// A list that is open: what it is, and where its bracket stands.
  private struct Level {
    enum Kind { case graph, node, edge, other }
    let kind: Kind
    let key: String
    let place: Place
  }

  /// A node or an edge that is being read.
  private struct Item {
    let place: Place
    var id: String?
    var source: String?
    var target: String?
    var attributes: [(name: String, value: String, type: ColumnType)] = []
  }

  private var draft: GraphDraft
  private var scanner: GMLScanner
  private var levels: [Level] = []
  private var item: Item?
  private var graphPlace: Place?

  init(_ bytes: [UInt8], file: String) {
    draft = GraphDraft(bytes, file: file)
    scanner = GMLScanner(draft.lines)
  }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> GraphDraft {
    var count = 0
    while true {
      count += 1
      if count & 0x3FFF == 0 { try progress() }
      let token = try scanner.next()
      let place = scanner.place
      switch token {
      case .end:
        try finish()
        return draft
      case .close: try close(at: place)
      case .word(let key): try readValue(of: key, at: place)
      case .open, .text:
        throw draft.lines.error(
          "unexpected-value", "a key is expected here", at: place,
          help: "GML is a list of keys, each with a value: 'label \"Ann\"'")
      }
    }
  }

  private func finish() throws(Diagnostic) {
    if let open = levels.last {
      throw draft.lines.error(
        "open-bracket", "the bracket of '\(open.key)' is never closed", at: open.place,
        help: "every '[' needs its ']'; or the file was cut off")
    }
    if graphPlace == nil {
      throw draft.lines.error(
        "no-graph", "there is no 'graph [ … ]' in the file", at: Place(line: 1, byte: 0),
        help: "is this a GML file?")
    }
  }

  private mutating func readValue(of key: String, at place: Place) throws(Diagnostic) {
    guard let first = key.unicodeScalars.first, first.properties.isAlphabetic || first == "_" else {
      throw draft.lines.error(
        "bad-key", "'\(key.prefix(40))' is no key", at: place, help: "keys begin with a letter")
    }
    let token = try scanner.next()
    switch token {
    case .open: try open(key, at: scanner.place)
    case .text(let text): try take(key, text, .text, at: place)
    case .word(let word):
      guard let type = AttributeTable.numberType(word) else {
        throw draft.lines.error(
          "bad-value", "'\(word.prefix(40))' is neither a number nor a quoted text",
          at: scanner.place, help: "put texts in quotation marks")
      }
      try take(key, word, type, at: place)
    case .close, .end:
      throw draft.lines.error("missing-value", "key '\(key.prefix(40))' has no value", at: place)
    }
  }

  // MARK: Lists

  private mutating func open(_ key: String, at place: Place) throws(Diagnostic) {
    // Deep lists hold drawings, and none is this deep.
    if levels.count >= 64 {
      throw draft.lines.error("too-deep", "lists are nested more than 64 deep", at: place)
    }
    var kind = Level.Kind.other
    switch (levels.last?.kind, key.lowercased()) {
    case (nil, "graph"):
      if let first = graphPlace {
        throw draft.lines.error(
          "several-graphs", "a second graph begins here", at: place,
          notes: [.init("the first one", at: draft.lines.location(of: first))],
          help: "keep one graph per file")
      }
      graphPlace = place
      kind = .graph
    case (.graph, "node"):
      kind = .node
      item = Item(place: place)
    case (.graph, "edge"):
      kind = .edge
      item = Item(place: place)
    default: break
    }
    levels.append(Level(kind: kind, key: String(key.prefix(100)), place: place))
  }

  private mutating func close(at place: Place) throws(Diagnostic) {
    guard let level = levels.popLast() else {
      throw draft.lines.error("unexpected-bracket", "this bracket closes nothing", at: place)
    }
    guard let item, level.kind == .node || level.kind == .edge else { return }
    self.item = nil
    if level.kind == .node {
      guard let id = item.id else {
        throw draft.lines.error(
          "node-without-id", "this node has no id", at: item.place, help: "give it an 'id'")
      }
      let row = try draft.addNode(id, at: item.place)
      for value in item.attributes {
        draft.nodeAttributes.set(value.name, row: row, value.value, value.type)
      }
    } else {
      guard let source = item.source, let target = item.target else {
        throw draft.lines.error(
          "edge-without-end", "this edge has no \(item.source == nil ? "source" : "target")",
          at: item.place)
      }
      let row = draft.addEdge(source, target, isArc: nil, at: item.place)
      for value in item.attributes {
        draft.edgeAttributes.set(value.name, row: row, value.value, value.type)
      }
    }
  }

  // MARK: Values

  private mutating func take(
    _ key: String, _ value: String, _ type: ColumnType, at place: Place
  ) throws(Diagnostic) {
    switch (levels.last?.kind, key.lowercased()) {
    case (.graph, "directed"):
      guard value == "0" || value == "1" else {
        throw draft.lines.error("bad-value", "'directed' must be 0 or 1", at: place)
      }
      draft.isDirectedByDefault = value == "1"
    case (.node, "id"):
      let id = try identifier(value, type, at: place)
      item?.id = id
    case (.edge, "source"):
      let id = try identifier(value, type, at: place)
      item?.source = id
    case (.edge, "target"):
      let id = try identifier(value, type, at: place)
      item?.target = id
    default:
      guard item != nil else { return }
      // "nan" is how programs write that there is no value.
      if type == .number, NumberText.plain(value)?.isNaN ?? true { return }
      // A list inside a node, such as `graphics`, gives columns with a dot.
      let start = levels.lastIndex { $0.kind == .node || $0.kind == .edge } ?? 0
      let name = (levels[(start + 1)...].map(\.key) + [key]).joined(separator: ".")
      item?.attributes.append((name, value, type))
    }
  }

  private func identifier(
    _ value: String, _ type: ColumnType, at place: Place
  ) throws(Diagnostic) -> String {
    if type == .integer { return Int(value).map { String($0) } ?? value }
    if type == .number, value.contains(where: { !$0.isNumber && $0 != "-" }) {
      throw draft.lines.error(
        "bad-id", "'\(value.prefix(40))' is not a whole number", at: place,
        help: "ids are whole numbers, or texts in quotation marks")
    }
    return value.trimmed
  }
}
