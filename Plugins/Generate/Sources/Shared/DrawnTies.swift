internal import ModuleKit

/// Ties that a model has drawn between numbered nodes, to be made a network.
struct DrawnTies {
  var isDirected = false
  /// Both ends of each tie, in turn.
  let rows: [[Int32]]
  /// Ties that the model drew and left out itself, for the ledger.
  var leftOut = 0
  /// What is to be said of the ties in the ledger.
  var notes: [String] = []

  /// Ties of a node to itself are left out, ties drawn twice count once.
  ///
  /// - Parameter name: the module, which is the source of the ties.
  func network(
    _ numbering: Numbering, _ name: String, on workers: Workers
  ) throws -> Network {
    let built = try build(numbering.count, try numbering.pairs(rows, on: workers), workers)
    var network = Network(graph: built.graph, ids: try numbering.ids(on: workers))
    network.ledger = [entry(built, name)]
    return network
  }

  func build(
    _ nodeCount: Int, _ pairs: [PairList], _ workers: Workers
  ) throws -> GraphBuilder.Built {
    try GraphBuilder(isDirected: isDirected, parallel: .sum, loops: .drop)
      .build(nodeCount: nodeCount, pairs, on: workers)
  }

  func entry(_ built: GraphBuilder.Built, _ name: String) -> LedgerEntry {
    let dropped = built.droppedLoops.count + leftOut
    let merged = built.mergedRows
    return LedgerEntry(
      source: name, isInput: false, unit: "ties", read: built.graph.edgeCount + merged + dropped,
      kept: built.graph.edgeCount, merged: merged, dropped: dropped, notes: notes)
  }
}

extension Network {
  /// Says how the network was drawn.
  ///
  /// - Parameter french: the same in French; both without a full stop.
  mutating func describe(
    _ text: String, french: String, caption: String, _ manual: Manual, _ context: StageContext
  ) {
    methods.append(
      MethodNote(
        .data, "\(text) (seed \(context.studySeed)).",
        french: "\(french) (graine aléatoire \(context.studySeed)).", caption: caption,
        reference: manual.references.first))
  }

  /// The group that a model has put each node in.
  mutating func setPlanted(_ groups: [Int], _ numbering: Numbering) {
    nodes.set(
      plantedColumn, numbering.column(groups), convention: "the group of the model, from 0")
  }
}

/// The column of what a model has planted, the same for all.
let plantedColumn = "planted"
