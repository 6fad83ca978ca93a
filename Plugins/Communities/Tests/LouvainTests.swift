import Communities
import ModuleKit
import ModuleTesting
import Testing

struct LouvainTests {
  @Test(arguments: SampleGraphs.all) func comesCloseToTheBestModularityKnown(
    sample: SampleGraphs.Sample
  ) throws {
    let (graph, weights) = try sample.load()
    let found = try louvain(
      of: graph, edgeWeights: weights, randoms: randoms(7, runs: 20), on: .serial)
    #expect(found.quality > sample.modularity - 1e-3, "\(found.quality)")
    #expect(found.quality < sample.modularity + 1e-6, "\(found.quality)")
  }

  @Test func isNeverAboveTheOptimumNorAboveLeidenOnTinyGraphs() throws {
    for graph in TinyGraphs.all(upTo: 5, directed: false) where graph.edgeCount > 0 {
      let found = try louvain(of: graph, randoms: randoms(1, runs: 4), on: .serial)
      let leiden = try leiden(of: graph, randoms: randoms(1, runs: 4), on: .serial)
      #expect(found.quality <= leiden.quality + 1e-12, "\(graph)")
      let expected = ModularityOracle.modularity(of: found.communities, in: graph)
      #expect(abs(found.quality - expected) < 1e-12)
    }
  }

  @Test func givesTheSameForAnyNumberOfThreads() throws {
    let graph = RandomGraphs.gilbert(nodes: 300, probability: 0.03, directed: true, seed: 1)
    let found = try [1, 2, 7].map {
      try louvain(of: graph, randoms: randoms(5, runs: 9), on: Workers(threads: $0)).communities
    }
    #expect(found[0] == found[1] && found[1] == found[2])
  }

  @Test(arguments: EdgeCases.all) func survives(edgeCase: EdgeCases.Case) throws {
    let graph = edgeCase.network.graph
    let found = try louvain(
      of: graph, edgeWeights: edgeCase.network.edgeWeights, randoms: randoms(1), on: .serial)
    #expect(found.communities.count == graph.nodeCount)
  }

  @Test func stopsWhenCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try louvain(
        of: Network(sketch: "a-b").graph, randoms: randoms(1),
        on: Workers(threads: 1, cancellation: cancellation))
    }
  }

  @Test func partsOfUnconnectedCommunitiesAreCut() throws {
    let graph = Network(sketch: "a-b c-d d-e f").graph
    let split = try splitDisconnected([0, 0, 0, 0, 0, 1], in: graph, on: .serial)
    #expect(split.parts == [0, 0, 1, 1, 1, 2] && split.disconnected == 1)
    let whole = try splitDisconnected([0, 0, 1, 1, 1, 2], in: graph, on: .serial)
    #expect(whole.disconnected == 0)
  }
}
