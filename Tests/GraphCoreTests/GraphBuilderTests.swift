import GraphCore
import ModuleTesting
import Testing

struct GraphBuilderTests {
  @Test func rowOrderChangesNothing() throws {
    for graph in RandomGraphs.spread {
      let weights = RandomGraphs.weights(graph, seed: 9)
      // Each edge twice, with other weights, so that there is something to merge.
      let rows = Array(0..<graph.edgeCount) + Array(0..<graph.edgeCount)
      var results: [(Graph, Column)] = []
      for seed in UInt64(0)..<3 {
        var random = RandomSource(seed: seed)
        var order = Array(rows.indices)
        random.shuffle(&order)
        let built = try GraphBuilder(isDirected: graph.isDirected, loops: .keep).build(
          nodeCount: graph.nodeCount, sources: order.map { graph.sources[rows[$0]] },
          targets: order.map { graph.targets[rows[$0]] })
        let values = order.map { weights[rows[$0]] + Double($0) * 0.1 }
        let merged = Column.numbers(values).aggregated(built.rowsOfEdge, by: .sum)
        results.append((built.graph, merged))
      }
      #expect(results[0].0 == graph)
      #expect(results[0] == results[1] && results[1] == results[2])
    }
  }

  @Test func policiesForLoopsAndParallelEdges() throws {
    let (sources, targets): ([NodeID], [NodeID]) = ([0, 1, 1, 2], [1, 0, 1, 2])
    let dropped = try GraphBuilder(isDirected: false).build(
      nodeCount: 3, sources: sources, targets: targets)
    #expect(dropped.graph.edgeCount == 1 && dropped.mergedRows == 1 && dropped.droppedLoops == 2)
    #expect(dropped.edgeOfRow == [0, 0, -1, -1])
    let kept = try GraphBuilder(isDirected: true, loops: .keep).build(
      nodeCount: 3, sources: sources, targets: targets)
    #expect(kept.graph.edgeCount == 4)
    #expect(throws: GraphBuilder.Refusal.parallelEdge(row: 1, firstRow: 0)) {
      try GraphBuilder(isDirected: false, parallel: .error).build(
        nodeCount: 3, sources: sources, targets: targets)
    }
    #expect(throws: GraphBuilder.Refusal.selfLoop(row: 2)) {
      try GraphBuilder(isDirected: false, loops: .error).build(
        nodeCount: 3, sources: sources, targets: targets)
    }
  }

  @Test func neighborsAreSortedAndComplete() {
    for graph in RandomGraphs.spread {
      var arcs = 0
      for node in 0..<graph.nodeCount {
        let around = graph.outgoing.range(node).map { graph.outgoing.neighbors[$0] }
        #expect(around == around.sorted())
        for arc in graph.outgoing.range(node) {
          let edge = Int(graph.outgoing.edges[arc])
          let ends = [graph.sources[edge], graph.targets[edge]]
          #expect(ends.contains(NodeID(node)) && ends.contains(graph.outgoing.neighbors[arc]))
        }
        arcs += around.count
      }
      let loops = (0..<graph.edgeCount).count { graph.sources[$0] == graph.targets[$0] }
      #expect(arcs == (graph.isDirected ? graph.edgeCount : 2 * graph.edgeCount - loops))
    }
  }

  @Test func aggregationPassesOverMissingValues() {
    let groups = RowGroups(groupOfRow: [0, 0, 1, 1, -1], count: 3)
    let numbers = Column.numbers([1, .nan, 2, 4, 9])
    #expect(numbers.aggregated(groups, by: .sum) == .numbers([1, 6, .nan]))
    #expect(numbers.aggregated(groups, by: .mean) == .numbers([1, 3, .nan]))
    #expect(numbers.aggregated(groups, by: .count) == .integers([2, 2, 0]))
    let texts = Column.texts(["b", "a", nil, "c", "d"])
    #expect(texts.aggregated(groups, by: .agree) == .texts(["a; b", "c", nil]))
    #expect(texts.aggregated(groups, by: .first) == .texts(["b", "c", nil]))
  }
}
