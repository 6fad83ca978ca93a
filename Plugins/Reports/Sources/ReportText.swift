internal import ModuleKit

/// The parts of a Markdown report.
struct ReportText {
  let network: Network
  let title: String
  let seed: UInt64
  let rows: Int
  let top: Int

  var markdown: String {
    let parts = [
      "# \(Markdown.escaped(title.isEmpty ? "Study" : title))\n", overview, figures, leaders,
      tables, ledger, limits, methods, frenchMethods, definitions,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var overview: String {
    let graph = network.graph
    let kind = graph.isDirected ? "A directed" : "An undirected"
    var text =
      "\(kind) network of \(graph.nodeCount) nodes and \(graph.edgeCount) edges. Seed \(seed).\n"
    if let weight = network.weight {
      text +=
        "Edges are weighted by `\(weight.column)`"
        + (weight.meaning == .undeclared ? ".\n" : " (\(weight.meaning.rawValue)).\n")
    }
    return text
  }

  private var figures: String {
    network.figures.map { figure in
      let format = ["svg", "png"].first { wanted in
        figure.renderings.contains { $0.format == wanted }
      }
      let files = figure.renderings.map { "[\($0.format)](\(figure.name).\($0.format))" }
      let description = Markdown.escaped(figure.description)
      let picture = format.map { "![\(description)](\(figure.name).\($0))\n\n" } ?? ""
      return "\(picture)*\(description)* Files: \(files.joined(separator: ", ")).\n"
        + checked(figure)
    }.joined(separator: "\n")
  }

  /// What was measured of the finished figure.
  private func checked(_ figure: Figure) -> String {
    guard let isFit = figure.isFit else { return "" }
    let verdict = isFit ? "Fit to be shown" : "**Not fit to be shown**"
    return "\n\(verdict): \(Markdown.escaped(figure.findings)).\n"
  }

  // MARK: Measures

  private var measures: [Frame.Entry] { network.measures }

  private var leaders: String {
    guard top > 0, network.graph.nodeCount > 0, !measures.isEmpty else { return "" }
    return "## Largest values\n\n"
      + measures.map { entry in
        let values = entry.column.asNumbers
        let order = values.indices.filter { values[$0].isFinite }
          .sorted { (-values[$0], $0) < (-values[$1], $1) }
        guard let leader = order.first else { return "" }
        let first = order.count { values[$0] == values[leader] }
        if first > top {
          // A measure that so many share the largest value of has no leaders.
          return "### \(Markdown.escaped(entry.name))\n\n\(first) nodes share the largest value, "
            + "\(shown(values[leader])).\n"
        }
        let rows = order.prefix(top).enumerated().map { position, node in
          [
            "\(rank(of: values[node], in: values, at: position, order))",
            network.label(of: NodeID(node)), shown(values[node]),
          ]
        }
        return "### \(Markdown.escaped(entry.name))\n\n"
          + Markdown.table(["rank", "node", entry.name], rows, rightAligned: [0, 2])
      }.joined(separator: "\n")
  }

  /// Equal values share the first of their ranks: 1, 2, 2, 4.
  private func rank(of value: Double, in values: [Double], at position: Int, _ order: [Int]) -> Int
  {
    var first = position
    while first > 0, values[order[first - 1]] - value <= 1e-9 * abs(value) { first -= 1 }
    return first + 1
  }

  // MARK: Tables

  private var tables: String {
    let shownTables = network.tables.filter { $0.rows.rowCount > 0 }
    if shownTables.isEmpty { return "" }
    return "## Tables\n\n" + shownTables.map(table).joined(separator: "\n")
  }

  private func table(_ table: Table) -> String {
    let frame = table.rows
    let body = (0..<min(rows, frame.rowCount)).map { row in
      frame.entries.map { entry in
        if case .numbers(let values) = entry.column { return shown(values[row]) }
        return entry.column.text(at: row) ?? ""
      }
    }
    let numeric = frame.entries.indices.filter {
      [.number, .integer].contains(frame.entries[$0].column.type)
    }
    var text = "### \(Markdown.escaped(table.title))\n\n"
    if !table.note.isEmpty { text += Markdown.escaped(table.note) + "\n\n" }
    text += Markdown.table(frame.names, body, rightAligned: Set(numeric))
    if frame.rowCount > rows {
      text += "\n\(frame.rowCount - rows) more rows are in `\(table.name).csv`.\n"
    }
    return text
  }

  // MARK: Account

  private var ledger: String {
    if network.ledger.isEmpty { return "" }
    let rows = network.ledger.map { entry in
      [
        entry.source, entry.unit, String(entry.read), String(entry.kept), String(entry.merged),
        String(entry.rejected), String(entry.dropped),
      ]
    }
    var text =
      "## What was read, kept and left out\n\n"
      + Markdown.table(
        ["source", "unit", "read", "kept", "merged", "rejected", "dropped"], rows,
        rightAligned: [2, 3, 4, 5, 6])
    for entry in network.ledger where !entry.notes.isEmpty {
      text += "\n- \(Markdown.escaped(entry.source)): "
      text += Markdown.escaped(entry.notes.joined(separator: "; "))
    }
    return text + "\n"
  }

  private var limits: String {
    let found = StudyLimits(network: network).sentences
    return "## Limits\n\n"
      + (found.isEmpty
        ? StudyLimits.none + "\n" : found.map { "- \(Markdown.escaped($0))\n" }.joined())
  }

  private var methods: String {
    var seen: Set<String> = []
    let notes = network.methods.filter { seen.insert($0.text).inserted }
    if notes.isEmpty { return "" }
    var text = "## How it was done\n\n"
    text += notes.map { Markdown.escaped($0.text) }.joined(separator: " ") + "\n"
    let references = Set(notes.compactMap(\.reference)).sorted()
    if !references.isEmpty {
      text += "\n### References\n\n"
      text += references.map { "- \(Markdown.escaped($0))\n" }.joined()
    }
    return text
  }

  /// To be pasted, as in the page.
  private var frenchMethods: String {
    let text = PasteTexts(network, seed: seed, version: "").french
    return "## Méthodes\n\n\(Markdown.escaped(text))\n"
  }

  private var definitions: String {
    func rows(_ frame: Frame, _ of: String) -> [[String]] {
      frame.entries.filter { !$0.convention.isEmpty }.map { [of, $0.name, $0.convention] }
    }
    let all = rows(network.nodes, "nodes") + rows(network.edges, "edges")
    if all.isEmpty { return "" }
    return "## Columns\n\n" + Markdown.table(["file", "column", "definition"], all)
  }
}
