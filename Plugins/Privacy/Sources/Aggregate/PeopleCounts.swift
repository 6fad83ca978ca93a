internal import ModuleKit

/// People counted by the values of columns, with what is left out.
struct PeopleCounts {
  /// Cells and totals in the order of the table.
  let table: CountTable
  let isShown: [Bool]
  let columns: [CellColumn]
  /// For each row and each column of the table the code in each column of the network.
  private let rowKeys: [[Int32]]
  private let columnKeys: [[Int32]]

  init(_ columns: [CellColumn], count: Int, least: Int, on workers: Workers) throws {
    self.columns = columns
    // Rows are the values of the first column, columns the combinations of the others.
    let first = Self.combinations(of: columns.prefix(1).map(\.codes), count: count)
    let rest = Self.combinations(of: columns.dropFirst().map(\.codes), count: count)
    (rowKeys, columnKeys) = (first.keys, rest.keys)
    table = try CountTable(
      rows: first.codes, rowCount: rowKeys.count, columns: columns.count > 1 ? rest.codes : nil,
      columnCount: columnKeys.count)
    isShown = try table.shown(table.entries.map(\.members.count), least: least, on: workers)
  }

  /// Numbers the combinations of codes that occur, in order.
  private static func combinations(
    of columns: [[Int32]], count: Int
  ) -> (codes: [Int32], keys: [[Int32]]) {
    let order = (0..<Int32(count)).sorted { a, b in
      for codes in columns where codes[Int(a)] != codes[Int(b)] {
        return codes[Int(a)] < codes[Int(b)]
      }
      return a < b
    }
    var codes = [Int32](repeating: 0, count: count)
    var keys: [[Int32]] = []
    for node in order {
      let key = columns.map { $0[Int(node)] }
      if key != keys.last { keys.append(key) }
      codes[Int(node)] = Int32(keys.count - 1)
    }
    return (codes, keys)
  }

  /// The entries that may be shown.
  var shown: [Int] { table.entries.indices.filter { isShown[$0] } }
  /// The cells that may be shown.
  var groups: [Int] { shown.filter { table.entries[$0].level == .cell } }

  /// What an entry shows for each column.
  func labels(of index: Int) -> [String] {
    let entry = table.entries[index]
    let row: [Int32]? = [.cell, .row].contains(entry.level) ? rowKeys[entry.row] : nil
    let rest: [Int32]? =
      [.cell, .column].contains(entry.level) && columns.count > 1 ? columnKeys[entry.column] : nil
    return columns.enumerated().map { position, column in
      let code = position == 0 ? row?[0] : rest?[position - 1]
      return code.map { column.values[Int($0)] } ?? CellColumn.all
    }
  }

  /// What an entry is: `cell`, `total by sector`, `total`.
  func level(of index: Int) -> String {
    switch table.entries[index].level {
    case .cell: "cell"
    case .row: "total by \(columns[0].name)"
    case .column: "total by " + columns.dropFirst().map(\.name).joined(separator: ", ")
    case .total: "total"
    }
  }

  /// One name per group, all different.
  var groupNames: [String] {
    var taken: Set<String> = []
    return groups.map { group in
      let name = labels(of: group).joined(separator: " / ")
      var (unique, number) = (name, 2)
      while !taken.insert(unique).inserted {
        unique = "\(name) (\(number))"
        number += 1
      }
      return unique
    }
  }
}
