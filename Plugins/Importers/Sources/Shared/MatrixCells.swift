/// Cells of a square matrix, or entries of lists of neighbors, that may write down each tie at both
/// of its ends.
struct MatrixCells {
  struct Cell {
    let row: Int32
    let column: Int32
    /// As written; nil where there is none.
    let value: String?
    let place: SourceLines.Place
  }

  /// What keeps cells from being ties without direction.
  enum Mismatch {
    /// The cell that would mirror this one is missing.
    case lonely(Cell)
    /// Two cells mirror each other and have different values.
    case different(Cell, Cell)
  }

  private(set) var cells: [Cell] = []

  mutating func append(
    _ row: Int, _ column: Int, _ value: String?, at place: SourceLines.Place
  ) {
    cells.append(Cell(row: Int32(row), column: Int32(column), value: value, place: place))
  }

  /// The first cell off the diagonal, by row and column, that no other mirrors.
  func mismatch() -> Mismatch? {
    let upper = sorted(cells.indices.filter { cells[$0].row < cells[$0].column }) {
      ($0.row, $0.column)
    }
    let lower = sorted(cells.indices.filter { cells[$0].row > cells[$0].column }) {
      ($0.column, $0.row)
    }
    for (above, below) in zip(upper, lower) {
      let (a, b) = (cells[above.index], cells[below.index])
      if above.key != below.key { return .lonely(above.key < below.key ? a : b) }
      if above.value != below.value { return .different(a, b) }
    }
    if upper.count == lower.count { return nil }
    let rest = upper.count > lower.count ? upper[lower.count] : lower[upper.count]
    return .lonely(cells[rest.index])
  }

  private struct Keyed {
    let key: UInt64
    let value: Double
    let index: Int
  }

  /// Cells by the pair that they join and by their value, so that several edges of a pair match one
  /// by one.
  private func sorted(_ indices: [Int], _ pair: (Cell) -> (Int32, Int32)) -> [Keyed] {
    let keyed = indices.map { index in
      let (low, high) = pair(cells[index])
      let value = cells[index].value.flatMap(NumberText.plain) ?? 1
      return Keyed(
        key: UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high)),
        value: value.isNaN ? .infinity : value, index: index)
    }
    return keyed.sorted { a, b in
      if a.key != b.key { return a.key < b.key }
      return a.value != b.value ? a.value < b.value : a.index < b.index
    }
  }
}
