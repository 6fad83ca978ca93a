internal import ModuleKit

/// Statements, attributes and subgraphs.
extension DOTReader {
  typealias Assignment = (name: String, value: Name)

  /// Reads a statement, or as much of it as there is before a brace.
  mutating func readStatement(_ progress: () throws -> Void) throws {
    switch token {
    case .semicolon: try advance()
    case .closeBrace: try closeScope(progress)
    case .openBrace, .keyword(.subgraph): try openScope()
    case .keyword(.graph), .keyword(.node), .keyword(.edge): try readDefaults()
    case .name(let name):
      let start = place
      try advance()
      if token == .equals {
        try advance()
        let value = try readName("a value")
        assign([(name.text, value)])
      } else {
        try readNodes(from: name, at: start)
        try continueChain(progress)
      }
    case .end: throw openBrace(scopes[scopes.count - 1])
    default: throw unexpected("a node, an edge or a subgraph")
    }
  }

  mutating func readName(_ what: String) throws(Diagnostic) -> Name {
    guard case .name(let name) = token else { throw unexpected(what) }
    try advance()
    return name
  }

  // MARK: Attributes

  /// Reads `node [a=1, b=2]`.
  private mutating func readDefaults() throws(Diagnostic) {
    let kind = token
    try advance()
    guard token == .openBracket else { throw unexpected("'['") }
    let values = try readAttributes()
    let last = scopes.count - 1
    switch kind {
    case .keyword(.node):
      for value in values {
        let attribute = nodeValues.code(value.name)
        scopes[last].nodeDefaults.set(attribute, value.value)
      }
    case .keyword(.edge):
      for value in values {
        let attribute = edgeValues.code(value.name)
        scopes[last].edgeDefaults.set(attribute, value.value)
      }
    default: assign(values)
    }
  }

  /// Reads lists of attributes: `[a=1, b=2] [c=3]`.
  mutating func readAttributes() throws(Diagnostic) -> [Assignment] {
    var values: [Assignment] = []
    while token == .openBracket {
      let start = place
      try advance()
      while token != .closeBracket {
        if token == .end {
          throw draft.lines.error("open-bracket", "this '[' is never closed", at: start)
        }
        let name = try readName("the name of an attribute")
        guard token == .equals else { throw unexpected("'=' behind '\(name.text.prefix(40))'") }
        try advance()
        let value = try readName("a value")
        values.append((name.text, value))
        if token == .comma || token == .semicolon { try advance() }
      }
      try advance()
    }
    return values
  }

  /// Takes attributes of the innermost graph. Only those that make a cluster matter.
  private mutating func assign(_ values: [Assignment]) {
    let last = scopes.count - 1
    let (subgraph, graphName) = (scopes[last].subgraph, self.graphName)
    for value in values {
      if subgraph > 0, value.name == "label" {
        let text = value.value.text
        let label = DOTLabel.shown(text, room: 10_000) { $0 == "G" ? graphName : nil }
        subgraphs.setLabel(value.value.isHTML ? text : label ?? text, of: subgraph)
      } else if subgraph > 0, value.name == "cluster",
        ["true", "yes", "1"].contains(value.value.text.lowercased())
      {
        scopes[last].cluster = subgraph
        for node in subgraphs.members(subgraph) { subgraphs.put(node, into: subgraph) }
      } else {
        passedOver += 1
      }
    }
  }

  // MARK: Subgraphs

  mutating func openScope() throws(Diagnostic) {
    var name: Name?
    if token == .keyword(.subgraph) {
      try advance()
      if case .name(let given) = token {
        name = given
        try advance()
      }
    }
    guard token == .openBrace else { throw unexpected("'{'") }
    if scopes.count >= 256 {
      throw draft.lines.error("too-deep", "subgraphs are nested more than 256 deep", at: place)
    }
    let outer = scopes[scopes.count - 1]
    try draft.spend(outer.nodeDefaults.values.count + outer.edgeDefaults.values.count)
    let subgraph = subgraphs.open(name, inside: outer.subgraph)
    var scope = DOTScope(
      place: place, subgraph: subgraph, knownMembers: subgraphs.memberCount(subgraph),
      inside: outer)
    if subgraphs.isCluster(subgraph) { scope.cluster = subgraph }
    scopes.append(scope)
    try advance()
  }

  private mutating func closeScope(_ progress: () throws -> Void) throws {
    let scope = scopes.removeLast()
    try advance()
    guard let last = scopes.indices.last else { return }
    subgraphs.passOn(scope.subgraph, since: scope.knownMembers)
    var isEnd = !scopes[last].chain.isEmpty
    if case .edge = token { isEnd = true }
    // Members are listed only where they are joined: a subgraph may be opened again and again.
    let ends = isEnd ? subgraphs.members(scope.subgraph).map { DOTScope.End(row: $0) } : []
    addGroup(ends, isSubgraph: true, at: scope.place)
    try continueChain(progress)
  }
}
