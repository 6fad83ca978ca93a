internal import ModuleKit

/// Makes a network of rows whose ends are nodes in canonical order.
struct RowAssembly {
  let isDirected: Bool
  let parallel: ParallelEdges
  let loops: SelfLoops
  /// The file, for messages and the ledger.
  let source: String

  /// A network without columns, and how to bring columns into its order.
  struct Assembled {
    var network: Network
    let edgeRows: RowGroups
    let merged: Int
    /// Self-loops that were dropped, as rejections.
    let loops: [LedgerEntry.Rejection]
    fileprivate let workers: Workers

    /// A column of the rows added, merged as the edges are.
    ///
    /// - Parameter rows: for each row added, the row of `column`; nil for the same.
    func column(
      _ column: Column, _ rule: Aggregation, rows: [Int32]? = nil
    ) throws(Cancelled) -> Column {
      let behind = rows.map { rows in edgeRows.rows.map { rows[Int($0)] } } ?? edgeRows.rows
      // Without merging nothing is computed: large whole numbers stay exact.
      if merged == 0, rule != .count { return try column.gathered(behind, on: workers) }
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

  /// - Parameters:
  ///   - ids: in canonical order.
  ///   - lists: rows whose ends are positions in `ids`.
  ///   - lineOfRow: the line that a row stands on.
  func assemble(
    ids: [String], _ lists: [PairList], on workers: Workers, lineOfRow: (Int) -> Int
  ) throws -> Assembled {
    let builder = GraphBuilder(isDirected: isDirected, parallel: parallel, loops: loops)
    let rows = NamedRows(ids: ids, lists: lists)
    let built: GraphBuilder.Built
    do {
      built = try builder.build(nodeCount: ids.count, lists, on: workers)
    } catch let refusal as GraphBuilder.Refusal {
      throw diagnostic(for: refusal, rows, lineOfRow)
    }
    let dropped = built.droppedLoops.map { row in
      LedgerEntry.Rejection(
        line: lineOfRow(Int(row)), reason: "self-loop",
        detail: "'\(rows.ends(Int(row)).source)' is joined to itself")
    }
    return Assembled(
      network: Network(graph: built.graph, ids: ids), edgeRows: built.rowsOfEdge,
      merged: built.mergedRows, loops: dropped, workers: workers)
  }

  private struct NamedRows {
    let ids: [String]
    let lists: [PairList]

    func ends(_ row: Int) -> (source: String, target: String) {
      var row = row
      for list in lists {
        if row < list.count { return (ids[Int(list.source(row))], ids[Int(list.target(row))]) }
        row -= list.count
      }
      preconditionFailure("row \(row) is in no list")
    }
  }

  private func diagnostic(
    for refusal: GraphBuilder.Refusal, _ rows: NamedRows, _ lineOfRow: (Int) -> Int
  ) -> Diagnostic {
    func place(_ row: Int) -> Diagnostic.Location {
      let start = SourcePosition(line: lineOfRow(row), column: 1)
      return .init(file: source, span: SourceSpan(start, start))
    }
    switch refusal {
    case .selfLoop(let row):
      return Diagnostic(
        "self-loop", "an edge joins '\(rows.ends(row).source)' to itself",
        at: place(row), help: "say 'loops: drop' or 'loops: keep'")
    case .parallelEdge(let row, let first):
      let ends = rows.ends(row)
      return Diagnostic(
        "parallel-edge", "'\(ends.source)' and '\(ends.target)' are joined a second time",
        at: place(row), notes: [.init("first joined here", at: place(first))],
        help: "say how to merge: 'parallel: sum', max, min, mean, count or first")
    case .tooManyEdges(let count):
      return Diagnostic(
        "too-many-edges", "\(count) edges are more than \(EdgeID.max)", at: .init(file: source))
    }
  }
}
