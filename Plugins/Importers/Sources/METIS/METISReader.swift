internal import ModuleKit

/// Reads a METIS graph into a draft.
struct METISReader {
  private typealias Place = SourceLines.Place

  private var draft: GraphDraft
  private var words: WordLines
  private let takesWeights: Bool
  private var cells = MatrixCells()
  private var wordCount = 0
  private(set) var hasWeights = false

  init(_ bytes: [UInt8], file: String, takesWeights: Bool) {
    draft = GraphDraft(bytes, file: file)
    words = WordLines(draft.lines)
    self.takesWeights = takesWeights
  }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> GraphDraft {
    let header = try readHeader()
    hasWeights = header.hasEdgeWeights && takesWeights
    for vertex in 1..<(header.vertices + 1) {
      _ = try draft.addNode(String(vertex), at: header.place)
    }
    var vertex = 0
    while words.nextLine() {
      if vertex & 0xFFF == 0 { try progress() }
      if words.nextByte == UInt8(ascii: "%") { continue }
      if vertex == header.vertices {
        if words.nextWord() == nil { continue }
        throw draft.lines.error(
          "wrong-count", "a line more than the \(header.vertices) vertices have", at: words.place,
          help: "each vertex has one line behind the first")
      }
      vertex += 1
      try readLine(of: vertex, header, progress)
    }
    try checkEnd(vertex, header)
    try progress()
    if let mismatch = cells.mismatch() { throw asymmetric(mismatch) }
    try addEdges(header, progress)
    return draft
  }

  private mutating func readHeader() throws(Diagnostic) -> METISHeader {
    while words.nextLine() {
      if words.nextByte != nil, words.nextByte != UInt8(ascii: "%") {
        return try METISHeader(&words)
      }
    }
    throw draft.lines.error(
      "no-header", "the file holds no graph", at: Place(line: 1, byte: 0),
      help: "the first line gives the numbers of vertices and of edges")
  }

  // MARK: Vertices

  private mutating func readLine(
    of vertex: Int, _ header: METISHeader, _ progress: () throws -> Void
  ) throws {
    if header.hasSizes { try readNumber(of: vertex, as: "size") }
    var count = 0
    while count < header.vertexWeights {
      count += 1
      try readNumber(of: vertex, as: header.vertexWeights == 1 ? "weight" : "weight_\(count)")
    }
    while let word = words.nextWord() {
      wordCount += 1
      if wordCount & 0xFFFF == 0 { try progress() }
      let place = words.place
      let neighbor = try neighbor(word, header)
      var weight: String?
      if header.hasEdgeWeights { weight = try readWeight(of: neighbor) }
      cells.append(vertex, neighbor, weight, at: place)
    }
  }

  /// Reads a number that belongs to the vertex itself.
  private mutating func readNumber(of vertex: Int, as name: String) throws(Diagnostic) {
    guard let word = words.nextWord() else {
      throw draft.lines.error(
        "missing-value", "the \(name) of vertex \(vertex) is missing", at: words.place,
        help: "the format in the first line says that each vertex has one")
    }
    let text = words.text(word)
    guard let type = AttributeTable.numberType(text), NumberText.plain(text)?.isNaN == false else {
      throw notANumber(text)
    }
    draft.nodeAttributes.set(name, row: vertex - 1, text, type)
  }

  private func neighbor(_ word: Range<Int>, _ header: METISHeader) throws(Diagnostic) -> Int {
    guard let number = words.integer(word) else {
      throw draft.lines.error(
        "bad-number", "'\(words.text(word).prefix(40))' is not the number of a vertex",
        at: words.place)
    }
    guard number >= 1, number <= header.vertices else {
      throw draft.lines.error(
        "vertex-out-of-range",
        "there is no vertex \(number): they are numbered from 1 to \(header.vertices)",
        at: words.place, help: number == 0 ? "METIS counts from 1" : nil)
    }
    return number
  }

  private mutating func readWeight(of neighbor: Int) throws(Diagnostic) -> String {
    guard let word = words.nextWord() else {
      throw draft.lines.error(
        "missing-value", "the weight of the edge to \(neighbor) is missing", at: words.place,
        help: "the format in the first line says that each edge has one")
    }
    let text = words.text(word)
    if NumberText.plain(text) == nil { throw notANumber(text) }
    return text
  }

  // MARK: Edges

  /// Editors cut blank lines off the end of a file: vertices without neighbors may lack theirs, as
  /// the number of edges shows whether anything is missing.
  private mutating func checkEnd(_ vertices: Int, _ header: METISHeader) throws(Diagnostic) {
    let missing = header.vertices - vertices
    if missing == 0 { return }
    if header.hasSizes || header.vertexWeights > 0 {
      throw draft.lines.error(
        "wrong-count", "lines of vertices: \(vertices) instead of \(header.vertices)",
        at: header.place, help: "was the file cut off?")
    }
    draft.notes.append("vertices without a line, taken as isolated: \(missing)")
  }

  private mutating func addEdges(_ header: METISHeader, _ progress: () throws -> Void) throws {
    // Each pair stands for one edge; a loop, which METIS itself does not allow, has one entry.
    for cell in cells.cells where cell.row <= cell.column {
      let row = draft.addEdge(
        String(cell.row), String(cell.column), isArc: nil, at: cell.place)
      if row & 0xFFFF == 0 { try progress() }
      if takesWeights, let weight = cell.value {
        draft.edgeAttributes.set(
          "weight", row: row, weight, AttributeTable.numberType(weight) ?? .number)
      }
    }
    if draft.edgeCount != header.edges {
      throw draft.lines.error(
        "wrong-count",
        "the first line says \(header.edges) edges, and the lists hold \(draft.edgeCount)",
        at: header.edgesPlace, help: "an edge is listed at both of its ends and counts once")
    }
  }

  private func asymmetric(_ mismatch: MatrixCells.Mismatch) -> Diagnostic {
    switch mismatch {
    case .lonely(let cell):
      return draft.lines.error(
        "asymmetric", "vertex \(cell.row) lists \(cell.column), and not the other way round",
        at: cell.place, help: "an edge is listed at both of its ends")
    case .different(let one, let other):
      return draft.lines.error(
        "asymmetric",
        "the edge of \(one.row) and \(one.column) weighs \(one.value ?? "1") here", at: one.place,
        notes: [
          .init("and \(other.value ?? "1") here", at: draft.lines.location(of: other.place))
        ], help: "an edge has the same weight at both of its ends")
    }
  }

  private func notANumber(_ text: String) -> Diagnostic {
    draft.lines.error(
      "bad-number", "'\(text.prefix(40))' is not a number", at: words.place)
  }
}
