/// A value for each pair of a row and a column, from a table in long form.
package struct MatrixCells {
  package private(set) var rows: [String]
  package private(set) var columns: [String]
  private var values: [[Int]: Double]
  private let rowOf, columnOf: [String: Int]
  /// Whether rows and columns are the same groups, so that one order serves both.
  package let isSquare: Bool

  package struct Duplicate: Error { package let row, column: String }

  /// - Throws: ``Duplicate`` where two rows of the table tell of one cell.
  package init(_ cells: [(row: String, column: String, value: Double)]) throws(Duplicate) {
    var (rowOf, columnOf): ([String: Int], [String: Int]) = ([:], [:])
    var (rows, columns): ([String], [String]) = ([], [])
    var values: [[Int]: Double] = [:]
    for cell in cells {
      if rowOf[cell.row] == nil {
        rowOf[cell.row] = rows.count
        rows.append(cell.row)
      }
      if columnOf[cell.column] == nil {
        columnOf[cell.column] = columns.count
        columns.append(cell.column)
      }
      let key = [rowOf[cell.row] ?? 0, columnOf[cell.column] ?? 0]
      if values[key] != nil { throw Duplicate(row: cell.row, column: cell.column) }
      values[key] = cell.value
    }
    isSquare = Set(rows) == Set(columns)
    // In a square both directions have the order of the rows.
    (self.rows, self.columns) = (rows, isSquare ? rows : columns)
    (self.values, self.rowOf, self.columnOf) = (values, rowOf, columnOf)
  }

  /// NaN where there is none.
  package func value(_ row: String, _ column: String) -> Double {
    guard let a = rowOf[row], let b = columnOf[column], let value = values[[a, b]] else {
      return .nan
    }
    return value.isFinite ? value : .nan
  }

  package var known: [Double] { values.values.filter(\.isFinite).sorted() }

  // MARK: Order

  package mutating func sort(_ order: MatrixOrder) {
    switch order {
    case .table: return
    case .name:
      rows.sort()
      columns.sort()
    case .similarity:
      let (byRow, byColumn) = (profiles(ofRows: true), profiles(ofRows: false))
      if isSquare {
        // Whom a group is near to, and who is near to it.
        let both = rows.map { (byRow[$0] ?? []) + (byColumn[$0] ?? []) }
        rows = Seriation.order(both).map { rows[$0] }
        columns = rows
      } else {
        rows = Seriation.order(rows.map { byRow[$0] ?? [] }).map { rows[$0] }
        columns = Seriation.order(columns.map { byColumn[$0] ?? [] }).map { columns[$0] }
      }
    }
  }

  /// Those that are listed first, in that order; the others after them.
  package mutating func sort(first: [String]) {
    func sorted(_ names: [String]) -> [String] {
      let known = Set(names)
      var seen = Set<String>()
      let head = first.filter { known.contains($0) && seen.insert($0).inserted }
      return head + names.filter { !head.contains($0) }
    }
    (rows, columns) = (sorted(rows), sorted(columns))
  }

  /// The values of each row or column; missing ones count as the mean of all.
  private func profiles(ofRows: Bool) -> [String: [Double]] {
    let known = known
    let mean = known.isEmpty ? 0 : known.reduce(0) { $0 + $1 / Double(known.count) }
    let (items, others) = ofRows ? (rows, columns) : (columns, rows)
    var result: [String: [Double]] = [:]
    for item in items {
      result[item] = others.map { other in
        let value = ofRows ? self.value(item, other) : self.value(other, item)
        return value.isFinite ? value : mean
      }
    }
    return result
  }
}

/// Puts items in a row so that neighbors are alike: a short path through all of them.
package enum Seriation {
  /// The nearest neighbor from each start, and stretches turned round while that shortens the path.
  ///
  /// - Complexity: O(n³) per round; for tens of items.
  package static func order(_ profiles: [[Double]]) -> [Int] {
    let n = profiles.count
    if n < 3 { return Array(0..<n) }
    let distances = profiles.map { a in
      profiles.map { b in zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() }
    }
    func length(_ path: [Int]) -> Double {
      zip(path, path.dropFirst()).reduce(0) { $0 + distances[$1.0][$1.1] }
    }
    var best: (path: [Int], length: Double)?
    for start in 0..<n {
      let path = improved(greedy(from: start, distances), length)
      let own = length(path)
      if own < (best?.length ?? .infinity) * (1 - 1e-12) { best = (path, own) }
    }
    guard let path = best?.path, let first = path.first, let last = path.last else {
      return Array(0..<n)
    }
    // The same row read from the other end is the same order.
    return first < last ? path : path.reversed()
  }

  private static func greedy(from start: Int, _ distances: [[Double]]) -> [Int] {
    var path = [start]
    var left = Set(distances.indices)
    left.remove(start)
    while let here = path.last,
      let next = left.min(by: { (distances[here][$0], $0) < (distances[here][$1], $1) })
    {
      path.append(next)
      left.remove(next)
    }
    return path
  }

  private static func improved(_ start: [Int], _ length: ([Int]) -> Double) -> [Int] {
    var path = start
    var least = length(path)
    for _ in 0..<20 {
      var hasChanged = false
      for a in 0..<(path.count - 1) {
        for b in (a + 1)..<path.count {
          var turned = path
          turned[a...b].reverse()
          let own = length(turned)
          if own < least * (1 - 1e-12) { (path, least, hasChanged) = (turned, own, true) }
        }
      }
      if !hasChanged { break }
    }
    return path
  }
}
