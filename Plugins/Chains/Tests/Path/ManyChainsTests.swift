import Chains
import ModuleKit
import ModuleTesting
import Testing

/// Several chains against exhaustive enumeration, on all tiny graphs.
struct ManyChainsTests {
  private static let undirected = TinyGraphs.all(upTo: 5, directed: false).filter {
    $0.nodeCount > 1
  }
  private static let directed = TinyGraphs.all(upTo: 4, directed: true).filter { $0.nodeCount > 1 }
  /// Every fifth, where the constraint is the point.
  private static func some(isDirected: Bool) -> [Graph] {
    let all = isDirected ? directed : undirected
    return stride(from: 0, to: all.count, by: 5).map { all[$0] }
  }

  /// Whole weights, so that many chains are equally long.
  private static func weighted(_ graph: Graph, seed: UInt64) -> (Network, [Double]) {
    var network = Network(graph: graph, ids: numberedIDs(graph.nodeCount))
    let weights = RandomGraphs.weights(graph, seed: seed, whole: true)
    network.edges.set("weight", .numbers(weights))
    network.weight = EdgeWeight(column: "weight", meaning: .distance)
    return (network, weights)
  }

  private static func ask(
    _ network: Network, _ find: String, _ more: JSON = [:]
  ) throws -> Network {
    let parameters: JSON = [
      "from": .string(network.ids[0]), "to": .string(network.ids[network.ids.count - 1]),
      "find": .string(find), "most": 1000,
    ]
    return try ModuleRun(ShortestChain.self, on: network, with: parameters.with(more)).network
  }

  @Test(arguments: [false, true]) func rankedAreAllChainsInOrder(isDirected: Bool) throws {
    for (seed, graph) in (isDirected ? Self.directed : Self.undirected).enumerated() {
      let (network, weights) = Self.weighted(graph, seed: UInt64(seed))
      let all = ChainOracle(graph, weights).chains(from: 0, to: graph.nodeCount - 1)
      let run = try Self.ask(network, "k_shortest", ["length": "weight"])
      #expect(run.table("stage_steps")?.chains(of: network) == all.map(\.nodes), "\(seed)")
      let short = try Self.ask(network, "k_shortest", ["length": "weight", "most": 3])
      #expect(
        short.table("stage_steps")?.chains(of: network) == all.prefix(3).map(\.nodes), "\(seed)")
    }
  }

  @Test(arguments: [false, true]) func limitedLinksLeaveOutLongChains(isDirected: Bool) throws {
    for (seed, graph) in Self.some(isDirected: isDirected).enumerated() {
      let (network, weights) = Self.weighted(graph, seed: UInt64(seed) + 7)
      let all = ChainOracle(graph, weights).chains(from: 0, to: graph.nodeCount - 1)
        .filter { $0.edges.count <= 2 }
      let asked: JSON = ["length": "weight", "links": 2]
      let run = try Self.ask(network, "k_shortest", asked)
      #expect(run.table("stage_steps")?.chains(of: network) == all.map(\.nodes), "\(seed)")
      let shortest = all.filter { $0.length == all.first?.length }
      let counted = try Self.ask(network, "all_shortest", asked)
      #expect(
        counted.table("stage_summary")?.value("equally_short_chains") == Double(shortest.count),
        "\(seed)")
      #expect(
        counted.table("stage_steps")?.chains(of: network) == shortest.map(\.nodes), "\(seed)")
    }
  }

  @Test(arguments: [false, true]) func throughSomebodyIsBetweenTheEnds(isDirected: Bool) throws {
    for (seed, graph) in Self.some(isDirected: isDirected).enumerated()
    where graph.nodeCount > 2 {
      let (network, weights) = Self.weighted(graph, seed: UInt64(seed) + 3)
      let waypoints = seed % 2 == 0 ? [1] : [0, 1, 2]
      let all = ChainOracle(graph, weights).chains(from: 0, to: graph.nodeCount - 1)
        .filter { !Set($0.nodes.dropFirst().dropLast()).isDisjoint(with: waypoints) }
      let through = JSON.array(waypoints.map { .string(network.ids[$0]) })
      let run = try Self.ask(network, "k_shortest", ["length": "weight", "through": through])
      #expect(run.table("stage_steps")?.chains(of: network) == all.map(\.nodes), "\(seed)")
      let one = try Self.ask(network, "one", ["length": "weight", "through": through])
      #expect(one.table("stage")?.chains(of: network) == all.prefix(1).map(\.nodes), "\(seed)")
    }
  }

  @Test func allShortestAreCountedBeyondTheCap() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() where graph.nodeCount <= 30 {
      let network = Network(graph: graph, ids: numberedIDs(graph.nodeCount))
      let all = PathOracle(graph).paths(from: 0, to: graph.nodeCount - 1)
      let run = try Self.ask(network, "all_shortest", ["most": 2])
      let summary = try #require(run.table("stage_summary"))
      #expect(summary.value("equally_short_chains") == Double(all.count), "\(seed)")
      let found = try #require(run.table("stage_steps")?.chains(of: network))
      #expect(found.count == min(2, all.count))
      #expect(found.allSatisfy(all.contains))
    }
  }

  @Test(arguments: ["edge_disjoint", "node_disjoint"], [false, true])
  func disjointChainsAreMaximalAndShortest(find: String, isDirected: Bool) throws {
    for (seed, graph) in (isDirected ? Self.directed : Self.undirected).enumerated() {
      let (network, weights) = Self.weighted(graph, seed: UInt64(seed) + 11)
      let oracle = ChainOracle(graph, weights)
      let all = oracle.chains(from: 0, to: graph.nodeCount - 1)
      let best = oracle.disjoint(all, sharingNodes: find == "edge_disjoint")
      for most in [1, 2, 10] {
        let run = try Self.ask(
          network, find, ["length": "weight", "most": .integer(most)])
        let summary = try #require(run.table("stage_summary"))
        #expect(summary.value("disjoint_chains") == Double(best.count), "\(seed)")
        let count = min(most, best.count)
        #expect(summary.value("chains") == Double(count), "\(seed)")
        #expect(summary.value("total_length") == (count == 0 ? 0 : best[count - 1]), "\(seed)")
        let found = try #require(run.table("stage_steps")?.chains(of: network))
        let parts = found.flatMap { chain -> [[Int]] in
          let links = zip(chain, chain.dropFirst()).map { a, b in
            isDirected ? [a, b] : [min(a, b), max(a, b)]
          }
          return links + (find == "edge_disjoint" ? [] : chain.dropFirst().dropLast().map { [$0] })
        }
        #expect(Set(parts).count == parts.count, "\(seed)")
        #expect(found.allSatisfy { chain in all.contains { $0.nodes == chain } }, "\(seed)")
      }
    }
  }

  /// No walk that anybody takes is more reliable than the chain found.
  @Test func bestChainBeatsSampledOnes() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() where graph.nodeCount > 8 {
      var network = Network(graph: graph, ids: numberedIDs(graph.nodeCount))
      let weights = RandomGraphs.weights(graph, seed: UInt64(seed))
      network.edges.set("p", .numbers(weights.map { min(1, $0) }))
      var random = RandomSource(seed: UInt64(seed), stream: "walks")
      let run = try Self.ask(
        network, "one", ["length": "reliability", "probability": "p", "unreturned": 1])
      let best = run.table("stage_summary")?.value("reliability") ?? 0
      for _ in 0..<200 {
        var (node, p, seen) = (0, 1.0, Set([0]))
        while node != graph.nodeCount - 1 {
          let arcs = graph.outgoing.range(node).filter {
            !seen.contains(Int(graph.outgoing.neighbors[$0]))
          }
          if arcs.isEmpty { break }
          let arc = arcs[random.next(below: arcs.count)]
          node = Int(graph.outgoing.neighbors[arc])
          p *= min(1, weights[Int(graph.outgoing.edges[arc])])
          seen.insert(node)
        }
        if node == graph.nodeCount - 1 { #expect(p <= best * (1 + 1e-6), "\(seed)") }
      }
    }
  }
}
