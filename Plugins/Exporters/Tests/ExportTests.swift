import Exporters
import Foundation
import FoundationXML
import ModuleKit
import ModuleTesting
import Testing

struct ExportTests {
  private func text<M: Module>(
    _ module: M.Type, _ network: Network, _ parameters: JSON = [:]
  ) throws -> String {
    let run = try ModuleRun(module, on: network, with: parameters)
    let document = try #require(run.network.documents.last)
    return String(decoding: document.bytes, as: UTF8.self)
  }

  // MARK: XML

  @Test(arguments: [true, false]) func xmlIsWellFormed(directed: Bool) throws {
    let network = HostileNetwork.network(directed: directed)
    for text in [try text(GraphMLExport.self, network), try text(GEXFExport.self, network)] {
      let collector = XMLCollector()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = collector
      #expect(parser.parse())
      #expect(collector.nodes == network.ids)
      #expect(collector.edges == network.graph.edgeCount)
    }
  }

  @Test func xmlReplacesForbiddenCharacters() throws {
    let network = HostileNetwork.network(directed: false, names: ["a\u{1}", "b\u{2}", "c"])
    let run = try ModuleRun(GraphMLExport.self, on: network)
    #expect(run.notices.map(\.id) == ["replaced-characters"])
    let text = String(decoding: try #require(run.network.documents.last).bytes, as: UTF8.self)
    #expect(text.contains("<node id=\"a\u{2401}\">"))
    #expect(!text.unicodeScalars.contains("\u{1}"))
  }

  @Test func xmlRefusesNamesThatWouldCollide() throws {
    let network = HostileNetwork.network(directed: false, names: ["a\u{1}", "a\u{2401}", "b"])
    let error = #expect(throws: Diagnostic.self) {
      try ModuleRun(GraphMLExport.self, on: network)
    }
    #expect(error?.id == "names-collide")
  }

  @Test func gexfDrawsSizesAndColors() throws {
    var network = Network(sketch: "a-b b-c")
    network.nodes.set("size", .numbers([1, 4, .nan]))
    network.nodes.set("group", .texts(["x", "y", nil]))
    network.nodes.set("paint", .texts(["#ff0010", "#000000", nil]))
    let grouped = try text(GEXFExport.self, network, ["size": "size", "color": "group"])
    #expect(grouped.contains("<viz:color r=\"230\" g=\"159\" b=\"0\"/><viz:size value=\"20\"/>"))
    #expect(grouped.contains("<viz:color r=\"86\" g=\"180\" b=\"233\"/><viz:size value=\"40\"/>"))
    #expect(grouped.contains("<node id=\"c\" label=\"c\"/>"))
    let painted = try text(GEXFExport.self, network, ["color": "paint"])
    #expect(painted.contains("<viz:color r=\"255\" g=\"0\" b=\"16\"/>"))
    let shaded = try text(GEXFExport.self, network, ["color": "size"])
    #expect(shaded.contains("<viz:color r=\"222\" g=\"235\" b=\"247\"/>"))
    let error = #expect(throws: Diagnostics.self) {
      try ModuleRun(GEXFExport.self, on: network, with: ["size": "group"])
    }
    #expect(error?.all.map(\.id) == ["not-numeric"])
  }

  // MARK: JSON

  @Test(arguments: [true, false]) func jsonKeepsTypes(directed: Bool) throws {
    let network = HostileNetwork.network(directed: directed)
    let text = try text(JSONExport.self, network)
    #expect(!text.contains("<script"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let nodes = try #require(json["nodes"] as? [[String: Any]])
    let links = try #require(json["links"] as? [[String: Any]])
    #expect(json["directed"] as? Bool == directed)
    #expect(nodes.map { $0["id"] as? String } == network.ids.map { Optional($0) })
    #expect(nodes[0]["age"] == nil)
    #expect(nodes[1]["age"] as? Int == -4)
    #expect(nodes[0]["is ok"] as? Bool == true)
    #expect(links[0]["big"] as? Int == Int.max)
    #expect(links.count == network.graph.edgeCount)
  }

  @Test func jsonKeepsItsOwnNames() throws {
    var network = Network(sketch: "a-b")
    network.nodes.set("id", .integers([1, 2]))
    network.nodes.set("id_", .integers([3, 4]))
    let text = try text(JSONExport.self, network)
    #expect(text.contains("{\"id\":\"a\",\"id__\":1,\"id_\":3}"))
  }

  // MARK: DOT

  @Test func dotKeepsTextText() throws {
    let network = HostileNetwork.network(directed: true)
    let text = try text(DOTExport.self, network)
    #expect(text.hasPrefix("digraph {\n"))
    #expect(text.contains("\"\\\\N\" [label=\"\\\\N\""))
    #expect(text.contains("\"back\\\\\" [label=\"back\\\\\""))
    #expect(text.contains("\"\\\"quoted\\\"\" [label=\"\\\"quoted\\\"\""))
    #expect(text.contains("[label=\"line\\nbreak\""))
    #expect(text.contains("[label=\"Tom &amp; Jerry &amp;amp;\""))
    #expect(text.contains("\"data_age\"=\"-4\""))
    #expect(Self.isBalanced(text))
  }

  @Test func dotCutsLongNames() throws {
    let long = String(repeating: "\\", count: 20_000)
    let network = HostileNetwork.network(directed: false, names: [long, "a", "b"])
    let text = try text(DOTExport.self, network, ["attributes": false])
    #expect(text.contains("\" + \""))
    #expect(Self.isBalanced(text))
  }

  /// True when every quotation mark that opens a text is closed, as Graphviz reads them.
  private static func isBalanced(_ text: String) -> Bool {
    var isInside = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        isEscaped = false
      } else if scalar == "\\", isInside {
        isEscaped = true
      } else if scalar == "\"" {
        isInside.toggle()
      }
    }
    return !isInside
  }

  @Test func dotWritesNoWeightsThatGraphvizRefuses() throws {
    var network = Network(sketch: "a-b b-c c-d")
    network.edges.set("w", .numbers([-1, 2, .infinity]))
    network.weight = EdgeWeight(column: "w", meaning: .strength)
    let text = try text(DOTExport.self, network, ["attributes": false])
    #expect(text.contains("  \"a\" -- \"b\";\n  \"b\" -- \"c\" [weight=2];\n  \"c\" -- \"d\";\n"))
  }

  // MARK: Empty

  @Test func writeTheNetworkWithoutNodes() throws {
    let empty = Network()
    #expect(try text(DOTExport.self, empty).hasSuffix("{\n  graph [charset=\"UTF-8\"];\n}\n"))
    #expect(try text(GraphMLExport.self, empty).contains("<graph edgedefault=\"undirected\">"))
    #expect(try text(GEXFExport.self, empty).contains("<nodes>\n    </nodes>"))
    let json = Data(try text(JSONExport.self, empty).utf8)
    #expect((try? JSONSerialization.jsonObject(with: json)) != nil)
    #expect(try text(CSVExport.self, empty) == "source,target\n")
  }
}

/// Ids of nodes and the number of edges, as an XML parser sees them.
private final class XMLCollector: NSObject, XMLParserDelegate {
  var nodes: [String] = []
  var edges = 0
  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if name == "node" { nodes.append(attributes["id"] ?? "") }
    if name == "edge" { edges += 1 }
  }
}
