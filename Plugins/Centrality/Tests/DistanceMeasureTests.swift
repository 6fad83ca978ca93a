import Centrality
import ModuleKit
import ModuleTesting
import Testing

/// Closeness, harmonic centrality and normalised betweenness, as studies ask for them, against
/// distances by Floyd and Warshall.
struct DistanceMeasureTests {
  /// Weights whose inverses have no rounding to speak of.
  private static func network(_ graph: Graph, _ weights: [Double]) -> Network {
    var network = Network(graph: graph, ids: (0..<graph.nodeCount).map { "n\(100 + $0)" })
    network.edges.set("weight", .numbers(weights))
    network.weight = EdgeWeight(column: "weight", meaning: .strength)
    return network
  }

  /// Distances from each node, in the direction of the question.
  private static func distances(
    _ graph: Graph, _ lengths: [Double], _ direction: Direction
  ) -> [[Double]] {
    let out = PathOracle(graph, edgeLengths: lengths).distances
    let nodes = out.indices
    switch direction {
    case .out: return out
    case .in: return nodes.map { a in nodes.map { out[$0][a] } }
    case .all:
      // Of two opposite arcs the shorter is the way.
      let (undirected, arcs) = graph.symmetrized()
      let shorter = (0..<arcs.count).map { edge in
        arcs[edge].map { lengths[Int($0)] }.min() ?? .nan
      }
      return PathOracle(undirected, edgeLengths: shorter).distances
    }
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool {
    (a.isNaN && b.isNaN) || abs(a - b) <= 1e-9 * max(1, abs(b))
  }

  @Test(arguments: Direction.allCases, ["hops", "inverse_weight"])
  func closenessAndHarmonic(direction: Direction, length: String) throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() where graph.nodeCount <= 30 {
      let weights = RandomGraphs.weights(graph, seed: UInt64(seed))
      let network = Self.network(graph, weights)
      let lengths = length == "hops" ? weights.map { _ in 1.0 } : weights.map { 1 / $0 }
      let expected = Self.distances(graph, lengths, direction)
      let n = Double(graph.nodeCount)
      let common: [JSON.Member] = [
        .init("direction", .string(direction.rawValue)), .init("length", .string(length)),
      ]
      func values(_ column: String, _ key: String, _ value: JSON) throws -> [Double] {
        let parameters = JSON.object(common + [.init(key, value)])
        let run =
          column == "closeness"
          ? try ModuleRun(Closeness.self, on: network, with: parameters)
          : try ModuleRun(Harmonic.self, on: network, with: parameters)
        return try #require(run.network.nodes[column]).asNumbers
      }
      let (wf, component, raw) = (
        try values("closeness", "variant", "wf"), try values("closeness", "variant", "component"),
        try values("closeness", "variant", "raw")
      )
      let (share, sum) = (
        try values("harmonic", "normalized", true), try values("harmonic", "normalized", false)
      )
      for node in 0..<graph.nodeCount {
        let others = expected[node].indices.filter { $0 != node }.map { expected[node][$0] }
          .filter(\.isFinite)
        let (r, s) = (Double(others.count), others.reduce(0, +))
        let inverse = others.reduce(0) { $0 + 1 / $1 }
        #expect(isClose(wf[node], r > 0 ? r / (n - 1) * r / s : 0), "\(seed)")
        #expect(isClose(component[node], r > 0 ? r / s : .nan), "\(seed)")
        #expect(isClose(raw[node], r > 0 ? 1 / s : .nan), "\(seed)")
        #expect(isClose(sum[node], inverse), "\(seed)")
        #expect(isClose(share[node], inverse / (n - 1)), "\(seed)")
      }
    }
  }

  @Test func betweennessIsAShareOfPairs() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() where graph.nodeCount <= 20 {
      let network = Self.network(graph, RandomGraphs.weights(graph, seed: 1))
      let run = try ModuleRun(Betweenness.self, on: network)
      let values = try #require(run.network.nodes["betweenness"]).asNumbers
      let n = Double(graph.nodeCount)
      let pairs = (n - 1) * (n - 2) / (graph.isDirected ? 1 : 2)
      for (value, sum) in zip(values, PathOracle(graph).betweenness) {
        #expect(isClose(value, pairs > 0 ? sum / pairs : 0), "\(seed)")
      }
    }
  }

  /// Trees, trees that hang on cycles, and forests are settled without a search.
  @Test func betweennessOfTreesAndWhatHangsOnCycles() throws {
    for seed in 0..<60 {
      var random = RandomSource(seed: UInt64(seed), stream: "trees")
      let n = 2 + random.next(below: 24)
      var pairs: Set<[NodeID]> = []
      for node in 1..<n where random.unit() < 0.9 {
        pairs.insert([NodeID(random.next(below: node)), NodeID(node)])
      }
      for _ in 0..<(seed % 4) {
        let (a, b) = (NodeID(random.next(below: n)), NodeID(random.next(below: n)))
        pairs.insert([min(a, b), max(a, b)])
      }
      let edges = pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
      let graph = Graph(
        nodeCount: n, isDirected: false, joining: edges.map { $0[0] }, to: edges.map { $0[1] })
      let lengths = RandomGraphs.weights(graph, seed: UInt64(seed), whole: true)
      for weights in [nil, lengths] {
        let values = try betweenness(of: graph, edgeLengths: weights, on: Workers(threads: 2))
        let expected = PathOracle(graph, edgeLengths: weights).betweenness
        #expect(zip(values, expected).allSatisfy { isClose($0, $1) }, "\(seed) \(edges)")
      }
    }
  }
}
