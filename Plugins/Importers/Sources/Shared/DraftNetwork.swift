internal import ModuleKit

/// What a study chooses when it reads a graph file; the same for all formats.
struct ImportChoices {
  var file: InputFile
  /// Nil for what the file says.
  var directed: Bool?
  /// The attribute that names a node; nil for the file's own ids.
  var id: String?
  var weight: String?
  /// The weight of an edge that has none; nil to reject it.
  var missingWeight: Double?
  var weightMeans: WeightMeaning?
  var parallel: ParallelEdges
  var loops: SelfLoops
  var citation: String?
}

extension GraphDraft {
  /// Puts the network together and accounts for every edge.
  func network(_ choices: ImportChoices, _ context: StageContext) throws -> Network {
    try checkEnds()
    try checkAttributes()
    try context.workers.checkCancelled()
    let ids = try ids(from: choices.id, context)
    let arcs = (0..<edgeCount).count(where: isArc)
    let isDirected = choices.directed ?? (edgeCount > 0 ? arcs > 0 : isDirectedByDefault)
    var assembly = NetworkAssembly(
      isDirected: isDirected, parallel: choices.parallel, loops: choices.loops, source: lines.file)
    // Ids differ, so that a node's code is its row.
    for id in ids { _ = assembly.node(id) }
    let weights = try weights(choices, context)
    var edgeOfRow: [Int32] = []
    var doubled = 0
    for edge in 0..<edgeCount {
      let line = places[edge].line
      if let refusal = weights?.refusal(edge) {
        assembly.reject(line: line, refusal.reason, refusal.detail)
        continue
      }
      let ends = ends(edge)
      assembly.addEdge(Int32(ends.source), Int32(ends.target), line: line)
      edgeOfRow.append(Int32(edge))
      if isDirected, !isArc(edge), ends.source != ends.target {
        assembly.addEdge(Int32(ends.target), Int32(ends.source), line: line)
        edgeOfRow.append(Int32(edge))
        doubled += 1
      }
    }
    try context.workers.checkCancelled()
    let (assembled, nodeOfCode) = try assembly.assemble(on: context.workers)
    var network = assembled.network
    let edges = DraftEdges(
      assembled: assembled, nodeOfCode: nodeOfCode, edgeOfRow: edgeOfRow, weights: weights)
    let disagreements = try addColumns(to: &network, edges, choices)
    let counts = (arcs: arcs, doubled: doubled)
    network.ledger = ledger(
      network, assembled, assembly.rejections, counts, isDirected: isDirected, choices)
    network.ledger[0].notes += disagreements
    network.setRejectedRows()
    if let citation = choices.citation {
      network.methods.append(MethodNote(.data, "Data: \(citation).", caption: citation))
    }
    return network
  }

  private func ledger(
    _ network: Network, _ assembled: RowAssembly.Assembled,
    _ rejections: [LedgerEntry.Rejection], _ counts: (arcs: Int, doubled: Int), isDirected: Bool,
    _ choices: ImportChoices
  ) -> [LedgerEntry] {
    var notes = notes
    if counts.doubled > 0 {
      notes.append(
        counts.doubled == 1
          ? "1 undirected edge became two arcs and is counted twice"
          : "\(counts.doubled) undirected edges became two arcs each and are counted twice")
    }
    if !isDirected, counts.arcs > 0 {
      notes.append("undirected edges made of arcs: \(counts.arcs)")
    }
    let repeated = nodeAttributes.repeated + edgeAttributes.repeated
    if repeated > 0 { notes.append("repeated attributes, the first value kept: \(repeated)") }
    return [
      LedgerEntry(
        source: lines.file, unit: "edges", read: edgeCount + counts.doubled,
        kept: network.graph.edgeCount, merged: assembled.merged,
        rejections: (rejections + assembled.loops).sorted { $0.line < $1.line }, notes: notes),
      LedgerEntry(source: lines.file, unit: "nodes", read: nodeCount, kept: nodeCount),
    ]
  }

  // MARK: Columns

  /// Where the rows given to the assembly came from.
  private struct DraftEdges {
    let assembled: RowAssembly.Assembled
    let nodeOfCode: [NodeID]
    let edgeOfRow: [Int32]
    let weights: DraftWeights?

    /// A column of the draft's edges in the order of the network, merged where edges are.
    func column(_ column: Column, _ rule: Aggregation) throws(Cancelled) -> Column {
      try assembled.column(column, rule, rows: edgeOfRow)
    }
  }

  /// - Returns: notes on attributes in which merged edges differ.
  private func addColumns(
    to network: inout Network, _ edges: DraftEdges, _ choices: ImportChoices
  ) throws -> [String] {
    var notes: [String] = []
    let rule = choices.parallel.attributeRule
    var rowOfNode = [Int32](repeating: 0, count: nodeCount)
    for (row, node) in edges.nodeOfCode.enumerated() { rowOfNode[Int(node)] = Int32(row) }
    for attribute in nodeAttributes.attributes where attribute.name != choices.id {
      network.nodes.set(attribute.name, attribute.column(count: nodeCount).gathered(rowOfNode))
    }
    for attribute in edgeAttributes.attributes where attribute.name != choices.weight {
      let column = attribute.column(count: edgeCount)
      network.edges.set(attribute.name, try edges.column(column, rule))
      if let note = edges.assembled.disagreement(
        attribute.name, column, rule, rows: edges.edgeOfRow)
      {
        notes.append(note)
      }
    }
    if let name = choices.weight, let weights = edges.weights {
      network.edges.set(
        name,
        .numbers(
          try edges.column(.numbers(weights.values), choices.parallel.weightRule).asNumbers))
      network.weight = EdgeWeight(
        column: name, meaning: choices.weightMeans?.meaning ?? .undeclared)
    } else if choices.parallel == .count {
      let ones = Column.numbers(Array(repeating: 1, count: edgeCount))
      network.edges.set(
        "count", .numbers(try edges.column(ones, .count).asNumbers),
        convention: "number of edges merged into the tie")
      network.weight = EdgeWeight(column: "count", meaning: .strength)
    }
    return notes
  }

  // MARK: Weights

  private struct DraftWeights {
    let texts: [String?]
    let values: [Double]
    let missing: Double?

    func refusal(_ edge: Int) -> (reason: String, detail: String)? {
      guard let text = texts[edge] else {
        return missing == nil ? ("missing-weight", "no weight") : nil
      }
      let value = values[edge]
      if value.isNaN, NumberText.plain(text) == nil {
        return ("bad-weight", "'\(text.prefix(40))' is not a number")
      }
      if !value.isFinite { return ("not-finite-weight", "the weight is \(text.prefix(40))") }
      if value < 0 { return ("negative-weight", "the weight is \(text.prefix(40))") }
      return nil
    }
  }

  private func weights(
    _ choices: ImportChoices, _ context: StageContext
  ) throws(Diagnostic) -> DraftWeights? {
    guard let name = choices.weight else { return nil }
    guard let attribute = edgeAttributes[name] else {
      if edgeCount == 0 { return DraftWeights(texts: [], values: [], missing: 1) }
      throw context.error(
        "unknown-attribute", "no edge has an attribute '\(name)'", parameter: "weight",
        help: Suggestion.help(for: name, among: edgeAttributes.names, kind: "attributes"))
    }
    let texts = attribute.texts(count: edgeCount)
    let values = texts.map { text -> Double in
      guard let text else { return choices.missingWeight ?? .nan }
      return NumberText.plain(text) ?? .nan
    }
    return DraftWeights(texts: texts, values: values, missing: choices.missingWeight)
  }
}
