internal import ModuleKit

/// Rows of a table of people.
struct NodeRows: RowCollecting {
  private let layout: NodeLayout
  private let width: Int
  private(set) var rowsRead = 0
  private(set) var ids = TextCells()
  private(set) var attributes: [TextCells]
  private(set) var lines = LineMap()
  private(set) var rejections: [LedgerEntry.Rejection] = []

  init(_ layout: NodeLayout) {
    self.layout = layout
    width = layout.table.columns.count
    attributes = layout.attributes.map { _ in TextCells() }
  }

  mutating func take(_ bytes: Span<UInt8>, _ scanner: borrowing CSVScanner) {
    rowsRead += 1
    let line = scanner.line
    if let (reason, detail) = malformed(scanner, width: width) {
      rejections.append(.init(line: line, reason: reason, detail: detail))
      return
    }
    let cell = scanner.cells[layout.id]
    let trimmed = Trimming.trimmed(bytes, cell.range)
    if trimmed.isEmpty {
      let detail = "no \(layout.table.columns[layout.id])"
      rejections.append(.init(line: line, reason: "empty-id", detail: detail))
      return
    }
    ids.append(bytes, cell, trimmed: trimmed)
    lines.append(line)
    for (position, column) in layout.attributes.enumerated() {
      attributes[position].append(bytes, scanner.cells[column])
    }
  }

  mutating func flush(_ bytes: Span<UInt8>) {
    ids.flush(bytes)
    for index in attributes.indices { attributes[index].flush(bytes) }
  }

  mutating func finish() { ids.canonicalize() }
}
