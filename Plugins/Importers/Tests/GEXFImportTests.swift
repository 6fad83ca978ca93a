import ModuleKit
import Testing

/// What `import.gexf` promises beyond the sample files.
struct GEXFImportTests {
  private static func graph(_ attributes: String, _ content: String) -> String {
    "<gexf><graph \(attributes)>\(content)</graph></gexf>"
  }
  private static let nodes = "<nodes><node id='a'/><node id='b'/><node id='c'/></nodes>"

  @Test func readsDirections() throws {
    let mutual = try Reading.text(
      Self.graph(
        "defaultedgetype='directed'",
        Self.nodes + "<edges><edge source='a' target='b' type='mutual'/>"
          + "<edge source='b' target='c'/></edges>"), as: "a.gexf")
    #expect(mutual.graph.isDirected)
    #expect(mutual.edgeList == ["a b", "b a", "b c"])
    let plain = try Reading.text(
      Self.graph(
        "defaultedgetype='mutual'", Self.nodes + "<edges><edge source='b' target='a'/></edges>"),
      as: "a.gexf")
    #expect(!plain.graph.isDirected)
    #expect(plain.edgeList == ["a b"])
    let unsaid = try Reading.text(Self.graph("", Self.nodes), as: "a.gexf")
    #expect(!unsaid.graph.isDirected)
    #expect(
      unsaid.ledger[0].notes == ["UTF-8", "'defaultedgetype' is missing: taken as undirected"])
  }

  @Test func readsValuesOfAllVersions() throws {
    let network = try Reading.text(
      Self.graph(
        "defaultedgetype='undirected'",
        """
        <attributes class='edge'><attribute id='0' title='since' type='long'/>
        <attribute id='1' title='share' type='double'><default>0.5</default></attribute>
        </attributes>\(Self.nodes)<edges>
        <edge source='a' target='b' weight='2'><attvalues><attvalue id='0' value='1999'/>
        <attvalue for='1' value='NaN'/></attvalues></edge>
        <edge source='b' target='c'><attvalues><attvalue for='0' value=' '/></attvalues></edge>
        </edges>
        """), as: "a.gexf", ["weight": "weight"])
    #expect(network.edgeList == ["a b 2", "b c 1"])
    #expect(network.edges["since"] == .integers([1999, Column.missingInteger]))
    // Not a number is a value that is missing, not one that was not given.
    #expect(network.edges["share"] == .numbers([.nan, 0.5]))
  }

  @Test func keepsNestedNodes() throws {
    let network = try Reading.text(
      Self.graph(
        "defaultedgetype='directed'",
        """
        <attributes class='node'><attribute id='s' title='size' type='integer'>
        <default>1</default></attribute></attributes>
        <nodes><node id='team'><nodes><node id='ann'/><node id='bob' pid='other'/></nodes>
        <attvalues><attvalue for='s' value='2'/></attvalues>
        <edges><edge source='ann' target='bob'/></edges></node>
        <node id='other'><parents><parent for='team'/></parents></node></nodes>
        """), as: "a.gexf")
    #expect(network.ids == ["ann", "bob", "other", "team"])
    #expect(network.nodes["pid"] == .texts(["team", "other", "team", nil]))
    #expect(network.nodes["size"] == .integers([1, 1, 1, 2]))
    #expect(network.edgeList == ["ann bob"])
  }

  @Test func passesOverWhatItDoesNotKnow() throws {
    let network = try Reading.text(
      "<gexf xmlns:viz='v'><meta><node id='x'/></meta><graph defaultedgetype='directed'>"
        + "<nodes><node id='a'><ext:thing xmlns:ext='e'><node id='y'/></ext:thing>"
        + "<viz:color r='300'/></node></nodes></graph></gexf>", as: "a.gexf")
    #expect(network.ids == ["a"])
    #expect(network.ledger[0].notes == ["UTF-8", "unknown elements, passed over: 2"])
  }

  @Test func refusesValuesOutOfProportion() {
    let attributes = (0..<3000).map {
      "<attribute id='\($0)' type='integer'><default>1</default></attribute>"
    }.joined()
    let nodes = (0..<3000).map { "<node id='\($0)'/>" }.joined()
    let says = Reading.refusal {
      try Reading.text(
        Self.graph(
          "", "<attributes class='node'>\(attributes)</attributes><nodes>\(nodes)</nodes>"),
        as: "a.gexf")
    }
    #expect(says.hasPrefix("too-many-attributes 1:1"), "\(says.prefix(200))")
  }

  @Test func readsMoreThanTenMegabytes() throws {
    let padding = String(repeating: "x", count: 500)
    let nodes = (0..<24_000).map { "<node id=\"\($0) \(padding)\"/>\n" }.joined()
    let xml = Self.graph("defaultedgetype='directed'", "\n<nodes>\n\(nodes)</nodes>")
    #expect(xml.utf8.count > 12_000_000)
    #expect(try Reading.text(xml, as: "a.gexf").graph.nodeCount == 24_000)
    let says = Reading.refusal {
      try Reading.text(xml.replacing("<node id=\"23999 ", with: "<node x=\""), as: "a.gexf")
    }
    #expect(says == "node-without-id 24002:1 this node has no id")
  }
}
