import ModuleKit
import Testing

/// Networks put side by side.
struct UnionTests {
  private func union(_ sketches: (String, String)...) -> Network.DisjointUnion {
    Network.disjointUnion(sketches.map { .init($0.0, Network(sketch: $0.1)) })
  }

  @Test func keepsNodesOfOneNameApart() {
    let both = union(("phone", "Ann-Bob"), ("club", "Ann-Cat"))
    #expect(both.network.ids == ["Ann (club)", "Ann (phone)", "Bob", "Cat"])
    #expect(both.inputOfNode == [1, 0, 0, 1])
    #expect(both.network.graph.edgeCount == 2)
    #expect(!both.network.graph.isDirected)
  }

  @Test func bringsColumnsTogether() {
    var first = Network(sketch: "Ann-Bob:2")
    first.nodes.set("age", .integers([31, 40]))
    first.nodes.set("town", .texts(["Lyon", nil]))
    var second = Network(sketch: "Cat-Dan:3")
    second.nodes.set("age", .texts(["old", nil]))
    let both = Network.disjointUnion([.init("a", first), .init("b", second)]).network
    #expect(both.nodes["age"] == .texts(["31", "40", "old", nil]))
    #expect(both.nodes["town"] == .texts(["Lyon", nil, nil, nil]))
    #expect(both.edgeWeights == [2, 3])
    #expect(both.weight == EdgeWeight(column: "weight", meaning: .strength))
  }

  @Test func isDirectedWhenAllTiesAre() {
    #expect(union(("a", "Ann>Bob"), ("b", "Cat")).network.graph.isDirected)
    #expect(!union(("a", "Ann>Bob"), ("b", "Cat-Dan")).network.graph.isDirected)
    // Two arcs between the same two become one tie.
    #expect(union(("a", "Ann>Bob Bob>Ann"), ("b", "Cat-Dan")).network.graph.edgeCount == 2)
  }

  @Test func isEmptyOfNothing() {
    #expect(Network.disjointUnion([]).network.graph.nodeCount == 0)
    #expect(union(("a", ""), ("b", "Ann")).network.ids == ["Ann"])
  }
}
