import ModuleKit
import Testing

/// What `import.node_link` promises beyond JSON itself.
struct NodeLinkTests {
  @Test func readsWhatNetworkXWrites() throws {
    // node_link_data of a MultiDiGraph, NetworkX 3.
    let network = try Reading.text(
      """
      {"directed": true, "multigraph": true, "graph": {"name": "g"},
       "nodes": [{"club": "A", "id": 1}, {"club": "B", "id": 2, "x": 0.5}, {"id": "three"}],
       "edges": [{"weight": 2.0, "source": 1, "target": 2, "key": 0},
                 {"weight": NaN, "source": 2, "target": "three", "key": 0},
                 {"weight": 3, "source": 1, "target": 2, "key": 1}]}
      """, as: "a.json", ["weight": "weight"])
    #expect(network.ids == ["1", "2", "three"])
    #expect(network.graph.isDirected)
    #expect(network.edgeList == ["1 2 5"])
    #expect(network.nodes["club"] == .texts(["A", "B", nil]))
    #expect(network.nodes["x"] == .numbers([.nan, 0.5, .nan]))
    let entry = network.ledger[0]
    #expect(entry.rejections.map(\.reason) == ["missing-weight"])
    #expect(entry.rejections.map(\.line) == [4])
    #expect(entry.merged == 1)
    #expect(
      entry.notes == [
        "UTF-8", "neither nodes nor links, passed over: graph",
        "'key' differs between the merged rows of 1 tie: left empty",
      ])
  }

  @Test func readsWhatD3Reads() throws {
    let named = try Reading.text(
      """
      {"nodes": [{"name": "Myriel", "group": 1}, {"name": "Napoleon", "group": 1}],
       "links": [{"source": 1, "target": 0, "value": 1}]}
      """, as: "a.json", ["weight": "value"])
    #expect(named.ids == ["Myriel", "Napoleon"])
    #expect(named.edgeList == ["Myriel Napoleon 1"])
    #expect(named.ledger[0].notes.contains("links name nodes by their position, from 0"))
    let plain = try Reading.text(
      "{\"nodes\": [{\"x\": 1}, {\"x\": 2}, {}], \"links\": [{\"source\": 2, \"target\": 0}]}",
      as: "a.json")
    #expect(plain.edgeList == ["0 2"])
    // After a layout the ends of links are the nodes themselves.
    let laidOut = try Reading.text(
      """
      {"nodes": [{"id": "a", "index": 0}, {"id": "b", "index": 1}],
       "links": [{"source": {"id": "b", "index": 1}, "target": {"id": "a", "index": 0}}]}
      """, as: "a.json")
    #expect(laidOut.edgeList == ["a b"])
  }

  @Test func takesNumbersForIDsWhereIDsAreNumbers() throws {
    let network = try Reading.text(
      """
      {"nodes": [{"id": 2}, {"id": 1.0}, {"id": "0"}],
       "links": [{"source": 2, "target": 1}, {"source": "0", "target": "2"}]}
      """, as: "a.json")
    #expect(network.ids == ["0", "1", "2"])
    #expect(network.edgeList == ["0 2", "1 2"])
  }

  @Test func namesNodesByAttributesAndTexts() throws {
    let network = try Reading.text(
      """
      {"nodes": [{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bob"}],
       "links": [{"source": 1, "target": 2}]}
      """, as: "a.json", ["id": "name"])
    #expect(network.edgeList == ["Ann Bob"])
    let texts = try Reading.text(
      "{\"nodes\": [\"a\", [0, 1]], \"links\": [{\"source\": \"a\", \"target\": [0, 1]}]}",
      as: "a.json")
    #expect(texts.edgeList == ["[0,1] a"])
  }

  @Test func refusesValuesOutOfProportion() {
    let nodes = (0..<3000).map { "{\"id\": \($0), \"a\($0)\": 1}" }.joined(separator: ",")
    let says = Reading.refusal {
      try Reading.text("{\"nodes\": [\(nodes)], \"links\": []}", as: "a.json")
    }
    #expect(says.hasPrefix("too-many-attributes 1:1"), "\(says.prefix(200))")
  }

  static let mistakes: [(text: String, says: String)] = [
    ("[1]", "wrong-shape 1:1 the file holds a list instead of an object"),
    ("{\"nodes\": {}, \"links\": []}", "wrong-type 1:11 'nodes' must be a list, not an object"),
    ("{\"nodes\": []}", "no-links 1:1 there is no list 'links' or 'edges' in the file"),
    (
      "{\"nodes\": [], \"links\": [], \"edges\": []}", "several-lists 1:28 'edges' besides 'links'"
    ),
    (
      "{\"directed\": \"yes\", \"nodes\": [], \"links\": []}",
      "bad-value 1:14 'directed' must be true or false, not a text"
    ),
    (
      "{\"nodes\": [{\"id\": \"a\"},\n{\"x\": 1}], \"links\": []}",
      "node-without-id 2:1 this node has no 'id'"
    ),
    (
      "{\"nodes\": [{\"id\": \"a\"},\n{\"id\": \"a\"}], \"links\": []}",
      "duplicate-id 2:1 a second node has the id 'a'"
    ),
    (
      "{\"nodes\": [{\"id\": true}], \"links\": []}",
      "bad-id 1:19 the id of a node must be a text or a number, not a truth value"
    ),
    (
      "{\"nodes\": [true], \"links\": []}",
      "wrong-type 1:12 a node must be an object, not a truth value"
    ),
    (
      "{\"nodes\": [\"a\"], \"links\": [\"a\"]}",
      "wrong-type 1:28 a link must be an object, not a text"
    ),
    (
      "{\"nodes\": [\"a\"], \"links\": [\n{\"source\": \"a\"}]}",
      "edge-without-end 2:1 this link has no target"
    ),
    (
      "{\"nodes\": [\"a\"], \"links\": [\n{\"source\": \"a\", \"target\": \"b\"}]}",
      "unknown-node 2:1 this edge names node 'b', which is not declared"
    ),
    (
      "{\"nodes\": [\"a\"], \"links\": [\n{\"source\": \"a\", \"target\": 1}]}",
      "unknown-node 2:27 this link names the node at position 1, and there is none"
    ),
    (
      "{\"nodes\": [\"0\", \"2\", \"1\"], \"links\": [\n{\"source\": 0, \"target\": 1}]}",
      "ambiguous-end 2:25 this may be node '1', or node '2' at position 1"
    ),
    (
      "{\"nodes\": [\"1\", \"2\"], \"links\": [\n{\"source\": 1, \"target\": 2}]}",
      "ambiguous-end 2:12 this may be node '1', or node '2' at position 1"
    ),
  ]

  @Test(arguments: mistakes.indices) func saysWhatIsWrong(index: Int) {
    let (text, says) = Self.mistakes[index]
    let said = Reading.refusal { try Reading.text(text, as: "a.json") }
    #expect(said == says)
  }
}
