internal import ModuleKit

/// Reads the two tables of `import.csv` into a network, accounting for every row.
struct CSVNetworkReader {
  private let parameters: CSVImport.Parameters
  private let workers: Workers

  init(_ parameters: CSVImport.Parameters, on workers: Workers) {
    (self.parameters, self.workers) = (parameters, workers)
  }

  /// - Returns: the network, and whether no person of the table of people has a tie.
  func read() throws -> (network: Network, areStrangers: Bool) {
    var ties = try TieTable(parameters, on: workers)
    let people = try PeopleTable(parameters, on: workers)
    let merged = try MergedTexts(ties.ids + (people?.ids ?? []), on: workers)
    let assembly = RowAssembly(
      isDirected: parameters.directed, parallel: parameters.parallel, loops: parameters.loops,
      source: parameters.edges.name)
    let lists = ties.takeEnds(merged.positions)
    let lines = ties.lines
    let assembled = try assembly.assemble(ids: merged.texts, lists, on: workers) { lines[$0] }
    var network = assembled.network
    let disagreements = try ties.addColumns(assembled, to: &network)
    network.ledger.append(
      LedgerEntry(
        source: parameters.edges.name, unit: "rows of ties", read: ties.rowsRead,
        kept: network.graph.edgeCount, merged: assembled.merged,
        rejections: (ties.rejections + assembled.loops).sorted { $0.line < $1.line },
        notes: ties.notes + disagreements))
    var areStrangers = false
    if let people {
      let nodes = Array(merged.positions[ties.ids.count...])
      let taken = people.taken(nodes, nodeCount: merged.texts.count)
      try people.addColumns(taken, to: &network)
      network.ledger.append(people.ledger(taken, network))
      areStrangers = Self.areStrangers(taken, network.graph)
    }
    network.setRejectedRows()
    return (network, areStrangers)
  }

  private static func areStrangers(_ people: PeopleTable.Taken, _ graph: Graph) -> Bool {
    graph.edgeCount > 0 && people.count > 0
      && people.rowOfNode.indices.allSatisfy { node in
        people.rowOfNode[node] < 0
          || graph.outgoing.degree(node) + graph.incoming.degree(node) == 0
      }
  }
}
