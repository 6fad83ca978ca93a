internal import ModuleKit

/// Reads a DL file into a draft.
struct DLReader {
  typealias Place = SourceLines.Place

  /// What the study asks for.
  struct Choices {
    /// Nodes are called by their numbers.
    let usesNumbers: Bool
    let takesWeights: Bool
    let isDirected: Bool?
  }

  /// An edge by the numbers of its ends: the label of a node may stand behind its edges.
  private struct Tie {
    let row: Int32
    let column: Int32
    let isArc: Bool
    let place: Place
  }

  private let choices: Choices
  private(set) var draft: GraphDraft
  var scanner: DLScanner
  let header: DLHeader
  let isTwoMode: Bool
  private(set) var rowNodes: DLNodes
  /// The other side of a two-mode network.
  private(set) var columnNodes: DLNodes
  /// The numbers of a matrix's columns by the labels above it; empty where there are none.
  var columnNumbers: [Int] = []
  private var ties: [Tie] = []
  /// The cells of a matrix that may turn out to be symmetric.
  private var cells = MatrixCells()
  private(set) var sawWeight = false

  /// Reads all that stands before the data.
  init(_ bytes: [UInt8], file: String, _ choices: Choices) throws(Diagnostic) {
    let draft = GraphDraft(bytes, file: file)
    let lines = draft.lines
    var scanner = DLScanner(lines)
    let header = try DLHeader(&scanner)
    guard let rows = header.rows, let columns = header.columns else {
      throw lines.error(
        "no-size", "the header does not say how many nodes there are", at: header.dataPlace,
        help: "write 'n=12', or 'nr=12 nc=5' for a two-mode network")
    }
    let (rowLabels, columnLabels) = (header.rowLabels, header.columnLabels)
    var differs = rows != columns || header.format.isTwoMode
    if let rowLabels, let columnLabels, !differs {
      differs = zip(rowLabels, columnLabels).contains { $0.text != $1.text }
    }
    isTwoMode = differs
    (self.choices, self.draft, self.scanner, self.header) = (choices, draft, scanner, header)
    rowNodes = try DLNodes(
      count: rows, prefix: differs ? "r" : "",
      listed: rowLabels ?? (differs ? nil : columnLabels), lines)
    columnNodes = try DLNodes(count: columns, prefix: "c", listed: columnLabels, lines)
  }

  /// - Parameter progress: called now and then; throws to stop.
  mutating func read(_ progress: () throws -> Void) throws -> GraphDraft {
    switch header.format {
    case .fullmatrix, .upperhalf, .lowerhalf: try readMatrices(progress)
    case .nodelist1b: try readCountedLists(progress)
    case .nodelist1, .nodelist2: try readLists(progress)
    case .edgelist1, .edgelist2: try readPairs(progress)
    case .edgearray1: try readArray(progress)
    }
    try declareNodes(rowNodes, mode: "1")
    if isTwoMode { try declareNodes(columnNodes, mode: "2") }
    draft.isDirectedByDefault = !isTwoMode && !isHalf
    let others = isTwoMode ? columnNodes : rowNodes
    for tie in ties {
      if draft.edgeCount & 0xFFF == 0 { try progress() }
      _ = draft.addEdge(
        id(Int(tie.row), rowNodes), id(Int(tie.column), others), isArc: tie.isArc, at: tie.place)
    }
    return draft
  }

  /// Half a matrix is the half of a symmetric one.
  var isHalf: Bool { header.format == .upperhalf || header.format == .lowerhalf }

  // MARK: Nodes

  private mutating func declareNodes(_ nodes: DLNodes, mode: String) throws(Diagnostic) {
    var unnamed = 0
    for number in 1..<(nodes.count + 1) {
      let place = nodes.place(number) ?? header.dataPlace
      let id = id(number, nodes)
      try draft.checkLength(of: id, at: place)
      let row = try draft.addNode(id, at: place)
      if choices.usesNumbers, let label = nodes.label(number) {
        draft.nodeAttributes.set("label", row: row, label, .text)
      }
      if isTwoMode { draft.nodeAttributes.set("mode", row: row, mode, .integer) }
      if nodes.label(number) == nil { unnamed += 1 }
    }
    if unnamed > 0, unnamed < nodes.count {
      draft.notes.append("nodes without a label, called by their number: \(unnamed)")
    }
  }

  private func id(_ number: Int, _ nodes: DLNodes) -> String {
    choices.usesNumbers ? nodes.numberName(number) : nodes.name(number)
  }

  /// The number of the row that a token in the data means.
  mutating func row(_ token: DLScanner.Token) throws(Diagnostic) -> Int {
    if header.rowsAreLabelled { return try rowNodes.number(labelled: token, draft.lines) }
    return try rowNodes.number(token, draft.lines)
  }

  mutating func column(_ token: DLScanner.Token) throws(Diagnostic) -> Int {
    switch (header.columnsAreLabelled, isTwoMode) {
    case (true, true): return try columnNodes.number(labelled: token, draft.lines)
    case (true, false): return try rowNodes.number(labelled: token, draft.lines)
    case (false, true): return try columnNodes.number(token, draft.lines)
    case (false, false): return try rowNodes.number(token, draft.lines)
    }
  }

  // MARK: Edges

  var edgeCount: Int { ties.count }

  /// The name of a matrix; nil when it is the only one and has none.
  func relation(_ matrix: Int) -> String? {
    if let labels = header.matrixLabels, matrix < labels.count { return labels[matrix].text }
    return header.matrices > 1 ? String(matrix + 1) : nil
  }

  mutating func addEdge(
    _ row: Int, _ column: Int, weight: String?, relation: String?, isArc: Bool, at place: Place
  ) {
    let edge = ties.count
    ties.append(
      Tie(row: Int32(row), column: Int32(column), isArc: isArc && !isTwoMode, place: place))
    if let weight, choices.takesWeights {
      sawWeight = true
      draft.edgeAttributes.set(
        "weight", row: edge, weight, AttributeTable.numberType(weight) ?? .text)
    }
    if let relation { draft.edgeAttributes.set("relation", row: edge, relation, .text) }
  }

  /// Takes a cell of a matrix that is not 0.
  mutating func addCell(
    _ row: Int, _ column: Int, _ value: String, _ relation: String?, at place: Place
  ) {
    if choices.isDirected == false, !isTwoMode, !isHalf {
      cells.append(row, column, value, at: place)
    } else {
      addEdge(row, column, weight: value, relation: relation, isArc: !isHalf, at: place)
    }
  }

  /// Ends a matrix that the study reads without directions: of two equal cells that mirror each
  /// other one is taken, so that weights do not double.
  mutating func addCells(_ relation: String?) {
    let isSymmetric = cells.mismatch() == nil
    for cell in cells.cells where !isSymmetric || cell.row <= cell.column {
      addEdge(
        Int(cell.row), Int(cell.column), weight: cell.value, relation: relation,
        isArc: !isSymmetric, at: cell.place)
    }
    cells = MatrixCells()
  }
}
