internal import ModuleKit

/// The table of people, read.
struct PeopleTable {
  private let layout: NodeLayout
  private let name: String
  private let workers: Workers
  private let stretches: [ReadStretch<NodeRows>]

  /// Nil when the study names no such table.
  init?(_ parameters: CSVImport.Parameters, on workers: Workers) throws {
    guard let file = parameters.nodes else { return nil }
    let source = try TextSource(file, encoding: parameters.encoding)
    let layout = try NodeLayout(source, parameters)
    (self.layout, name, self.workers) = (layout, file.name, workers)
    stretches = try layout.table.read(on: workers) { _ in NodeRows(layout) }
  }

  var ids: [ByteInterner] { stretches.map(\.rows.ids.texts) }

  /// Which row each person comes from.
  struct Taken {
    /// -1 for people who are in the table of ties only.
    var rowOfNode: [Int32]
    var count = 0
    var rejections: [LedgerEntry.Rejection]
  }

  /// The first row of each person; a second one is rejected.
  ///
  /// - Parameter nodes: for each stretch, the node of each of its ids.
  func taken(_ nodes: [[Int32]], nodeCount: Int) -> Taken {
    var taken = Taken(
      rowOfNode: Array(repeating: -1, count: nodeCount),
      rejections: stretches.flatMap { $0.inFile($0.rows.rejections) })
    let lines = FileLines(stretches.map { ($0.rows.lines, $0.firstLine) })
    var row = 0
    for (stretch, nodes) in zip(stretches, nodes) {
      for code in stretch.rows.ids.codes {
        let node = Int(nodes[Int(code)])
        let first = Int(taken.rowOfNode[node])
        if first >= 0 {
          let detail =
            "'\(stretch.rows.ids.texts.string(Int(code)))' is in line \(lines[first]) already"
          taken.rejections.append(
            .init(line: lines[row], reason: "duplicate-id", detail: detail))
        } else {
          taken.rowOfNode[node] = Int32(row)
          taken.count += 1
        }
        row += 1
      }
    }
    taken.rejections.sort { $0.line < $1.line }
    return taken
  }

  func addColumns(_ taken: Taken, to network: inout Network) throws {
    let columns = layout.table.columns
    for (position, index) in layout.attributes.enumerated() where !columns[index].isEmpty {
      let cells = try JoinedCells(stretches.map { $0.rows.attributes[position] }, on: workers)
      network.nodes.set(
        columns[index],
        cells.gathered(taken.rowOfNode).column(decimalComma: layout.decimalComma))
    }
  }

  func ledger(_ taken: Taken, _ network: Network) -> LedgerEntry {
    let extra = network.graph.nodeCount - taken.count
    let table = layout.table
    let notes = ["\(table.source.encoding), delimiter: \(table.dialect.name)"]
    return LedgerEntry(
      source: name, unit: "rows of people", read: stretches.reduce(0) { $0 + $1.rows.rowsRead },
      kept: taken.count, rejections: taken.rejections,
      notes: notes + (extra > 0 ? ["\(extra) people are in the table of ties only"] : []))
  }
}
