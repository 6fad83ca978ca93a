internal import ModuleKit

/// Reads DOT into a draft, without recursion: subgraphs that are open stand on a stack.
struct DOTReader {
  typealias Place = SourceLines.Place
  typealias Name = DOTScanner.Name
  typealias Token = DOTScanner.Token

  var draft: GraphDraft
  private var scanner: DOTScanner
  private(set) var token = Token.end
  private(set) var place = Place(line: 1, byte: 0)

  private(set) var isDirected = false
  private var isStrict = false
  private(set) var graphName = ""
  var scopes: [DOTScope] = []
  var subgraphs = DOTSubgraphs()

  private var rows: [Name: Int32] = [:]
  private(set) var names: [String] = []
  var nodeValues = DOTValues()
  var edgeValues = DOTValues()
  /// The edge of each pair, where there may be one only.
  private var edgeOfPair: [UInt64: Int] = [:]
  private var repeatedEdges = 0
  var passedOver = 0

  init(_ bytes: [UInt8], file: String) {
    draft = GraphDraft(bytes, file: file)
    scanner = DOTScanner(draft.lines)
  }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> GraphDraft {
    try advance()
    try readBeginning()
    var count = 0
    while !scopes.isEmpty {
      count += 1
      if count & 0xFFF == 0 { try progress() }
      try readStatement(progress)
    }
    if token != .end {
      let beginnings: [Token] = [.keyword(.strict), .keyword(.graph), .keyword(.digraph)]
      let isGraph = beginnings.contains(token)
      throw draft.lines.error(
        isGraph ? "several-graphs" : "unexpected-token",
        isGraph ? "a second graph begins here" : "the graph ends before this", at: place,
        help: isGraph ? "keep one graph per file" : nil)
    }
    try progress()
    try finish()
    return draft
  }

  mutating func advance() throws(Diagnostic) {
    token = try scanner.next()
    place = scanner.place
  }

  /// Reads `strict digraph name {`.
  private mutating func readBeginning() throws(Diagnostic) {
    if token == .keyword(.strict) {
      isStrict = true
      try advance()
    }
    guard token == .keyword(.graph) || token == .keyword(.digraph) else {
      throw draft.lines.error(
        "no-graph", "the file does not begin with 'graph' or 'digraph'", at: place,
        help: "is this a DOT file?")
    }
    isDirected = token == .keyword(.digraph)
    draft.isDirectedByDefault = isDirected
    try advance()
    if case .name(let name) = token {
      graphName = name.text
      try advance()
    }
    guard token == .openBrace else { throw unexpected("'{'") }
    scopes = [DOTScope(place: place, subgraph: 0, knownMembers: 0)]
    try advance()
  }

  // MARK: Nodes and edges

  /// The row of a node, which begins where it is met first.
  mutating func node(_ name: Name, at place: Place) throws(Diagnostic) -> Int32 {
    let scope = scopes.count - 1
    let row: Int32
    if let known = rows[name] {
      row = known
    } else {
      try draft.checkLength(of: name.text, at: place)
      row = Int32(try draft.addNode(name.text, at: place))
      rows[name] = row
      names.append(name.text)
      subgraphs.addNode()
      try draft.spend(scopes[scope].nodeDefaults.cost)
      for (attribute, value) in scopes[scope].nodeDefaults.values {
        nodeValues.set(attribute, row: Int(row), value)
      }
    }
    subgraphs.add(row, to: scopes[scope].subgraph)
    if let cluster = scopes[scope].cluster { subgraphs.put(row, into: cluster) }
    return row
  }

  mutating func addEdge(
    _ source: DOTScope.End, _ target: DOTScope.End, _ values: [(Int32, Name)], at place: Place
  ) throws(Diagnostic) {
    if isStrict {
      let isSwapped = !isDirected && source.row > target.row
      let (low, high) = isSwapped ? (target.row, source.row) : (source.row, target.row)
      let pair = UInt64(low) << 32 | UInt64(high)
      if let known = edgeOfPair[pair] {
        repeatedEdges += 1
        for (attribute, value) in values { edgeValues.set(attribute, row: known, value) }
        return
      }
      edgeOfPair[pair] = draft.edgeCount
    }
    let edge = draft.addEdge(
      names[Int(source.row)], names[Int(target.row)], isArc: nil, at: place)
    for (attribute, value) in scopes[scopes.count - 1].edgeDefaults.values {
      edgeValues.set(attribute, row: edge, value)
    }
    for (attribute, value) in values { edgeValues.set(attribute, row: edge, value) }
    if let port = source.port { set("tailport", port, edge) }
    if let port = target.port { set("headport", port, edge) }
  }

  private mutating func set(_ attribute: String, _ value: String, _ edge: Int) {
    let code = edgeValues.code(attribute)
    edgeValues.set(code, row: edge, Name(text: value))
  }

  // MARK: End

  private mutating func finish() throws(Diagnostic) {
    if repeatedEdges > 0 {
      draft.notes.append("repeated edges of a strict graph, taken as one: \(repeatedEdges)")
    }
    if passedOver > 0 { draft.notes.append("attributes of graphs, passed over: \(passedOver)") }
    if !subgraphs.disputed.isEmpty {
      draft.notes.append(
        "nodes in several clusters, the first taken: \(subgraphs.disputed.count)")
    }
    writeNodeValues()
    writeEdgeValues()
  }

  private mutating func writeNodeValues() {
    let (names, graphName) = (self.names, self.graphName)
    // Graphviz labels a node by its name where nothing else is said.
    if nodeValues.knows("label") {
      nodeValues.fill("label", rowCount: names.count, with: Name(text: "\\N"))
    }
    let clusterName = nodeValues.knows("cluster") ? "subgraph" : "cluster"
    let room = draft.mostValues
    let kept = nodeValues.write(to: &draft.nodeAttributes, room: room) { row, text, room in
      DOTLabel.shown(text, room: room) { letter in
        switch letter {
        case "N": DOTLabel.shown(name: names[row])
        case "G": graphName
        default: nil
        }
      }
    }
    noteLabels(kept)
    for row in names.indices {
      if let cluster = subgraphs.cluster(of: Int32(row)) {
        draft.nodeAttributes.set(clusterName, row: row, cluster, .text)
      }
    }
  }

  private mutating func writeEdgeValues() {
    let (names, graphName) = (self.names, self.graphName)
    let arrow = isDirected ? "->" : "--"
    // Nodes were all met before the edges that join them: codes are rows.
    let (sources, targets) = (draft.sources, draft.targets)
    let room = draft.mostValues
    let kept = edgeValues.write(to: &draft.edgeAttributes, room: room) { row, text, room in
      DOTLabel.shown(text, room: room) { letter in
        let tail = names[Int(sources[row])]
        let head = names[Int(targets[row])]
        return switch letter {
        case "T": DOTLabel.shown(name: tail)
        case "H": DOTLabel.shown(name: head)
        case "E": DOTLabel.shown(name: tail + arrow + head)
        case "G": graphName
        default: nil
        }
      }
    }
    noteLabels(kept)
  }

  private mutating func noteLabels(_ count: Int) {
    if count > 0 { draft.notes.append("long labels, kept with their escapes: \(count)") }
  }

  // MARK: Mistakes

  func unexpected(_ what: String) -> Diagnostic {
    let found =
      switch token {
      case .name(let name): "'\(name.text.prefix(40))'"
      case .keyword(let keyword): "'\(keyword.rawValue)'"
      case .edge(let isArc): isArc ? "'->'" : "'--'"
      case .openBrace: "'{'"
      case .closeBrace: "'}'"
      case .openBracket: "'['"
      case .closeBracket: "']'"
      case .semicolon: "';'"
      case .comma: "','"
      case .colon: "':'"
      case .equals: "'='"
      case .end: "the end of the file"
      }
    return draft.lines.error(
      "unexpected-token", "\(what) is expected here, not \(found)", at: place)
  }

  /// The file ends, and something is open.
  func openBrace(_ scope: DOTScope) -> Diagnostic {
    draft.lines.error(
      "open-bracket", "this '{' is never closed", at: scope.place, help: "was the file cut off?")
  }
}
