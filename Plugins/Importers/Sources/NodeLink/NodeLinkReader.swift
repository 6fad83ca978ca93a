internal import ModuleKit

/// Reads node-link JSON into a draft.
struct NodeLinkReader {
  private typealias Place = SourceLines.Place

  private var draft: GraphDraft
  /// The key that names nodes; nil when they are named by their position.
  private var idKey: String?
  /// By position.
  private var names: [String] = []
  private var isName: Set<String> = []
  private var hasNumbersAsIDs = false
  private var usesPositions = false

  init(_ bytes: [UInt8], file: String) { draft = GraphDraft(bytes, file: file) }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> GraphDraft {
    let root = try LocatedJSON.parse(
      draft.lines.bytes, lines: draft.lines, checkCancelled: progress)
    guard let members = root.members else {
      throw draft.lines.error(
        "wrong-shape", "the file holds \(root.kindName) instead of an object", at: root.place,
        help: "node-link JSON is {\"nodes\": […], \"links\": […]}")
    }
    let nodes = try list(["nodes"], root)
    let links = try list(["links", "edges"], root)
    try readDirected(root)
    try readNodes(nodes, progress)
    try readLinks(links, progress)
    let others = members.map(\.key).filter { !Self.known.contains($0) }
    if !others.isEmpty {
      let more = others.count > 5 ? ", …" : ""
      draft.notes.append(
        "neither nodes nor links, passed over: " + others.prefix(5).joined(separator: ", ") + more)
    }
    if usesPositions { draft.notes.append("links name nodes by their position, from 0") }
    return draft
  }

  private static let known = ["directed", "multigraph", "nodes", "links", "edges"]

  /// The list under one of `keys`.
  private func list(_ keys: [String], _ root: LocatedJSON) throws(Diagnostic) -> [LocatedJSON] {
    let members = root.members ?? []
    let found = members.filter { keys.contains($0.key) }
    guard let first = found.first else {
      throw draft.lines.error(
        "no-\(keys[0])",
        "there is no list '\(keys.joined(separator: "' or '"))' in the file", at: root.place,
        help: Suggestion.help(
          for: keys[0], among: members.prefix(1000).map(\.key), kind: "keys of the file"))
    }
    if found.count > 1 {
      throw draft.lines.error(
        "several-lists", "'\(found[1].key)' besides '\(first.key)'", at: found[1].place,
        help: "keep one of the two")
    }
    guard let items = first.value.items else {
      throw draft.lines.error(
        "wrong-type", "'\(first.key)' must be a list, not \(first.value.kindName)",
        at: first.value.place)
    }
    return items
  }

  private mutating func readDirected(_ root: LocatedJSON) throws(Diagnostic) {
    guard let value = root["directed"], !value.isNull else { return }
    guard let isDirected = value.bool else {
      throw draft.lines.error(
        "bad-value", "'directed' must be true or false, not \(value.kindName)", at: value.place)
    }
    draft.isDirectedByDefault = isDirected
  }

  // MARK: Nodes

  private mutating func readNodes(
    _ nodes: [LocatedJSON], _ progress: () throws -> Void
  ) throws {
    idKey = ["id", "name", "key"].first { key in nodes.contains { $0[key] != nil } }
    for (position, node) in nodes.enumerated() {
      if position & 0xFFF == 0 { try progress() }
      let id = try self.id(of: node, at: position)
      try draft.checkLength(of: id, at: node.place)
      let row = try draft.addNode(id, at: node.place)
      names.append(id)
      for member in node.members ?? [] where member.key != idKey {
        NodeLinkValues.add(member.key, member.value, row: row, to: &draft.nodeAttributes)
      }
    }
    isName = Set(names)
  }

  private mutating func id(of node: LocatedJSON, at position: Int) throws(Diagnostic) -> String {
    switch node.kind {
    case .object:
      guard let idKey else { return String(position) }
      guard let value = node[idKey] else {
        throw draft.lines.error(
          "node-without-id", "this node has no '\(idKey)'", at: node.place,
          help: "other nodes are named by it")
      }
      return try id(value, of: "node")
    case .string, .number, .array: return try id(node, of: "node")
    default:
      throw draft.lines.error(
        "wrong-type", "a node must be an object, not \(node.kindName)", at: node.place)
    }
  }

  private mutating func id(_ value: LocatedJSON, of what: String) throws(Diagnostic) -> String {
    switch value.kind {
    case .string(let text): return text
    case .number(let text):
      hasNumbersAsIDs = true
      return Self.plain(text)
    // Points of a grid are named by their coordinates.
    case .array: return value.compact
    default:
      throw draft.lines.error(
        "bad-id", "the id of a \(what) must be a text or a number, not \(value.kindName)",
        at: value.place)
    }
  }

  /// A whole number as people write it: programs write 1 as `1.0` or `1e0`.
  private static func plain(_ number: String) -> String {
    if let whole = Int(number) { return String(whole) }
    guard let value = NumberText.plain(number), value.magnitude < 9e15, value == value.rounded()
    else { return number }
    return String(Int(value))
  }

  // MARK: Links

  private mutating func readLinks(
    _ links: [LocatedJSON], _ progress: () throws -> Void
  ) throws {
    for link in links {
      if draft.edgeCount & 0xFFF == 0 { try progress() }
      guard let members = link.members else {
        throw draft.lines.error(
          "wrong-type", "a link must be an object, not \(link.kindName)", at: link.place)
      }
      let source = try end("source", of: link)
      let target = try end("target", of: link)
      let row = draft.addEdge(source, target, isArc: nil, at: link.place)
      for member in members where member.key != "source" && member.key != "target" {
        NodeLinkValues.add(member.key, member.value, row: row, to: &draft.edgeAttributes)
      }
    }
  }

  private mutating func end(_ key: String, of link: LocatedJSON) throws(Diagnostic) -> String {
    guard let value = link[key], !value.isNull else {
      throw draft.lines.error("edge-without-end", "this link has no \(key)", at: link.place)
    }
    // The layout of d3 puts nodes themselves in place of their names.
    let inner = idKey.flatMap { value[$0] } ?? (value.members == nil ? nil : value["index"])
    let named = inner ?? value
    if case .number(let text) = named.kind, !hasNumbersAsIDs {
      return try name(at: text, named.place)
    }
    switch named.kind {
    case .string(let text): return text
    case .number(let text): return Self.plain(text)
    case .array: return named.compact
    default:
      throw draft.lines.error(
        "bad-id", "the \(key) of a link must be a text or a number, not \(named.kindName)",
        at: named.place)
    }
  }

  /// The name of a node by its position, as d3 and old versions of NetworkX write links.
  private mutating func name(at text: String, _ place: Place) throws(Diagnostic) -> String {
    let plain = Self.plain(text)
    guard let position = Int(plain), names.indices.contains(position) else {
      throw draft.lines.error(
        "unknown-node",
        isName.contains(plain)
          ? "this link names node '\(plain)' by a number, and no node has a number as its id"
          : "this link names the node at position \(text.prefix(40)), and there is none",
        at: place,
        help: "a number is the position of a node, from 0, where the ids of nodes are texts")
    }
    if names[position] != plain, isName.contains(plain) {
      throw draft.lines.error(
        "ambiguous-end",
        "this may be node '\(plain)', or node '\(names[position].prefix(100))' at position "
          + plain, at: place, help: "write ids in quotation marks in links as in nodes")
    }
    usesPositions = true
    return names[position]
  }
}
