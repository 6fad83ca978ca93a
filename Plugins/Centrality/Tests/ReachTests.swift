import Centrality
import ModuleKit
import ModuleTesting
import Testing

/// Eccentricity and reach against all distances.
struct ReachTests {
  @Test(arguments: [false, true]) func onAllTinyGraphs(directed: Bool) throws {
    for graph in TinyGraphs.all(upTo: directed ? 3 : 4, directed: directed) {
      try expectExact(graph, "\(graph)")
    }
  }

  @Test func onRandomGraphs() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() { try expectExact(graph, "\(seed)") }
  }

  /// Searches that stop early leave nothing behind for the next sources.
  @Test func reachOnManySources() throws {
    let graph = RandomGraphs.gilbert(nodes: 1300, probability: 0.003, directed: true, seed: 9)
    var search = BreadthFirst(graph.outgoing)
    for limit in [1, 2, 3] {
      let summary = try graph.distanceSummary(.out, within: limit, on: Workers(threads: 2))
      #expect(summary.histogram.count == limit + 1)
      for node in 0..<graph.nodeCount {
        search.run(from: node)
        let near = search.order[..<search.reached].dropFirst().count {
          search.distances[Int($0)] <= limit
        }
        #expect(summary.reached[node] == near)
      }
    }
  }

  @Test func eccentricityByLength() throws {
    let network = Network(sketch: "a-b:2.5 b-c:1 c-d:4", weight: .distance)
    let run = try ModuleRun(Eccentricity.self, on: network, with: ["length": "weight"])
    #expect(run.network.nodes["eccentricity"]?.asNumbers == [7.5, 5, 4, 7.5])
  }

  private func expectExact(_ graph: Graph, _ name: Comment) throws {
    let n = graph.nodeCount
    let network = Network(graph: graph, ids: (0..<n).map { String(1000 + $0) })
    for direction in [Direction.out, .in, .all] {
      let forward = PathOracle(direction == .all ? graph.undirected : graph).distances
      let distances = (0..<n).map { a in
        (0..<n).map { direction == .in ? forward[$0][a] : forward[a][$0] }
      }
      let way: JSON = .string(direction.rawValue)
      let farthest = try ModuleRun(Eccentricity.self, on: network, with: ["direction": way])
      #expect(
        farthest.network.nodes["eccentricity"]?.asNumbers
          == distances.map { $0.filter(\.isFinite).max() ?? 0 }, name)
      for k in [1, 2, 3, 99] {
        let near = try ModuleRun(
          KReach.self, on: network,
          with: ["direction": way, "k": .integer(k), "normalized": .bool(k < 3)])
        let expected = distances.map { row in
          Double(row.count { $0 > 0 && $0 <= Double(k) }) / (k < 3 ? Double(max(1, n - 1)) : 1)
        }
        #expect(near.network.nodes["k_reach"]?.asNumbers == expected, name)
      }
    }
  }
}
