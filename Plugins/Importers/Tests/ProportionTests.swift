import ModuleKit
import Testing

/// Files of a few bytes that would make columns no memory holds.
struct ProportionTests {
  private func says(_ text: String, as name: String) -> String {
    String(Reading.refusal { try Reading.text(text, as: name) }.prefix(200))
  }

  @Test func everyNodeOfGMLWithAnAttributeOfItsOwn() {
    let nodes = (0..<3000).map { "node [ id \($0) a\($0) 1 ]" }.joined(separator: "\n")
    let says = says("graph [\n\(nodes)\n]\n", as: "a.gml")
    #expect(says.hasPrefix("too-many-attributes 1:1"), "\(says)")
  }

  @Test func everyNodeOfGraphMLWithAnAttributeOfItsOwn() {
    let keys = (0..<3000).map {
      "<key id='k\($0)' for='node' attr.name='a\($0)' attr.type='int'/>"
    }.joined()
    let nodes = (0..<3000).map { "<node id='\($0)'><data key='k\($0)'>1</data></node>" }.joined()
    let says = says(
      "<graphml>\(keys)<graph edgedefault='directed'>\(nodes)</graph></graphml>", as: "a.graphml")
    #expect(says.hasPrefix("too-many-attributes 1:1"), "\(says)")
  }

  @Test func defaultsOfGraphML() {
    let text = String(repeating: "x", count: 100_000)
    let keys = (0..<4).map {
      "<key id='k\($0)' for='node' attr.name='a\($0)' attr.type='string'>"
        + "<default>\(text)</default></key>"
    }.joined()
    let nodes = (0..<3000).map { "<node id='\($0)'/>" }.joined()
    let says = says(
      "<graphml>\(keys)<graph edgedefault='directed'>\(nodes)</graph></graphml>", as: "a.graphml")
    #expect(says.hasPrefix("too-many-attributes 1:1"), "\(says)")
  }

  @Test func manyNodesWithAFewDefaultsAreInProportion() throws {
    let keys = (0..<10).map {
      "<key id='k\($0)' for='node' attr.name='a\($0)' attr.type='string'>"
        + "<default>yes</default></key>"
    }.joined()
    let nodes = (0..<50_000).map { "<node id='\($0)'/>" }.joined()
    let network = try Reading.text(
      "<graphml>\(keys)<graph edgedefault='directed'>\(nodes)</graph></graphml>", as: "a.graphml")
    #expect(network.graph.nodeCount == 50_000)
    #expect(network.nodes["a9"] != nil)
  }
}
