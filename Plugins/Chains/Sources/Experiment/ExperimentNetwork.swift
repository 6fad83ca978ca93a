internal import ModuleKit

/// The people of a log and the letters between them.
struct ExperimentNetwork {
  private let log: ChainLog?

  init(_ log: ChainLog?) { self.log = log }

  /// Without a log it has nobody, and the same columns.
  func network(on workers: Workers) throws -> Network {
    let strings = log?.people.strings ?? []
    let order = canonicalOrder(strings)
    var nodeOf = [NodeID](repeating: 0, count: order.count)
    for (node, code) in order.enumerated() { nodeOf[Int(code)] = NodeID(node) }
    var (sources, targets): ([NodeID], [NodeID]) = ([], [])
    var arrived: [Int] = []
    var people = Traffic(count: order.count)
    for chain in log?.chains ?? [] {
      let nodes = chain.people.map { nodeOf[Int($0)] }
      people.add(nodes, chain.outcome)
      for (source, target) in zip(nodes, nodes.dropFirst()) {
        sources.append(source)
        targets.append(target)
        arrived.append(chain.outcome == .completed ? 1 : 0)
      }
    }
    let builder = GraphBuilder(isDirected: true)
    let built = try builder.build(
      nodeCount: order.count, [PairList(sources: sources, targets: targets)], on: workers)
    var network = Network(graph: built.graph, ids: order.map { strings[Int($0)] })
    let rows = built.rowsOfEdge
    network.edges.set(
      "letters", .integers((0..<rows.count).map { rows[$0].count }),
      convention: "letters passed on from source to target")
    network.edges.set(
      "completed_letters",
      .integers((0..<rows.count).map { rows[$0].reduce(0) { $0 + arrived[Int($1)] } }),
      convention: "of these, letters of completed chains")
    network.weight = EdgeWeight(column: "letters", meaning: .strength)
    people.write(to: &network)
    return network
  }

  private struct Traffic {
    var received, sent, kept, between: [Int]

    init(count: Int) {
      received = Array(repeating: 0, count: count)
      (sent, kept, between) = (received, received, received)
    }

    mutating func add(_ nodes: [NodeID], _ outcome: ChainOutcome) {
      for (index, node) in nodes.enumerated() {
        if index > 0 { received[Int(node)] += 1 }
        if index < nodes.count - 1 { sent[Int(node)] += 1 }
        if outcome == .completed, index > 0, index < nodes.count - 1 { between[Int(node)] += 1 }
      }
      if outcome != .completed, let last = nodes.last { kept[Int(last)] += 1 }
    }

    func write(to network: inout Network) {
      network.nodes.set(
        "letters_received", .integers(received),
        convention: "letters that came from another participant")
      network.nodes.set("letters_sent", .integers(sent), convention: "letters passed on")
      network.nodes.set(
        "letters_kept", .integers(kept), convention: "letters dropped, or held when the log ends")
      network.nodes.set(
        "completed_through", .integers(between),
        convention: "completed chains in which the person is an intermediary")
    }
  }
}
