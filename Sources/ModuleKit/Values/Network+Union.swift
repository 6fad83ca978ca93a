extension Network {
  /// Several networks side by side as one, and where each node comes from.
  public struct DisjointUnion: Sendable {
    public var network: Network
    /// For each node, the position of its network in the list.
    public let inputOfNode: [Int]
    /// For each node, its id there.
    public let idInInput: [String]
  }

  /// A network and what it is called.
  public struct Named: Sendable {
    public let name: String
    public let network: Network
    public init(_ name: String, _ network: Network) { (self.name, self.network) = (name, network) }
  }

  /// Puts networks side by side: nodes stay apart even when they bear one id.
  ///
  /// A node whose id another network has as well gets the name of its network behind it: "Ann (phone)". The
  /// union is directed when all networks with ties are; columns of one name become one column, of texts where
  /// their types differ. Weights stay when all networks with ties have one column for them, of one meaning.
  /// Ledgers and methods are put one behind the other; tables, figures and documents are left out.
  ///
  /// Complexity: O(n log n + m log m).
  public static func disjointUnion(_ inputs: [Named]) -> DisjointUnion {
    let ids = distinctIDs(inputs)
    let order = canonicalOrder(ids)
    var nodeOfRow = [NodeID](repeating: 0, count: ids.count)
    for (node, row) in order.enumerated() { nodeOfRow[Int(row)] = NodeID(node) }
    let withTies = inputs.map(\.network).filter { $0.graph.edgeCount > 0 }
    let isDirected = !withTies.isEmpty && withTies.allSatisfy(\.graph.isDirected)
    var (sources, targets) = ([NodeID](), [NodeID]())
    var first = 0
    for network in inputs.map(\.network) {
      sources += network.graph.sources.map { nodeOfRow[first + Int($0)] }
      targets += network.graph.targets.map { nodeOfRow[first + Int($0)] }
      first += network.graph.nodeCount
    }
    let builder = GraphBuilder(isDirected: isDirected, parallel: .sum, loops: .keep)
    guard let built = try? builder.build(nodeCount: ids.count, sources: sources, targets: targets)
    else { preconditionFailure("loops and parallel edges are allowed here") }
    var union = Network(graph: built.graph, ids: order.map { ids[Int($0)] })
    union.nodes = concatenated(inputs.map(\.network.nodes)).gathered(order)
    let weight = commonWeight(withTies)
    union.edges = merged(
      concatenated(inputs.map(\.network.edges)), built.rowsOfEdge, weight: weight)
    union.weight = weight
    union.ledger = inputs.flatMap(\.network.ledger)
    union.methods = inputs.flatMap(\.network.methods)
    let inputOfRow = inputs.indices.flatMap { input in
      repeatElement(input, count: inputs[input].network.graph.nodeCount)
    }
    let idOfRow = inputs.flatMap(\.network.ids)
    return DisjointUnion(
      network: union, inputOfNode: order.map { inputOfRow[Int($0)] },
      idInInput: order.map { idOfRow[Int($0)] })
  }

  private static func distinctIDs(_ inputs: [Named]) -> [String] {
    var inputsWithID: [String: Int] = [:]
    for id in inputs.flatMap(\.network.ids) { inputsWithID[id, default: 0] += 1 }
    var taken = Set(inputsWithID.keys)
    return inputs.flatMap { input in
      input.network.ids.map { id in
        guard inputsWithID[id] ?? 0 > 1 else { return id }
        var name = "\(id) (\(input.name))"
        while !taken.insert(name).inserted { name += "'" }
        return name
      }
    }
  }

  private static func commonWeight(_ networks: [Network]) -> EdgeWeight? {
    guard let weight = networks.first?.weight, networks.allSatisfy({ $0.weight == weight }) else {
      return nil
    }
    return weight
  }

  /// Ties that were arcs in both directions may have become one.
  private static func merged(_ rows: Frame, _ groups: RowGroups, weight: EdgeWeight?) -> Frame {
    var frame = Frame(rowCount: groups.count)
    for entry in rows.entries {
      let rule: Aggregation =
        entry.name != weight?.column ? .agree : weight?.meaning == .distance ? .min : .sum
      frame.set(
        entry.name, entry.column.aggregated(groups, by: rule), convention: entry.convention)
    }
    return frame
  }

  private static func concatenated(_ frames: [Frame]) -> Frame {
    var names: [String] = []
    for name in frames.flatMap(\.names) where !names.contains(name) { names.append(name) }
    var result = Frame(rowCount: frames.reduce(0) { $0 + $1.rowCount })
    for name in names {
      let convention = frames.lazy.map { $0.convention(of: name) }.first { !$0.isEmpty }
      result.set(
        name, Column.concatenated(frames.map { ($0[name], $0.rowCount) }),
        convention: convention ?? "")
    }
    return result
  }
}
