import Combine
import ModuleKit
import ModuleTesting
import Testing

struct CombineTests {
  private func union(_ sketches: [String], _ parameters: JSON = [:]) throws -> Network {
    try ModuleRun(
      Union.self, onAll: sketches.map { Network(sketch: $0) }, with: parameters
    ).network
  }

  @Test func makesOneNodeOfOneID() throws {
    let network = try union(["Ann-Bob:2", "Bob-Ann:1 Bob-Cat:4", "Dan"])
    #expect(network.ids == ["Ann", "Bob", "Cat", "Dan"])
    #expect(network.edgeWeights == [3, 4])
    #expect(network.nodes["input"] == .texts(["1; 2", "1; 2", "2", "3"]))
    #expect(network.ledger.last?.isBalanced == true)
    #expect(network.ledger.last?.merged == 2)
  }

  @Test func keepsThemApart() throws {
    let network = try union(["Ann-Bob", "Ann-Cat"], ["same_ids": "apart"])
    #expect(network.ids == ["Ann (1)", "Ann (2)", "Bob", "Cat"])
    #expect(network.graph.edgeCount == 2)
  }

  @Test func keepsLoopsAndArcs() throws {
    let network = try union(["Ann>Ann Ann>Bob", "Bob>Ann"])
    #expect(network.graph.isDirected)
    #expect(network.graph.edgeCount == 3)
  }
}
