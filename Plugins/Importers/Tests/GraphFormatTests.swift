import ModuleKit
import ModuleTesting
import Testing

/// What the importers of graph formats promise beyond the sample files.
struct GraphFormatTests {
  private static let mixed = """
    <graphml><graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/>
    <edge source="a" target="b"/><edge source="b" target="c" directed="true"/>
    <edge source="c" target="c"/></graph></graphml>
    """

  @Test func readsDirectionsOfSingleEdges() throws {
    let network = try Reading.text(Self.mixed, as: "a.graphml")
    #expect(network.graph.isDirected)
    #expect(network.edgeList == ["a b", "b a", "b c"])
    let entry = network.ledger[0]
    #expect(entry.read == 4)
    #expect(entry.kept == 3)
    #expect(
      entry.rejections == [
        .init(line: 3, reason: "self-loop", detail: "'c' is joined to itself")
      ])
    #expect(entry.notes.contains("1 undirected edge became two arcs and is counted twice"))
  }

  @Test func obeysTheStudyOnDirection() throws {
    let network = try Reading.text(
      Self.mixed, as: "a.graphml", ["directed": false, "loops": "keep"])
    #expect(!network.graph.isDirected)
    #expect(network.edgeList == ["a b", "b c", "c c"])
    #expect(network.ledger[0].notes.contains("undirected edges made of arcs: 1"))
  }

  @Test func readsEncodingsThatXMLDeclares() throws {
    let text = """
      <?xml version="1.0" encoding="ENCODING"?>
      <graphml><graph edgedefault="directed"><node id="Zoë"/></graph></graphml>
      """
    let latin = text.replacing("ENCODING", with: "ISO-8859-1").unicodeScalars.map {
      UInt8($0.value)
    }
    #expect(try Reading.bytes(latin, as: "a.graphml").ids == ["Zoë"])
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.replacing("ENCODING", with: "UTF-16").utf16 {
      wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    #expect(try Reading.bytes(wide, as: "a.graphml").ids == ["Zoë"])
    let other = Reading.refusal {
      try Reading.text(text.replacing("ENCODING", with: "EBCDIC-US"), as: "a.graphml")
    }
    #expect(other == "bad-encoding 1:1 the file declares the encoding 'ebcdic-us'")
    // Bytes that are not what the file declares are refused, never handed on.
    let broken = Array(text.replacing("ENCODING", with: "UTF-8").utf8).map {
      $0 == 0xC3 ? 0xFF : $0
    }
    let says = Reading.refusal { try Reading.bytes(broken, as: "a.graphml") }
    #expect(says == "bad-encoding 2:52 byte FF is not UTF-8")
  }

  @Test func readsCDATAAndPassesOverDrawings() throws {
    let network = try Reading.text(
      """
      <graphml xmlns:y="y"><key id="t" for="node" attr.name="t" attr.type="string"/>
      <key id="g" for="node" yfiles.type="nodegraphics"/>
      <graph edgedefault="directed"><desc>A <b>team</b></desc>
      <node id="a"><data key="t"><![CDATA[<&>]]> tail</data>
      <data key="g"><y:ShapeNode><y:NodeLabel>x</y:NodeLabel></y:ShapeNode></data></node>
      </graph></graphml>
      """, as: "a.graphml")
    #expect(network.nodes.names == ["t"])
    #expect(network.nodes["t"] == .texts(["<&> tail"]))
    #expect(
      network.ledger[0].notes.contains(
        "values that hold drawings of another program, passed over: 1"))
  }

  @Test func mergesEdgesAsTheStudySays() throws {
    let text = """
      graph [ node [ id 1 ] node [ id 2 ]
      edge [ source 1 target 2 w 2 k "a" ] edge [ source 2 target 1 w 3 k "b" ] ]
      """
    let sum = try Reading.text(text, as: "a.gml", ["weight": "w"])
    #expect(sum.edgeList == ["1 2 5"])
    #expect(sum.edges["k"] == .texts(["a; b"]))
    #expect(sum.ledger[0].merged == 1)
    let count = try Reading.text(text, as: "a.gml", ["parallel": "count"])
    #expect(count.edgeList == ["1 2 2"])
    let says = Reading.refusal { try Reading.text(text, as: "a.gml", ["parallel": "error"]) }
    #expect(says == "parallel-edge 2:1 '2' and '1' are joined a second time")
  }

  @Test func tellsWhichAttributesThereAre() throws {
    let text = """
      graph [ node [ id 1 label "a" ] node [ id 2 label "a" ] edge [ source 1 target 2 value 3 ] ]
      """
    let weight = #expect(throws: Diagnostic.self) {
      try Reading.text(text, as: "a.gml", ["weight": "valeu"])
    }
    #expect(weight?.id == "unknown-attribute")
    #expect(weight?.location?.file == "weight")
    #expect(weight?.help?.contains("value") == true)
    let says = Reading.refusal { try Reading.text(text, as: "a.gml", ["id": "label"]) }
    #expect(says == "duplicate-id 1:38 a second node has the label 'a'")
  }

  @Test func comparesIdsInNFC() {
    let says = Reading.refusal {
      try Reading.text(
        "graph [ node [ id \"E\u{301}\" ] node [ id \"\u{C9}\" ] ]", as: "a.gml")
    }
    #expect(says == "duplicate-id 1:31 a second node has the id 'É'")
  }

  @Test func takesDeepListsWithoutRecursion() {
    let deep = String(repeating: "a [ ", count: 100_000)
    let says = Reading.refusal { try Reading.text("graph [ \(deep)", as: "a.gml") }
    #expect(says == "too-deep 1:263 lists are nested more than 64 deep")
  }

  @Test func readsLongLinesInLinearTime() throws {
    let nodes = (0..<50_000).map { "node [ id \($0) ]" }.joined(separator: " ")
    let edges = (1..<50_000).map { "edge [ source 0 target \($0) ]" }.joined(separator: " ")
    let gml = try Reading.text("graph [ \(nodes) \(edges) ]", as: "a.gml")
    #expect(gml.graph.edgeCount == 49_999)
    let xmlNodes = (0..<50_000).map { "<node id=\"\($0)\"/>" }.joined()
    let xmlEdges = (1..<50_000).map { "<edge source=\"0\" target=\"\($0)\"/>" }.joined()
    let xml = "<graphml><graph edgedefault=\"undirected\">\(xmlNodes)\(xmlEdges)</graph></graphml>"
    #expect(try Reading.text(xml, as: "a.graphml").graph == gml.graph)
  }

  @Test func readsMoreThanTenMegabytesOfGraphML() throws {
    let padding = String(repeating: "x", count: 500)
    let nodes = (0..<24_000).map { "<node id=\"\($0) \(padding)\"/>\n" }.joined()
    let xml = "<graphml><graph edgedefault=\"undirected\">\n\(nodes)</graph></graphml>"
    #expect(xml.utf8.count > 12_000_000)
    #expect(try Reading.text(xml, as: "a.graphml").graph.nodeCount == 24_000)
    let says = Reading.refusal {
      try Reading.text(xml.replacing("<node id=\"23999 ", with: "<node x=\""), as: "a.graphml")
    }
    #expect(says == "node-without-id 24001:1 this node has no id")
  }

  @Test func readsRelationsOfSingleLinesOfPajek() throws {
    let network = try Reading.text(
      "*Vertices 3\n1 \"a b\" ic Red\n*Arcs :1 \"likes\"\n2: 1 2 3 c Blue\n1 3 [5-9]\n", as: "a.net"
    )
    #expect(network.edgeList == ["a b 2 3", "a b 3 1"])
    #expect(network.edges["relation"] == .texts(["2", "likes"]))
    #expect(network.ledger[0].notes.contains("edges with drawing parameters, passed over: 2"))
  }

  @Test func passesOverPajekWeightsWhenTold() throws {
    let network = try Reading.resource("formats/pajek/arcs-weighted.net", ["weight": false])
    #expect(network.weight == nil)
    #expect(network.graph.edgeCount == 4)
  }

  @Test func passesOnCitations() throws {
    let network = try Reading.resource("formats/pajek/kite.net", ["citation": "Krackhardt 1990"])
    #expect(network.methods.map(\.text) == ["Data: Krackhardt 1990."])
  }
}
