internal import ModuleKit

/// A text table that has been opened: dialect and header known, records to come.
struct CSVTable {
  let file: String
  let dialect: CSVDialect
  /// Column names; `1`, `2`, … when there is no header.
  let columns: [String]
  let hasHeader: Bool
  let headerLine: Int
  private(set) var scanner: CSVScanner
  /// A first record that turned out to be data.
  private var pending: Bool

  /// - Parameters:
  ///   - expected: names that a header may hold, lower case.
  ///   - hasHeader: nil to find out.
  init(
    _ bytes: [UInt8], file: String, delimiter: CSVDialect.Delimiter?, expected: [String],
    hasHeader: Bool?
  ) throws(Diagnostic) {
    var dialect = CSVDetection.dialect(of: bytes, file: file)
    if let delimiter { dialect.delimiter = delimiter }
    var scanner = CSVScanner(bytes, dialect, file: file)
    guard try scanner.next() else {
      throw Diagnostic(
        "empty-file", "the file holds nothing but blank lines", at: .init(file: file))
    }
    let cells = scanner.texts.map(\.trimmed)
    let isHeader = hasHeader ?? CSVDetection.isHeader(cells, expected: expected)
    guard let isHeader else {
      throw Self.unclear(cells, scanner, file)
    }
    (self.file, self.dialect, self.hasHeader) = (file, dialect, isHeader)
    columns = isHeader ? Self.distinct(cells) : cells.indices.map { String($0 + 1) }
    headerLine = scanner.line
    self.scanner = scanner
    pending = !isHeader
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

  /// Moves to the next record; false at the end.
  mutating func next() throws(Diagnostic) -> Bool {
    if pending {
      pending = false
      return true
    }
    return try scanner.next()
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
}
