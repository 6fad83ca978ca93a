internal import Foundation
internal import ModuleKit

/// Puts a network together from what an importer has read, in any order.
///
/// Ids are compared in Unicode NFC; nodes end up in canonical order, so that the order of rows in a
/// file changes nothing.
struct NetworkAssembly {
  let isDirected: Bool
  let parallel: ParallelEdges
  let loops: SelfLoops
  /// The file, for messages and the ledger.
  let source: String

  private var interner = Interner()
  private var sources: [Int32] = []
  private var targets: [Int32] = []
  /// The line that each edge stands on.
  private var lines: [Int] = []
  private(set) var rejections: [LedgerEntry.Rejection] = []

  init(isDirected: Bool, parallel: ParallelEdges, loops: SelfLoops, source: String) {
    (self.isDirected, self.parallel, self.loops) = (isDirected, parallel, loops)
    self.source = source
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

  /// A network without columns, and how to bring columns into its order.
  struct Assembled {
    var network: Network
    /// For each number given by ``node(_:)``, the node.
    let nodeOfCode: [NodeID]
    let edgeRows: RowGroups
    let merged: Int
    /// Self-loops that were dropped, as rejections.
    let loops: [LedgerEntry.Rejection]

    /// A column of the rows added, merged as the edges are.
    ///
    /// - Parameter rows: for each row added, the row of `column`; nil for the same.
    func column(_ column: Column, _ rule: Aggregation, rows: [Int32]? = nil) -> Column {
      let behind = rows.map { rows in edgeRows.rows.map { rows[Int($0)] } } ?? edgeRows.rows
      // Without merging nothing is computed: large whole numbers stay exact.
      if merged == 0, rule != .count { return column.gathered(behind) }
      return column.aggregated(RowGroups(offsets: edgeRows.offsets, rows: behind), by: rule)
    }

    /// For the ledger, when rows that were merged differ in `column`; nil when none do.
    func disagreement(
      _ name: String, _ column: Column, _ rule: Aggregation, rows: [Int32]? = nil
    ) -> String? {
      guard merged > 0, rule == .agree else { return nil }
      let behind = rows.map { rows in edgeRows.rows.map { rows[Int($0)] } } ?? edgeRows.rows
      let groups = RowGroups(offsets: edgeRows.offsets, rows: behind)
      let count = column.disagreements(groups)
      if count == 0 { return nil }
      let fate = column.type == .text ? "all are listed" : "left empty"
      return
        "'\(name)' differs between the merged rows of \(count) tie\(count == 1 ? "" : "s"): \(fate)"
    }
  }

  func assemble() throws(Diagnostic) -> Assembled {
    let order = canonicalOrder(interner.strings)
    var nodeOfCode = [NodeID](repeating: 0, count: order.count)
    for (node, code) in order.enumerated() { nodeOfCode[Int(code)] = NodeID(node) }
    let builder = GraphBuilder(isDirected: isDirected, parallel: parallel, loops: loops)
    let built: GraphBuilder.Built
    do {
      built = try builder.build(
        nodeCount: order.count, sources: sources.map { nodeOfCode[Int($0)] },
        targets: targets.map { nodeOfCode[Int($0)] })
    } catch {
      throw diagnostic(for: error)
    }
    let network = Network(graph: built.graph, ids: order.map { interner.strings[Int($0)] })
    let dropped = built.edgeOfRow.indices.filter { built.edgeOfRow[$0] < 0 }.map { row in
      LedgerEntry.Rejection(
        line: lines[row], reason: "self-loop",
        detail: "'\(interner.strings[Int(sources[row])])' is joined to itself")
    }
    return Assembled(
      network: network, nodeOfCode: nodeOfCode, edgeRows: built.rowsOfEdge,
      merged: built.mergedRows, loops: dropped)
  }

  private func diagnostic(for refusal: GraphBuilder.Refusal) -> Diagnostic {
    func place(_ row: Int) -> Diagnostic.Location {
      let start = SourcePosition(line: lines[row], column: 1)
      return .init(file: source, span: SourceSpan(start, start))
    }
    func name(_ row: Int) -> String {
      "'\(interner.strings[Int(sources[row])])' and '\(interner.strings[Int(targets[row])])'"
    }
    switch refusal {
    case .selfLoop(let row):
      return Diagnostic(
        "self-loop", "an edge joins '\(interner.strings[Int(sources[row])])' to itself",
        at: place(row), help: "say 'loops: drop' or 'loops: keep'")
    case .parallelEdge(let row, let first):
      return Diagnostic(
        "parallel-edge", "\(name(row)) are joined a second time", at: place(row),
        notes: [.init("first joined here", at: place(first))],
        help: "say how to merge: 'parallel: sum', max, min, mean, count or first")
    case .tooManyEdges(let count):
      return Diagnostic(
        "too-many-edges", "\(count) edges are more than \(EdgeID.max)", at: .init(file: source))
    }
  }
}

extension Network {
  /// The list of rows that importers did not take, as a table.
  mutating func setRejectedRows() {
    let all = ledger.flatMap { entry in entry.rejections.map { (entry.source, $0) } }
    var rows = Frame(rowCount: all.count)
    rows.set("source", .texts(all.map { Optional($0.0) }))
    rows.set("line", .integers(all.map(\.1.line)))
    rows.set("reason", .texts(all.map { Optional($0.1.reason) }))
    rows.set("detail", .texts(all.map { Optional($0.1.detail) }))
    set(
      Table(
        name: "rejected_rows", title: "Rows that were not taken",
        note: "one row per rejected row; lines count from 1", rows: rows))
  }
}
