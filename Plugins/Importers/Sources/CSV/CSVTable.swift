internal import ModuleKit

/// A text table that has been opened: dialect and header known, records to come.
struct CSVTable: Sendable {
  let source: TextSource
  let dialect: CSVDialect
  /// Column names; `1`, `2`, … when there is no header.
  let columns: [String]
  let hasHeader: Bool
  let headerLine: Int
  /// The offset at which the first record of data begins, or a line before it.
  let bodyStart: Int
  let bodyLine: Int
  /// Comments before the first record.
  let commentLines: Int
  /// The beginning of the text, and how many records of data it holds.
  let sampleSize: Int
  let sampleRows: Int

  var file: String { source.name }

  /// - Parameters:
  ///   - expected: names that a header may hold, lower case.
  ///   - hasHeader: nil to find out.
  init(
    _ source: TextSource, delimiter: CSVDialect.Delimiter?, expected: [String], hasHeader: Bool?
  ) throws(Diagnostic) {
    var records = try Self.firstRecord(source, delimiter)
    let cells = records.texts.map(\.trimmed)
    let isHeader = hasHeader ?? CSVDetection.isHeader(cells, expected: expected)
    guard let isHeader else { throw Self.unclear(cells, records.scanner, source.name) }
    self.source = source
    (dialect, self.hasHeader) = (records.dialect, isHeader)
    columns = isHeader ? Self.distinct(cells) : cells.indices.map { String($0 + 1) }
    headerLine = records.scanner.line
    if isHeader {
      (bodyStart, bodyLine) = (records.scanner.position, records.scanner.nextLine)
    } else {
      (bodyStart, bodyLine) = (records.start, records.startLine)
    }
    commentLines = isHeader ? records.scanner.commentLines : 0
    sampleSize = records.bytes.count
    var rows = isHeader ? 0 : 1
    while records.next() == .record { rows += 1 }
    sampleRows = rows
  }

  /// Opens so much of the text that a record is in it.
  private static func firstRecord(
    _ source: TextSource, _ delimiter: CSVDialect.Delimiter?
  ) throws(Diagnostic) -> SampleRecords {
    var size = 1 << 16
    while true {
      let head = try source.head(size)
      let isWhole = head.count == source.size
      if isWhole || head.last == 0x0A || head.last == 0x0D {
        _ = try DecodedText(head, encoding: .utf8, file: source.name)
      }
      var dialect = CSVDetection.dialect(of: head)
      if let delimiter { dialect.delimiter = delimiter }
      var records = SampleRecords(head, dialect, isWhole: isWhole)
      switch records.next() {
      case .record: return records
      case .unfinished: size *= 8
      case .openQuote: throw openQuote(records.scanner.openQuote, source)
      case .end, .passed:
        throw Diagnostic(
          "empty-file", "the file holds nothing but blank lines", at: .init(file: source.name))
      }
    }
  }

  /// A second column called `x` becomes `x (2)`, so that no column hides another.
  private static func distinct(_ names: [String]) -> [String] {
    var taken = Set(names)
    var seen: Set<String> = []
    return names.map { name in
      if name.isEmpty || seen.insert(name).inserted { return name }
      var number = 2
      while taken.contains("\(name) (\(number))") { number += 1 }
      taken.insert("\(name) (\(number))")
      return "\(name) (\(number))"
    }
  }

  func index(of column: String) -> Int? {
    columns.firstIndex(of: column)
      ?? columns.firstIndex { $0.lowercased() == column.lowercased() }
  }

  /// The column that is called by the first of `names` that there is.
  func index(amongAliases names: [String]) -> Int? {
    let lowered = columns.map { $0.lowercased() }
    return names.lazy.compactMap { lowered.firstIndex(of: $0) }.first
  }

  /// How many rows of data there probably are, by the length of the first.
  var expectedRows: Int {
    let bytesPerRow = Double(max(1, sampleSize - bodyStart)) / Double(max(1, sampleRows))
    return Int(Double(source.estimatedSize - bodyStart) / max(1, bytesPerRow))
  }

  // MARK: Mistakes

  /// The header as a place to point at.
  var headerLocation: Diagnostic.Location {
    let start = SourcePosition(line: headerLine, column: 1)
    return .init(file: file, span: SourceSpan(start, start))
  }
  var headerExcerpt: String { String(columns.joined(separator: ",").prefix(400)) }

  private static func unclear(
    _ cells: [String], _ scanner: CSVScanner, _ file: String
  ) -> Diagnostic {
    let start = SourcePosition(line: scanner.line, column: 1)
    return Diagnostic(
      "unclear-header", "is this a header? None of its names is known",
      at: .init(file: file, span: SourceSpan(start, start)),
      help: "name the columns ('source: …, target: …'), or say 'header: false'",
      excerpt: String(cells.joined(separator: ",").prefix(400)))
  }

  /// A quotation mark that is never closed, shown in its line.
  static func openQuote(
    _ quote: (offset: Int, line: Int), _ source: TextSource
  ) -> Diagnostic {
    var around: [UInt8] = []
    let start = max(0, quote.offset - 2000)
    try? source.append(start..<min(source.size, quote.offset + 2000), to: &around)
    let before = around.prefix(quote.offset - start)
    let lineStart = before.lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    let line = around[lineStart...].prefix { $0 != 0x0A && $0 != 0x0D }
    let characters = before[lineStart...].count { $0 & 0xC0 != 0x80 }
    let place = SourcePosition(line: quote.line, column: characters + 1)
    return Diagnostic(
      "open-quote", "this quotation mark is never closed",
      at: .init(file: source.name, span: SourceSpan(place, place)),
      help: "close it, or double it if it belongs to the text",
      excerpt: String(decoding: line.prefix(2000), as: UTF8.self))
  }
}
