import Centrality
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Edge betweenness against paths enumerated one by one.
struct EdgeBetweennessTests {
  private func close(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
  }

  @Test(arguments: [false, true]) func onAllTinyGraphs(directed: Bool) throws {
    for graph in TinyGraphs.all(upTo: directed ? 3 : 5, directed: directed) {
      let values = try edgeBetweenness(of: graph, on: .serial)
      #expect(close(values, PathOracle(graph).edgeBetweenness), "\(graph)")
      // By length, all lengths being one, the other search must find the same.
      let ones = [Double](repeating: 1, count: graph.edgeCount)
      #expect(close(try edgeBetweenness(of: graph, edgeLengths: ones, on: .serial), values))
    }
  }

  @Test func onRandomGraphsWithAndWithoutWeights() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() where graph.nodeCount <= 30 {
      #expect(
        close(try edgeBetweenness(of: graph, on: .serial), PathOracle(graph).edgeBetweenness),
        "\(seed)")
      // Whole lengths give many ties, the case that rounding can spoil.
      let lengths = RandomGraphs.weights(graph, seed: UInt64(seed), whole: true).map { $0 * 0.1 }
      #expect(
        close(
          try edgeBetweenness(of: graph, edgeLengths: lengths, on: .serial),
          PathOracle(graph, edgeLengths: lengths).edgeBetweenness), "weighted \(seed)")
    }
  }

  @Test func sameBytesForAnyNumberOfThreads() throws {
    let graph = RandomGraphs.gilbert(nodes: 300, probability: 0.03, directed: true, seed: 4)
    let lengths = RandomGraphs.weights(graph, seed: 4)
    for weights in [nil, lengths] {
      let runs = try [1, 2, 7].map {
        try edgeBetweenness(of: graph, edgeLengths: weights, on: Workers(threads: $0))
      }
      #expect(runs[0] == runs[1] && runs[1] == runs[2])
    }
  }

  /// Eight ways from each hub to the next, 400 times: 8^400 shortest paths are beyond any Double.
  @Test(arguments: [false, true]) func pathsBeyondCountingAreSharedAllTheSame(weighted: Bool) throws
  {
    let (graph, hubs) = (ManyPaths.graph, ManyPaths.hubs)
    let lengths = weighted ? [Double](repeating: 0.1, count: graph.edgeCount) : nil
    let values = try edgeBetweenness(of: graph, edgeLengths: lengths, on: Workers(threads: 2))
    // Into a middle node: those up to the hub before it go on to it, and by an eighth beyond it.
    for hub in [0, 200, 399] {
      let (before, beyond) = (Double(9 * hub + 1), Double(9 * (hubs - 2 - hub) + 1))
      let expected = before * (1 + beyond / 8)
      #expect(abs(values[8 * hub] - expected) <= 1e-9 * expected)
    }
  }

  /// A path of k links adds to k edges: the sum is the mean distance, as NetworkX gives it.
  @Test func addsUpToAllDistances() throws {
    for name in ["karate", "lesmis"] {
      let network = try ReferenceNetworks.read(name)
      let run = try ModuleRun(EdgeBetweenness.self, on: network)
      let sum = try #require(run.network.edges["edge_betweenness"]).asNumbers.reduce(0, +)
      #expect(abs(sum - (name == "karate" ? 2.408199643493761 : 2.641148325358852)) < 1e-9)
    }
  }
}
