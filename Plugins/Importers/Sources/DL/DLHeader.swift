internal import ModuleKit

/// What stands before `data:` in a DL file.
struct DLHeader {
  enum Format: String, CaseIterable {
    case fullmatrix, upperhalf, lowerhalf, nodelist1, nodelist1b, nodelist2, edgelist1, edgelist2
    case edgearray1

    init?(name: String) {
      let short: [String: Format] = [
        "fm": .fullmatrix, "uh": .upperhalf, "lh": .lowerhalf, "nl1": .nodelist1,
        "nl1b": .nodelist1b, "nl2": .nodelist2, "el1": .edgelist1, "el2": .edgelist2,
        "ea1": .edgearray1, "nodelist": .nodelist1, "edgelist": .edgelist1,
        "edgearray": .edgearray1,
      ]
      guard let format = short[name] ?? Format(rawValue: name) else { return nil }
      self = format
    }

    var isTwoMode: Bool { self == .nodelist2 || self == .edgelist2 }
  }

  private static let keywords = [
    "n", "nr", "nc", "nm", "format", "diagonal", "title", "labels", "row", "column", "matrix",
    "data",
  ]

  private(set) var rows: Int?
  private(set) var columns: Int?
  private(set) var matrices = 1
  private(set) var format = Format.fullmatrix
  private(set) var hasDiagonal = true
  private(set) var rowLabels: [DLScanner.Token]?
  private(set) var columnLabels: [DLScanner.Token]?
  private(set) var matrixLabels: [DLScanner.Token]?
  private(set) var rowsAreLabelled = false
  private(set) var columnsAreLabelled = false
  /// Where the data begin.
  private(set) var dataPlace = SourceLines.Place(line: 1, byte: 0)
  private let lines: SourceLines

  /// Reads up to `data:`.
  init(_ scanner: inout DLScanner) throws(Diagnostic) {
    lines = scanner.lines
    let first = try scanner.next(.header)
    guard first?.keyword == "dl" else {
      throw lines.error(
        "no-dl", "the file does not begin with 'DL'", at: .init(line: 1, byte: 0),
        help: "is this a UCINET DL file?")
    }
    while let word = try scanner.next(.header) {
      if word.keyword == "data" {
        dataPlace = word.place
        return
      }
      // DL itself has no comments; other programs write them at the top.
      if word.text.hasPrefix("%") || word.text.hasPrefix("#") {
        scanner.skipLine()
      } else {
        try read(word, &scanner)
      }
    }
    throw lines.error(
      "no-data", "there is no 'data:' in the file", at: scanner.place,
      help: "the data stand behind a line 'data:'; or the file was cut off")
  }

  private mutating func read(
    _ word: DLScanner.Token, _ scanner: inout DLScanner
  ) throws(Diagnostic) {
    switch word.keyword {
    case "n":
      rows = try size("nodes", &scanner)
      columns = rows
    case "nr": rows = try size("rows", &scanner)
    case "nc": columns = try size("columns", &scanner)
    case "nm": matrices = try size("matrices", &scanner)
    case "format": try readFormat(&scanner)
    case "diagonal":
      let value = try self.value(of: "diagonal", &scanner)
      guard ["present", "absent"].contains(value.keyword) else {
        throw lines.error(
          "bad-value", "'diagonal' must be 'present' or 'absent', not '\(value.text.prefix(40))'",
          at: value.place)
      }
      hasDiagonal = value.keyword == "present"
    case "title": _ = try value(of: "title", &scanner)
    case "labels": try readLabels("labels", word, &scanner)
    case "row", "col", "column", "matrix", "level":
      let next = try value(of: word.text, &scanner)
      guard next.keyword == "labels" else { throw unknown(next) }
      try readLabels(word.keyword, next, &scanner)
    default: throw unknown(word)
    }
  }

  private func unknown(_ word: DLScanner.Token) -> Diagnostic {
    lines.error(
      "unknown-keyword", "'\(word.text.prefix(40))' does not belong into the header of a DL file",
      at: word.place,
      help: Suggestion.help(for: word.keyword, among: Self.keywords, kind: "keywords"))
  }

  private func value(
    of name: String, _ scanner: inout DLScanner
  ) throws(Diagnostic) -> DLScanner.Token {
    if let value = try scanner.next(.header) { return value }
    throw lines.error(
      "missing-value", "the value of '\(name.prefix(40))' is missing", at: scanner.place)
  }

  private func size(_ things: String, _ scanner: inout DLScanner) throws(Diagnostic) -> Int {
    let value = try value(of: "the number of \(things)", &scanner)
    return try lines.nodeCount(value.text, of: things, at: value.place)
  }

  private mutating func readFormat(_ scanner: inout DLScanner) throws(Diagnostic) {
    let value = try value(of: "format", &scanner)
    guard let known = Format(name: value.keyword) else {
      throw lines.error(
        "unknown-format", "the format '\(value.text.prefix(40))' cannot be read", at: value.place,
        help: Suggestion.help(
          for: value.keyword, among: Format.allCases.map(\.rawValue), kind: "formats"))
    }
    format = known
  }

  // MARK: Labels

  /// Reads a list of labels, or `embedded`, which says that the data hold them.
  ///
  /// - Parameters:
  ///   - kind: whose labels they are; `labels` for rows and columns.
  ///   - word: the word `labels` itself.
  private mutating func readLabels(
    _ kind: String, _ word: DLScanner.Token, _ scanner: inout DLScanner
  ) throws(Diagnostic) {
    guard word.hasColon else {
      let next = try value(of: "labels", &scanner)
      guard next.keyword == "embedded", kind != "matrix", kind != "level" else {
        throw lines.error(
          "bad-value", "'labels' is followed by '\(next.text.prefix(40))'", at: next.place,
          help: "write 'labels:' before a list of labels, or 'labels embedded'")
      }
      rowsAreLabelled = rowsAreLabelled || kind == "labels" || kind == "row"
      columnsAreLabelled = columnsAreLabelled || kind != "row"
      return
    }
    switch kind {
    case "matrix", "level": matrixLabels = try list(matrices, word, &scanner)
    case "row": rowLabels = try list(rows, word, &scanner)
    case "labels":
      if rows != columns {
        throw lines.error(
          "wrong-labels", "one list of labels for two kinds of nodes", at: word.place,
          help: "write 'row labels:' and 'column labels:'")
      }
      rowLabels = try list(rows, word, &scanner)
      columnLabels = rowLabels
    default: columnLabels = try list(columns, word, &scanner)
    }
  }

  private func list(
    _ count: Int?, _ word: DLScanner.Token, _ scanner: inout DLScanner
  ) throws(Diagnostic) -> [DLScanner.Token] {
    guard let count else {
      throw lines.error(
        "no-size", "labels come before the number of nodes", at: word.place,
        help: "write 'n=12' before the labels")
    }
    var labels: [DLScanner.Token] = []
    while labels.count < count {
      guard let label = try scanner.next(.labels), label.text.lowercased() != "data:" else {
        throw lines.error(
          "wrong-labels", "there are \(labels.count) labels instead of \(count)", at: word.place,
          help: "there is one label for each")
      }
      labels.append(label)
    }
    return labels
  }
}
