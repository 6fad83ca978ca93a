import Diagrams
import ModuleKit
import ModuleTesting
import Testing

struct ChainSlideTests {
  /// A line of people `p100` to `p140`, and two others.
  private var line: Network {
    var words = (100..<140).map { "p\($0)-p\($0 + 1):2" }
    words.append("x-y:1")
    return Network(sketch: words.joined(separator: " "))
  }

  private func slide(_ ids: [String], title: String) throws -> String {
    var network = line
    var rows = Frame(rowCount: ids.count)
    rows.set("id", .texts(ids.map { Optional($0) }))
    rows.set("weight", .numbers(ids.indices.map { $0 == 0 ? .nan : 2 }))
    network.set(Table(name: "path", title: title, rows: rows))
    return try ModuleRun(ChainDiagram.self, on: network, with: ["formats": ["svg"]]).svg
  }

  private func count(_ text: String, in svg: String) -> Int {
    svg.split(separator: ">\(text)</text>", omittingEmptySubsequences: false).count - 1
  }

  @Test func aShortChainNamesEverybody() throws {
    let svg = try slide(["p100", "p101", "p102"], title: "From p100 to p102")
    for name in ["p100", "p101", "p102"] { #expect(count(name, in: svg) >= 2) }
    #expect(svg.contains("Numbers over the ties: weight") || svg.contains("numbers over the ties"))
  }

  /// Of forty names only some can be read; what stands there must be true.
  @Test func aLongChainNamesItsEndsAndSomeBetween() throws {
    let ids = (100...140).map { "p\($0)" }
    let svg = try slide(ids, title: "From p100 to p140")
    let named = ids.filter { count($0, in: svg) > 0 }
    #expect(named.contains("p100") && named.contains("p140"))
    #expect((4...9).contains(named.count))
    #expect(!svg.contains("umbers over the ties"))
    #expect(svg.contains("40 links, 39 people between"))
  }

  @Test func twoWhoAreNotConnectedAreNamedAndMarked() throws {
    let svg = try slide([], title: "From p100 to x")
    #expect(svg.contains("p100 and x are not connected") && svg.contains(">no chain<"))
    // On the network and below it.
    #expect(count("p100", in: svg) >= 2 && count("x", in: svg) >= 2)
    let unknown = try slide([], title: "Something else")
    #expect(unknown.contains("The two people are not connected"))
  }
}
