import GraphCore
import ModuleTesting
import Testing

/// Degree-preserving randomisation: what it keeps, and that it draws with equal chances.
struct EdgeSwitchingTests {
  private func run(
    _ graph: Graph, attempts: Double = 10, connected: Bool = false, seed: UInt64 = 1
  ) throws -> EdgeSwitching.Outcome {
    try EdgeSwitching(attemptsPerEdge: attempts, keepsConnected: connected)
      .run(graph, RandomSource(seed: seed), on: .serial)
  }

  private func degrees(_ graph: Graph) -> [[Int]] {
    (0..<graph.nodeCount).map { [graph.outgoing.degree($0), graph.incoming.degree($0)] }
  }

  @Test(arguments: [false, true]) func keepsDegreesLoopsAndCounts(connected: Bool) throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() {
      let outcome = try run(graph, connected: connected, seed: UInt64(seed))
      let result = outcome.graph
      // A graph is simple by construction: were ties made twice, some would be missing.
      #expect(result.edgeCount == graph.edgeCount && result.isDirected == graph.isDirected)
      #expect(degrees(result) == degrees(graph), "\(seed)")
      #expect(
        (0..<graph.nodeCount).allSatisfy {
          graph.outgoing.hasLoop($0) == result.outgoing.hasLoop($0)
        })
      #expect(outcome.isComplete && outcome.switches <= outcome.attempts)
      if connected {
        #expect(result.weakComponents.sizes.count <= graph.weakComponents.sizes.count, "\(seed)")
      }
    }
  }

  @Test func graphsThatCannotChangeStay() throws {
    let star = Graph(nodeCount: 5, isDirected: false, joining: [0, 0, 0, 0], to: [1, 2, 3, 4])
    let pairs = (0..<NodeID(6)).flatMap { a in (a + 1..<6).map { (a, $0) } }
    let complete = Graph(
      nodeCount: 6, isDirected: false, joining: pairs.map(\.0), to: pairs.map(\.1))
    let oneArc = Graph(nodeCount: 2, isDirected: true, joining: [0], to: [1])
    for graph in [star, complete, oneArc, .empty] {
      for connected in [false, true] {
        let outcome = try run(graph, connected: connected)
        #expect(outcome.graph == graph && outcome.switches == 0)
      }
    }
  }

  /// Trees and rings with tails hang by single ties: most switches would split them.
  @Test func keepsTreesConnected() throws {
    var random = RandomSource(seed: 5)
    for n in [2, 3, 10, 200, 3000] {
      let parents = (1..<n).map { NodeID(random.next(below: $0)) }
      let tree = Graph(
        nodeCount: n, isDirected: false, joining: parents, to: (1..<NodeID(n)).map { $0 })
      let outcome = try run(tree, connected: true, seed: UInt64(n))
      #expect(outcome.graph.weakComponents.sizes == [n] && outcome.isComplete)
      if n > 100 {
        #expect(outcome.graph != tree && outcome.switches > n)
        #expect(try run(tree, seed: 1).graph.weakComponents.sizes.count > 1)
      }
    }
  }

  @Test func sameBytesForOneSeedAndOthersForAnother() throws {
    let graph = RandomGraphs.gilbert(nodes: 200, probability: 0.05, directed: false, seed: 9)
    for connected in [false, true] {
      let first = try run(graph, connected: connected)
      #expect(try run(graph, connected: connected).graph == first.graph)
      #expect(try run(graph, connected: connected, seed: 2).graph != first.graph)
      #expect(first.graph != graph)
    }
  }

  @Test func stopsWhenCancelled() {
    let graph = RandomGraphs.gilbert(nodes: 50, probability: 0.2, directed: false, seed: 1)
    let cancellation = Cancellation()
    cancellation.cancel()
    for connected in [false, true] {
      #expect(throws: Cancelled.self) {
        try EdgeSwitching(attemptsPerEdge: 1e12, keepsConnected: connected).run(
          graph, RandomSource(seed: 1), on: Workers(threads: 1, cancellation: cancellation))
      }
    }
  }

  // MARK: Equal chances

  struct Sequence: CustomTestStringConvertible, Sendable {
    let name: String
    let isDirected: Bool
    let connected: Bool
    let out: [Int]
    var into: [Int] = []
    var testDescription: String { name }
  }

  static let sequences = [
    Sequence(name: "five nodes", isDirected: false, connected: false, out: [3, 2, 2, 2, 1]),
    Sequence(name: "matchings", isDirected: false, connected: false, out: [1, 1, 1, 1, 1, 1]),
    Sequence(name: "rings of six", isDirected: false, connected: true, out: [2, 2, 2, 2, 2, 2]),
    Sequence(name: "trees", isDirected: false, connected: true, out: [3, 2, 2, 1, 1, 1]),
    Sequence(
      name: "digraphs", isDirected: true, connected: false, out: [2, 1, 1, 1], into: [1, 1, 1, 2]),
    // One cycle of three cannot become the other by exchanges of heads.
    Sequence(
      name: "cycles of three", isDirected: true, connected: false, out: [1, 1, 1, 0],
      into: [1, 1, 1, 0]),
    Sequence(
      name: "connected digraphs", isDirected: true, connected: true, out: [1, 1, 1, 1],
      into: [1, 1, 1, 1]),
  ]

  /// All labelled graphs with the degrees, each with the number of times it was drawn.
  @Test(arguments: sequences) func isUniform(_ sequence: Sequence) throws {
    let all = Self.graphs(sequence)
    let start = try #require(all.first)
    let draws = 400 * all.count
    var counts: [[NodeID]: Int] = [:]
    for seed in 0..<draws {
      let graph = try run(
        start, attempts: 20, connected: sequence.connected, seed: UInt64(seed)
      ).graph
      counts[graph.sources + graph.targets, default: 0] += 1
    }
    #expect(all.count > 1 && Set(counts.keys) == Set(all.map { $0.sources + $0.targets }))
    let square = counts.values.reduce(0.0) { $0 + Double(($1 - 400) * ($1 - 400)) / 400 }
    let freedom = Double(all.count - 1)
    // Four standard deviations of chi-square.
    #expect(square < freedom + 4 * (2 * freedom).squareRoot() + 4, "\(square) of \(freedom)")
  }

  private static func graphs(_ sequence: Sequence) -> [Graph] {
    let n = sequence.out.count
    let pairs = (0..<n).flatMap { a in
      (0..<n).filter { sequence.isDirected ? $0 != a : $0 > a }.map { (NodeID(a), NodeID($0)) }
    }
    return (0..<(1 << pairs.count)).compactMap { subset in
      let chosen = pairs.indices.filter { subset >> $0 & 1 == 1 }.map { pairs[$0] }
      guard chosen.count == sequence.out.reduce(0, +) / (sequence.isDirected ? 1 : 2) else {
        return nil
      }
      let graph = Graph(
        nodeCount: n, isDirected: sequence.isDirected, joining: chosen.map(\.0),
        to: chosen.map(\.1))
      let fits = (0..<n).allSatisfy {
        graph.outgoing.degree($0) == sequence.out[$0]
          && (!sequence.isDirected || graph.incoming.degree($0) == sequence.into[$0])
      }
      return fits && (!sequence.connected || graph.weakComponents.sizes.count == 1) ? graph : nil
    }
  }
}
