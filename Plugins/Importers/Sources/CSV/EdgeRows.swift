internal import ModuleKit

/// Rows of a table of ties: those taken, by column, and those rejected.
struct EdgeRows: RowCollecting {
  private let layout: EdgeLayout
  private let width: Int
  private(set) var rowsRead = 0
  /// Source and target of each row taken, in turn.
  private(set) var ends: TextCells
  private(set) var weights: [Double] = []
  private(set) var attributes: [TextCells]
  /// Lines of the rows taken, counted from the beginning of the stretch.
  private(set) var lines = LineMap()
  private(set) var rejections: [LedgerEntry.Rejection] = []
  private(set) var numbers: NumberText
  /// Weights like 1.500, which a decimal comma elsewhere makes 1500: a bit per row.
  private var grouped: [UInt64] = []

  init(_ layout: EdgeLayout, expectedRows: Int) {
    self.layout = layout
    width = layout.table.columns.count
    attributes = layout.attributes.map { _ in TextCells() }
    numbers = NumberText(
      decimalComma: layout.decimalComma, groupsWithPoints: layout.groupsWithPoints)
    ends = TextCells(expected: 2 * expectedRows)
    if layout.weight != nil { weights = [Double](capacity: expectedRows) }
  }

  mutating func take(_ bytes: Span<UInt8>, _ scanner: borrowing CSVScanner) {
    rowsRead += 1
    let line = scanner.line
    if let (reason, detail) = malformed(scanner, width: width) {
      return reject(line, reason, detail)
    }
    let (sourceCell, targetCell) = (
      scanner.cells[layout.source], scanner.cells[layout.target]
    )
    let source = Trimming.trimmed(bytes, sourceCell.range)
    let target = Trimming.trimmed(bytes, targetCell.range)
    if source.isEmpty || target.isEmpty {
      let side = source.isEmpty ? layout.source : layout.target
      return reject(line, "empty-endpoint", "no \(layout.table.columns[side])")
    }
    if let column = layout.weight {
      switch Weighing.weight(bytes, scanner.cells[column], &numbers) {
      case .success(let weight):
        if weight.isGrouped { note(grouped: weights.count) }
        weights.append(weight.value)
      case .failure(let refusal): return reject(line, refusal.reason, refusal.detail)
      }
    }
    ends.append(bytes, sourceCell, trimmed: source)
    ends.append(bytes, targetCell, trimmed: target)
    for (position, column) in layout.attributes.enumerated() {
      attributes[position].append(bytes, scanner.cells[column])
    }
    lines.append(line)
  }

  private mutating func reject(_ line: Int, _ reason: String, _ detail: String) {
    rejections.append(.init(line: line, reason: reason, detail: detail))
  }

  private mutating func note(grouped row: Int) {
    while grouped.count <= row / 64 { grouped.append(0) }
    grouped[row / 64] |= 1 << UInt64(row % 64)
  }

  mutating func flush(_ bytes: Span<UInt8>) {
    ends.flush(bytes)
    for index in attributes.indices { attributes[index].flush(bytes) }
  }

  mutating func finish() { ends.canonicalize() }

  /// Gives up the ends of the rows as nodes, source and target in turn.
  ///
  /// - Parameter nodes: the node of each id.
  mutating func takeEnds(_ nodes: [Int32]) -> [NodeID] { ends.takeCodes(nodes) }

  /// Reads 1.500 as 1500, now that a decimal comma has been seen.
  mutating func regroupWeights() {
    for (index, word) in grouped.enumerated() {
      var rest = word
      while rest != 0 {
        let row = index * 64 + rest.trailingZeroBitCount
        weights[row] = (weights[row] * 1000).rounded()
        rest &= rest - 1
      }
    }
  }
}

/// What is wrong with the form of a record.
func malformed(
  _ scanner: borrowing CSVScanner, width: Int
) -> (reason: String, detail: String)? {
  if scanner.isBadlyQuoted { return ("bad-quoting", "text after a closing quotation mark") }
  let count = scanner.cells.count
  if count == width { return nil }
  return ("wrong-cell-count", "\(count) cell\(count == 1 ? "" : "s") instead of \(width)")
}
