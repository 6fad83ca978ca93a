internal import Foundation
internal import ModuleKit

/// Builds the network that a plug-in has sent, in canonical order.
struct NetworkReader {
  let part: ResultHeader.NetworkPart
  let header: ResultHeader
  let reader: ColumnReader

  /// Puts graph, ids, columns and weight in place of those of `network`.
  func replace(_ network: inout Network, on workers: Workers) throws {
    let ids = try reader.texts("ids").map(Self.canonical)
    if ids.contains("") { throw WireProblem("sent an empty id") }
    let order = canonicalOrder(ids)
    for (a, b) in zip(order, order.dropFirst()) where ids[Int(a)] == ids[Int(b)] {
      throw WireProblem("sent the id '\(shown(ids[Int(a)]))' twice")
    }
    var position = [NodeID](repeating: 0, count: ids.count)
    for (node, row) in order.enumerated() { position[Int(row)] = NodeID(node) }
    let built = try graph(position, on: workers)

    var nodes = Frame(rowCount: ids.count)
    for column in header.nodeColumns {
      let values = try reader.column("node:\(column.name)", column.type)
      nodes.set(
        column.name, try values.gathered(order, on: workers), convention: column.convention)
    }
    var edges = Frame(rowCount: built.graph.edgeCount)
    for column in header.edgeColumns {
      let values = try reader.column("edge:\(column.name)", column.type)
      edges.set(
        column.name, try values.gathered(built.rowsOfEdge.rows, on: workers),
        convention: column.convention)
    }
    try checkWeight(edges)
    network.replace(
      graph: built.graph, ids: order.map { ids[Int($0)] }, nodes: nodes, edges: edges)
    network.weight = part.weight
  }

  private func graph(_ position: [NodeID], on workers: Workers) throws -> GraphBuilder.Built {
    func ends(_ name: String) throws(WireProblem) -> [NodeID] {
      let rows = reader.positions(name)
      if let row = rows.first(where: { $0 < 0 || Int($0) >= position.count }) {
        throw WireProblem(
          "sent the position \(row) in '\(name)', where there are \(position.count) ids")
      }
      return rows.map { position[Int($0)] }
    }
    let list = PairList(sources: try ends("sources"), targets: try ends("targets"))
    do {
      return try GraphBuilder(isDirected: part.isDirected, parallel: .error, loops: .keep)
        .build(nodeCount: position.count, [list], on: workers)
    } catch GraphBuilder.Refusal.parallelEdge(let row, let first) {
      throw WireProblem("sent two edges between the same nodes (elements \(first) and \(row))")
    }
  }

  private func checkWeight(_ edges: Frame) throws(WireProblem) {
    guard let weight = part.weight, let column = edges[weight.column] else { return }
    if column.asNumbers.contains(where: \.isNaN) {
      throw WireProblem("sent a missing value in the weight '\(shown(weight.column))'")
    }
  }

  /// Ids are compared in Unicode NFC, as those of every importer.
  private static func canonical(_ id: String) -> String {
    id.utf8.allSatisfy { $0 < 0x80 } ? id : id.precomposedStringWithCanonicalMapping
  }
}
