import Chains
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Diameter and radius by sum-sweep against all distances.
struct DiameterTests {
  @Test(arguments: [false, true]) func onAllTinyGraphs(directed: Bool) throws {
    for graph in TinyGraphs.all(upTo: directed ? 4 : 5, directed: directed) {
      try expectExact(graph, "\(graph)")
    }
  }

  @Test func onRandomGraphs() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() { try expectExact(graph, "\(seed)") }
  }

  @Test func onRealNetworks() throws {
    for name in ["karate", "lesmis", "dolphins", "lfr500", "southern_women"] {
      try expectExact(try ReferenceNetworks.read(name).graph, "\(name)")
    }
    try expectExact(try ReferenceNetworks.read("ht_advice", directed: true).graph, "ht_advice")
  }

  /// Long chains: no recursion, and few searches.
  @Test func aMillionNodesInARowAndOnAMap() throws {
    let n = 1_000_000
    let path = Graph(
      nodeCount: n, isDirected: false, joining: (0..<NodeID(n - 1)).map { $0 },
      to: (1..<NodeID(n)).map { $0 })
    let found = try values(path)
    #expect(found["diameter"] == Double(n - 1) && found["radius"] == Double(n / 2))
    #expect((found["searches"] ?? .nan) < 20)
    let map = try values(Self.map(1000))
    #expect(map["diameter"] == 1998 && map["radius"] == 1000)
    #expect((map["searches"] ?? .nan) < 100)
  }

  /// In a ring all are alike and each must be asked.
  @Test func givesBoundsWhenSearchesRunOut() throws {
    let ring = Graph(
      nodeCount: 50, isDirected: false, joining: [0, 0] + (1..<49),
      to: [1, 49] + (2..<50))
    let network = Network(graph: ring, ids: (10..<60).map(String.init))
    let run = try ModuleRun(Diameter.self, on: network, with: ["searches": 7])
    let found = try values(run, name: "stage")
    #expect(found["diameter"] == 25 && found["radius"] == 25 && found["searches"] == 7)
    #expect((found["diameter_at_most"] ?? 0) > 25 && (found["radius_at_least"] ?? 99) < 25)
    #expect(run.notices.map(\.id) == ["unproven-diameter"])
    let all = try ModuleRun(Diameter.self, on: network)
    #expect(try values(all, name: "stage")["diameter_at_most"] == nil && all.notices.isEmpty)
  }

  // MARK: Oracle

  private func expectExact(_ graph: Graph, _ name: Comment) throws {
    for direction in graph.isDirected ? [Direction.out, .in, .all] : [.out] {
      let isWeak = !graph.isDirected || direction == .all
      let base = isWeak ? graph.undirected : graph
      let labels = (isWeak ? graph.weakComponents : graph.strongComponents).labels
      let members = labels.indices.filter { labels[$0] == 0 }
      let distances = PathOracle(base).distances
      let reach = members.map { a in
        members.map { direction == .in ? distances[$0][a] : distances[a][$0] }.max() ?? 0
      }
      let run = try run(graph, direction)
      let found = try values(run, name: "stage")
      #expect(found["nodes"] == Double(members.count), name)
      #expect(found["diameter"] == reach.max(), name)
      #expect(found["radius"] == reach.min(), name)
      #expect(found["diameter_at_most"] == nil, name)
      try expectChain(run, distances, direction, of: reach.max() ?? 0, name)
    }
  }

  private func expectChain(
    _ run: ModuleRun, _ distances: [[Double]], _ direction: Direction, of length: Double,
    _ name: Comment
  ) throws {
    let ids = try #require(run.network.table("stage_chain")?.rows["id"])
    let chain = (0..<ids.count).compactMap { run.network.node(ids.text(at: $0) ?? "") }.map(
      Int.init)
    let ordered = direction == .in ? chain.reversed() : chain
    guard let first = ordered.first, let last = ordered.last else { return }
    #expect(chain.count == Int(length) + 1 && distances[first][last] == length, name)
    #expect(zip(ordered, ordered.dropFirst()).allSatisfy { distances[$0][$1] == 1 }, name)
    let marks = try #require(run.network.nodes["on_stage"])
    #expect((0..<marks.count).filter { marks.text(at: $0) == "true" } == chain.sorted(), name)
  }

  private func run(_ graph: Graph, _ direction: Direction) throws -> ModuleRun {
    let network = Network(graph: graph, ids: (0..<graph.nodeCount).map { "n\(1000 + $0)" })
    return try ModuleRun(
      Diameter.self, on: network, with: ["direction": .string(direction.rawValue)])
  }

  private func values(_ graph: Graph) throws -> [String: Double] {
    let network = Network(
      graph: graph, ids: (0..<graph.nodeCount).map { String(10_000_000 + $0) })
    return try values(try ModuleRun(Diameter.self, on: network), name: "stage")
  }

  private func values(_ run: ModuleRun, name: String) throws -> [String: Double] {
    let rows = try #require(run.network.table(name)?.rows)
    let (names, values) = (try #require(rows["measure"]), try #require(rows["value"]))
    return Dictionary(
      uniqueKeysWithValues: (0..<rows.rowCount).map {
        (names.text(at: $0) ?? "", values.number(at: $0))
      })
  }

  private static func map(_ side: Int) -> Graph {
    var edges: [(Int, Int)] = []
    for node in 0..<side * side {
      if node % side + 1 < side { edges.append((node, node + 1)) }
      if node + side < side * side { edges.append((node, node + side)) }
    }
    return Graph(
      nodeCount: side * side, isDirected: false, joining: edges.map { NodeID($0.0) },
      to: edges.map { NodeID($0.1) })
  }
}
