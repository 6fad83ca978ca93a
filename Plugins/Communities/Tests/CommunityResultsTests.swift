import Communities
import ModuleKit
import ModuleTesting
import Testing

struct CommunityResultsTests {
  private let sketch = "a-b:2 b-c:1 c-a:1 c-c:1 c-d:0.5 d-e:4 f"

  @Test func communitiesAreNumberedBySizeThenSmallestNode() {
    #expect(labelledBySize([5, 2, 2, 7, 7, 0]) == [2, 0, 0, 1, 1, 3])
    #expect(labelledBySize([]) == [])
  }

  @Test func tableHoldsWeightsConductanceDensityAndHub() throws {
    let network = try ModuleRun(Leiden.self, on: Network(sketch: sketch)).network
    let rows = try #require(network.table("communities")?.rows)
    #expect(network.nodes["community"] == .integers([0, 0, 0, 1, 1, 2]))
    #expect(rows["size"] == .integers([3, 2, 1]))
    #expect(rows["internal_weight"] == .numbers([5, 4, 0]))
    #expect(rows["external_weight"] == .numbers([0.5, 0.5, 0]))
    #expect(rows["conductance"] == .numbers([0.5 / 8.5, 0.5 / 8.5, .nan]))
    #expect(rows["density"] == .numbers([1, 1, .nan]))
    #expect(rows["hub"] == .texts(["c", "d", "f"]))
    let summary = try #require(network.table("community_summary")?.rows)
    let expected = ModularityOracle.modularity(
      of: [0, 0, 0, 1, 1, 2], in: network.graph, weights: network.edgeWeights)
    #expect(summary["measure"]?.text(at: 1) == "modularity")
    #expect(abs((summary["value"]?.number(at: 1) ?? 0) - expected) < 1e-12)
    #expect(network.methods.last?.caption == "Leiden, modularity, resolution 1, seed 7")
  }

  @Test func directedTableCountsArcs() throws {
    let network = try ModuleRun(
      Leiden.self, on: Network(sketch: "a>b b>a b>c c>a d>e e>d a>d"), with: ["weighted": false]
    ).network
    let rows = try #require(network.table("communities")?.rows)
    #expect(network.nodes["community"] == .integers([0, 0, 0, 1, 1]))
    #expect(rows["internal_weight"] == .numbers([4, 2]))
    #expect(rows["density"] == .numbers([4.0 / 6, 1]))
    #expect(rows["conductance"] == .numbers([1.0 / 5, 1.0 / 5]))
    #expect(rows["hub"] == .texts(["a", "d"]))
  }

  @Test func distancesAndUndeclaredWeightsAreRefusedBeforeRunning() throws {
    for (meaning, id) in [
      (EdgeWeight.Meaning.distance, "weight-is-distance"), (.undeclared, "weight-undeclared"),
    ] {
      let network = Network(sketch: "a-b:2", weight: meaning)
      let refusal = #expect(throws: Diagnostics.self) { try ModuleRun(Leiden.self, on: network) }
      #expect(refusal?.all.map(\.id) == [id])
      let told = #expect(throws: Diagnostics.self) {
        try ModuleRun(LabelPropagation.self, on: network, with: ["weighted": true])
      }
      #expect(told?.all.first?.location?.file == "weighted")
      _ = try ModuleRun(Louvain.self, on: network, with: ["weighted": false])
      _ = try ModuleRun(LabelPropagation.self, on: network, with: ["variant": "cdlp"])
    }
  }

  @Test(arguments: [0, -1, Double.nan]) func weightsMustBePositive(weight: Double) throws {
    var network = Network(sketch: "a-b:2 b-c:1")
    network.edges.set("weight", .numbers([2, weight]))
    let error = #expect(throws: Diagnostic.self) { try ModuleRun(Leiden.self, on: network) }
    #expect(error?.id == "weight-not-positive" && error?.message.contains("'b' and 'c'") == true)
  }

  @Test func unconnectedCommunitiesAreWarnedOfOrCut() throws {
    // After one round at once, people far apart hold the same label by chance.
    let network = Network(sketch: "b-a b-c b-d d-e d-f e-f a-g c-h")
    let plain = try ModuleRun(
      LabelPropagation.self, on: network, with: ["variant": "cdlp", "iterations": 1])
    let (_, disconnected) = try splitDisconnected(
      plain.network.nodes["community"]?.asNumbers.map { Int32($0) } ?? [], in: network.graph,
      on: .serial)
    #expect(disconnected > 0)
    #expect(plain.notices.map(\.id) == ["disconnected-communities"])
    let cut = try ModuleRun(
      LabelPropagation.self, on: network,
      with: ["variant": "cdlp", "iterations": 1, "split_disconnected": true])
    let parts = cut.network.nodes["community"]?.asNumbers.map { Int32($0) } ?? []
    #expect(ModularityOracle.areConnected(parts, in: network.graph) && cut.notices.isEmpty)
  }

  @Test(arguments: EdgeCases.all) func everyModuleSurvives(edgeCase: EdgeCases.Case) throws {
    for run in [
      try ModuleRun(Leiden.self, on: edgeCase.network),
      try ModuleRun(Louvain.self, on: edgeCase.network),
      try ModuleRun(LabelPropagation.self, on: edgeCase.network),
      try ModuleRun(LabelPropagation.self, on: edgeCase.network, with: ["variant": "cdlp"]),
    ] {
      #expect(run.network.nodes["community"]?.count == edgeCase.network.graph.nodeCount)
      #expect(run.network.table("communities") != nil)
    }
  }

  @Test func rowOrderDoesNotMatter() throws {
    let words = "a-b:2 b-c:1.5 c-a:0.3 c-d:0.5 d-e:4 e-f:1 f-d:2 f-a:0.25 g-a:1 g-h:1 h-a:3"
    let back = words.split(separator: " ").reversed().joined(separator: " ")
    let results = try [words, back].map {
      try ModuleRun(Leiden.self, on: Network(sketch: $0)).network
    }
    #expect(results[0].nodes == results[1].nodes)
    #expect(results[0].tables == results[1].tables)
  }

  /// Other names permute the communities of a network whose best partition is found anyway.
  @Test func relabellingPermutesTheResult() throws {
    let network = try ModuleRun(
      Leiden.self, on: Network(sketch: "a-b b-c c-a c-d d-e e-f f-d a-g b-g g-c")
    ).network
    let renamed = try ModuleRun(
      Leiden.self, on: Network(sketch: "z-y y-x x-z x-w w-v v-u u-w z-t y-t t-x")
    ).network
    let from = network.nodes["community"]
    let to = renamed.nodes["community"]
    for (old, new) in zip("abcdefg", "zyxwvut") {
      let (a, b) = (network.node(String(old)) ?? 0, renamed.node(String(new)) ?? 0)
      #expect(from?.number(at: Int(a)) == to?.number(at: Int(b)))
    }
  }
}
