internal import ModuleKit

/// Finds out how a text table is written from its first records.
enum CSVDetection {
  static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

  /// The delimiter under which most of the first records have the same number of cells.
  static func dialect(of bytes: [UInt8]) -> CSVDialect {
    let sample = Array(bytes.prefix(1 << 16))
    if let announced = announced(sample) { return announced }
    let comments = comments(in: sample)
    var best: (score: Int, dialect: CSVDialect)?
    for candidate in candidates {
      let dialect = CSVDialect(delimiter: .byte(candidate), comments: comments)
      let score = agreement(sample, dialect)
      if score > best?.score ?? 0 { best = (score, dialect) }
    }
    if let best { return best.dialect }
    let words = CSVDialect(delimiter: .whiteSpace, comments: comments)
    if agreement(sample, words) > 0 { return words }
    return CSVDialect(delimiter: .byte(0x2C), comments: comments)
  }

  /// What a first line `sep=;` says.
  private static func announced(_ sample: [UInt8]) -> CSVDialect? {
    let line = sample.prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count == 5, line.starts(with: Array("sep=".utf8)), let last = line.last else {
      return nil
    }
    return CSVDialect(delimiter: .byte(last), preamble: line.count)
  }

  /// `#` and `%` begin comments where the file begins with one and a blank follows, as in edge
  /// lists of public collections; a column called `#ties` is none.
  private static func comments(in sample: [UInt8]) -> [UInt8] {
    guard let first = sample.first, first == 0x23 || first == 0x25 else { return [] }
    return sample.count > 1 && followsCommentMark(sample[1]) ? [first] : []
  }

  static func followsCommentMark(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x23, 0x25, 0x0A, 0x0D].contains(byte)
  }

  /// How many of the first records have as many cells as the first; 0 when that is only one.
  private static func agreement(_ sample: [UInt8], _ dialect: CSVDialect) -> Int {
    var records = SampleRecords(sample, dialect, isWhole: true)
    guard records.next() == .record, records.scanner.cells.count > 1 else { return 0 }
    let width = records.scanner.cells.count
    var score = 1
    for _ in 0..<50 {
      guard records.next() == .record else { break }
      score += records.scanner.cells.count == width ? 1 : 0
    }
    return score
  }

  /// True when a first record names columns rather than holding data.
  ///
  /// - Parameter expected: names that the study gives or that commonly head such tables.
  static func isHeader(_ cells: [String], expected: [String]) -> Bool? {
    let names = cells.map { $0.trimmed.lowercased() }
    if names.contains(where: expected.contains) { return true }
    if cells.contains(where: { Double($0.trimmed) != nil }) { return false }
    return nil
  }
}

/// The first records of a text, for finding out how it is written.
struct SampleRecords {
  let bytes: [UInt8]
  let dialect: CSVDialect
  let isWhole: Bool
  private(set) var scanner: CSVScanner
  /// Where the text begins, behind a line `sep=;`.
  let start: Int
  let startLine: Int

  init(_ bytes: [UInt8], _ dialect: CSVDialect, isWhole: Bool) {
    (self.bytes, self.dialect, self.isWhole) = (bytes, dialect, isWhole)
    scanner = CSVScanner(dialect)
    if dialect.preamble > 0 { _ = scanner.next(bytes.span, isWhole: isWhole) }
    (start, startLine) = (scanner.position, scanner.nextLine)
  }

  /// Moves to the next record: anything but `record` is the end.
  mutating func next() -> CSVScanner.Step {
    let bytes = bytes
    var step = CSVScanner.Step.passed
    while step == .passed { step = scanner.next(bytes.span, isWhole: isWhole) }
    return step
  }

  var texts: [String] { scanner.cells.map { $0.text(in: bytes) } }
}
