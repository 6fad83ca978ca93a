internal import ModuleKit

/// Makes one node of all that bear one id.
struct NodesOfOneID {
  private let union: Network
  /// The id that each node of the union had in its own network.
  private let ownIDs: [String]
  private let inputOfNode: [Int]

  init(_ union: Network.DisjointUnion) {
    self.union = union.network
    (ownIDs, inputOfNode) = (union.idInInput, union.inputOfNode)
  }

  func network() -> Network {
    var rowsOfID: [String: [Int]] = [:]
    for (node, id) in ownIDs.enumerated() { rowsOfID[id, default: []].append(node) }
    let ids = rowsOfID.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var newNode = [NodeID](repeating: 0, count: ownIDs.count)
    var groups: [[Int]] = []
    for (index, id) in ids.enumerated() {
      let rows = (rowsOfID[id] ?? []).sorted { inputOfNode[$0] < inputOfNode[$1] }
      for row in rows { newNode[row] = NodeID(index) }
      groups.append(rows)
    }
    let builder = GraphBuilder(
      isDirected: union.graph.isDirected, parallel: .sum, loops: .keep)
    guard
      let built = try? builder.build(
        nodeCount: ids.count, sources: union.graph.sources.map { newNode[Int($0)] },
        targets: union.graph.targets.map { newNode[Int($0)] })
    else { preconditionFailure("loops and parallel edges are allowed here") }
    var result = union
    result.replace(
      graph: built.graph, ids: ids, nodes: nodes(groups), edges: edges(built.rowsOfEdge))
    result.ledger.append(
      LedgerEntry(
        source: "combine.union", isInput: false, unit: "nodes", read: ownIDs.count, kept: ids.count,
        merged: ownIDs.count - ids.count))
    return result
  }

  /// The first network that has a value decides; `input` lists all.
  private func nodes(_ groups: [[Int]]) -> Frame {
    var frame = Frame(rowCount: groups.count)
    for entry in union.nodes.entries {
      if entry.name == "input" {
        let texts = groups.map { rows in
          Optional(rows.compactMap { entry.column.text(at: $0) }.joined(separator: "; "))
        }
        frame.set(entry.name, .texts(texts), convention: entry.convention)
        continue
      }
      let rows = groups.map { rows in
        Int32(rows.first { entry.column.text(at: $0) != nil } ?? rows[0])
      }
      frame.set(entry.name, entry.column.gathered(rows), convention: entry.convention)
    }
    return frame
  }

  private func edges(_ groups: RowGroups) -> Frame {
    var frame = Frame(rowCount: groups.count)
    for entry in union.edges.entries {
      let rule: Aggregation =
        entry.name != union.weight?.column
        ? .agree : union.weight?.meaning == .distance ? .min : .sum
      frame.set(
        entry.name, entry.column.aggregated(groups, by: rule), convention: entry.convention)
    }
    return frame
  }
}
