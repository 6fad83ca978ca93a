import Foundation
import ModuleKit
import ModuleTesting
import Reports
import Testing

/// One page that loads nothing, whatever people are called.
struct HTMLReportTests {
  private static let hostile = [
    "</script><img src=x onerror=alert(1)>", "]]>", "javascript:alert(1)", "\"><b>", "a & b",
    "\u{202E}gnirts", "=HYPERLINK(\"http://example.org\")", "<!--", "Zoë 🧑‍🚀",
  ]

  private func network() -> Network {
    let names = Self.hostile.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let n = names.count
    let graph = Graph(
      nodeCount: n, isDirected: false, sources: (0..<NodeID(n - 1)).map { $0 },
      targets: (1..<NodeID(n)).map { $0 })
    var network = Network(graph: graph, ids: names)
    network.nodes.set(
      "betweenness", .numbers((0..<n).map { Double($0 * (n - 1 - $0)) }), convention: "pairs")
    network.nodes.set("community", .integers((0..<n).map { $0 / 3 }), convention: "groups")
    network.set(
      Figure(
        name: "net", title: "A <finding>", description: "Drawn & described",
        renderings: [.init(format: "svg", bytes: Array("<svg id=\"a\"></svg>".utf8))]))
    return network
  }

  private func page(_ network: Network, _ parameters: JSON = [:]) throws -> String {
    let result = try ModuleRun(HTMLReport.self, on: network, with: parameters).network
    let document = try #require(result.documents.first { $0.path == "report.html" })
    return String(decoding: document.bytes, as: UTF8.self)
  }

  /// Elements that begin in the page, outside its data and script.
  private func elements(_ page: String) throws -> [String] {
    let script = /<script[^>]*>[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>/
    return page.replacing(script, with: "").matches(of: /<([a-zA-Z!][a-zA-Z0-9-]*)/)
      .map { String($0.1).lowercased() }
  }

  @Test func namesAreText() throws {
    let page = try page(network())
    let found = try elements(page)
    #expect(!found.contains("b"))
    // The only pictures are the figure and none that a name brings.
    #expect(found.count { $0 == "img" } == 1)
    #expect(page.components(separatedBy: "<script").count - 1 == 2)
    #expect(page.components(separatedBy: "</script>").count - 1 == 2)
    #expect(!page.contains("<img src=x"))
    #expect(page.contains("A &lt;finding&gt;"))
  }

  @Test func theDataOfTheFigureAreJSON() throws {
    let page = try page(network())
    let match = try #require(
      page.firstMatch(of: /<script type="application\/json" id="network-data">([\s\S]*?)<\/script>/)
    )
    let data = try JSONSerialization.jsonObject(with: Data(String(match.1).utf8))
    let object = try #require(data as? [String: Any])
    let names = try #require(object["names"] as? [String])
    #expect(Set(names) == Set(Self.hostile))
    let edges = try #require(object["edges"] as? [Int])
    #expect(edges.count == 2 * (Self.hostile.count - 1))
    #expect((object["groupNames"] as? [String])?.count == 3)
  }

  @Test func nothingIsLoaded() throws {
    let page = try page(network())
    #expect(page.contains("default-src 'none'"))
    for load in [/<link\b/, /<iframe\b/, /<object\b/, /<form\b/, /@import/, /url\(/] {
      #expect(page.firstMatch(of: load) == nil)
    }
    for source in page.matches(of: /\bsrc="([^"]*)"/) { #expect(source.1.hasPrefix("data:image/")) }
    let ids = page.matches(of: /\bid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
  }

  @Test func headingsAreInOrderAndTablesSortable() throws {
    let page = try page(network())
    let levels = page.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    #expect(page.contains("<html lang=\"en\""))
    #expect(page.contains("class=\"sortable\""))
    for image in page.matches(of: /<img[^>]*>/) { #expect(image.0.contains("alt=\"")) }
  }

  @Test func namesFromRightToLeftTurnNothing() throws {
    var network = network()
    let n = network.graph.nodeCount
    network.nodes.set("community", .texts(TextColumn(repeating: "محمد", count: n)))
    #expect(try page(network).contains("\u{2068}محمد\u{2069} (\(n))"))
    network.nodes.set("community", .texts(TextColumn(repeating: "left", count: n)))
    #expect(try page(network).contains("\"left (\(n))\""))
  }

  @Test func largeNetworksAreNotExplored() throws {
    let page = try page(network(), ["nodes": 3])
    #expect(!page.contains("id=\"network-data\""))
    #expect(try self.page(Network()).contains("0 nodes"))
  }

  @Test func placesOfSlidesAreKept() throws {
    var network = network()
    let n = network.graph.nodeCount
    network.nodes.set("layout_x", .numbers((0..<n).map { Double($0) / 10 }))
    network.nodes.set("layout_y", .numbers((0..<n).map { _ in 0.5 }))
    let page = try page(network)
    // 20 * sqrt(9) = 60 units high; tenths of them.
    #expect(page.contains("\"y\":[300,300"))
    #expect(page.contains("\"x\":[0,60,120"))
  }
}
