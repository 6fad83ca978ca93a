internal import ModuleKit

/// What a plug-in says of its result before the arrays, held against what its manual promises.
struct ResultHeader {
  struct ColumnPart {
    let name: String
    let type: ColumnType
    let convention: String
  }
  struct TablePart {
    let name, title, note: String
    let rows: Int
    let columns: [ColumnPart]
  }
  struct NetworkPart {
    let isDirected: Bool
    let nodes, edges: Int
    let weight: EdgeWeight?
  }

  let nodeColumns: [ColumnPart]
  let edgeColumns: [ColumnPart]
  let tables: [TablePart]
  let documents: [String]
  let methods: [MethodNote]
  let network: NetworkPart?
  let ledger: [LedgerEntry]
  /// Rows of the columns.
  let nodes, edges: Int

  /// - Parameters:
  ///   - nodes: of the network that the stage was given.
  init(_ json: JSON, of manual: PluginManual, nodes: Int, edges: Int) throws(WireProblem) {
    let problems = JSONProblems()
    let view = JSONView(json, "", problems)
    network = manual.makesNetwork ? Self.network(view["network"]) : nil
    (self.nodes, self.edges) = (network?.nodes ?? nodes, network?.edges ?? edges)
    nodeColumns = Self.columns(view["node_columns"])
    edgeColumns = Self.columns(view["edge_columns"])
    tables = view["tables"].items().map(Self.table)
    documents = view["documents"].items().map { $0["name"].text() }
    methods = view["methods"].items().compactMap(Self.method)
    ledger = LedgerReader.entries(view["ledger"], isInput: manual.manual.inputs == .none)
    if !manual.makesNetwork {
      for key in ["network", "ledger"] where view[key].isThere {
        problems.add(
          "'\(key)' is there, and the manual does not say that the stage makes a network")
      }
    }
    if let problem = problems.all.first {
      throw WireProblem("sent a result that does not hold together: \(problem)")
    }
    try check(against: manual)
  }

  private static func columns(_ view: JSONView) -> [ColumnPart] {
    let parts = view.items().compactMap { item -> ColumnPart? in
      let name = item["name"].text()
      guard let type = item["type"].choice(of: ColumnType.self) else { return nil }
      if !Names.isColumn(name) { item["name"].report("cannot name a column: '\(shown(name))'") }
      return ColumnPart(
        name: name, type: type, convention: item["convention"].optionalText() ?? "")
    }
    var names: Set<String> = []
    for part in parts where !names.insert(part.name).inserted {
      view.report("holds '\(shown(part.name))' twice")
    }
    return parts
  }

  private static func table(_ item: JSONView) -> TablePart {
    let name = item["name"].text()
    let rows = item["rows"].integer(0...Int(Int32.max))
    let columns = columns(item["columns"])
    if columns.isEmpty, rows > 0 { item["columns"].report("are none, and there are \(rows) rows") }
    return TablePart(
      name: name, title: item["title"].optionalText() ?? name,
      note: item["note"].optionalText() ?? "", rows: rows, columns: columns)
  }

  private enum Subject: String, CaseIterable { case data, preparation, measure }

  private static func method(_ item: JSONView) -> MethodNote? {
    guard let word = item["subject"].choice(of: Subject.self) else { return nil }
    let subject: MethodNote.Subject =
      switch word {
      case .data: .data
      case .preparation: .preparation
      case .measure: .measure(item["column"].text())
      }
    return MethodNote(
      subject, item["text"].text(), french: item["french"].optionalText(),
      caption: item["caption"].optionalText() ?? "", reference: item["reference"].optionalText())
  }

  private static func network(_ view: JSONView) -> NetworkPart? {
    guard view.isObject() else { return nil }
    let weight = view["weight"]
    return NetworkPart(
      isDirected: view["directed"].bool(or: false),
      nodes: view["nodes"].integer(0...Int(Int32.max) - 1),
      edges: view["edges"].integer(0...Int(Int32.max) - 1),
      weight: weight.isThere
        ? weight["meaning"].choice(of: EdgeWeight.Meaning.self).map {
          EdgeWeight(column: weight["column"].text(), meaning: $0)
        } : nil)
  }
}
