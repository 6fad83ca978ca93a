internal import ModuleKit

/// A chain of people as a table lists it.
struct Chain {
  struct Person {
    /// Nil for one who is not in the network any more.
    let node: Int?
    let name: String
    /// What tells the person from others.
    let id: String
  }
  /// What the chain is called; empty for the only one.
  let name: String
  var people: [Person] = []
  /// The weight of the tie that leads to each person; empty without weights.
  var weights: [Double] = []
  /// What is said of the chain as a whole.
  var note = ""

  var links: Int { max(0, people.count - 1) }
}

extension Chain {
  /// The chains of a table, in the order in which it lists them; the people of each by their step.
  static func all(in table: TableColumns, value: String?, _ network: Network) throws -> [Chain] {
    let ids = try table.column("id", "chain")
    let steps = table.rows["step"].map(\.asNumbers)
    let names = table.rows["chain"]
    let values = try value.map { try table.column($0, "value") }
    var order: [String] = []
    var rows: [String: [Int]] = [:]
    for row in 0..<ids.count {
      let name = names?.text(at: row) ?? ""
      if rows[name] == nil { order.append(name) }
      rows[name, default: []].append(row)
    }
    let isStepped = steps?.allSatisfy(\.isFinite) ?? false
    return order.map { name in
      var own = rows[name] ?? []
      if isStepped, let steps { own.sort { (steps[$0], $0) < (steps[$1], $1) } }
      return chain(name, own, ids, values, table, network)
    }
  }

  private static func chain(
    _ name: String, _ rows: [Int], _ ids: Column, _ values: Column?, _ table: TableColumns,
    _ network: Network
  ) -> Chain {
    let labels = table.rows["label"]
    let weights = table.rows["weight"]?.asNumbers
    let people = rows.map { row -> Person in
      let id = ids.text(at: row) ?? ""
      let node = network.node(id)
      let known = node.map { network.label(of: $0) } ?? (id.isEmpty ? "no name" : id)
      return Person(node: node.map(Int.init), name: labels?.text(at: row) ?? known, id: id)
    }
    let value = values.flatMap { column in
      rows.lazy.compactMap { row -> String? in
        column.type == .number
          ? (column.number(at: row).isNaN ? nil : NumberText.shown(column.number(at: row)))
          : column.text(at: row)
      }.first
    }
    return Chain(
      name: name, people: people, weights: weights.map { all in rows.map { all[$0] } } ?? [],
      note: value ?? "")
  }
}

/// The people around a chain: all of a small network, else those who are nearest.
struct ChainSurroundings {
  let graph: Graph
  /// The node of the network that each is.
  let nodes: [Int]

  private static let limit = 1500
  private static let kept = 700

  init(_ graph: Graph, around people: [Int]) {
    guard graph.nodeCount > Self.limit else {
      (self.graph, nodes) = (graph, Array(0..<graph.nodeCount))
      return
    }
    let adjacency = graph.undirected.outgoing
    var isKept = [Bool](repeating: false, count: graph.nodeCount)
    var queue: [Int] = []
    func keep(_ node: Int) {
      if isKept[node] { return }
      isKept[node] = true
      queue.append(node)
    }
    for node in people { keep(node) }
    var next = 0
    while next < queue.count, queue.count < Self.kept {
      for arc in adjacency.range(queue[next]) where queue.count < Self.kept {
        keep(Int(adjacency.neighbors[arc]))
      }
      next += 1
    }
    let part = graph.induced(by: isKept)
    (self.graph, nodes) = (part.graph, part.nodes.map { Int($0) })
  }
}
