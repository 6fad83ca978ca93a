internal import ModuleKit

/// Counts of things of two kinds of groups, or of one, with the totals that belong to them.
struct CountTable {
  enum Level: Equatable { case cell, row, column, total }

  struct Entry {
    let level: Level
    /// The row and the column; the one that a total runs over is 0.
    let row: Int
    let column: Int
    /// The things counted, by number.
    let members: [Int32]
  }

  /// A table of more cells takes too long to protect, and says too little about each.
  static let mostCells = 20_000

  struct TooManyCells: Error { let count: Int }

  /// Cells by row and column, totals of rows, totals of columns, and the total of all.
  let entries: [Entry]
  private let rowCount: Int
  private let columnCount: Int
  /// Without totals of rows and columns.
  private let isList: Bool

  /// - Parameters:
  ///   - rows: the row of each thing.
  ///   - columns: the column of each thing; nil makes a list whose only total is that of all.
  init(rows: [Int32], rowCount: Int, columns: [Int32]?, columnCount: Int) throws(TooManyCells) {
    if max(rowCount, columnCount) > Self.mostCells {
      throw TooManyCells(count: max(rowCount, columnCount))
    }
    (self.rowCount, self.columnCount) = (rowCount, columnCount)
    isList = columns == nil
    var entries: [Entry] = []
    let byRow = RowGroups(groupOfRow: rows, count: rowCount)
    for row in 0..<rowCount where !byRow[row].isEmpty {
      guard let columns else {
        entries.append(Entry(level: .cell, row: row, column: 0, members: Array(byRow[row])))
        continue
      }
      let members = byRow[row].sorted { (columns[Int($0)], $0) < (columns[Int($1)], $1) }
      for part in members.runs(where: { columns[Int($0)] == columns[Int($1)] }) {
        let column = Int(columns[Int(members[part.lowerBound])])
        entries.append(
          Entry(level: .cell, row: row, column: column, members: Array(members[part])))
      }
    }
    if entries.count > Self.mostCells { throw TooManyCells(count: entries.count) }
    if let columns {
      for row in 0..<rowCount where !byRow[row].isEmpty {
        entries.append(Entry(level: .row, row: row, column: 0, members: Array(byRow[row])))
      }
      let byColumn = RowGroups(groupOfRow: columns, count: columnCount)
      for column in 0..<columnCount where !byColumn[column].isEmpty {
        entries.append(
          Entry(level: .column, row: 0, column: column, members: Array(byColumn[column])))
      }
    }
    entries.append(
      Entry(level: .total, row: 0, column: 0, members: Array(0..<Int32(rows.count))))
    self.entries = entries
  }

  /// Which entries may be shown when `values` things count in each.
  ///
  /// - Parameter hidden: entries that are not shown in any case.
  func shown(
    _ values: [Int], least: Int, hidden: (Entry) -> Bool = { _ in false }, on workers: Workers
  ) throws(Cancelled) -> [Bool] {
    let all = max(1, values[entries.count - 1])
    let counts = entries.indices.dropLast().map { index in
      let (tail, head) = ends(of: entries[index])
      // A total tells more than a cell: it goes when no cells can.
      let cost = values[index] + (entries[index].level == .cell ? 0 : all)
      return Suppression.Count(tail: tail, head: head, value: values[index], cost: cost)
    }
    var suppression = Suppression(
      counts, nodeCount: isList ? 2 : rowCount + columnCount + 2, least: least,
      hidden: entries.dropLast().map(hidden))
    try suppression.protect(on: workers)
    let isTotalShown = values[entries.count - 1] >= least
    return suppression.isHidden.map { !$0 } + [isTotalShown]
  }

  /// Cells flow from rows to columns, totals of columns to a node that feeds the totals of rows.
  private func ends(of entry: Entry) -> (tail: Int, head: Int) {
    if isList { return (0, 1) }
    let totals = (rows: rowCount + columnCount, columns: rowCount + columnCount + 1)
    return switch entry.level {
    case .cell: (entry.row, rowCount + entry.column)
    case .row: (totals.rows, entry.row)
    case .column: (rowCount + entry.column, totals.columns)
    case .total: (totals.columns, totals.rows)
    }
  }
}

extension [Int32] {
  /// Stretches of neighbours that belong together.
  func runs(where belong: (Int32, Int32) -> Bool) -> [Range<Int>] {
    var (runs, start) = ([Range<Int>](), 0)
    for index in indices.dropFirst() where !belong(self[index - 1], self[index]) {
      runs.append(start..<index)
      start = index
    }
    return isEmpty ? [] : runs + [start..<count]
  }
}
