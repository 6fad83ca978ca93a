package import ModuleKit

/// The size of a stage's result and the account of what it read, for manifests and progress.
public struct StageSummary: Sendable, Equatable {
  public let nodes: Int
  public let edges: Int
  public let tables: Int
  public let figures: Int
  /// Rows, nodes and edges that this stage accounts for, and what became of them.
  public let read: Int
  public let kept: Int
  public let merged: Int
  public let rejected: Int
  public let dropped: Int
  /// What the stage warned of, to be told again when its result comes from the cache.
  let warnings: [Warning]

  struct Warning: Sendable, Equatable {
    let id, message, help: String
  }

  /// - Parameter inherited: how many entries of the ledger were there before the stage.
  package init(_ network: Network, inherited: Int, warnings: [Diagnostic]) {
    self.warnings = warnings.map { Warning(id: $0.id, message: $0.message, help: $0.help ?? "") }
    let ledger = network.ledger.dropFirst(inherited)
    (nodes, edges) = (network.graph.nodeCount, network.graph.edgeCount)
    (tables, figures) = (network.tables.count, network.figures.count)
    read = ledger.reduce(0) { $0 + $1.read }
    kept = ledger.reduce(0) { $0 + $1.kept }
    merged = ledger.reduce(0) { $0 + $1.merged }
    rejected = ledger.reduce(0) { $0 + $1.rejected }
    dropped = ledger.reduce(0) { $0 + $1.dropped }
  }

  init(_ reader: inout ByteReader) throws {
    let values: [Int] = try reader.numbers()
    guard values.count == 9 else { throw ByteReader.Damaged() }
    (nodes, edges, tables, figures) = (values[0], values[1], values[2], values[3])
    (read, kept, merged, rejected) = (values[4], values[5], values[6], values[7])
    dropped = values[8]
    warnings = try reader.each { reader in
      let texts = try reader.texts()
      guard texts.count == 3 else { throw ByteReader.Damaged() }
      return Warning(id: texts[0], message: texts[1], help: texts[2])
    }
  }

  func write(to writer: inout ByteWriter) {
    writer.write([nodes, edges, tables, figures, read, kept, merged, rejected, dropped])
    writer.write(each: warnings) { warning, writer in
      writer.write([warning.id, warning.message, warning.help])
    }
  }

  var json: JSON {
    [
      "nodes": .integer(nodes), "edges": .integer(edges),
      "rows": [
        "read": .integer(read), "kept": .integer(kept), "merged": .integer(merged),
        "rejected": .integer(rejected), "dropped": .integer(dropped),
      ],
      "warnings": .array(
        warnings.map { ["id": .string($0.id), "message": .string($0.message)] }),
    ]
  }
}
