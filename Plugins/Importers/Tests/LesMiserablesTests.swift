import ModuleKit
import Testing

/// The same network in four formats.
struct LesMiserablesTests {
  @Test func isTheSameInFourFormats() throws {
    let gml = try Reading.resource("networks/lesmis.gml", ["id": "name", "weight": "value"])
    let graphml = try Reading.resource(
      "networks/lesmis.graphml", ["id": "name", "weight": "value"])
    let pajek = try Reading.resource("networks/lesmis.net")
    let csv = try Reading.resource(
      "networks/lesmis.edges.csv",
      ["nodes": .string(Reading.path("networks/lesmis.nodes.csv")), "weight": "weight"])

    #expect(gml.graph.nodeCount == 77)
    #expect(gml.graph.edgeCount == 254)
    #expect(gml.edgeWeights.reduce(0, +) == 820)
    #expect(graphml.ids == gml.ids)
    #expect(graphml.graph == gml.graph)
    #expect(graphml.edgeList == gml.edgeList)
    #expect(pajek.ids == gml.ids)
    #expect(pajek.graph == gml.graph)
    #expect(pajek.weight == nil)

    // The table numbers people from 1, in the order of the other files.
    let numbered = try Reading.resource("networks/lesmis.graphml", ["weight": "value"])
    func pairs(_ network: Network, _ number: (String) -> Int) -> Set<[Int]> {
      let weights = network.edgeWeights
      return Set(
        (0..<network.graph.edgeCount).map { edge in
          let ends = [network.graph.sources[edge], network.graph.targets[edge]]
          return ends.map { number(network.ids[Int($0)]) }.sorted() + [Int(weights[edge])]
        })
    }
    let fromCSV = pairs(csv) { Int($0) ?? -1 }
    #expect(fromCSV.count == 254)
    #expect(fromCSV == pairs(numbered) { (Int($0.dropFirst()) ?? -1) + 1 })
  }
}
