import Centrality
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Betweenness from sampled paths.
struct BetweennessEstimateTests {
  private func numbers(_ seed: Int) -> @Sendable (Int) -> RandomSource {
    { RandomSource(seed: UInt64(seed), stream: "\($0)") }
  }

  private func normalized(_ graph: Graph) throws -> [Double] {
    let n = Double(graph.nodeCount)
    let pairs = (n - 1) * (n - 2) / (graph.isDirected ? 1 : 2)
    return try betweenness(of: graph, on: .serial).map { pairs > 0 ? $0 / pairs : 0 }
  }

  /// The promise allows one seed in ten to fail; the bounds are far from tight, so none does.
  @Test(arguments: [0.02, 0.1]) func staysWithinEpsilon(epsilon: Double) throws {
    var graphs = try ["karate", "lesmis"].map { try ReferenceNetworks.read($0).graph }
    graphs += RandomGraphs.spread.prefix(30)
    for (index, graph) in graphs.enumerated() {
      let exact = try normalized(graph)
      for seed in 0..<(index < 2 ? 20 : 3) {
        let estimate = try sampledBetweenness(
          of: graph, EstimateGoal(epsilon: epsilon, delta: 0.1), random: numbers(seed), on: .serial)
        for node in exact.indices {
          #expect(abs(estimate.values[node] - exact[node]) <= epsilon)
          #expect(estimate.low[node] <= exact[node] + 1e-9)
          #expect(estimate.high[node] >= exact[node] - 1e-9)
          #expect(estimate.high[node] - estimate.values[node] <= epsilon + 1e-9)
        }
      }
    }
  }

  /// Chi-square over all shortest paths of a pair, which differ in length of the detour per level.
  @Test(arguments: [false, true]) func everyShortestPathIsAsLikely(directed: Bool) throws {
    var checked = 0
    for seed in 0..<10 {
      let graph = RandomGraphs.gilbert(
        nodes: 24, probability: 0.12, directed: directed, seed: UInt64(seed))
      let oracle = PathOracle(graph)
      var sampler = PathSampler(graph)
      var random = RandomSource(seed: UInt64(seed), stream: "paths")
      for target in 1..<24 {
        let paths = oracle.paths(from: 0, to: target)
        guard paths.count > 1 else { continue }
        var counts: [[NodeID]: Int] = [:]
        let draws = 500 * paths.count
        for _ in 0..<draws {
          var inner: [NodeID] = []
          sampler.sample(from: 0, to: target, &random, into: &inner)
          counts[inner.sorted(), default: 0] += 1
        }
        let known = Set(paths.map { $0.dropFirst().dropLast().map { NodeID($0) }.sorted() })
        #expect(Set(counts.keys) == known)
        let chi = counts.values.reduce(0.0) { $0 + (Double($1) - 500) * (Double($1) - 500) / 500 }
        // Mean k - 1, variance 2(k - 1); five deviations for all pairs together.
        let freedom = Double(paths.count - 1)
        #expect(chi < freedom + 5 * (2 * freedom).squareRoot() + 8, "\(seed) \(target)")
        checked += 1
      }
    }
    #expect(checked > 40)
  }

  @Test func directLinksAndMissingPathsHaveNoInnerNodes() {
    let graph = Network(sketch: "a>b b>c c>a d>e").graph
    var sampler = PathSampler(graph)
    var random = RandomSource(seed: 1)
    for (pair, inner) in [((0, 1), []), ((0, 2), [1]), ((0, 3), []), ((4, 3), [])]
      as [((Int, Int), [NodeID])]
    {
      var found: [NodeID] = []
      sampler.sample(from: pair.0, to: pair.1, &random, into: &found)
      #expect(found == inner)
    }
  }

  /// Of 8^400 shortest paths one is drawn by logarithms; each way around is taken as often.
  @Test func pathsBeyondCounting() {
    let (graph, hubs) = (ManyPaths.graph, ManyPaths.hubs)
    var sampler = PathSampler(graph)
    var random = RandomSource(seed: 3)
    var ways = [Int](repeating: 0, count: 8)
    for _ in 0..<20 {
      var found: [NodeID] = []
      sampler.sample(from: 0, to: hubs - 1, &random, into: &found)
      #expect(found.count == 799)
      for node in found where Int(node) >= hubs { ways[(Int(node) - hubs) % 8] += 1 }
    }
    #expect(ways.allSatisfy { abs($0 - 1000) < 150 }, "\(ways)")
  }

  @Test func noShortestPathHasMoreInnerNodesThanTheBound() {
    var graphs = RandomGraphs.spread
    graphs += TinyGraphs.all(upTo: 4, directed: false) + TinyGraphs.all(upTo: 3, directed: true)
    for graph in graphs {
      let distances = PathOracle(graph).distances.joined().filter(\.isFinite)
      #expect(graph.mostInnerNodes >= max(0, Int(distances.max() ?? 0) - 1))
      #expect(graph.mostInnerNodes <= max(0, graph.nodeCount - 2))
    }
  }

  @Test func edgeCases() throws {
    for edgeCase in EdgeCases.all {
      let exact = try normalized(edgeCase.network.graph)
      let run = try ModuleRun(
        Betweenness.self, on: edgeCase.network,
        with: ["method": "estimate", "epsilon": .number(0.05)])
      let values = try #require(run.network.nodes["betweenness"]).asNumbers
      #expect(values.count == exact.count)
      #expect(zip(values, exact).allSatisfy { abs($0 - $1) <= 0.05 }, "\(edgeCase)")
    }
  }

  @Test func seedsDifferAndThreadsDoNot() throws {
    for directed in [false, true] {
      let graph = RandomGraphs.gilbert(nodes: 300, probability: 0.02, directed: directed, seed: 4)
      let network = Network(graph: graph, ids: (1000..<1300).map(String.init))
      for parameters in [["method": "estimate"], ["method": "estimate", "top": 3]] as [JSON] {
        func run(seed: UInt64, threads: Int) throws -> Network {
          try ModuleRun(
            Betweenness.self, on: network, with: parameters, seed: seed,
            workers: Workers(threads: threads)
          ).network
        }
        let first = try run(seed: 1, threads: 1).nodes
        #expect(try run(seed: 1, threads: 2).nodes == first)
        #expect(try run(seed: 1, threads: 7).nodes == first)
        #expect(try run(seed: 2, threads: 1).nodes != first)
      }
    }
  }

  /// Three hubs of 60, 25 and 10 leaves: 0.92, 0.45 and 0.20 of all pairs.
  @Test func theFirstOnesAreCertainLongBeforeTheirValues() throws {
    let ends = [0, 0] + (0..<95).map { NodeID($0 < 60 ? 0 : $0 < 85 ? 1 : 2) }
    let graph = Graph(
      nodeCount: 98, isDirected: false, joining: ends, to: (1..<98).map { NodeID($0) })
    let exact = try normalized(graph)
    for seed in 0..<10 {
      let all = try sampledBetweenness(
        of: graph, EstimateGoal(epsilon: 0.01, delta: 0.1), random: numbers(seed), on: .serial)
      let first = try sampledBetweenness(
        of: graph, EstimateGoal(epsilon: 0.01, delta: 0.1, top: 3), random: numbers(seed),
        on: .serial)
      let found = exact.indices.sorted { first.values[$0] > first.values[$1] }
      #expect(found.prefix(3) == [0, 1, 2])
      #expect(first.certainRanks == 3 && first.samples * 2 < all.samples)
      #expect(
        exact.indices.allSatisfy { first.low[$0] <= exact[$0] && exact[$0] <= first.high[$0] })
    }
  }

  /// Nobody comes before anybody else in a ring: no rank is certain, all values are within epsilon.
  @Test func tiesAreNoReasonToGoOn() throws {
    let graph = Graph(
      nodeCount: 20, isDirected: true, joining: (0..<20).map { $0 },
      to: (0..<20).map { ($0 + 1) % 20 })
    let estimate = try sampledBetweenness(
      of: graph, EstimateGoal(epsilon: 0.05, delta: 0.1, top: 5), random: numbers(1), on: .serial)
    #expect(estimate.certainRanks == 0)
    #expect(estimate.values.allSatisfy { abs($0 - 0.5) <= 0.05 })
  }

  @Test func theConventionTellsWhatIsPromised() throws {
    let karate = try ReferenceNetworks.read("karate")
    let all = try ModuleRun(Betweenness.self, on: karate, with: ["method": "estimate"])
    let words = all.network.nodes.convention(of: "betweenness")
    #expect(
      words.contains("sampled paths, every normalised value within ±0.01 with probability 0.9"))
    #expect(words.hasSuffix("(KADABRA), seed 7"))
    let top = try ModuleRun(
      Betweenness.self, on: karate, with: ["method": "estimate", "top": 1, "normalized": false])
    #expect(
      top.network.nodes.convention(of: "betweenness").contains("1 of the first 1 ranks certain"))
    #expect(top.network.nodes.names.contains("betweenness_low"))
    #expect(throws: Diagnostics.self) {
      try ModuleRun(Betweenness.self, on: karate, with: ["method": "exact", "top": 1])
    }
    let weighted = Network(sketch: "a-b:2 b-c:1", weight: .distance)
    #expect(throws: Diagnostics.self) {
      try ModuleRun(
        Betweenness.self, on: weighted, with: ["method": "estimate", "length": "weight"])
    }
  }
}
