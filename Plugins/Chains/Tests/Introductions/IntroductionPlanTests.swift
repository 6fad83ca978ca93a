import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// The plan of introductions against all plans there are.
struct IntroductionPlanTests {
  /// -ln p in whole units, as the manual says.
  private static func length(_ p: Double) -> Int {
    max(1000, Int((-log(p) * 1e9).rounded()))
  }

  /// The longest chain that `trust` allows: rounding and the length of certain ties, for sixteen ties.
  private static func longest(_ trust: Double) -> Int {
    Int((-log(trust) * 1e9).rounded()) + 16 * 1001
  }

  /// A network with few different probabilities, so that many plans are equally good.
  private static func network(_ graph: Graph, seed: UInt64) -> Network {
    var network = Network(graph: graph, ids: numberedIDs(graph.nodeCount))
    var random = RandomSource(seed: seed, stream: "p")
    network.edges.set(
      "p",
      .numbers(
        (0..<graph.edgeCount).map { _ in [0.9, 0.9, 0.7, 0.5, 0.3, 1][random.next(below: 6)] }))
    return network
  }

  private static func plan(
    _ network: Network, _ prospects: [Int], load: Int, on: String, trust: Double,
    _ more: JSON = [:]
  ) throws -> Network {
    let parameters: JSON = [
      "from": .string(network.ids[0]),
      "prospects": .array(prospects.map { .string(network.ids[$0]) }), "probability": "p",
      "unreturned": 1, "load": .integer(load), "load_on": .string(on), "trust": .number(trust),
    ]
    return try ModuleRun(Introductions.self, on: network, with: parameters.with(more)).network
  }

  /// The planned chains, by prospect.
  private static func planned(_ network: Network) throws -> [Int: [Int]] {
    let rows = try #require(network.table("stage_chains")?.rows)
    var chains: [Int: [Int]] = [:]
    for row in 0..<rows.rowCount where rows["chain"]?.text(at: row) == "planned" {
      let prospect = network.node(rows["prospect"]?.text(at: row) ?? "").map(Int.init) ?? -1
      let node = network.node(rows["id"]?.text(at: row) ?? "").map(Int.init) ?? -1
      chains[prospect, default: []].append(node)
    }
    return chains
  }

  /// The least total of all plans, one after the other.
  private static func optimum(
    _ chains: [[ChainOracle.Found]], load: Int, everybody: Bool, worth: Double
  ) -> Double {
    var asked: [Int: Int] = [:]
    var best = Double(chains.count) * worth
    func choose(_ index: Int, _ total: Double) {
      if total >= best { return }
      if index == chains.count {
        best = total
        return
      }
      for chain in chains[index] where chain.length <= worth {
        let between = chain.nodes.dropFirst().dropLast()
        let people = everybody ? between : between.prefix(1)
        if people.contains(where: { asked[$0, default: 0] >= load }) { continue }
        for person in people { asked[person, default: 0] += 1 }
        choose(index + 1, total + chain.length)
        for person in people { asked[person, default: 0] -= 1 }
      }
      choose(index + 1, total + worth)
    }
    choose(0, 0)
    return best
  }

  @Test(
    arguments: [("introducer", nil), ("introducer", 3), ("introducer", 2), ("anybody", nil)],
    [1, 2])
  func planIsTheBestOfAll(asked: (on: String, links: Int?), load: Int) throws {
    let on = asked.on
    var beyond = 0
    for seed in 0..<160 {
      let graph = RandomGraphs.gilbert(
        nodes: 7 + seed % 2, probability: [0.3, 0.4, 0.5][seed % 3], directed: seed % 4 == 3,
        loops: seed % 5 == 0, seed: UInt64(seed))
      let network = Self.network(graph, seed: UInt64(seed))
      let p = try #require(network.edges["p"]?.asNumbers)
      let oracle = ChainOracle(graph, p.map { Double(Self.length($0)) })
      let known = Set(
        oracle.chains(from: 0, to: 0).flatMap(\.nodes)
          + (0..<graph.nodeCount).filter { node in
            oracle.chains(from: 0, to: node).contains { $0.edges.count == 1 }
          })
      let prospects = (1..<graph.nodeCount).filter { !known.contains($0) }
      if prospects.isEmpty { continue }
      let trust = [0.05, 0.3][seed % 2]
      let more: JSON = asked.links.map { ["links": .integer($0)] } ?? [:]
      let run = try Self.plan(network, prospects, load: load, on: on, trust: trust, more)
      let planned = try Self.planned(run)
      let worth = Double(Self.longest(trust))
      let all = prospects.map { prospect in
        oracle.chains(from: 0, to: prospect).filter { $0.edges.count <= asked.links ?? .max }
      }
      var (total, asked) = (0.0, [Int: Int]())
      for (prospect, chains) in zip(prospects, all) {
        guard let chain = planned[prospect] else {
          total += worth
          continue
        }
        let found = try #require(chains.first { $0.nodes == chain })
        #expect(found.length <= worth)
        total += found.length
        let between = chain.dropFirst().dropLast()
        for person in on == "anybody" ? between : between.prefix(1) {
          asked[person, default: 0] += 1
        }
      }
      #expect(asked.values.allSatisfy { $0 <= load }, "\(seed)")
      let best = Self.optimum(all, load: load, everybody: on == "anybody", worth: worth)
      #expect(total == best, "\(seed)")
      beyond += prospects.count - planned.count
    }
    // The load must have been felt.
    #expect(beyond > 20)
  }

  /// On larger networks: the best chain by each introducer, and a transport problem between these and the
  /// prospects, both solved by Bellman and Ford's method.
  @Test(arguments: [1, 2, 5]) func planIsTheBestOfATransportProblem(load: Int) throws {
    for seed in 0..<4 {
      let graph = RandomGraphs.gilbert(
        nodes: 120, probability: 0.04, directed: seed % 2 == 1, seed: UInt64(seed) + 90)
      let network = Self.network(graph, seed: UInt64(seed))
      let lengths = try #require(network.edges["p"]?.asNumbers).map(Self.length)
      let prospects = (20..<90).filter {
        !graph.outgoing.range(0).map { graph.outgoing.neighbors[$0] }.contains(NodeID($0))
      }
      let run = try Self.plan(network, prospects, load: load, on: "introducer", trust: 0.1)
      let (planned, worth) = (try Self.planned(run), Self.longest(0.1))
      let total = try prospects.reduce(0) { sum, prospect in
        guard let chain = planned[prospect] else { return sum + worth }
        return try sum
          + zip(chain, chain.dropFirst()).reduce(0) { sum, pair in
            let edge = graph.outgoing.range(pair.0).first {
              Int(graph.outgoing.neighbors[$0]) == pair.1
            }
            return sum + lengths[Int(graph.outgoing.edges[try #require(edge)])]
          }
      }
      let transport = TransportOracle(graph, lengths, from: 0)
      #expect(total == transport.optimum(to: prospects, load: load, worth: worth), "\(seed)")
    }
  }

  @Test(arguments: ["introducer", "anybody"]) func noLoadIsExceededOnLargerNetworks(on: String)
    throws
  {
    for seed in 0..<6 {
      let graph = RandomGraphs.gilbert(
        nodes: 300, probability: 0.02, directed: seed % 2 == 1, seed: UInt64(seed))
      let network = Self.network(graph, seed: UInt64(seed))
      let run = try Self.plan(
        network, Array(50..<250), load: 1 + seed, on: on, trust: 0.1)
      let planned = try Self.planned(run)
      var asked: [Int: Int] = [:]
      for chain in planned.values {
        let between = chain.dropFirst().dropLast()
        for person in on == "anybody" ? between : between.prefix(1) {
          asked[person, default: 0] += 1
        }
      }
      #expect(asked.values.max() ?? 0 <= 1 + seed)
      let summary = try #require(run.table("stage_summary"))
      let verdicts = ["planned", "known", "beyond_capacity", "no_trustworthy_chain", "no_chain"]
      #expect(verdicts.compactMap { summary.value($0) }.reduce(0, +) == 200)
      #expect(summary.value("planned") == Double(planned.count))
      #expect(planned.count > 0)
      let load = try #require(run.table("stage_load")?.rows)
      for row in 0..<load.rowCount {
        let node = load["id"]?.text(at: row).flatMap { network.node($0) }.map(Int.init) ?? -1
        #expect(load["asked"]?.number(at: row) == Double(asked[node] ?? 0))
      }
    }
  }

  /// The best chain is the one that chains.path finds, and other introducers' chains are the best of theirs.
  @Test func bestChainsAndAlternatives() throws {
    for seed in 0..<60 {
      let graph = RandomGraphs.gilbert(
        nodes: 8, probability: 0.4, directed: seed % 3 == 0, seed: UInt64(seed) + 500)
      let network = Self.network(graph, seed: UInt64(seed))
      let p = try #require(network.edges["p"]?.asNumbers)
      let target = graph.nodeCount - 1
      let run = try Self.plan(network, [target], load: 1, on: "introducer", trust: 0.001)
      let path = try ModuleRun(
        ShortestChain.self, on: network,
        with: [
          "from": .string(network.ids[0]), "to": .string(network.ids[target]),
          "length": "reliability", "probability": "p", "unreturned": 1,
        ]
      ).network
      let rows = try #require(run.table("stage_chains")?.rows)
      let all = try #require(run.table("stage_chains")).chains(of: network)
      let kinds = (0..<rows.rowCount).filter { rows["step"]?.number(at: $0) == 0 }
        .compactMap { rows["chain"]?.text(at: $0) }
      let best = zip(kinds, all).first { $0.0 == "best" }?.1 ?? []
      #expect([best] == path.table("stage")?.chains(of: network) ?? [] || best.isEmpty, "\(seed)")
      let oracle = ChainOracle(graph, p.map { Double(Self.length($0)) })
      let chains = oracle.chains(from: 0, to: target)
      #expect(best.isEmpty == chains.isEmpty)
      // For each other introducer the shortest chain, these in order of length.
      let lengths = Dictionary(grouping: chains.filter { $0.nodes.count > 2 }) { $0.nodes[1] }
        .filter { best.count < 2 || $0.key != best[1] }
        .mapValues { $0.map(\.length).min() ?? 0 }
      let others = zip(kinds, all).filter { $0.0.hasPrefix("alternative") }.map(\.1)
      #expect(
        others.compactMap { chain in chains.first { $0.nodes == chain }?.length }
          == lengths.values.sorted().prefix(2).map { $0 }, "\(seed)")
      #expect(Set(others.map { $0[1] }).count == others.count)
    }
  }
}
