internal import ModuleKit

/// Builds located trees from parser events, without recursion.
///
/// An alias gives a copy of the anchored value whose location is the alias itself; the values inside
/// keep the places where they are written, so a problem in them points to the text to mend.
struct YAMLComposer {
  private enum Open {
    case sequence([ConfigNode])
    /// Pairs so far, and the key that waits for its value.
    case mapping([ConfigNode.Pair], key: ConfigNode?)
  }
  private struct Frame {
    var open: Open
    let start: SourcePosition
    let anchor: String?
    let tag: String?
    let countBefore: Int
  }
  private struct Anchored {
    let node: ConfigNode
    let size: Int
  }

  private let name: String
  private let limits: YAMLReader.Limits
  private let needsScalarKeys: Bool
  private var stack: [Frame] = []
  /// Nil while the anchored value is still being read.
  private var anchors: [String: Anchored?] = [:]
  private var count = 0
  private(set) var documents: [ConfigNode] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    name: String, limits: YAMLReader.Limits, needsScalarKeys: Bool
  ) {
    (self.name, self.limits) = (name, limits)
    self.needsScalarKeys = needsScalarKeys
  }

  /// - Returns: false when reading must stop.
  mutating func take(_ event: YAMLEvent) -> Bool {
    switch event.kind {
    case .other, .documentEnd: return true
    case .documentStart:
      anchors = [:]
      return true
    case .alias(let anchor): return takeAlias(anchor, event)
    case .scalar(let text, let plain, let anchor, let tag):
      guard spend(1, event) else { return false }
      let node = ConfigNode(
        .scalar(text, plain: plain), at: location(event.start, event.end), tag: tag)
      if let anchor { anchors[anchor] = .some(Anchored(node: node, size: 1)) }
      place(node)
      return true
    case .sequenceStart(let anchor, let tag):
      return begin(.sequence([]), anchor, tag, event)
    case .mappingStart(let anchor, let tag):
      return begin(.mapping([], key: nil), anchor, tag, event)
    case .sequenceEnd, .mappingEnd:
      finish(event)
      return true
    }
  }

  private mutating func begin(
    _ open: Open, _ anchor: String?, _ tag: String?, _ event: YAMLEvent
  ) -> Bool {
    guard stack.count < limits.depth else {
      return stop("yaml-too-deep", "nested deeper than \(limits.depth) levels", event)
    }
    guard spend(1, event) else { return false }
    if let anchor { anchors[anchor] = .some(nil) }
    stack.append(
      Frame(open: open, start: event.start, anchor: anchor, tag: tag, countBefore: count - 1))
    return true
  }

  private mutating func finish(_ event: YAMLEvent) {
    let frame = stack.removeLast()
    let value: ConfigNode.Value
    let lastEnd: SourcePosition?
    switch frame.open {
    case .sequence(let items):
      value = .sequence(items)
      lastEnd = items.last?.location.span?.end
    case .mapping(let pairs, _):
      value = .mapping(merged(checked(pairs)))
      lastEnd = pairs.last?.value.location.span?.end
    }
    // libyaml ends a block collection where the next token begins: end it with its last child.
    let end = event.start == event.end ? lastEnd ?? event.end : event.end
    let node = ConfigNode(value, at: location(frame.start, end), tag: frame.tag)
    if let anchor = frame.anchor {
      anchors[anchor] = .some(Anchored(node: node, size: count - frame.countBefore))
    }
    place(node)
  }

  private mutating func takeAlias(_ anchor: String, _ event: YAMLEvent) -> Bool {
    guard let entry = anchors[anchor] else {
      return stop(
        "yaml-unknown-anchor", "there is no anchor '&\(anchor)' before this", event,
        help: Suggestion.help(for: anchor, among: anchors.keys.sorted(), kind: "anchors"))
    }
    guard let anchored = entry else {
      return stop("yaml-alias-cycle", "the alias '*\(anchor)' stands inside its own value", event)
    }
    guard spend(anchored.size, event) else { return false }
    var node = anchored.node
    node.definition = node.definition ?? node.location
    node.location = location(event.start, event.end)
    place(node)
    return true
  }

  private mutating func place(_ node: ConfigNode) {
    guard let frame = stack.last else {
      documents.append(node)
      return
    }
    switch frame.open {
    case .sequence(var items):
      stack[stack.count - 1].open = .sequence([])
      items.append(node)
      stack[stack.count - 1].open = .sequence(items)
    case .mapping(var pairs, let key):
      stack[stack.count - 1].open = .mapping([], key: nil)
      if let key { pairs.append(ConfigNode.Pair(key, node)) }
      stack[stack.count - 1].open = .mapping(pairs, key: key == nil ? node : nil)
    }
  }

  // MARK: Mappings

  /// Reports keys that come twice (the first counts) and keys that are no scalars.
  private mutating func checked(_ pairs: [ConfigNode.Pair]) -> [ConfigNode.Pair] {
    var first: [String: Diagnostic.Location] = [:]
    return pairs.filter { pair in
      guard let key = pair.key.text else {
        if needsScalarKeys {
          diagnostics.append(
            Diagnostic(
              "yaml-key", "a key must be a text, not \(pair.key.kind)", at: pair.key.location))
        }
        return !needsScalarKeys
      }
      if let earlier = first[key] {
        diagnostics.append(
          Diagnostic(
            "yaml-duplicate-key", "the key '\(key)' is here twice", at: pair.key.location,
            notes: [.init("first used here", at: earlier)]))
        return false
      }
      first[key] = pair.key.location
      return true
    }
  }

  /// Replaces `<<: *defaults` by the pairs of the mapping it names; explicit keys win.
  private mutating func merged(_ pairs: [ConfigNode.Pair]) -> [ConfigNode.Pair] {
    func isMerge(_ pair: ConfigNode.Pair) -> Bool {
      if case .scalar("<<", plain: true) = pair.key.value { return true }
      return false
    }
    guard pairs.contains(where: isMerge) else { return pairs }
    var result = pairs.filter { !isMerge($0) }
    for pair in pairs where isMerge(pair) {
      for source in pair.value.items ?? [pair.value] {
        guard let inherited = source.pairs else {
          diagnostics.append(
            Diagnostic(
              "yaml-merge", "'<<' needs a mapping, not \(source.kind)", at: source.location,
              help: "write '<<: *name' where '&name' marks a mapping"))
          continue
        }
        let known = Set(result.compactMap(\.key.text))
        result += inherited.filter { !known.contains($0.key.text ?? "") }
      }
    }
    return result
  }

  // MARK: Budget and places

  private mutating func spend(_ nodes: Int, _ event: YAMLEvent) -> Bool {
    count += nodes
    if count <= limits.nodes { return true }
    return stop(
      "yaml-too-large", "the file expands to more than \(limits.nodes) values", event)
  }

  private mutating func stop(
    _ id: String, _ message: String, _ event: YAMLEvent, help: String? = nil
  ) -> Bool {
    diagnostics.append(
      Diagnostic(id, message, at: location(event.start, event.end), help: help))
    documents = []
    return false
  }

  private func location(
    _ start: SourcePosition, _ end: SourcePosition
  ) -> Diagnostic.Location {
    Diagnostic.Location(file: name, span: SourceSpan(start, end))
  }
}
