import GraphCore
import GraphLayout
import ModuleTesting
import Testing

struct CoarseningTests {
  private func springs(_ graph: Graph, seed: UInt64) -> SpringGraph {
    SpringGraph(
      nodeCount: graph.nodeCount, ends: Array(zip(graph.sources, graph.targets)),
      strengths: RandomGraphs.weights(graph, seed: seed).map { Float($0) })
  }

  /// The strength between two nodes, loops left out.
  private func strengths(_ graph: SpringGraph, _ names: [NodeID]) -> [[NodeID]: Float] {
    var sums: [[NodeID]: Float] = [:]
    for node in 0..<graph.nodeCount {
      for arc in Int(graph.offsets[node])..<Int(graph.offsets[node + 1]) {
        let (a, b) = (names[node], names[Int(graph.neighbors[arc])])
        if a != b { sums[[a, b], default: 0] += graph.strengths[arc] }
      }
    }
    return sums
  }

  @Test func keepsMassAndStrength() throws {
    for (index, graph) in RandomGraphs.spread.enumerated() {
      let fine = springs(graph, seed: UInt64(index))
      var random = RandomSource(seed: 1)
      guard let (coarse, parents) = fine.coarsened(&random) else { continue }
      #expect(coarse.nodeCount <= fine.nodeCount * 9 / 10)
      #expect(coarse.masses.reduce(0, +) == fine.masses.reduce(0, +))
      let numbers = (0..<NodeID(coarse.nodeCount)).map { $0 }
      let (found, expected) = (strengths(coarse, numbers), strengths(fine, parents))
      #expect(Set(found.keys) == Set(expected.keys))
      for (pair, strength) in expected { #expect(abs((found[pair] ?? 0) - strength) < 1e-3) }
    }
  }

  /// What is not tied is not put together.
  @Test func joinsNeighboursOnly() throws {
    let graph = RandomGraphs.gilbert(nodes: 300, probability: 0.02, directed: false, seed: 4)
    let fine = springs(graph, seed: 1)
    var random = RandomSource(seed: 1)
    let (coarse, parents) = try #require(fine.coarsened(&random))
    for parent in 0..<NodeID(coarse.nodeCount) {
      let members = parents.indices.filter { parents[$0] == parent }
      for member in members where members.count > 1 {
        let range = Int(fine.offsets[member])..<Int(fine.offsets[member + 1])
        #expect(range.contains { parents[Int(fine.neighbors[$0])] == parent })
      }
    }
  }

  @Test func loopsAreNoSpringsAndParallelOnesPullTogether() {
    let graph = SpringGraph(
      nodeCount: 3, ends: [(0, 0), (0, 1), (1, 0), (2, 1)], strengths: [1, 2, 3, 4])
    #expect(graph.offsets == [0, 2, 5, 6])
    #expect(graph.neighbors == [1, 1, 0, 0, 2, 1])
    #expect(graph.strengths == [2, 3, 2, 3, 4, 4])
  }
}
