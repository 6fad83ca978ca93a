internal import GraphCore
internal import ModuleKit

extension Network {
  /// Puts a network together again.
  ///
  /// The graph and the ids are worked on by all threads, of the other parts each by one.
  ///
  /// - Parameter parts: each with its bytes, which are what was stored.
  /// - Throws: ``ByteReader/Damaged`` when they are no network, or ``Cancelled``.
  init(_ parts: [(part: StoredRecord.Part, bytes: StoredBytes)], on workers: Workers) throws {
    func bytes(_ kind: StoredPart.Kind) throws -> StoredBytes {
      guard let found = parts.first(where: { $0.part.kind == kind }) else {
        throw ByteReader.Damaged()
      }
      return found.bytes
    }
    let graph = try PartCodec.graph(try bytes(.graph), on: workers)
    let ids = try PartCodec.ids(try bytes(.ids), on: workers)
    guard ids.count == graph.nodeCount else { throw ByteReader.Damaged() }
    let others = parts.filter { $0.part.kind != .graph && $0.part.kind != .ids }
    let contents = try workers.map(others) { part, bytes in
      Result { try PartCodec.content(of: part, bytes) }
    }
    self.init(graph: graph, ids: ids)
    for ((part, _), content) in zip(others, contents) { try take(try content.get(), of: part) }
  }

  private mutating func take(_ content: StoredPart.Content, of part: StoredRecord.Part) throws {
    switch content {
    case .graph, .ids: break
    case .column(let column):
      let isNodes = part.kind == .nodeColumn
      guard column.count == (isNodes ? nodes : edges).rowCount else { throw ByteReader.Damaged() }
      if isNodes {
        nodes.set(part.name, column, convention: part.note)
      } else {
        edges.set(part.name, column, convention: part.note)
      }
    case .table(let table): set(table)
    case .figure(let figure): set(figure)
    case .document(let document): set(document)
    case .account(let account):
      (weight, ledger, methods) = (account.weight, account.ledger, account.methods)
    }
  }
}
