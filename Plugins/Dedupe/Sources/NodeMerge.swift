internal import ModuleKit

/// Carries merges out: nodes, ties, columns, and the account of it.
struct NodeMerge {
  private let groups: [[Int]]
  private let matchesOfNode: [Int: [NameMatch]]

  init(_ merges: MergeGroups) {
    groups = merges.groups
    var matches: [Int: [NameMatch]] = [:]
    for match in merges.used {
      matches[match.a, default: []].append(match)
      matches[match.b, default: []].append(match)
    }
    matchesOfNode = matches
  }

  func apply(to network: inout Network, comparing compared: Int, column: String) {
    let before = network
    let newNode = newNodes(count: before.graph.nodeCount)
    // Two spellings that are both two miles away are one person two miles away.
    let weightRule: Aggregation = before.weight?.meaning == .distance ? .min : .sum
    let builder = GraphBuilder(isDirected: before.graph.isDirected, parallel: .sum, loops: .keep)
    // A loop that was there stays; one that a merge has made is two spellings that met.
    let kept = (0..<before.graph.edgeCount).filter { edge in
      let (a, b) = (Int(before.graph.sources[edge]), Int(before.graph.targets[edge]))
      return a == b || newNode[a] != newNode[b]
    }
    guard
      let built = try? builder.build(
        nodeCount: groups.count,
        sources: kept.map { newNode[Int(before.graph.sources[$0])] },
        targets: kept.map { newNode[Int(before.graph.targets[$0])] })
    else { preconditionFailure("loops and parallel edges are allowed here") }

    var edges = Frame(rowCount: built.graph.edgeCount)
    for entry in before.edges.entries {
      let rule: Aggregation = entry.name == before.weight?.column ? weightRule : .agree
      let values = entry.column.gathered(kept.map(EdgeID.init))
      edges.set(
        entry.name, values.aggregated(built.rowsOfEdge, by: rule), convention: entry.convention)
    }
    network.replace(
      graph: built.graph, ids: groups.map { before.ids[$0[0]] }, nodes: nodes(of: before),
      edges: edges)
    network.set(table(before))
    account(&network, before, droppedTies: before.graph.edgeCount - kept.count, compared, column)
  }

  private func newNodes(count: Int) -> [NodeID] {
    var newNode = [NodeID](repeating: 0, count: count)
    for (index, group) in groups.enumerated() {
      for node in group { newNode[node] = NodeID(index) }
    }
    return newNode
  }

  /// The values of the node that stays, its missing ones from the others.
  private func nodes(of network: Network) -> Frame {
    var frame = Frame(rowCount: groups.count)
    for entry in network.nodes.entries {
      let rows = groups.map { group in
        Int32(group.first { entry.column.text(at: $0) != nil } ?? group[0])
      }
      frame.set(entry.name, entry.column.gathered(rows), convention: entry.convention)
    }
    let others = groups.map { group in
      group.count > 1 ? group.dropFirst().map { network.ids[$0] }.joined(separator: "; ") : nil
    }
    frame.set("merged_from", .texts(others), convention: "other ids of the person")
    return frame
  }

  private func table(_ network: Network) -> Table {
    let rows = groups.flatMap { group in
      let weakest = weakestMatches(from: group[0])
      return group.dropFirst().map { (kept: group[0], merged: $0, match: weakest[$0]) }
    }
    var frame = Frame(rowCount: rows.count)
    frame.set("kept", .texts(rows.map { Optional(network.ids[$0.kept]) }))
    frame.set("merged", .texts(rows.map { Optional(network.ids[$0.merged]) }))
    frame.set("similarity", .numbers(rows.map { $0.match?.similarity ?? .nan }))
    frame.set("rule", .texts(rows.map { $0.match?.rule.rawValue }))
    return Table(
      name: "merges", title: "Spellings taken for one person",
      note: "similarity and rule are those of the weakest match between the two ids", rows: frame)
  }

  /// For each node that was joined to `kept`, the least certain match on the way: the one to check.
  private func weakestMatches(from kept: Int) -> [Int: NameMatch] {
    var weakest: [Int: NameMatch] = [:]
    var waiting = [kept]
    // The matches that were followed make a tree.
    while let node = waiting.popLast() {
      for match in matchesOfNode[node] ?? [] {
        let other = match.a == node ? match.b : match.a
        if other == kept || weakest[other] != nil { continue }
        weakest[other] = weakest[node].map { $0.isWeaker(than: match) ? $0 : match } ?? match
        waiting.append(other)
      }
    }
    return weakest
  }

  private func account(
    _ network: inout Network, _ before: Network, droppedTies: Int, _ compared: Int, _ column: String
  ) {
    let (read, kept) = (before.graph.nodeCount, groups.count)
    network.ledger.append(
      LedgerEntry(
        source: "dedupe.names", isInput: false, unit: "people", read: read, kept: kept,
        merged: read - kept,
        notes: [
          "names compared: \(compared) pairs of '\(column)'",
          "ties between two spellings of one person, left out: \(droppedTies)",
        ]))
    network.methods.append(
      MethodNote(
        .preparation,
        "Near-identical spellings were merged: \(read) people became \(kept); table merges lists them.",
        french:
          "Les graphies presque identiques ont été fusionnées : \(read) personnes sont devenues "
          + "\(kept) ; la table « merges » en donne la liste.",
        caption: read == kept ? "" : "\(read - kept) spellings merged"))
  }
}
