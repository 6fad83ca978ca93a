import Communities
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

struct LeidenTests {
  @Test(arguments: SampleGraphs.all) func reachesTheBestModularityKnown(
    sample: SampleGraphs.Sample
  ) throws {
    let (graph, weights) = try sample.load()
    let found = try leiden(
      of: graph, edgeWeights: weights, randoms: randoms(7, runs: 20), on: .serial)
    #expect(abs(found.quality - sample.modularity) < 1e-6, "\(found.quality)")
    let once = try leiden(of: graph, edgeWeights: weights, randoms: randoms(7), on: .serial)
    #expect(once.quality > sample.modularity - 0.012 && once.converged, "\(once.quality)")
  }

  @Test func findsTheFourGroupsOfTheKarateClub() throws {
    let (graph, _) = try SampleGraphs.load("karate")
    let found = try leiden(of: graph, randoms: randoms(1), on: .serial)
    let sizes = Dictionary(grouping: found.communities, by: \.self).values.map(\.count).sorted()
    #expect(sizes == [5, 6, 11, 12])
  }

  /// leidenalg 0.12.0, `CPMVertexPartition` and `RBConfigurationVertexPartition`, best of 100,
  /// of the former half, because it counts each pair twice.
  @Test(arguments: [(0.05, 54.4), (0.1, 43.1), (0.25, 25.75), (0.5, 14.0)])
  func reachesTheBestCPMKnown(resolution: Double, expected: Double) throws {
    let (graph, _) = try SampleGraphs.load("karate")
    let found = try leiden(
      of: graph, objective: .cpm, resolution: resolution, randoms: randoms(3, runs: 20),
      on: .serial)
    #expect(abs(found.quality - expected) < 1e-9, "\(found.quality)")
  }

  @Test(arguments: [(0.5, 0.6217948717948718), (2, 0.16452991452991453)])
  func reachesTheBestModularityKnownAtOtherResolutions(gamma: Double, expected: Double) throws {
    let (graph, _) = try SampleGraphs.load("karate")
    let found = try leiden(
      of: graph, resolution: gamma, randoms: randoms(3, runs: 20), on: .serial)
    #expect(abs(found.quality - expected) < 1e-9, "\(found.quality)")
  }

  /// leidenalg 0.12.0, `ModularityVertexPartition` of a directed graph, best of 200.
  @Test func reachesTheBestDirectedModularityKnown() throws {
    let (graph, _) = try SampleGraphs.load("ht_advice", directed: true)
    let found = try leiden(of: graph, randoms: randoms(3, runs: 50), on: .serial)
    #expect(abs(found.quality - 0.111551) < 1e-6, "\(found.quality)")
  }

  @Test(arguments: [1.0, 0.5, 2.5]) func findsTheOptimumOfAllTinyGraphs(gamma: Double) throws {
    for graph in TinyGraphs.all(upTo: gamma == 1 ? 5 : 4, directed: false) where graph.edgeCount > 0
    {
      let best = ModularityOracle.best(ofAll: graph.nodeCount) {
        modularity(of: $0, in: graph, resolution: gamma)
      }
      let found = try leiden(
        of: graph, resolution: gamma, randoms: randoms(1, runs: 10), on: .serial)
      #expect(abs(found.quality - best) < 1e-12, "\(graph) \(found) instead of \(best)")
      #expect(ModularityOracle.areConnected(found.communities, in: graph))
    }
  }

  @Test func findsTheOptimumOfAllTinyDirectedGraphs() throws {
    for graph in TinyGraphs.all(upTo: 4, directed: true) where graph.edgeCount > 0 {
      let best = ModularityOracle.best(ofAll: graph.nodeCount) { modularity(of: $0, in: graph) }
      let found = try leiden(of: graph, randoms: randoms(1, runs: 10), on: .serial)
      #expect(abs(found.quality - best) < 1e-12, "\(graph) \(found) instead of \(best)")
    }
  }

  @Test(arguments: [Objective.modularity, .cpm], [0.2, 1.0, 3.0])
  func communitiesAreConnectedAndQualityIsByDefinition(
    objective: Objective, gamma: Double
  ) throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() {
      for weights in [nil, RandomGraphs.weights(graph, seed: UInt64(seed))] {
        let found = try leiden(
          of: graph, edgeWeights: weights, objective: objective, resolution: gamma,
          randoms: randoms(UInt64(seed)), on: .serial)
        #expect(ModularityOracle.areConnected(found.communities, in: graph), "seed \(seed)")
        let expected =
          objective == .modularity
          ? ModularityOracle.modularity(
            of: found.communities, in: graph, weights: weights, resolution: gamma)
          : ModularityOracle.cpm(
            of: found.communities, in: graph, weights: weights, resolution: gamma)
        #expect(abs(found.quality - expected) < 1e-9 || expected.isNaN, "seed \(seed)")
      }
    }
  }

  /// No node gains by leaving or moving: the least that a local optimum must satisfy.
  @Test func noNodeCanBeMovedForTheBetter() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() where graph.edgeCount > 0 {
      let found = try leiden(of: graph, randoms: randoms(UInt64(seed)), on: .serial)
      let count = (found.communities.max() ?? 0) + 1
      for node in 0..<graph.nodeCount {
        for target in 0...count {
          var moved = found.communities
          moved[node] = target
          #expect(modularity(of: moved, in: graph) < found.quality + 1e-9, "seed \(seed)")
        }
      }
    }
  }

  @Test func givesTheSameForAnyNumberOfThreadsAndDependsOnTheSeedAlone() throws {
    let graph = RandomGraphs.gilbert(nodes: 300, probability: 0.03, directed: false, seed: 1)
    let found = try [1, 2, 7].map {
      try leiden(of: graph, randoms: randoms(5, runs: 9), on: Workers(threads: $0)).communities
    }
    #expect(found[0] == found[1] && found[1] == found[2])
    let other = try leiden(of: graph, randoms: randoms(6), on: .serial).communities
    #expect(try other == leiden(of: graph, randoms: randoms(6), on: .serial).communities)
    #expect(try other != leiden(of: graph, randoms: randoms(5), on: .serial).communities)
  }

  /// Scaling all weights must not change how random the refinement is.
  @Test func doesNotDependOnTheUnitOfWeights() throws {
    let (graph, weights) = try SampleGraphs.load("lesmis")
    let found = try leiden(of: graph, edgeWeights: weights, randoms: randoms(5), on: .serial)
    let scaled = try leiden(
      of: graph, edgeWeights: weights.map { $0 * 1024 }, randoms: randoms(5), on: .serial)
    #expect(found.communities == scaled.communities)
  }

  @Test(arguments: EdgeCases.all) func survives(edgeCase: EdgeCases.Case) throws {
    let graph = edgeCase.network.graph
    let found = try leiden(
      of: graph, edgeWeights: edgeCase.network.edgeWeights, randoms: randoms(1), on: .serial)
    #expect(found.communities.count == graph.nodeCount && found.converged)
    #expect(ModularityOracle.areConnected(found.communities, in: graph))
  }

  @Test func stopsWhenCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try leiden(
        of: Network(sketch: "a-b").graph, randoms: randoms(1),
        on: Workers(threads: 1, cancellation: cancellation))
    }
  }

  /// igraph 1.0.0, best of 20 runs: 0.868001 and 0.835864; leidenalg 0.12.0 directed, best of 8.
  @Test(
    .enabled(if: ReferenceData.isAvailable, "reference data is absent"),
    arguments: [
      ("ca-GrQc", false, 1, 0.868001), ("facebook_combined", false, 1, 0.835864),
      ("wiki-Vote", true, 16, 0.434045),
    ])
  func keepsUpOnLargeNetworks(name: String, directed: Bool, runs: Int, expected: Double) throws {
    let graph = try SampleGraphs.snap(name, directed: directed)
    let found = try leiden(of: graph, randoms: randoms(1, runs: runs), on: Workers(threads: 2))
    #expect(found.quality > expected - 1e-3)
    #expect(ModularityOracle.areConnected(found.communities, in: graph))
    let other = try louvain(of: graph, randoms: randoms(1), on: .serial)
    #expect(other.quality < found.quality + 1e-3)
  }
}
