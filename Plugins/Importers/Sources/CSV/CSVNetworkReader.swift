internal import ModuleKit

/// Reads the two tables of `import.csv` into a network, accounting for every row.
struct CSVNetworkReader {
  private let parameters: CSVImport.Parameters

  init(_ parameters: CSVImport.Parameters) { self.parameters = parameters }

  /// - Returns: the network, and whether no person of the table of people has a tie.
  func read(
    edges: [UInt8], nodes: [UInt8]?
  ) throws(Diagnostic) -> (network: Network, areStrangers: Bool) {
    var assembly = NetworkAssembly(
      isDirected: parameters.directed, parallel: parameters.parallel, loops: parameters.loops,
      source: parameters.edges.name)
    let edgeTable = try readEdges(edges, into: &assembly)
    let people = try nodes.map { bytes throws(Diagnostic) in
      try readNodes(bytes, into: &assembly)
    }
    let assembled = try assembly.assemble()
    var network = assembled.network
    let disagreements = addEdgeColumns(edgeTable, assembled, to: &network)
    network.ledger.append(
      LedgerEntry(
        source: parameters.edges.name, unit: "rows of ties", read: edgeTable.rowsRead,
        kept: network.graph.edgeCount, merged: assembled.merged,
        rejections: (assembly.rejections + assembled.loops).sorted { $0.line < $1.line },
        notes: edgeTable.notes + disagreements))
    if let people {
      addNodeColumns(people, assembled, to: &network)
      network.ledger.append(people.ledger(parameters.nodes?.name ?? "", network))
    }
    network.setRejectedRows()
    let graph = network.graph
    let areStrangers =
      graph.edgeCount > 0 && people.map { !$0.codes.isEmpty } ?? false
      && (people?.codes ?? []).allSatisfy { code in
        let node = Int(assembled.nodeOfCode[Int(code)])
        return graph.outgoing.degree(node) + graph.incoming.degree(node) == 0
      }
    return (network, areStrangers)
  }

  // MARK: Ties

  private struct EdgeTable {
    let layout: EdgeLayout
    var rowsRead = 0
    var weights: [Double] = []
    /// For each attribute, one value per accepted row.
    var attributes: [[String?]]
    var notes: [String] = []
    var decimalComma = false
  }

  private func readEdges(
    _ bytes: [UInt8], into assembly: inout NetworkAssembly
  ) throws(Diagnostic) -> EdgeTable {
    let layout = try EdgeLayout(bytes, parameters, file: parameters.edges.name)
    var result = EdgeTable(layout: layout, attributes: layout.attributes.map { _ in [] })
    var table = layout.table
    result.decimalComma = parameters.decimalComma ?? (table.dialect.delimiter != .byte(0x2C))
    var numbers = NumberText(
      decimalComma: result.decimalComma, groupsWithPoints: parameters.decimalComma == true)
    /// Weights like 1.500, which a decimal comma elsewhere makes 1500.
    var grouped: [(row: Int, value: Double)] = []
    let width = table.columns.count
    while try table.next() {
      result.rowsRead += 1
      let line = table.scanner.line
      if let (reason, detail) = malformed(table.scanner, width: width) {
        assembly.reject(line: line, reason, detail)
        continue
      }
      let (a, b) = (
        table.scanner.text(layout.source).trimmed, table.scanner.text(layout.target).trimmed
      )
      if a.isEmpty || b.isEmpty {
        let side = a.isEmpty ? layout.source : layout.target
        assembly.reject(line: line, "empty-endpoint", "no \(table.columns[side])")
        continue
      }
      if let column = layout.weight {
        let text = table.scanner.text(column).trimmed
        if let (reason, detail) = refusal(ofWeight: text, &numbers) {
          assembly.reject(line: line, reason, detail)
          continue
        }
        if result.decimalComma, let value = NumberText.groupedByPoints(text) {
          grouped.append((result.weights.count, value))
        }
        result.weights.append(numbers.value(of: text) ?? 1)
      }
      for (position, column) in layout.attributes.enumerated() {
        result.attributes[position].append(cell(table.scanner, column))
      }
      assembly.addEdge(assembly.node(a), assembly.node(b), line: line)
    }
    if numbers.sawDecimalComma {
      for (row, value) in grouped { result.weights[row] = value }
    }
    result.notes = notes(table, layout.decoded.encoding, numbers, layout)
    return result
  }

  private func malformed(
    _ scanner: CSVScanner, width: Int
  ) -> (reason: String, detail: String)? {
    if scanner.isBadlyQuoted { return ("bad-quoting", "text after a closing quotation mark") }
    let count = scanner.cells.count
    if count == width { return nil }
    return ("wrong-cell-count", "\(count) cell\(count == 1 ? "" : "s") instead of \(width)")
  }

  private func refusal(
    ofWeight text: String, _ numbers: inout NumberText
  ) -> (reason: String, detail: String)? {
    if text.isEmpty { return ("missing-weight", "no weight") }
    guard let value = numbers.value(of: text) else {
      return ("bad-weight", "'\(text.prefix(40))' is not a number")
    }
    if !value.isFinite { return ("not-finite-weight", "the weight is \(text.prefix(40))") }
    if value < 0 { return ("negative-weight", "the weight is \(text.prefix(40))") }
    return nil
  }

  private func cell(_ scanner: CSVScanner, _ column: Int) -> String? {
    let text = scanner.text(column).trimmed
    return text.isEmpty ? nil : text
  }

  private func notes(
    _ table: CSVTable, _ encoding: String, _ numbers: NumberText, _ layout: EdgeLayout
  ) -> [String] {
    var notes = ["\(encoding), delimiter: \(table.dialect.name)"]
    notes.append(table.hasHeader ? "header in line \(table.headerLine)" : "no header")
    notes.append(
      "source: '\(table.columns[layout.source])', target: '\(table.columns[layout.target])'"
        + (layout.weight.map { ", weight: '\(table.columns[$0])'" } ?? ""))
    if numbers.sawDecimalComma { notes.append("decimal comma") }
    if numbers.sawThousands {
      notes.append("\(numbers.groupsWithPoints ? "points" : "commas") separate thousands")
    }
    let comments = table.scanner.commentLines
    if comments > 0 { notes.append("lines of comment, passed over: \(comments)") }
    return notes
  }

  /// - Returns: notes on attributes in which merged rows differ.
  private func addEdgeColumns(
    _ table: EdgeTable, _ assembled: NetworkAssembly.Assembled, to network: inout Network
  ) -> [String] {
    let columns = table.layout.table.columns
    if let weight = table.layout.weight {
      let values = Column.numbers(table.weights)
      let merged = assembled.column(values, parameters.parallel.weightRule)
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
    return table.layout.attributes.enumerated().compactMap { position, index in
      let column = ColumnSniffer.column(
        table.attributes[position], decimalComma: table.decimalComma)
      network.edges.set(columns[index], assembled.column(column, rule))
      return assembled.disagreement(columns[index], column, rule)
    }
  }

  // MARK: People

  private struct PeopleTable {
    let layout: NodeLayout
    var rowsRead = 0
    var codes: [Int32] = []
    var attributes: [[String?]]
    var rejections: [LedgerEntry.Rejection] = []
    let decimalComma: Bool

    func ledger(_ source: String, _ network: Network) -> LedgerEntry {
      let extra = network.graph.nodeCount - codes.count
      let notes = ["\(layout.decoded.encoding), delimiter: \(layout.table.dialect.name)"]
      return LedgerEntry(
        source: source, unit: "rows of people", read: rowsRead, kept: codes.count,
        rejections: rejections,
        notes: notes + (extra > 0 ? ["\(extra) people are in the table of ties only"] : []))
    }
  }

  private func readNodes(
    _ bytes: [UInt8], into assembly: inout NetworkAssembly
  ) throws(Diagnostic) -> PeopleTable {
    let layout = try NodeLayout(bytes, parameters, file: parameters.nodes?.name ?? "")
    var table = layout.table
    var result = PeopleTable(
      layout: layout, attributes: layout.attributes.map { _ in [] },
      decimalComma: parameters.decimalComma ?? (table.dialect.delimiter != .byte(0x2C)))
    var lineOfCode: [Int32: Int] = [:]
    while try table.next() {
      result.rowsRead += 1
      let line = table.scanner.line
      func reject(_ reason: String, _ detail: String) {
        result.rejections.append(.init(line: line, reason: reason, detail: detail))
      }
      if let (reason, detail) = malformed(table.scanner, width: table.columns.count) {
        reject(reason, detail)
        continue
      }
      let id = table.scanner.text(layout.id).trimmed
      if id.isEmpty {
        reject("empty-id", "no \(table.columns[layout.id])")
        continue
      }
      let code = assembly.node(id)
      if let first = lineOfCode[code] {
        reject("duplicate-id", "'\(id)' is in line \(first) already")
        continue
      }
      lineOfCode[code] = line
      result.codes.append(code)
      for (position, column) in layout.attributes.enumerated() {
        result.attributes[position].append(cell(table.scanner, column))
      }
    }
    return result
  }

  private func addNodeColumns(
    _ people: PeopleTable, _ assembled: NetworkAssembly.Assembled, to network: inout Network
  ) {
    let columns = people.layout.table.columns
    for (position, index) in people.layout.attributes.enumerated() where !columns[index].isEmpty {
      var values = [String?](repeating: nil, count: network.graph.nodeCount)
      for (row, code) in people.codes.enumerated() {
        values[Int(assembled.nodeOfCode[Int(code)])] = people.attributes[position][row]
      }
      network.nodes.set(
        columns[index], ColumnSniffer.column(values, decimalComma: people.decimalComma))
    }
  }
}
