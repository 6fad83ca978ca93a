extension Network {
  /// A small network written on one line, for examples and tests.
  ///
  /// Words are separated by blanks: `a-b` joins two nodes, `a>b` is an arc and makes the network
  /// directed, `a-b:2.5` gives a weight, `c` alone is an isolate.
  ///
  /// - Parameter meaning: what the weights mean, where there are any.
  public init(sketch: String, weight meaning: EdgeWeight.Meaning = .strength) {
    let words = sketch.split(whereSeparator: \.isWhitespace)
    let isDirected = words.contains { $0.contains(">") }
    var interner = Interner()
    var ends: [(Int32, Int32)] = []
    var weights: [Double] = []
    var isWeighted = false
    for word in words {
      let parts = word.split(separator: ":", maxSplits: 1)
      let names = parts[0].split { $0 == "-" || $0 == ">" }.map(String.init)
      let codes = names.map { interner.intern($0) }
      guard codes.count == 2 else { continue }
      ends.append((codes[0], codes[1]))
      isWeighted = isWeighted || parts.count == 2
      weights.append(parts.count == 2 ? Double(parts[1]) ?? .nan : 1)
    }
    let order = canonicalOrder(interner.strings)
    var position = [NodeID](repeating: 0, count: order.count)
    for (index, code) in order.enumerated() { position[Int(code)] = NodeID(index) }
    let builder = GraphBuilder(isDirected: isDirected, parallel: .sum, loops: .keep)
    guard
      let built = try? builder.build(
        nodeCount: order.count, sources: ends.map { position[Int($0.0)] },
        targets: ends.map { position[Int($0.1)] })
    else { preconditionFailure("loops and parallel edges are allowed here") }
    self.init(graph: built.graph, ids: order.map { interner.strings[Int($0)] })
    if isWeighted {
      edges.set("weight", Column.numbers(weights).aggregated(built.rowsOfEdge, by: .sum))
      weight = EdgeWeight(column: "weight", meaning: meaning)
    }
  }
}
