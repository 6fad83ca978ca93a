internal import ModuleKit

/// Reads one Pajek network into a draft.
struct PajekReader {
  private enum Section: Equatable {
    case vertices
    /// Pairs of vertices; arcs or edges.
    case pairs(isArc: Bool)
    /// One vertex and its neighbors per line.
    case lists(isArc: Bool)
    case matrix
  }

  private var reader: PajekLines
  private var draft: GraphDraft
  private let usesNumbers: Bool
  private let takesWeights: Bool
  private var vertices: PajekVertices?
  private var section: Section?
  private var relation: String?
  private var matrixRow = 0
  private var matrixPlace = SourceLines.Place(line: 1, byte: 0)
  private(set) var sawWeight = false
  private var ignoredParameters = 0

  init(_ bytes: [UInt8], file: String, usesNumbers: Bool, takesWeights: Bool) {
    draft = GraphDraft(bytes, file: file)
    reader = PajekLines(draft.lines)
    (self.usesNumbers, self.takesWeights) = (usesNumbers, takesWeights)
  }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> GraphDraft {
    var count = 0
    while try reader.next() {
      count += 1
      if count & 0xFFF == 0 { try progress() }
      let first = reader.tokens[0]
      if !first.isQuoted, first.text.hasPrefix("*") {
        try begin(first)
        continue
      }
      switch section {
      case .vertices: try vertices?.add(reader.tokens, draft.lines)
      case .pairs(let isArc): try readPair(isArc: isArc)
      case .lists(let isArc): try readList(isArc: isArc)
      case .matrix: try readMatrixRow()
      case nil:
        throw draft.lines.error(
          "no-vertices", "the file does not begin with '*Vertices'", at: reader.place,
          help: "is this a Pajek network?")
      }
    }
    try endMatrix()
    guard vertices != nil else {
      throw draft.lines.error(
        "no-vertices", "there is no '*Vertices' line", at: .init(line: 1, byte: 0),
        help: "the first section says how many vertices there are: '*Vertices 12'")
    }
    if draft.nodeCount == 0 { try declareVertices() }
    if ignoredParameters > 0 {
      draft.notes.append("edges with drawing parameters, passed over: \(ignoredParameters)")
    }
    return draft
  }

  // MARK: Sections

  private mutating func begin(_ token: PajekLines.Token) throws(Diagnostic) {
    try endMatrix()
    let name = token.text.dropFirst().prefix { $0 != ":" }.lowercased()
    if name == "network", vertices == nil { return }
    if name == "vertices" || name == "network" {
      if vertices != nil {
        throw draft.lines.error(
          "several-networks", "a second network begins here", at: token.place,
          help: "keep one network per file")
      }
      vertices = try PajekVertices(reader.tokens, draft.lines)
      section = .vertices
      return
    }
    switch name {
    case "arcs": section = .pairs(isArc: true)
    case "edges": section = .pairs(isArc: false)
    case "arcslist": section = .lists(isArc: true)
    case "edgeslist": section = .lists(isArc: false)
    case "matrix": section = .matrix
    default:
      throw draft.lines.error(
        "unknown-section", "'\(token.text.prefix(40))' is no section of a network",
        at: token.place,
        help: "known are *Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist and *Matrix")
    }
    if vertices == nil {
      throw draft.lines.error(
        "no-vertices", "'\(token.text.prefix(40))' comes before '*Vertices'", at: token.place,
        help: "the first section says how many vertices there are: '*Vertices 12'")
    }
    if draft.nodeCount == 0 { try declareVertices() }
    relation = Self.relation(reader.tokens)
    (matrixRow, matrixPlace) = (0, token.place)
  }

  /// The name in `*Arcs :1 "advice"`, or its number.
  private static func relation(_ tokens: [PajekLines.Token]) -> String? {
    var number: String?
    for (index, token) in tokens.enumerated() {
      if token.isQuoted { return token.text }
      guard let colon = token.text.firstIndex(of: ":") else {
        if index > 0, number == "" { number = token.text }
        continue
      }
      number = String(token.text[token.text.index(after: colon)...])
    }
    return number.flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func declareVertices() throws(Diagnostic) {
    guard let vertices else { return }
    for number in 1..<(vertices.count + 1) {
      let label = vertices.label(number)
      let row = try draft.addNode(
        usesNumbers ? String(number) : label, at: vertices.place(number))
      if usesNumbers, vertices.hasLabel(number) {
        draft.nodeAttributes.set("label", row: row, label, .text)
      }
      if let first = vertices.firstMode {
        draft.nodeAttributes.set("mode", row: row, number <= first ? "1" : "2", .integer)
      }
    }
  }

  // MARK: Lines

  private func vertex(_ token: PajekLines.Token) throws(Diagnostic) -> Int {
    guard !token.isQuoted, let number = Int(token.text) else {
      throw draft.lines.error(
        "bad-number", "'\(token.text.prefix(40))' is not the number of a vertex", at: token.place)
    }
    guard let count = vertices?.count, number >= 1, number <= count else {
      throw draft.lines.error(
        "vertex-out-of-range",
        "there is no vertex \(number): they are numbered from 1 to "
          + "\(vertices?.count ?? 0)", at: token.place)
    }
    return number
  }

  private mutating func addEdge(
    _ a: Int, _ b: Int, weight: String?, relation: String?, isArc: Bool,
    at place: SourceLines.Place
  ) {
    guard let vertices else { return }
    let row = draft.addEdge(
      usesNumbers ? String(a) : vertices.label(a), usesNumbers ? String(b) : vertices.label(b),
      isArc: isArc, at: place)
    if let weight, takesWeights {
      sawWeight = true
      draft.edgeAttributes.set(
        "weight", row: row, weight, AttributeTable.numberType(weight) ?? .text)
    }
    if let relation { draft.edgeAttributes.set("relation", row: row, relation, .text) }
  }

  private mutating func readPair(isArc: Bool) throws(Diagnostic) {
    var tokens = reader.tokens[...]
    var relation = relation
    // A line may name its relation: `2: 1 3 1`.
    if let first = tokens.first, !first.isQuoted, first.text.hasSuffix(":") {
      relation = String(first.text.dropLast())
      tokens.removeFirst()
    }
    guard tokens.count >= 2 else {
      throw draft.lines.error(
        "edge-without-end", "this line needs two vertices", at: reader.place)
    }
    let source = try vertex(tokens.removeFirst())
    let target = try vertex(tokens.removeFirst())
    var weight: String?
    if let token = tokens.first, !Self.isParameter(token) {
      weight = token.text
      tokens.removeFirst()
    }
    if !tokens.isEmpty { ignoredParameters += 1 }
    addEdge(
      source, target, weight: weight, relation: relation, isArc: isArc, at: reader.place)
  }

  /// A time interval, or a letter such as `c` that a color follows.
  private static func isParameter(_ token: PajekLines.Token) -> Bool {
    token.isQuoted || token.text.hasPrefix("[")
      || (token.text.utf8.count <= 2 && token.text.utf8.first.map { $0 >= 0x41 } ?? false)
  }

  private mutating func readList(isArc: Bool) throws(Diagnostic) {
    let source = try vertex(reader.tokens[0])
    for token in reader.tokens.dropFirst() {
      let target = try vertex(token)
      addEdge(
        source, target, weight: nil, relation: relation, isArc: isArc, at: token.place)
    }
  }

  // MARK: Matrix

  /// Rows and columns of a matrix: the two modes, or all vertices both times.
  private var matrixSize: (rows: Int, columns: Int) {
    guard let vertices else { return (0, 0) }
    guard let first = vertices.firstMode else { return (vertices.count, vertices.count) }
    return (first, vertices.count - first)
  }

  private mutating func readMatrixRow() throws(Diagnostic) {
    let size = matrixSize
    matrixRow += 1
    if matrixRow > size.rows {
      throw draft.lines.error(
        "wrong-matrix", "the matrix has more than \(size.rows) rows", at: reader.place)
    }
    if reader.tokens.count != size.columns {
      throw draft.lines.error(
        "wrong-matrix", "this row has \(reader.tokens.count) values instead of \(size.columns)",
        at: reader.place)
    }
    let isTwoMode = vertices?.firstMode != nil
    for (column, token) in reader.tokens.enumerated() {
      guard let value = NumberText.plain(token.text) else {
        throw draft.lines.error(
          "bad-number", "'\(token.text.prefix(40))' is not a number", at: token.place)
      }
      if value == 0 { continue }
      addEdge(
        matrixRow, column + 1 + (isTwoMode ? size.rows : 0), weight: token.text,
        relation: relation, isArc: !isTwoMode, at: token.place)
    }
  }

  private func endMatrix() throws(Diagnostic) {
    if section == .matrix, matrixRow < matrixSize.rows {
      throw draft.lines.error(
        "wrong-matrix", "the matrix has \(matrixRow) rows instead of \(matrixSize.rows)",
        at: matrixPlace)
    }
  }
}
