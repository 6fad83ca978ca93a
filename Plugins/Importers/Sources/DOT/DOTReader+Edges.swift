internal import ModuleKit

/// Nodes, groups of nodes, and the edges between them.
extension DOTReader {
  /// Reads what follows the name of a node: a port, and further nodes behind commas.
  mutating func readNodes(from first: Name, at start: Place) throws(Diagnostic) {
    var ends: [DOTScope.End] = []
    var (name, namePlace) = (first, start)
    while true {
      let row = try node(name, at: namePlace)
      var port: String?
      while token == .colon {
        try advance()
        let part = try readName("a port").text
        port = port.map { "\($0):\(part)" } ?? part
      }
      ends.append(DOTScope.End(row: row, port: port))
      if token != .comma { break }
      try advance()
      namePlace = place
      name = try readName("a node")
    }
    addGroup(ends, isSubgraph: false, at: start)
  }

  /// Puts one side of an edge, or the only node of a statement, behind what is there of it.
  mutating func addGroup(_ ends: [DOTScope.End], isSubgraph: Bool, at place: Place) {
    let last = scopes.count - 1
    let place = scopes[last].operatorPlace ?? place
    scopes[last].operatorPlace = nil
    scopes[last].chain.append(.init(ends: ends, isSubgraph: isSubgraph, place: place))
  }

  /// Goes on behind a node or a subgraph: another operator, or the end of the statement.
  mutating func continueChain(_ progress: () throws -> Void) throws {
    while case .edge(let isArc) = token {
      guard isArc == isDirected else {
        throw draft.lines.error(
          "edge-operator",
          isArc ? "'->' in a graph without directions" : "'--' in a directed graph", at: place,
          help: isArc ? "write '--', or 'digraph' above" : "write '->', or 'graph' above")
      }
      scopes[scopes.count - 1].operatorPlace = place
      try advance()
      switch token {
      case .name(let name):
        let start = place
        try advance()
        try readNodes(from: name, at: start)
      case .openBrace, .keyword(.subgraph):
        // The statement goes on when this is closed.
        try openScope()
        return
      default: throw unexpected("a node or a subgraph")
      }
    }
    try endStatement(progress)
  }

  private mutating func endStatement(_ progress: () throws -> Void) throws {
    let last = scopes.count - 1
    let chain = scopes[last].chain
    scopes[last].chain = []
    let assignments = try token == .openBracket ? readAttributes() : []
    if chain.count > 1 {
      let values = assignments.map { (edgeValues.code($0.name), $0.value) }
      for (left, right) in zip(chain, chain.dropFirst()) {
        try join(left, right, values, progress)
      }
    } else if let group = chain.first, !group.isSubgraph {
      let values = assignments.map { (nodeValues.code($0.name), $0.value) }
      try draft.spend(Self.cost(of: values), times: group.ends.count)
      for end in group.ends {
        for (attribute, value) in values { nodeValues.set(attribute, row: Int(end.row), value) }
      }
    } else {
      passedOver += assignments.count
    }
  }

  /// Joins each node of one side to each of the other.
  private mutating func join(
    _ left: DOTScope.Group, _ right: DOTScope.Group, _ values: [(Int32, Name)],
    _ progress: () throws -> Void
  ) throws {
    let count = left.ends.count * right.ends.count
    try checkRoom(for: count, at: right.place)
    let cost = Self.cost(of: values) + scopes[scopes.count - 1].edgeDefaults.cost
    try draft.spend(cost, times: count)
    for source in left.ends {
      for target in right.ends {
        if draft.edgeCount & 0xFFFF == 0 { try progress() }
        try addEdge(source, target, values, at: right.place)
      }
    }
  }

  private static func cost(of values: [(Int32, Name)]) -> Int {
    values.reduce(0) { $0 + GraphDraft.cost(of: $1.1.text) }
  }

  /// Two groups of a few megabytes make more edges than any machine can hold.
  private func checkRoom(for edges: Int, at place: Place) throws(Diagnostic) {
    if edges < 1 << 20 { return }
    // What an edge takes until the network is there.
    let bytes = edges.multipliedReportingOverflow(by: 200)
    if draft.edgeCount + edges > Int(Int32.max) || bytes.overflow
      || bytes.partialValue > SystemMemory.available
    {
      throw draft.lines.error(
        "too-many-edges", "these two groups make \(edges) edges at once", at: place,
        help: "are groups written where nodes should be?")
    }
  }
}
