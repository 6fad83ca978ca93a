internal import Foundation
internal import ModuleKit

/// Puts a network together from what an importer has read, in any order.
///
/// Ids are compared in Unicode NFC; nodes end up in canonical order, so that the order of rows in a
/// file changes nothing.
struct NetworkAssembly {
  private let rows: RowAssembly
  private var interner = Interner()
  private var sources: [Int32] = []
  private var targets: [Int32] = []
  /// The line that each edge stands on.
  private var lines: [Int] = []
  private(set) var rejections: [LedgerEntry.Rejection] = []

  init(isDirected: Bool, parallel: ParallelEdges, loops: SelfLoops, source: String) {
    rows = RowAssembly(isDirected: isDirected, parallel: parallel, loops: loops, source: source)
  }

  /// A number for the node with this id, new when the id is.
  mutating func node(_ id: String) -> Int32 { interner.intern(Self.canonical(id)) }

  static func canonical(_ id: String) -> String {
    id.utf8.allSatisfy { $0 < 0x80 } ? id : id.precomposedStringWithCanonicalMapping
  }

  mutating func addEdge(_ a: Int32, _ b: Int32, line: Int) {
    sources.append(a)
    targets.append(b)
    lines.append(line)
  }

  mutating func reject(line: Int, _ reason: String, _ detail: String) {
    rejections.append(.init(line: line, reason: reason, detail: detail))
  }

  var edgeCount: Int { sources.count }

  /// - Returns: the network, and the node of each number given by ``node(_:)``.
  func assemble(
    on workers: Workers
  ) throws -> (assembled: RowAssembly.Assembled, nodeOfCode: [NodeID]) {
    let order = canonicalOrder(interner.strings)
    var nodeOfCode = [NodeID](repeating: 0, count: order.count)
    for (node, code) in order.enumerated() { nodeOfCode[Int(code)] = NodeID(node) }
    let part = PairList(
      sources: sources.map { nodeOfCode[Int($0)] }, targets: targets.map { nodeOfCode[Int($0)] })
    let assembled = try rows.assemble(
      ids: order.map { interner.strings[Int($0)] }, [part], on: workers
    ) { lines[$0] }
    return (assembled, nodeOfCode)
  }
}
