import Diagrams
import ModuleKit
import ModuleTesting
import Testing

struct CaptionTests {
  private func svg(_ network: Network) throws -> String {
    try ModuleRun(NetworkDiagram.self, on: network, with: ["formats": ["svg"]]).svg
  }

  @Test func theCaptionNamesTheFileWhenNobodyIsCited() throws {
    var network = Network(sketch: "a-b b-c")
    network.ledger = [
      LedgerEntry(source: "../data/ties.csv", unit: "rows of ties", read: 2, kept: 2),
      LedgerEntry(source: "../data/people.csv", unit: "rows of people", read: 3, kept: 3),
      LedgerEntry(source: "filter.kcore", unit: "nodes", read: 3, kept: 3),
    ]
    network.methods = [MethodNote(.preparation, "", caption: "the 2-core (3 of 3 nodes)")]
    #expect(
      try svg(network).contains(
        "Data: ties.csv and people.csv. The 2-core (3 of 3 nodes). Layout: stress, seed 7."))
    network.methods.append(MethodNote(.data, "", caption: "D. Knuth"))
    let cited = try svg(network)
    #expect(cited.contains("Data: D. Knuth.") && !cited.contains("ties.csv"))
  }
}
