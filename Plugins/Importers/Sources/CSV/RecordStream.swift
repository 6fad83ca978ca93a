internal import ModuleKit

/// Reads the records of a stretch of a text, block by block.
///
/// A record belongs to the stretch in which its line begins.
struct RecordStream {
  private static let blockSize = 1 << 20

  private let source: TextSource
  private let limit: Int
  private let dialect: CSVDialect
  /// What the first byte of the block is in the text.
  private var base: Int
  /// True when the block ends with the text.
  private var isWhole = false
  /// How far the block is known to be UTF-8 without NUL.
  private var checked = 0
  /// The offset in the text at which the next line begins.
  private(set) var offset: Int
  /// Lines begun so far, and how many were comments.
  private(set) var lineCount = 0
  private(set) var commentLines = 0

  /// What kept a stretch from being read to its end.
  enum Trouble: Error {
    /// Bytes that are no text: ``TextSource/problem()`` tells where.
    case badEncoding
    case openQuote(offset: Int, line: Int)
    case file(Diagnostic)
  }

  /// - Parameter stretch: offsets of the text; the first is where a line begins.
  init(_ source: TextSource, _ stretch: Range<Int>, _ dialect: CSVDialect) {
    (self.source, self.dialect) = (source, dialect)
    (base, offset, limit) = (stretch.lowerBound, stretch.lowerBound, stretch.upperBound)
  }

  /// Reads to the end of the stretch.
  ///
  /// - Parameter goesOn: asked after each block, with the bytes read so far.
  mutating func read<Rows: RowCollecting>(
    into rows: inout Rows, goesOn: (Int) -> Bool
  ) throws(Trouble) {
    let start = base
    var block: [UInt8] = []
    var scanner = CSVScanner(dialect)
    defer {
      rows.flush(block.span)
      keep(scanner)
    }
    while base + scanner.position < limit {
      switch scanner.next(block.span, isWhole: isWhole) {
      case .record: rows.take(block.span, scanner)
      case .passed: continue
      case .end: return
      case .unfinished:
        rows.flush(block.span)
        guard goesOn(base + scanner.position - start) else { return }
        try readOn(&block, &scanner)
      case .openQuote:
        throw .openQuote(offset: base + scanner.openQuote.offset, line: scanner.openQuote.line)
      }
    }
  }

  private mutating func keep(_ scanner: borrowing CSVScanner) {
    offset = base + scanner.position
    lineCount = scanner.nextLine - 1
    commentLines = scanner.commentLines
  }

  /// Keeps what has not been used of the block and puts the next one behind it.
  private mutating func readOn(
    _ block: inout [UInt8], _ scanner: inout CSVScanner
  ) throws(Trouble) {
    let used = scanner.position
    block.removeSubrange(0..<used)
    scanner.restart()
    (base, checked) = (base + used, max(0, checked - used))
    let start = base + block.count
    // A record that is longer than a block is read in ever larger steps.
    let count = min(source.size - start, max(Self.blockSize, block.count))
    do {
      try source.append(start..<(start + count), to: &block)
    } catch {
      throw .file(error)
    }
    isWhole = start + count == source.size
    // Characters do not span lines.
    let end = isWhole ? block.count : (block.lastIndex { $0 == 0x0A || $0 == 0x0D } ?? -1) + 1
    guard end > checked else { return }
    if !PlainText.isText(block.span, checked..<end) { throw .badEncoding }
    checked = end
  }
}

/// Tells text from other bytes.
enum PlainText {
  /// True when `range` is UTF-8 without NUL. Complexity: O(bytes), eight at a time where all is ASCII.
  static func isText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let raw = unsafe bytes.bytes
    var (wide, zeros) = (UInt64(0), UInt64(0))
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      wide |= word
      zeros |= (word &- 0x0101_0101_0101_0101) & ~word
      index += 8
    }
    var isWide = wide & 0x8080_8080_8080_8080 != 0
    var hasZero = zeros & 0x8080_8080_8080_8080 != 0
    while index < range.upperBound {
      isWide = isWide || bytes[index] >= 0x80
      hasZero = hasZero || bytes[index] == 0
      index += 1
    }
    if hasZero { return false }
    return !isWide || (try? UTF8Span(validating: bytes.extracting(range))) != nil
  }
}
