internal import ModuleKit

/// Reads a Matrix Market file into a draft.
struct MatrixMarketReader {
  private typealias Place = SourceLines.Place
  private typealias Size = MatrixMarketSize

  private var draft: GraphDraft
  private var words: WordLines
  private let takesWeights: Bool
  /// What the study says.
  private let isDirected: Bool?
  private(set) var hasWeights = false
  private var symmetry = MatrixMarketBanner.Symmetry.general
  private var field = MatrixMarketBanner.Field.real
  /// Names of rows, and in a two-mode network of columns behind them.
  private var names: [String] = []
  private var firstColumn = 0
  private var isTwoMode = false
  /// The cells of a matrix that may turn out to be symmetric.
  private var cells = MatrixCells()
  private var upperEntries = 0

  init(_ bytes: [UInt8], file: String, takesWeights: Bool, isDirected: Bool?) {
    draft = GraphDraft(bytes, file: file)
    words = WordLines(draft.lines)
    (self.takesWeights, self.isDirected) = (takesWeights, isDirected)
  }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> GraphDraft {
    _ = words.nextLine()
    let banner = try MatrixMarketBanner(&words)
    (symmetry, field) = (banner.symmetry, banner.field)
    hasWeights = field != .pattern && takesWeights
    guard nextLine() else {
      throw draft.lines.error(
        "bad-size", "the size of the matrix is missing", at: Place(line: 1, byte: 0),
        help: "was the file cut off?")
    }
    let size = try MatrixMarketSize(&words, banner)
    try declareNodes(size)
    switch banner.layout {
    case .coordinate: try readEntries(size, progress)
    case .array: try readArray(size, progress)
    }
    try addCells(progress)
    if upperEntries > 0 {
      draft.notes.append("entries above the diagonal of a symmetric matrix: \(upperEntries)")
    }
    return draft
  }

  /// Moves to the next line that is neither blank nor a comment; false at the end.
  private mutating func nextLine() -> Bool {
    while words.nextLine() {
      if let byte = words.nextByte, byte != UInt8(ascii: "%") { return true }
    }
    return false
  }

  // MARK: Nodes

  private mutating func declareNodes(_ size: Size) throws(Diagnostic) {
    isTwoMode = size.rows != size.columns
    firstColumn = isTwoMode ? size.rows : 0
    for row in 1..<(size.rows + 1) { names.append(isTwoMode ? "r\(row)" : String(row)) }
    if isTwoMode {
      for column in 1..<(size.columns + 1) { names.append("c\(column)") }
    }
    draft.isDirectedByDefault = !isTwoMode && symmetry != .symmetric
    for (index, name) in names.enumerated() {
      let row = try draft.addNode(name, at: size.place)
      if isTwoMode {
        draft.nodeAttributes.set("mode", row: row, index < size.rows ? "1" : "2", .integer)
      }
    }
  }

  // MARK: Coordinates

  private mutating func readEntries(_ size: Size, _ progress: () throws -> Void) throws {
    let wanted = size.entries ?? 0
    var count = 0
    while nextLine() {
      count += 1
      if count & 0x3FFF == 0 { try progress() }
      try readEntry(count, of: wanted, size)
    }
    if count < wanted {
      throw draft.lines.error(
        "wrong-count", "there should be \(wanted) entries, and there are \(count)",
        at: size.lastPlace, help: "was the file cut off?")
    }
  }

  private mutating func readEntry(
    _ number: Int, of wanted: Int, _ size: Size
  ) throws(Diagnostic) {
    guard let rowWord = words.nextWord() else { return }
    let place = words.place
    if number > wanted {
      throw draft.lines.error(
        "wrong-count", "this is entry \(number), and there should be \(wanted)", at: place,
        notes: [.init("as this line says", at: draft.lines.location(of: size.lastPlace))])
    }
    let row = try index(rowWord, "row", size.rows)
    guard let columnWord = words.nextWord() else { throw wrongEntry(at: place) }
    let column = try index(columnWord, "column", size.columns)
    var value: String?
    if field != .pattern {
      guard let word = words.nextWord() else { throw wrongEntry(at: place) }
      value = try self.value(word).text
    }
    if words.nextWord() != nil { throw wrongEntry(at: place) }
    if symmetry == .skew, row == column {
      throw draft.lines.error(
        "wrong-entry", "the diagonal of a skew-symmetric matrix is empty", at: place)
    }
    add(row, column, value, at: place)
  }

  private func index(
    _ word: Range<Int>, _ what: String, _ count: Int
  ) throws(Diagnostic) -> Int {
    guard let number = words.integer(word) else {
      throw draft.lines.error(
        "bad-number", "'\(words.text(word).prefix(40))' is not the number of a \(what)",
        at: words.place)
    }
    guard number >= 1, number <= count else {
      throw draft.lines.error(
        "out-of-range", "there is no \(what) \(number): they are numbered from 1 to \(count)",
        at: words.place, help: number == 0 ? "Matrix Market counts from 1" : nil)
    }
    return number
  }

  private func value(_ word: Range<Int>) throws(Diagnostic) -> (text: String, number: Double) {
    let text = words.text(word)
    guard let number = NumberText.plain(text) else {
      throw draft.lines.error(
        "bad-number", "'\(text.prefix(40))' is not a number", at: words.place)
    }
    if field == .integer, AttributeTable.numberType(text) != .integer {
      throw draft.lines.error(
        "bad-number", "'\(text.prefix(40))' is not a whole number, as the first line says",
        at: words.place)
    }
    return (text, number)
  }

  private func wrongEntry(at place: Place) -> Diagnostic {
    draft.lines.error(
      "wrong-entry",
      field == .pattern
        ? "this entry should be a row and a column" : "this entry should be row, column and value",
      at: place)
  }

  // MARK: Arrays

  /// Values come column by column, those of a symmetric matrix from the diagonal down.
  private mutating func readArray(_ size: Size, _ progress: () throws -> Void) throws {
    let symmetry = self.symmetry
    var row = 0
    var column = 1
    func first(of column: Int) -> Int {
      switch symmetry {
      case .general: 1
      case .symmetric: column
      case .skew: column + 1
      }
    }
    row = first(of: column)
    func skipFullColumns() {
      while column <= size.columns, row > size.rows {
        column += 1
        row = first(of: column)
      }
    }
    skipFullColumns()
    var count = 0
    while nextLine() {
      while let word = words.nextWord() {
        count += 1
        if count & 0x3FFF == 0 { try progress() }
        if column > size.columns {
          throw draft.lines.error(
            "wrong-count", "there are more values than the matrix has cells", at: words.place)
        }
        let value = try value(word)
        if value.number != 0 { add(row, column, value.text, at: words.place) }
        row += 1
        skipFullColumns()
      }
    }
    if column <= size.columns {
      throw draft.lines.error(
        "wrong-count", "the values end before row \(row) of column \(column)", at: size.place,
        help: "was the file cut off?")
    }
  }

  // MARK: Ties

  private mutating func add(_ row: Int, _ column: Int, _ value: String?, at place: Place) {
    switch symmetry {
    case .general:
      if isTwoMode {
        addEdge(row, column, value, isArc: false, at: place)
      } else if isDirected == false {
        cells.append(row, column, value, at: place)
      } else {
        addEdge(row, column, value, isArc: true, at: place)
      }
    case .symmetric:
      if row < column { upperEntries += 1 }
      addEdge(row, column, value, isArc: false, at: place)
    case .skew:
      // The entry stands for two, one of them negative.
      addEdge(row, column, value, isArc: true, at: place)
      addEdge(column, row, value.map(Self.negated), isArc: true, at: place)
    }
  }

  private static func negated(_ number: String) -> String {
    if number.hasPrefix("-") { return String(number.dropFirst()) }
    return "-" + (number.hasPrefix("+") ? String(number.dropFirst()) : number)
  }

  private mutating func addEdge(
    _ row: Int, _ column: Int, _ value: String?, isArc: Bool, at place: Place
  ) {
    let edge = draft.addEdge(
      names[row - 1], names[firstColumn + column - 1], isArc: isArc, at: place)
    if let value, takesWeights {
      draft.edgeAttributes.set(
        "weight", row: edge, value, AttributeTable.numberType(value) ?? .number)
    }
  }

  /// A matrix that the study reads without directions: of two equal cells that mirror each other
  /// one is taken, so that weights do not double.
  private mutating func addCells(_ progress: () throws -> Void) throws {
    if cells.cells.isEmpty { return }
    try progress()
    let isSymmetric = cells.mismatch() == nil
    for cell in cells.cells where !isSymmetric || cell.row <= cell.column {
      addEdge(
        Int(cell.row), Int(cell.column), cell.value, isArc: !isSymmetric, at: cell.place)
    }
    if isSymmetric {
      draft.notes.append("symmetric: two cells that mirror each other are one edge")
    }
  }
}
