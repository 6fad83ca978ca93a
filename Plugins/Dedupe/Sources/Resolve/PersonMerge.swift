internal import ModuleKit

/// Makes one node of the records of each person: golden record, ties, and the account of it.
struct PersonMerge {
  /// Each person's records, the one that gives the id first; in the order of these ids.
  let people: [[Int]]
  /// The id of each person.
  let ids: [String]
  private let before: Network
  private let rules: [String: Survivorship]

  /// - Parameters:
  ///   - clusters: of records; single ones too.
  ///   - rules: by column, where the usual one is not wanted.
  ///   - plainID: of a record, its id in the stage that it comes from; the person gets it where nobody else has it.
  init(
    _ network: Network, _ clusters: [[Int]], rules: [String: Survivorship],
    plainID: (Int) -> String
  ) {
    (before, self.rules) = (network, rules)
    let graph = network.graph
    func ties(_ node: Int) -> Int {
      graph.outgoing.degree(node) + (graph.isDirected ? graph.incoming.degree(node) : 0)
    }
    func filled(_ node: Int) -> Int {
      network.nodes.entries.count { $0.column.text(at: node) != nil }
    }
    // The id with most ties is the one that people know; without ties, that of the fullest record.
    let found = clusters.map { records in
      records.sorted { (-ties($0), -filled($0), $0) < (-ties($1), -filled($1), $1) }
    }
    var bearers: [String: Int] = [:]
    for records in found {
      // A plain id and one that a stage gave its name to are taken alike.
      for id in Set([plainID(records[0]), network.ids[records[0]]]) {
        bearers[id, default: 0] += 1
      }
    }
    let names = found.map { records in
      let plain = plainID(records[0])
      return bearers[plain] == 1 ? plain : network.ids[records[0]]
    }
    let order = canonicalOrder(names).map(Int.init)
    (people, ids) = (order.map { found[$0] }, order.map { names[$0] })
  }

  /// For each record the position of its person.
  var personOfRecord: [Int] {
    var person = [Int](repeating: 0, count: before.graph.nodeCount)
    for (index, records) in people.enumerated() {
      for record in records { person[record] = index }
    }
    return person
  }

  func apply(to network: inout Network) -> (mergedTies: Int, innerTies: Int) {
    let person = personOfRecord
    let graph = before.graph
    // A loop that was there stays; one that a merge has made is two records that met.
    let kept = (0..<graph.edgeCount).filter { edge in
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      return a == b || person[a] != person[b]
    }
    let builder = GraphBuilder(isDirected: graph.isDirected, parallel: .sum, loops: .keep)
    guard
      let built = try? builder.build(
        nodeCount: people.count, sources: kept.map { NodeID(person[Int(graph.sources[$0])]) },
        targets: kept.map { NodeID(person[Int(graph.targets[$0])]) })
    else { preconditionFailure("loops and parallel edges are allowed here") }
    network.replace(
      graph: built.graph, ids: ids, nodes: goldenRecords(),
      edges: edges(kept, built))
    return (built.mergedRows, graph.edgeCount - kept.count)
  }

  /// Two books that both count messages add up; days of contact keep the first and the last.
  private func edges(_ kept: [Int], _ built: GraphBuilder.Built) -> Frame {
    var frame = Frame(rowCount: built.graph.edgeCount)
    for entry in before.edges.entries {
      let rule: Aggregation
      switch entry.name {
      case before.weight?.column:
        // Two records that are both two miles away are one person two miles away.
        rule = before.weight?.meaning == .distance ? .min : .sum
      case "count": rule = .sum
      case "first_contact": rule = .min
      case "last_contact": rule = .max
      default: rule = .agree
      }
      let values = entry.column.gathered(kept.map(EdgeID.init))
      frame.set(
        entry.name, values.aggregated(built.rowsOfEdge, by: rule), convention: entry.convention)
    }
    return frame
  }

  private func goldenRecords() -> Frame {
    var frame = Frame(rowCount: people.count)
    // Records in the order of their ids: what is taken "first" must not depend on rows.
    let ordered = people.map { $0.sorted() }
    let updated = before.nodes["updated"]
    for entry in before.nodes.entries {
      frame.set(
        entry.name, goldenColumn(entry, ordered, updated), convention: entry.convention)
    }
    let others = people.map { records in
      records.count > 1
        ? records.dropFirst().map { before.ids[$0] }.joined(separator: "; ") : nil
    }
    frame.set("merged_from", .texts(others), convention: "other ids of the person")
    return frame
  }

  private func goldenColumn(
    _ entry: Frame.Entry, _ ordered: [[Int]], _ updated: Column?
  ) -> Column {
    guard case .texts(let texts) = entry.column else {
      // Flags such as `owner` hold for a person when they hold for a record; numbers stay where the
      // records agree.
      var offsets: [Int32] = [0]
      var rows: [EdgeID] = []
      for records in ordered {
        rows += records.map(EdgeID.init)
        offsets.append(Int32(rows.count))
      }
      let rule: Aggregation = entry.column.type == .boolean ? .max : .agree
      return entry.column.aggregated(RowGroups(offsets: offsets, rows: rows), by: rule)
    }
    let rule = rules[entry.name] ?? Survivorship.usual(for: entry.name)
    return .texts(
      ordered.map { records in
        if records.count == 1 { return texts[records[0]] }
        return rule.value(
          records.map { texts[$0] }, updated: records.map { updated?.text(at: $0) })
      })
  }
}
