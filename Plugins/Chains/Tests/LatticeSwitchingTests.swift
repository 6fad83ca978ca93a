import Chains
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Lattices of the degrees of a network.
struct LatticeSwitchingTests {
  private func lattice(_ graph: Graph, seed: UInt64 = 1) throws -> LatticeSwitching.Outcome {
    try LatticeSwitching().run(graph, RandomSource(seed: seed), on: .serial)
  }

  private func degrees(_ graph: Graph) -> [Int] {
    (0..<graph.nodeCount).map { graph.outgoing.degree($0) }.sorted()
  }

  @Test func degreesStayAndNothingFallsApart() throws {
    for (seed, graph) in (TinyGraphs.all(upTo: 5, directed: false) + RandomGraphs.spread)
      .enumerated()
    {
      let whole = SmallGraphs.largestComponent(graph)
      let made = try lattice(whole, seed: UInt64(seed))
      #expect(degrees(made.graph) == degrees(whole), "\(seed)")
      #expect(made.graph.edgeCount == whole.edgeCount)
      #expect(made.graph.weakComponents.sizes.count == min(1, whole.nodeCount))
      #expect((0..<made.graph.nodeCount).allSatisfy { !made.graph.outgoing.hasLoop($0) })
      #expect(made.isComplete)
    }
  }

  /// With equal degrees the best lattice is the ring where everyone knows the nearest: edges of
  /// 1, 2, …, k/2 places.
  @Test func equalDegreesBecomeNearlyARing() throws {
    let made = try lattice(SmallGraphs.rewired(400, neighbors: 6, share: 1, seed: 3))
    #expect(made.length < 2.5, "the ring has \(2)")
    let (average, _) = SmallGraphs.clustering(made.graph)
    #expect(average > 0.45, "the ring has 0.6")
    #expect(SmallGraphs.meanPathLength(made.graph) > 20, "the ring has \(400.0 / 12)")
    let ring = SmallGraphs.rewired(400, neighbors: 6, share: 0, seed: 1)
    #expect(try lattice(ring).length == 2)
  }

  /// However many there are: nobody has all those who are joined to him farther than a few times as many
  /// places as there are of them.
  @Test func largeNetworksBecomeLatticesToo() throws {
    let graph = SmallGraphs.largestComponent(
      RandomGraphs.gilbert(nodes: 20_000, probability: 8.0 / 20_000, directed: false, seed: 2))
    let made = try lattice(graph)
    #expect(made.isComplete && degrees(made.graph) == degrees(graph))
    #expect(made.length < 4, "\(made.length)")
    #expect(SmallGraphs.clustering(made.graph).average > 0.5)
  }

  /// The rule of Sporns and Zwi with partners drawn anywhere, as in the published programs, from the same
  /// networks: at least as near to a lattice, in a fraction of the attempts.
  @Test(arguments: ["karate", "dolphins", "lesmis"]) func atLeastAsNearAsDrawnAnywhere(name: String)
    throws
  {
    let graph = try ReferenceNetworks.read(name).graph
    let seeds = UInt64(1)...10
    let ours = try seeds.map { try SmallGraphs.clustering(lattice(graph, seed: $0).graph).average }
    let plain = seeds.map {
      SmallGraphs.clustering(SmallGraphs.plainLattice(graph, attemptsPerEdge: 400, seed: $0))
        .average
    }
    let difference = zip(ours, plain).map { $0 - $1 }.reduce(0, +) / 10
    #expect(difference > -0.05, "\(ours) \(plain)")
  }

  @Test func aStarIsItsOwnLattice() throws {
    let star = Graph(
      nodeCount: 9, isDirected: false, sources: Array(repeating: 0, count: 8),
      targets: Array(1...8))
    #expect(try lattice(star).switches == 0)
  }

  /// Every tie of a tree holds it together: what is too much work is left out, and told.
  @Test func workIsBounded() throws {
    let n: NodeID = 30_000
    var random = RandomSource(seed: 4)
    let tree = Graph(
      nodeCount: Int(n), isDirected: false, joining: (1..<n).map { $0 },
      to: (1..<n).map { NodeID(random.next(below: Int($0))) })
    let made = try lattice(tree)
    #expect(!made.isComplete && degrees(made.graph) == degrees(tree))
    #expect(made.graph.weakComponents.sizes.count == 1)
  }

  @Test func stopsWhenCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let ring = SmallGraphs.rewired(100, neighbors: 4, share: 0, seed: 1)
    #expect(throws: Cancelled.self) {
      try LatticeSwitching().run(
        ring, RandomSource(seed: 1), on: Workers(threads: 1, cancellation: cancellation))
    }
  }
}
