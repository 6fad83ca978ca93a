import Centrality
import ModuleKit
import ModuleTesting
import Testing

struct PageRankTests {
  /// The oracle: the dense Google matrix, iterated until nothing changes.
  private func oracle(_ graph: Graph, weights: [Double]? = nil, damping: Double) -> [Double] {
    let n = graph.nodeCount
    var matrix = [[Double]](repeating: Array(repeating: 0, count: n), count: n)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      let weight = weights?[edge] ?? 1
      matrix[a][b] += weight
      if !graph.isDirected && a != b { matrix[b][a] += weight }
    }
    for row in 0..<n {
      let total = matrix[row].reduce(0, +)
      for column in 0..<n {
        let follow = total > 0 ? matrix[row][column] / total : 1 / Double(n)
        matrix[row][column] = damping * follow + (1 - damping) / Double(n)
      }
    }
    var ranks = [Double](repeating: 1 / Double(max(1, n)), count: n)
    for _ in 0..<2000 {
      ranks = (0..<n).map { column in
        (0..<n).reduce(0) { $0 + ranks[$1] * matrix[$1][column] }
      }
    }
    return ranks
  }

  private func expectClose(_ a: [Double], _ b: [Double], _ comment: Comment) {
    #expect(a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-9 }, comment)
  }

  @Test(arguments: [false, true]) func equalsOracleOnAllTinyGraphs(directed: Bool) throws {
    for graph in TinyGraphs.all(upTo: directed ? 3 : 4, directed: directed) {
      let ranks = try pageRank(
        of: graph, tolerance: 1e-14, maxIterations: 5000, on: .serial
      ).ranks
      expectClose(ranks, oracle(graph, damping: 0.85), "\(graph)")
    }
  }

  @Test func sumsToOneAndEqualsOracleOnRandomWeightedGraphs() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() {
      let weights = RandomGraphs.weights(graph, seed: UInt64(seed))
      let ranks = try pageRank(
        of: graph, edgeWeights: weights, damping: 0.7, tolerance: 1e-14, maxIterations: 5000,
        on: .serial
      ).ranks
      #expect(abs(ranks.reduce(0, +) - 1) < 1e-9)
      expectClose(ranks, oracle(graph, weights: weights, damping: 0.7), "seed \(seed)")
    }
  }

  /// Where the walk mixes slowly, where two groups hardly meet, and where it never leaves two sides.
  @Test(arguments: [0.5, 0.85, 0.99]) func momentumLeadsToTheSameRanks(damping: Double) throws {
    let path = (0..<60).map { "n\($0)-n\($0 + 1)" }.joined(separator: " ")
    let groups = "a-b b-c c-a c-d d-e e-f f-d a-a"
    let star = (1..<20).map { "hub-n\($0)" }.joined(separator: " ")
    for sketch in [path, groups, star, path + " " + star, "a-b c-c"] {
      let graph = Network(sketch: sketch).graph
      let found = try pageRank(
        of: graph, damping: damping, tolerance: 1e-13, maxIterations: 10000, on: .serial)
      #expect(found.converged)
      let expected = oracle(graph, damping: damping)
      for (a, b) in zip(found.ranks, expected) { #expect(abs(a - b) < 1e-9, "\(sketch)") }
    }
  }

  /// The same walk without momentum, every tie being two arcs, is not done after as many steps.
  @Test func momentumTakesFewerSteps() throws {
    let ties = (0..<60).map { ("n\($0)", "n\($0 + 1)") } + [("n0", "n2"), ("n58", "n60")]
    let undirected = Network(sketch: ties.map { "\($0)-\($1)" }.joined(separator: " ")).graph
    let directed = Network(
      sketch: ties.map { "\($0)>\($1) \($1)>\($0)" }.joined(separator: " ")
    ).graph
    func converges(_ graph: Graph, within steps: Int) throws -> Bool {
      try pageRank(of: graph, tolerance: 1e-12, maxIterations: steps, on: .serial).converged
    }
    #expect(try converges(undirected, within: 90))
    #expect(try !converges(directed, within: 90))
    #expect(try converges(directed, within: 200))
  }

  @Test(arguments: [true, false])
  func givesTheSameBytesForAnyNumberOfThreads(directed: Bool) throws {
    let graph = RandomGraphs.gilbert(nodes: 400, probability: 0.05, directed: directed, seed: 1)
    let runs = try [1, 2, 7].map {
      try pageRank(of: graph, tolerance: 1e-12, maxIterations: 100, on: Workers(threads: $0)).ranks
    }
    #expect(runs[0] == runs[1] && runs[1] == runs[2])
  }

  @Test func stopsWhenCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try pageRank(
        of: Network(sketch: "a-b").graph, tolerance: 0, maxIterations: 10,
        on: Workers(threads: 1, cancellation: cancellation))
    }
  }
}
