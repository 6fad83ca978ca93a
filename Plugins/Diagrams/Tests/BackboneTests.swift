import Diagrams
import Foundation
import GraphCore
import ModuleKit
import ModuleTesting
import Testing

/// What is drawn of networks that would be a blot of ink.
struct BackboneTests {
  private func graph(_ count: Int, _ pairs: [(NodeID, NodeID)]) -> Graph {
    let pairs = pairs.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    return Graph(
      nodeCount: count, isDirected: false, sources: pairs.map(\.0), targets: pairs.map(\.1))
  }

  /// The chance of a tie as strong as this, as the paper writes it: (1 - p)^(k - 1), the lesser of both ends.
  private func chance(_ graph: Graph, _ strengths: [Double], _ edge: Int) -> Double {
    [Int(graph.sources[edge]), Int(graph.targets[edge])].map { end in
      let own = (0..<graph.edgeCount).filter {
        Int(graph.sources[$0]) == end || Int(graph.targets[$0]) == end
      }
      if own.count < 2 { return 1 }
      let share = strengths[edge] / own.reduce(0) { $0 + strengths[$1] }
      return pow(1 - share, Double(own.count - 1))
    }.min() ?? 1
  }

  private func isConnected(_ graph: Graph, _ kept: [Bool]) -> Bool {
    var group = Array(0..<graph.nodeCount)
    for edge in 0..<graph.edgeCount where kept[edge] {
      let (a, b) = (group[Int(graph.sources[edge])], group[Int(graph.targets[edge])])
      for node in group.indices where group[node] == b { group[node] = a }
    }
    var all = Array(0..<graph.nodeCount)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (all[Int(graph.sources[edge])], all[Int(graph.targets[edge])])
      for node in all.indices where all[node] == b { all[node] = a }
    }
    return Set(group).count == Set(all).count
  }

  @Test(arguments: 1...12) func theMostSurprisingTiesStay(seed: UInt64) {
    let graph = RandomGraphs.gilbert(nodes: 24, probability: 0.3, directed: false, seed: seed)
    var random = RandomSource(seed: seed)
    let strengths = (0..<graph.edgeCount).map { _ in Double.random(in: 0.1...9, using: &random) }
    let kept = Backbone.kept(graph, strengths: strengths, most: 40)
    #expect(kept.count { $0 } == max(40, 0) && isConnected(graph, kept))
    let chances = (0..<graph.edgeCount).map { chance(graph, strengths, $0) }
    // Whoever was left out says less than whoever stays without being needed to hold things together.
    let left = chances.indices.filter { !kept[$0] }.map { chances[$0] }.min() ?? 1
    let unneeded = chances.indices.filter { edge in
      var without = kept
      without[edge] = false
      return kept[edge] && isConnected(graph, without)
    }
    let tree = graph.nodeCount - 1
    #expect(unneeded.count >= 40 - tree)
    // Of the 40, all beyond a tree are the best of the rest.
    let sorted = chances.sorted()
    let surelyKept = chances.indices.filter { chances[$0] <= sorted[40 - tree - 1] }
    #expect(surelyKept.allSatisfy { kept[$0] })
    #expect(chances.indices.count { kept[$0] && chances[$0] > left } <= tree)
  }

  /// Two cliques and one tie between them: that tie has no shared neighbour, and holds all together.
  @Test func withoutStrengthsSharedNeighboursCount() {
    var pairs: [(NodeID, NodeID)] = [(0, 6)]
    for base in [NodeID(0), 6] {
      for a in 0..<6 { for b in (a + 1)..<6 { pairs.append((base + NodeID(a), base + NodeID(b))) } }
    }
    // A stranger tied to everybody of the first clique but sharing little.
    pairs += [(0, 12), (6, 12)]
    let graph = self.graph(13, pairs)
    let kept = Backbone.kept(graph, strengths: nil, most: 20)
    #expect(kept.count { $0 } == 20 && isConnected(graph, kept))
    let between = (0..<graph.edgeCount).filter { graph.sources[$0] == 0 && graph.targets[$0] == 6 }
    let inside = (0..<graph.edgeCount).filter {
      (graph.sources[$0] < 6) == (graph.targets[$0] < 6) && graph.targets[$0] < 12
    }
    #expect(between.count == 1)
    #expect(inside.count { kept[$0] } >= 18)
  }

  @Test func loopsGoAndForestsStay() {
    let graph = self.graph(5, [(0, 0), (0, 1), (2, 3)])
    let kept = Backbone.kept(graph, strengths: [9, 1, 0], most: 0)
    #expect((0..<3).filter { kept[$0] }.map { graph.sources[$0] } == [0, 2])
    #expect(kept.count { $0 } == 2)
    #expect(Backbone.kept(self.graph(0, []), strengths: nil, most: 3).isEmpty)
  }

  private func slide(_ graph: Graph, _ groups: Int?, _ more: JSON = [:]) throws -> ModuleRun {
    var network = Network(graph: graph, ids: (0..<graph.nodeCount).map { "p\($0)" })
    var with: JSON = ["formats": ["svg"], "title": "All"]
    if let groups {
      network.nodes.set("club", .texts((0..<graph.nodeCount).map { "c\($0 % groups)" }))
      with["color"] = "club"
    }
    if case .object(let members) = more {
      for member in members { with[member.key] = member.value }
    }
    return try ModuleRun(NetworkDiagram.self, on: network, with: with)
  }

  private func edges(_ run: ModuleRun) -> Int {
    let bytes = run.network.figures[0].renderings[0].bytes
    return String(decoding: bytes, as: UTF8.self).components(separatedBy: "class=\"edge\"").count
      - 1
  }

  @Test func aSlideTellsWhatItLeavesOut() throws {
    let dense = RandomGraphs.gilbert(nodes: 500, probability: 0.06, directed: false, seed: 3)
    #expect(dense.edgeCount > 6000)
    let run = try slide(dense, 3)
    #expect(edges(run) == 3000)
    let figure = run.network.figures[0]
    #expect(
      figure.caption.contains(
        "ackbone: 3000 of \(dense.edgeCount) ties drawn, by shared neighbours"))
    #expect(figure.description.contains("\(dense.edgeCount) ties"))
    // The network itself is as it was.
    #expect(run.network.graph.edgeCount == dense.edgeCount)
    #expect(edges(try slide(dense, 3, ["view": "all"])) == dense.edgeCount)
  }

  /// Where nothing is left out, nothing is said of it.
  @Test func aSmallNetworkIsItsOwnBackbone() throws {
    let graph = RandomGraphs.gilbert(nodes: 20, probability: 0.3, directed: false, seed: 3)
    let run = try slide(graph, nil, ["view": "backbone"])
    #expect(edges(run) == graph.edgeCount)
    #expect(!run.network.figures[0].caption.contains("ackbone"))
  }

  @Test func whatAMapDoesNotShowIsTold() throws {
    let graph = RandomGraphs.gilbert(nodes: 30, probability: 0.2, directed: false, seed: 3)
    let run = try slide(graph, 4, ["view": "map", "always": ["p1"], "legend": "clubs"])
    #expect(run.notices.map(\.id) == ["idle-parameter", "idle-parameter"])
    let error = #expect(throws: Diagnostic.self) {
      try slide(graph, 4, ["always": ["p1"], "never": ["p1"]])
    }
    #expect(error?.id == "conflicting-parameters")
  }

  @Test func thousandsOfPeopleAreAMapOfTheirGroups() throws {
    let graph = RandomGraphs.gilbert(nodes: 3001, probability: 0.0005, directed: false, seed: 3)
    let run = try slide(graph, 4)
    #expect(run.network.figures.map(\.name) == ["stage"])
    #expect(
      run.network.figures[0].caption.contains("3001 people are too many to be drawn one by one"))
    #expect(run.network.figures[0].description.contains("4 groups"))
    // What such a map does not show is told, once it is known to be one.
    #expect(run.notices.isEmpty)
    let idle = try slide(graph, 4, ["never": ["p1"], "legend": "clubs"])
    #expect(idle.notices.map(\.id) == ["idle-parameter", "idle-parameter"])
    #expect(idle.notices.compactMap(\.location?.file) == ["never", "legend"])
    #expect(try slide(graph, 4, ["view": "all", "legend": "clubs"]).notices.isEmpty)
    // Without groups, and when asked for, everybody is drawn.
    #expect(edges(try slide(graph, nil)) == graph.edgeCount)
    #expect(edges(try slide(graph, 4, ["view": "all"])) == graph.edgeCount)
    #expect(throws: (any Error).self) { try slide(graph, nil, ["view": "map"]) }
  }

  // MARK: Names

  private func texts(_ more: JSON) throws -> String {
    let run = try slide(
      RandomGraphs.gilbert(nodes: 30, probability: 0.2, directed: false, seed: 1), nil, more)
    return String(decoding: run.network.figures[0].renderings[0].bytes, as: UTF8.self)
  }

  @Test func namesAreAskedForAndKeptBack() throws {
    let one = try texts(["labels": 1])
    let leader = try #require((0..<30).first { one.contains(">p\($0)</text>") })
    let other = leader == 7 ? 8 : 7
    #expect(!one.contains(">p\(other)</text>"))
    #expect(
      try texts(["labels": 1, "always": [.string("p\(other)")]]).contains(">p\(other)</text>"))
    #expect(
      try texts(["labels": 0, "always": [.string("p\(other)")]]).contains(">p\(other)</text>"))
    #expect(
      try !texts(["labels": 1, "never": [.string("p\(leader)")]]).contains(">p\(leader)</text>"))
    let error = #expect(throws: Diagnostic.self) { try texts(["always": ["p99"]]) }
    #expect(error?.id == "unknown-node")
  }
}
