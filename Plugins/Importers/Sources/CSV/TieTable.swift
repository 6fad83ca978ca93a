internal import ModuleKit

/// The table of ties, read.
struct TieTable {
  private let layout: EdgeLayout
  private let parameters: CSVImport.Parameters
  private let workers: Workers
  private var stretches: [ReadStretch<EdgeRows>]
  private let numbers: (sawDecimalComma: Bool, sawThousands: Bool)

  init(_ parameters: CSVImport.Parameters, on workers: Workers) throws {
    (self.parameters, self.workers) = (parameters, workers)
    let source = try TextSource(parameters.edges, encoding: parameters.encoding)
    let layout = try EdgeLayout(source, parameters)
    self.layout = layout
    stretches = try layout.table.read(on: workers) { EdgeRows(layout, expectedRows: $0) }
    numbers = (
      stretches.contains { $0.rows.numbers.sawDecimalComma },
      stretches.contains { $0.rows.numbers.sawThousands }
    )
    if numbers.sawDecimalComma {
      for index in stretches.indices { stretches[index].rows.regroupWeights() }
    }
  }

  var ids: [ByteInterner] { stretches.map(\.rows.ends.texts) }
  var rowsRead: Int { stretches.reduce(0) { $0 + $1.rows.rowsRead } }
  var rejections: [LedgerEntry.Rejection] {
    stretches.flatMap { $0.inFile($0.rows.rejections) }
  }

  /// Gives up the ends of all rows, as nodes.
  ///
  /// - Parameter nodes: for each stretch, the node of each of its ids.
  mutating func takeEnds(_ nodes: [[Int32]]) -> [PairList] {
    var lists: [PairList] = []
    for index in stretches.indices {
      lists.append(PairList(ends: stretches[index].rows.takeEnds(nodes[index])))
    }
    return lists
  }

  /// The line in the file of each row taken.
  var lines: FileLines { FileLines(stretches.map { ($0.rows.lines, $0.firstLine) }) }

  /// For the ledger: what was found out about the file.
  var notes: [String] {
    let table = layout.table
    var notes = ["\(table.source.encoding), delimiter: \(table.dialect.name)"]
    notes.append(table.hasHeader ? "header in line \(table.headerLine)" : "no header")
    notes.append(
      "source: '\(table.columns[layout.source])', target: '\(table.columns[layout.target])'"
        + (layout.weight.map { ", weight: '\(table.columns[$0])'" } ?? ""))
    if numbers.sawDecimalComma { notes.append("decimal comma") }
    if numbers.sawThousands {
      notes.append("\(layout.groupsWithPoints ? "points" : "commas") separate thousands")
    }
    let comments = stretches.reduce(table.commentLines) { $0 + $1.commentLines }
    if comments > 0 { notes.append("lines of comment, passed over: \(comments)") }
    return notes
  }

  /// - Returns: notes on attributes in which merged rows differ.
  func addColumns(
    _ assembled: RowAssembly.Assembled, to network: inout Network
  ) throws -> [String] {
    let columns = layout.table.columns
    if let weight = layout.weight {
      let values = Column.numbers(try workers.joined(stretches.map(\.rows.weights)))
      let merged = try assembled.column(values, parameters.parallel.weightRule)
      if merged.asNumbers.contains(where: \.isInfinite) {
        throw Diagnostic(
          "weights-too-large",
          "the weights of merged rows add up to more than a number can hold",
          at: .init(file: layout.table.source.name),
          help: "use weights of another unit, or 'parallel: max', min, mean, count or first")
      }
      network.edges.set(columns[weight], .numbers(merged.asNumbers))
      network.weight = EdgeWeight(
        column: columns[weight], meaning: parameters.weightMeans?.meaning ?? .undeclared)
    } else if parameters.parallel == .count {
      let counts = Column.numbers(Array(repeating: 1, count: assembled.edgeRows.rows.count))
      network.edges.set(
        "count", .numbers(counts.aggregated(assembled.edgeRows, by: .count).asNumbers),
        convention: "number of rows merged into the tie")
      network.weight = EdgeWeight(column: "count", meaning: .strength)
    }
    let rule = parameters.parallel.attributeRule
    var notes: [String] = []
    for (position, index) in layout.attributes.enumerated() {
      let cells = try JoinedCells(stretches.map { $0.rows.attributes[position] }, on: workers)
      let column = cells.column(decimalComma: layout.decimalComma)
      network.edges.set(columns[index], try assembled.column(column, rule))
      if let note = assembled.disagreement(columns[index], column, rule) { notes.append(note) }
    }
    return notes
  }
}

/// The lines in a file of the rows of several stretches.
struct FileLines {
  private let stretches: [(lines: LineMap, firstLine: Int)]

  init(_ stretches: [(LineMap, Int)]) { self.stretches = stretches.map { ($0.0, $0.1) } }

  subscript(row: Int) -> Int {
    var row = row
    for (lines, firstLine) in stretches {
      if row < lines.count { return lines[row] + firstLine - 1 }
      row -= lines.count
    }
    preconditionFailure("row \(row) is in no stretch")
  }
}

extension ReadStretch {
  /// Rejections by the lines of the file instead of the stretch's own.
  func inFile(_ rejections: [LedgerEntry.Rejection]) -> [LedgerEntry.Rejection] {
    rejections.map {
      .init(line: $0.line + firstLine - 1, reason: $0.reason, detail: $0.detail)
    }
  }
}
