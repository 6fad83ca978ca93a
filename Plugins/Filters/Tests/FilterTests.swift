import Filters
import ModuleKit
import ModuleTesting
import Testing

struct FilterTests {
  @Test func columnsStayWithTheirNodesAndEdges() throws {
    var network = Network(sketch: "a-b:1 b-c:2 c-a:3 c-d:4 e")
    network.nodes.set("x", .integers([10, 20, 30, 40, 50]))
    network.nodes.set("t", .texts(["p", nil, "q", "p", "r"]))
    let run = try ModuleRun(NodeFilter.self, on: network, with: ["column": "x", "max": 30]).network
    #expect(run.ids == ["a", "b", "c"])
    #expect(run.nodes["t"] == .texts(["p", nil, "q"]))
    #expect(run.edges["weight"] == .numbers([1, 3, 2]))
    let texts = try ModuleRun(
      NodeFilter.self, on: network, with: ["column": "t", "any_of": ["p", "r"]]
    ).network
    #expect(texts.ids == ["a", "d", "e"])
    let missing = try ModuleRun(
      NodeFilter.self, on: network,
      with: ["column": "t", "equals": "q", "keep_missing": true]
    ).network
    #expect(missing.ids == ["b", "c"])
  }

  /// Codes are texts: 007 is not 7, and 1e1 is not 10. Numbers are equal however they are written.
  @Test func textsAreComparedAsTexts() throws {
    var network = Network(sketch: "a-b c d")
    network.nodes.set("code", .texts(["007", "7", "7.0", "x"]))
    network.nodes.set("n", .integers([7, 9_007_199_254_740_992, 9_007_199_254_740_993, 1]))
    func kept(_ column: String, _ value: JSON) throws -> [String] {
      try ModuleRun(
        NodeFilter.self, on: network, with: ["column": .string(column), "equals": value]
      ).network.ids
    }
    #expect(try kept("code", "007") == ["a"])
    #expect(try kept("code", "7") == ["b"])
    #expect(try kept("n", "7.0") == ["a"])
    #expect(try kept("n", "9007199254740993") == ["c"])
  }

  @Test func isolatesGoOnlyWhenAsked() throws {
    let network = Network(sketch: "a-b:1 b-c:5 d")
    let kept = try ModuleRun(
      EdgeFilter.self, on: network, with: ["column": "weight", "min": 2]
    ).network
    #expect(kept.graph.nodeCount == 4 && kept.graph.edgeCount == 1)
    let dropped = try ModuleRun(
      EdgeFilter.self, on: network,
      with: ["column": "weight", "min": 2, "drop_isolates": true]
    ).network
    #expect(dropped.ids == ["b", "c"])
    #expect(dropped.ledger.map { [$0.read, $0.kept, $0.dropped] } == [[4, 2, 2], [2, 1, 1]])
    #expect(dropped.ledger.allSatisfy { $0.isBalanced && $0.source == "filter.edges" })
  }

  @Test func impossibleConditionsAreSaid() {
    var network = Network(sketch: "a-b")
    network.nodes.set("t", .texts(["x", "y"]))
    let mistakes: [JSON] = [
      ["column": "t"], ["column": "t", "min": 1], ["column": "t", "min": 3, "max": 1],
    ]
    for parameters in mistakes {
      #expect(throws: Diagnostics.self) {
        try ModuleRun(NodeFilter.self, on: network, with: parameters)
      }
    }
  }

  @Test func strongComponentsFollowArcs() throws {
    let network = Network(sketch: "a>b b>a b>c d>e e>f f>d")
    let run = try ModuleRun(ComponentFilter.self, on: network, with: ["kind": "strong"]).network
    #expect(run.ids == ["d", "e", "f"])
  }
}
