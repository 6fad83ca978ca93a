import Centrality
import ModuleKit
import ModuleTesting
import Testing

/// Betweenness, closeness and harmonic centrality against paths enumerated one by one.
struct PathMeasureTests {
  private func close(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
  }

  @Test(arguments: [false, true]) func betweennessOnAllTinyGraphs(directed: Bool) throws {
    for graph in TinyGraphs.all(upTo: directed ? 3 : 5, directed: directed) {
      let values = try betweenness(of: graph, on: .serial)
      #expect(close(values, PathOracle(graph).betweenness), "\(graph)")
    }
  }

  @Test func betweennessOnRandomGraphsWithAndWithoutWeights() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() where graph.nodeCount <= 30 {
      #expect(
        close(try betweenness(of: graph, on: .serial), PathOracle(graph).betweenness), "\(seed)")
      // Whole lengths give many ties, the case that rounding can spoil.
      let lengths = RandomGraphs.weights(graph, seed: UInt64(seed), whole: true).map { $0 * 0.1 }
      #expect(
        close(
          try betweenness(of: graph, edgeLengths: lengths, on: .serial),
          PathOracle(graph, edgeLengths: lengths).betweenness), "weighted \(seed)")
    }
  }

  @Test func distanceSumsOnRandomGraphs() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() {
      let lengths = RandomGraphs.weights(graph, seed: UInt64(seed))
      for weights in [nil, lengths] {
        let summary = try graph.distanceSummary(
          .out, edgeLengths: weights, on: Workers(threads: 2))
        let oracle = PathOracle(graph, edgeLengths: weights).distances
        for node in 0..<graph.nodeCount {
          let others = oracle[node].enumerated().filter { $0.offset != node && $0.element.isFinite }
            .map(\.element)
          #expect(summary.reached[node] == others.count)
          #expect(abs(summary.farness[node] - others.reduce(0, +)) < 1e-9)
          #expect(abs(summary.harmonic[node] - others.reduce(0) { $0 + 1 / $1 }) < 1e-9)
          #expect(abs(summary.eccentricity[node] - (others.max() ?? 0)) < 1e-9)
        }
      }
    }
  }

  @Test func sameBytesForAnyNumberOfThreads() throws {
    let graph = RandomGraphs.gilbert(nodes: 300, probability: 0.03, directed: true, seed: 4)
    let lengths = RandomGraphs.weights(graph, seed: 4)
    for weights in [nil, lengths] {
      let runs = try [1, 2, 7].map {
        try betweenness(of: graph, edgeLengths: weights, on: Workers(threads: $0))
      }
      #expect(runs[0] == runs[1] && runs[1] == runs[2])
    }
  }

  /// A path of a million nodes: no recursion, no time quadratic in its length for one search.
  @Test func aMillionNodesInARow() {
    let n = 1_000_000
    let graph = Graph(
      nodeCount: n, isDirected: false, joining: (0..<NodeID(n - 1)).map { $0 },
      to: (1..<NodeID(n)).map { $0 })
    var search = BreadthFirst(graph.outgoing)
    search.run(from: 0)
    #expect(search.reached == n && search.distances[n - 1] == Int32(n - 1))
    #expect(graph.weakComponents.sizes == [n])
    let directed = Graph(
      nodeCount: n, isDirected: true, joining: graph.sources, to: graph.targets)
    #expect(directed.strongComponents.sizes.count == n)
  }

  /// Eight ways from each hub to the next, 400 times: 8^400 shortest paths are beyond any Double.
  @Test(arguments: [false, true]) func pathsBeyondCountingAreSharedAllTheSame(weighted: Bool) throws
  {
    let (graph, hubs) = (ManyPaths.graph, ManyPaths.hubs)
    let lengths = weighted ? [Double](repeating: 0.1, count: graph.edgeCount) : nil
    let values = try betweenness(of: graph, edgeLengths: lengths, on: Workers(threads: 2))
    // A hub lies between all before it and all behind it, a middle node between one eighth of them.
    for hub in 0..<hubs {
      let (before, behind) = (Double(9 * hub), Double(9 * (hubs - 1 - hub)))
      #expect(abs(values[hub] - before * behind) <= 1e-9 * max(1, before * behind))
    }
    for hub in [0, 200, 399] {
      let (before, behind) = (Double(9 * hub + 1), Double(9 * (hubs - 2 - hub) + 1))
      #expect(abs(values[hubs + 8 * hub] - before * behind / 8) <= 1e-9 * before * behind)
    }
  }

  @Test func katzSolvesItsEquation() throws {
    for graph in RandomGraphs.spread where graph.nodeCount <= 40 {
      let alpha = 0.5 / Double(graph.nodeCount)
      let scores = try katz(
        of: graph, alpha: alpha, beta: 1, tolerance: 1e-15, maxIterations: 10_000, on: .serial
      ).scores
      for node in 0..<graph.nodeCount {
        // From the list of edges, not by way of the adjacency that the kernel uses.
        let around = (0..<graph.edgeCount).reduce(0.0) { sum, edge in
          let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
          let back = !graph.isDirected && a == node && a != b ? scores[b] : 0
          return sum + (b == node ? scores[a] : 0) + back
        }
        #expect(abs(scores[node] - 1 - alpha * around) < 1e-9)
      }
    }
  }

  /// Seconds or years, the leading vector is the same; and strengths only.
  @Test func eigenvectorDoesNotDependOnTheUnitOfWeights() throws {
    for unit in [1e-300, 1e-13, 1e-5, 1, 1e13, 1e300] {
      let network = Network(
        sketch: ["a-b", "b-c", "c-a", "c-d"].map { "\($0):\(unit)" }.joined(separator: " "),
        weight: .strength)
      let run = try ModuleRun(
        Eigenvector.self, on: network, with: ["weighted": true, "scale": "max"])
      let values = try #require(run.network.nodes["eigenvector"]).asNumbers
      #expect(
        close(
          values.map { ($0 * 1e9).rounded() / 1e9 }, [0.854637680, 0.854637680, 1, 0.460811127]),
        "\(unit) \(values)")
    }
  }

  @Test func weightedRanksNeedStrengths() {
    for (sketch, meaning) in [
      ("a-b:2 b-c:1", EdgeWeight.Meaning.distance), ("a-b:2 b-c:1", .undeclared),
      ("a-b:0 b-c:1", .strength),
    ] {
      let network = Network(sketch: sketch, weight: meaning)
      #expect(throws: (any Error).self) {
        try ModuleRun(PageRank.self, on: network, with: ["weighted": true])
      }
      #expect(throws: (any Error).self) {
        try ModuleRun(Eigenvector.self, on: network, with: ["weighted": true])
      }
    }
  }

  @Test func weightsMustMeanWhatTheLengthNeeds() {
    let strengths = Network(sketch: "a-b:2 b-c:1", weight: .strength)
    #expect(throws: (any Error).self) {
      try ModuleRun(Betweenness.self, on: strengths, with: ["length": "weight"])
    }
    #expect(throws: Never.self) {
      try ModuleRun(Betweenness.self, on: strengths, with: ["length": "inverse_weight"])
    }
    let tiny = Network(sketch: "a-b:1e-310 b-c:1", weight: .strength)
    #expect(throws: Diagnostic.self) {
      try ModuleRun(Betweenness.self, on: tiny, with: ["length": "inverse_weight"])
    }
    let zero = Network(sketch: "a-b:0 b-c:1", weight: .distance)
    #expect(throws: Diagnostic.self) {
      try ModuleRun(Betweenness.self, on: zero, with: ["length": "weight"])
    }
  }
}
