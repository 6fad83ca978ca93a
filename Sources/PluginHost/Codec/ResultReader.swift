package import ModuleKit

/// Puts a plug-in's result into the network, once all of it has been held against the manual.
package struct ResultReader {
  private let manual: PluginManual
  private let nodes, edges: Int

  /// - Parameter network: what the stage was given.
  package init(_ manual: PluginManual, _ network: Network) {
    self.manual = manual
    (nodes, edges) = (network.graph.nodeCount, network.graph.edgeCount)
  }

  private func header(_ json: JSON) throws(WireProblem) -> ResultHeader {
    try ResultHeader(json, of: manual, nodes: nodes, edges: edges)
  }

  /// Refuses a frame whose arrays cannot be right, before they arrive.
  package func admit(_ frame: FrameHeader) throws(WireProblem) {
    try header(frame.json).check(frame.arrays)
  }

  /// - Throws: a ``WireProblem``, or ``Cancelled``; the network is as it was then.
  package func apply(_ frame: Message, to network: inout Network, on workers: Workers) throws {
    let header = try header(frame.json)
    let reader = ColumnReader(frame: frame)
    var result = network
    if let part = header.network {
      try NetworkReader(part: part, header: header, reader: reader).replace(&result, on: workers)
    } else {
      for part in header.nodeColumns {
        result.nodes.set(
          part.name, try reader.column("node:\(part.name)", part.type), convention: part.convention)
      }
      for part in header.edgeColumns {
        result.edges.set(
          part.name, try reader.column("edge:\(part.name)", part.type), convention: part.convention)
      }
    }
    for part in header.tables {
      var rows = Frame(rowCount: part.rows)
      for column in part.columns {
        rows.set(
          column.name, try reader.column("table:\(part.name):\(column.name)", column.type),
          convention: column.convention)
      }
      result.set(Table(name: part.name, title: part.title, note: part.note, rows: rows))
    }
    for name in header.documents {
      result.set(Document(path: name, bytes: reader.bytes("document:\(name)")))
    }
    result.methods += header.methods
    result.ledger += header.ledger
    network = result
  }
}
