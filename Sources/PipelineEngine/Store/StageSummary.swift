internal import ModuleKit

/// The size of a stage's result and the account of what it read, for manifests and progress.
public struct StageSummary: Sendable, Equatable {
  public let nodes: Int
  public let edges: Int
  public let tables: Int
  public let figures: Int
  /// Rows of all inputs read so far, and what became of them.
  public let read: Int
  public let kept: Int
  public let merged: Int
  public let rejected: Int

  init(_ network: Network) {
    (nodes, edges) = (network.graph.nodeCount, network.graph.edgeCount)
    (tables, figures) = (network.tables.count, network.figures.count)
    read = network.ledger.reduce(0) { $0 + $1.read }
    kept = network.ledger.reduce(0) { $0 + $1.kept }
    merged = network.ledger.reduce(0) { $0 + $1.merged }
    rejected = network.ledger.reduce(0) { $0 + $1.rejected }
  }

  init(_ reader: inout ByteReader) throws(ByteReader.Damaged) {
    let values = try reader.ints()
    guard values.count == 8 else { throw ByteReader.Damaged() }
    (nodes, edges, tables, figures) = (values[0], values[1], values[2], values[3])
    (read, kept, merged, rejected) = (values[4], values[5], values[6], values[7])
  }

  func write(to writer: inout ByteWriter) {
    writer.write([nodes, edges, tables, figures, read, kept, merged, rejected])
  }

  var json: JSON {
    [
      "nodes": .integer(nodes), "edges": .integer(edges),
      "rows": [
        "read": .integer(read), "kept": .integer(kept), "merged": .integer(merged),
        "rejected": .integer(rejected),
      ],
    ]
  }
}
