internal import ModuleKit

/// Matrices, whose values may be spread over lines in any way.
extension DLReader {
  mutating func readMatrices(_ progress: () throws -> Void) throws {
    var matrix = 0
    while matrix < header.matrices {
      try progress()
      try readMatrix(relation(matrix), isFirst: matrix == 0, progress)
      addCells(relation(matrix))
      matrix += 1
    }
    if let token = try scanner.next() {
      throw draft.lines.error(
        "wrong-matrix", "there are more values than the matrix has cells", at: token.place)
    }
  }

  private mutating func readMatrix(
    _ relation: String?, isFirst: Bool, _ progress: () throws -> Void
  ) throws {
    let (rows, columns) = (header.rows ?? 0, header.columns ?? 0)
    try readColumnLabels(isFirst: isFirst)
    var seen: Set<Int> = []
    var position = 1
    while position <= rows {
      if position & 0xFF == 0 { try progress() }
      var row = position
      if header.rowsAreLabelled {
        guard let label = try scanner.next() else { throw ends(position, 0, columns) }
        row = try self.row(label)
        if !seen.insert(row).inserted {
          throw draft.lines.error(
            "duplicate-id", "a second row of '\(label.text.prefix(100))'", at: label.place)
        }
      }
      var column = firstColumn(of: position)
      while column <= lastColumn(of: position, columns) {
        if column & 0xFFFF == 0 { try progress() }
        if column != position || hasDiagonal {
          try readCell(row, position, column, relation)
        }
        column += 1
      }
      position += 1
    }
  }

  private mutating func readCell(
    _ row: Int, _ position: Int, _ column: Int, _ relation: String?
  ) throws(Diagnostic) {
    guard let token = try scanner.next() else {
      throw ends(position, column, header.columns ?? 0)
    }
    guard !token.isQuoted, let value = NumberText.plain(token.text) else {
      throw draft.lines.error(
        "bad-number", "'\(token.text.prefix(40))' is not a number", at: token.place)
    }
    if value == 0 { return }
    let number = columnNumbers.isEmpty ? column : columnNumbers[column - 1]
    addCell(row, number, token.text, relation, at: token.place)
  }

  /// A diagonal that is absent matters only where rows and columns are the same nodes.
  private var hasDiagonal: Bool { header.hasDiagonal || isTwoMode }

  private func firstColumn(of row: Int) -> Int { header.format == .upperhalf ? row : 1 }

  private func lastColumn(of row: Int, _ columns: Int) -> Int {
    header.format == .lowerhalf ? min(row, columns) : columns
  }

  /// Reads the labels above the first matrix, and passes over those that repeat them above another.
  private mutating func readColumnLabels(isFirst: Bool) throws(Diagnostic) {
    guard header.columnsAreLabelled else { return }
    let columns = header.columns ?? 0
    let before = scanner
    if !isFirst {
      let known = isTwoMode ? columnNodes : rowNodes
      for number in columnNumbers {
        let label = try scanner.next()
        if label.flatMap({ known.knownNumber(of: $0.text) }) != number {
          // It is the first row already.
          scanner = before
          return
        }
      }
      return
    }
    while columnNumbers.count < columns {
      guard let label = try scanner.next() else {
        throw ends(0, columnNumbers.count + 1, columns)
      }
      let number = try column(label)
      columnNumbers.append(number)
    }
    if Set(columnNumbers).count < columns {
      throw draft.lines.error(
        "duplicate-id", "two columns have the same label", at: before.place,
        help: "capital and small letters are the same to UCINET")
    }
  }

  private func ends(_ row: Int, _ column: Int, _ columns: Int) -> Diagnostic {
    let place =
      row == 0
      ? "above the matrix, before the label of column \(column)"
      : column == 0 ? "before row \(row)" : "in row \(row), before column \(column)"
    return draft.lines.error(
      "wrong-matrix", "the matrix ends \(place) of \(column == 0 ? header.rows ?? 0 : columns)",
      at: scanner.place, help: "was the file cut off?")
  }
}
