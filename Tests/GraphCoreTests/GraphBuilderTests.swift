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

  /// Enough rows for many ranges and chunks, against sorting by the book.
  @Test(arguments: [true, false], [1, 40, 5000, 70_000])
  func manyRowsForAnyNumberOfThreads(directed: Bool, nodes: Int) throws {
    var random = RandomSource(seed: UInt64(nodes))
    let count = 200_000
    // A few nodes have most ties, as in networks of people.
    func node() -> NodeID {
      NodeID(random.next(below: 1 + random.next(below: 1 + random.next(below: nodes))))
    }
    let ends = (0..<2 * count).map { _ in node() }
    var rowsOf: [SIMD2<NodeID>: [EdgeID]] = [:]
    var loops: [Int32] = []
    for row in 0..<count {
      let (a, b) = (ends[2 * row], ends[2 * row + 1])
      if a == b {
        loops.append(Int32(row))
      } else {
        rowsOf[directed ? [a, b] : [min(a, b), max(a, b)], default: []].append(EdgeID(row))
      }
    }
    let expected = rowsOf.sorted { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }
    let cut = 2 * (count / 3)
    let lists = [PairList(ends: Array(ends[..<cut])), PairList(ends: Array(ends[cut...]))]
    for threads in [1, 2, 7] {
      let built = try GraphBuilder(isDirected: directed).build(
        nodeCount: nodes, lists, on: Workers(threads: threads))
      #expect(built.graph.sources == expected.map(\.key.x))
      #expect(built.graph.targets == expected.map(\.key.y))
      #expect(built.rowsOfEdge.rows == expected.flatMap(\.value))
      #expect(
        (0..<built.rowsOfEdge.count).allSatisfy {
          Array(built.rowsOfEdge[$0]) == expected[$0].value
        })
      #expect(built.droppedLoops == loops)
      #expect(
        built.graph
          == Graph(
            nodeCount: nodes, isDirected: directed, sources: built.graph.sources,
            targets: built.graph.targets))
    }
  }

  @Test func policiesForLoopsAndParallelEdges() throws {
    let (sources, targets): ([NodeID], [NodeID]) = ([0, 1, 1, 2], [1, 0, 1, 2])
    let dropped = try GraphBuilder(isDirected: false).build(
      nodeCount: 3, sources: sources, targets: targets)
    #expect(dropped.graph.edgeCount == 1 && dropped.mergedRows == 1)
    #expect(dropped.rowsOfEdge.rows == [0, 1] && dropped.droppedLoops == [2, 3])
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
