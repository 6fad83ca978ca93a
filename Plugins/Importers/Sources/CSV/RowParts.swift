internal import ModuleKit

/// The line of each row, as runs of rows that stand on consecutive lines.
struct LineMap: Sendable {
  private var runs: [(row: Int, shift: Int)] = []
  private var lastShift = Int.min
  private(set) var count = 0

  @inline(__always) mutating func append(_ line: Int) {
    if lastShift != line - count {
      lastShift = line - count
      runs.append((count, lastShift))
    }
    count += 1
  }

  /// Complexity: O(log runs).
  subscript(row: Int) -> Int {
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].row <= row { low = middle } else { high = middle }
    }
    return row + runs[low].shift
  }
}

/// The cells of one column, or of several in turn: a number per cell for a text that is kept once.
struct TextCells: Sendable {
  private(set) var texts: ByteInterner
  /// -1 for an empty cell.
  private(set) var codes: [Int32]
  /// The last cells, whose numbers are still to be found.
  private var queries = InlineArray<128, ByteInterner.Query>(repeating: .nothing)
  private var waiting = 0

  init(expected: Int = 0) {
    // A list of whole numbers may take as much memory as the codes.
    texts = ByteInterner(plainLimit: max(1 << 16, expected))
    codes = [Int32](capacity: expected)
  }

  /// Takes a cell of a block; before the block goes, ``flush(_:)`` must be called.
  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>, _ cell: CSVScanner.Cell) {
    append(bytes, cell, trimmed: Trimming.trimmed(bytes, cell.range))
  }

  /// - Parameter range: of the cell, without blanks at its ends.
  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>, _ cell: CSVScanner.Cell, trimmed range: Range<Int>) {
    if cell.isEscaped { return appendEscaped(bytes, cell) }
    queries[waiting] = range.isEmpty ? .nothing : .init(bytes, range)
    waiting += 1
    if waiting == queries.count { flush(bytes) }
  }

  private mutating func appendEscaped(_ bytes: Span<UInt8>, _ cell: CSVScanner.Cell) {
    flush(bytes)
    codes.append(texts.internEscaped(bytes, cell) ?? -1)
  }

  mutating func flush(_ bytes: Span<UInt8>) {
    texts.intern(bytes, queries.span.extracting(0..<waiting), into: &codes)
    waiting = 0
  }

  /// Brings the texts into Unicode NFC.
  mutating func canonicalize() {
    guard let canonical = texts.canonical() else { return }
    texts = canonical.texts
    for index in codes.indices { codes[index] = canonical.numbers[Int(codes[index])] }
  }

  /// Gives up the codes, replaced by `values`.
  mutating func takeCodes(_ values: [Int32]) -> [Int32] {
    var taken: [Int32] = []
    swap(&taken, &codes)
    for index in taken.indices { taken[index] = values[Int(taken[index])] }
    return taken
  }
}

extension ByteInterner {
  /// The number of a cell in which quotation marks are doubled; nil when only blanks are in it.
  fileprivate mutating func internEscaped(_ bytes: Span<UInt8>, _ cell: CSVScanner.Cell) -> Int32? {
    var plain: [UInt8] = []
    var index = cell.start
    while index < cell.end {
      plain.append(bytes[index])
      index += bytes[index] == 0x22 ? 2 : 1
    }
    let range = Trimming.trimmed(plain.span, plain.indices)
    return range.isEmpty ? nil : intern(plain.span, range)
  }

  /// The same texts in Unicode NFC, and the new number of each.
  fileprivate func canonical() -> (texts: ByteInterner, numbers: [Int32])? {
    if !hasWideText { return nil }
    var texts = ByteInterner(expected: count)
    let numbers = (0..<count).map { texts.intern(NetworkAssembly.canonical(string($0))) }
    return (texts, numbers)
  }
}
