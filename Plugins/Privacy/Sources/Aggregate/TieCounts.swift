// Newman, M. E. J., "Mixing patterns in networks", Physical Review E 67, 026126, 2003.

internal import ModuleKit

/// Ties counted by the groups that they join, with what is left out: the mixing matrix.
struct TieCounts {
  struct Row {
    let level: String
    /// The groups by number; nil for all.
    let from: Int?
    let to: Int?
    let ties: Int
  }
  let rows: [Row]

  /// - Parameters:
  ///   - groupOfNode: -1 for people who are in no group that is shown.
  init(
    _ graph: Graph, groupOfNode: [Int32], groupCount: Int, least: Int, on workers: Workers
  ) throws {
    // People left out are a group too, which is not shown: so that totals are those of all ties.
    let rest = Int32(groupCount)
    let groups = groupOfNode.map { $0 < 0 ? rest : $0 }
    var from = graph.sources.map { groups[Int($0)] }
    var to = graph.targets.map { groups[Int($0)] }
    let isDirected = graph.isDirected
    if !isDirected {
      for tie in from.indices where from[tie] > to[tie] {
        (from[tie], to[tie]) = (to[tie], from[tie])
      }
    }
    let size = groupCount + 1
    // The number of ties that reach a group counts some of them twice: pairs have no totals but one.
    let pairs = isDirected ? nil : Pairs(from, to)
    let table =
      try pairs.map {
        try CountTable(rows: $0.codes, rowCount: $0.keys.count, columns: nil, columnCount: 0)
      } ?? CountTable(rows: from, rowCount: size, columns: to, columnCount: size)
    func ends(_ entry: CountTable.Entry) -> (from: Int?, to: Int?) {
      switch entry.level {
      case .cell: pairs.map { $0.keys[entry.row] } ?? (entry.row, entry.column)
      case .row: (entry.row, nil)
      case .column: (nil, entry.column)
      case .total: (nil, nil)
      }
    }
    let isShown = try table.shown(
      table.entries.map(\.members.count), least: least,
      hidden: { ends($0).from == groupCount || ends($0).to == groupCount }, on: workers)
    rows = table.entries.indices.filter { isShown[$0] }.map { index in
      let (entry, ends) = (table.entries[index], ends(table.entries[index]))
      return Row(
        level: Self.name(of: entry.level), from: ends.from, to: ends.to,
        ties: entry.members.count)
    }
  }

  private static func name(of level: CountTable.Level) -> String {
    switch level {
    case .cell: "cell"
    case .row: "total from"
    case .column: "total to"
    case .total: "total"
    }
  }

  /// The pairs of groups that ties join, numbered in order.
  private struct Pairs {
    let codes: [Int32]
    let keys: [(from: Int?, to: Int?)]

    init(_ from: [Int32], _ to: [Int32]) {
      let order = from.indices.sorted { (from[$0], to[$0], $0) < (from[$1], to[$1], $1) }
      var codes = [Int32](repeating: 0, count: from.count)
      var keys: [(from: Int?, to: Int?)] = []
      var last: (Int32, Int32) = (-1, -1)
      for tie in order {
        if (from[tie], to[tie]) != last {
          last = (from[tie], to[tie])
          keys.append((Int(from[tie]), Int(to[tie])))
        }
        codes[tie] = Int32(keys.count - 1)
      }
      (self.codes, self.keys) = (codes, keys)
    }
  }

  /// Ties between groups that are shown.
  var cells: [(from: Int, to: Int, ties: Int)] {
    rows.compactMap { row in
      guard row.level == "cell", let from = row.from, let to = row.to else { return nil }
      return (from, to, row.ties)
    }
  }
}
