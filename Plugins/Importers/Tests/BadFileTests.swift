import Foundation
import Testing

/// Every file with a mistake is refused at its place, or the bad rows are counted.
struct BadFileTests {
  static let expected: [(file: String, says: String)] = [
    (
      "csv-bad-weight.csv",
      "bad-weight in line 3: 'heavy' is not a number"
    ),
    (
      "csv-binary.csv",
      "binary-file 2:118 this is not a text file"
    ),
    (
      "csv-empty-endpoint.csv",
      "empty-endpoint in line 3: no source"
    ),
    (
      "csv-empty.csv",
      "empty-file the file is empty"
    ),
    (
      "csv-invalid-utf8.csv",
      "bad-encoding 2:4 byte E9 is not UTF-8"
    ),
    (
      "csv-missing-column.csv",
      "missing-column there is no column that looks like the target"
    ),
    (
      "csv-nan-weight.csv",
      "not-finite-weight in line 2: the weight is nan; not-finite-weight in line 3: the weight is inf"
    ),
    (
      "csv-nul-byte.csv",
      "binary-file 2:2 a NUL byte: this is not a text file"
    ),
    (
      "csv-open-quote.csv",
      "open-quote 2:1 this quotation mark is never closed"
    ),
    (
      "csv-ragged.csv",
      "wrong-cell-count in line 3: 2 cells instead of 3; wrong-cell-count in line 4: 4 cells instead of 3"
    ),
    (
      "gml-duplicate-id.gml",
      "duplicate-id 1:28 a second node has the id '1'"
    ),
    (
      "gml-no-id.gml",
      "node-without-id 1:14 this node has no id"
    ),
    (
      "gml-unclosed-string.gml",
      "open-quote 1:27 this text is never closed"
    ),
    (
      "gml-unclosed.gml",
      "open-bracket 3:7 the bracket of 'node' is never closed"
    ),
    (
      "gml-unknown-node.gml",
      "unknown-node 1:28 this edge names node '9', which is not declared"
    ),
    (
      "graphml-bad-int.graphml",
      "bad-value 1:174 'forty' is no int, as key 'age' declares"
    ),
    (
      "graphml-entity-bomb.graphml",
      "xml-entity 3:1 the file declares an entity"
    ),
    (
      "graphml-no-source.graphml",
      "edge-without-end 1:100 this edge has no source"
    ),
    (
      "graphml-truncated.graphml",
      "bad-xml 2:116 the XML breaks off or is damaged inside 'graph'"
    ),
    (
      "graphml-wrong-root.graphml",
      "wrong-root 1:22 the root element is 'svg', not 'graphml'"
    ),
    (
      "net-huge-count.net",
      "absurd-count 1:11 99999999999 vertices in a file of 33 bytes cannot be meant"
    ),
    (
      "net-negative-count.net",
      "bad-count 1:11 the number of vertices is negative: -5"
    ),
    (
      "net-no-vertices.net",
      "no-vertices 1:1 '*Edges' comes before '*Vertices'"
    ),
    (
      "net-not-a-number.net",
      "bad-count 1:11 the number of vertices is 'two'"
    ),
    (
      "net-out-of-range.net",
      "vertex-out-of-range 5:3 there is no vertex 3: they are numbered from 1 to 2"
    ),
  ]

  @Test(arguments: expected.indices) func saysWhatIsWrong(index: Int) {
    let (file, says) = Self.expected[index]
    let said = Reading.refusal { try Reading.resource("bad-input/" + file) }
    #expect(said == says)
  }

  static let texts: [(file: String, text: String, says: String)] = [
    ("a.gml", "graph [ node [ id 1 ] ] ]", "unexpected-bracket 1:25 this bracket closes nothing"),
    (
      "a.gml", "graph [ node [ id 1 ] ]\ngraph [ ]", "several-graphs 2:7 a second graph begins here"
    ),
    (
      "a.gml", "graph [ node [ id yes ] ]",
      "bad-value 1:19 'yes' is neither a number nor a quoted text"
    ),
    ("a.gml", "graph [ node [ id ] ]", "missing-value 1:16 key 'id' has no value"),
    ("a.gml", "graph [\n directed 2 ]", "bad-value 2:2 'directed' must be 0 or 1"),
    (
      "a.gml", "graph [ node [ id 1 ]\n edge [ source 1 ] ]",
      "edge-without-end 2:7 this edge has no target"
    ),
    ("a.gml", "Creator \"me\"", "no-graph 1:1 there is no 'graph [ … ]' in the file"),
    ("a.gml", "graph [ é \"x\" 3 4 ]", "bad-key 1:15 '3' is no key"),
    ("a.gml", "graph [ node [ id 1.5 ] ]", "bad-id 1:16 '1.5' is not a whole number"),
    ("a.gml", "", "empty-file the file is empty"),
    ("a.net", "*Vertices", "bad-count 1:1 the number of vertices is missing"),
    ("a.net", "*Vertices 2\n1 \"a", "open-quote 2:3 this label is not closed on its line"),
    (
      "a.net", "*Vertices 2\n3 \"a\"",
      "vertex-out-of-range 2:1 there is no vertex 3: they are numbered from 1 to 2"
    ),
    (
      "a.net", "*Vertices 2\n1 \"a\"\n1 \"b\"",
      "duplicate-id 3:1 vertex 1 is described a second time"
    ),
    ("a.net", "*Vertices 2\n1 \"a\"\n2 \"a\"\n", "duplicate-id 3:1 a second node has the id 'a'"),
    ("a.net", "*Vertices 2\n*Edges\n1\n", "edge-without-end 3:1 this line needs two vertices"),
    ("a.net", "*Vertices 2\n*Edges\n1 x\n", "bad-number 3:3 'x' is not the number of a vertex"),
    ("a.net", "*Vertices 2\n*Edges\n1 2 heavy\n", "bad-weight in line 3: 'heavy' is not a number"),
    ("a.net", "*Vertices 2\n*Matrix\n1 0\n", "wrong-matrix 2:1 the matrix has 1 rows instead of 2"),
    (
      "a.net", "*Vertices 2\n*Matrix\n1 0 1\n",
      "wrong-matrix 3:1 this row has 3 values instead of 2"
    ),
    (
      "a.net", "*Vertices 2\n*Matrix\n0 1\n0 0\n1 1\n",
      "wrong-matrix 5:1 the matrix has more than 2 rows"
    ),
    (
      "a.net", "*Vertices 2\n*Partition club\n1\n",
      "unknown-section 2:1 '*Partition' is no section of a network"
    ),
    ("a.net", "*Vertices 2\n*Vertices 3\n", "several-networks 2:1 a second network begins here"),
    ("a.net", "*Vertices 2 5\n", "bad-count 1:13 the number of vertices of the first mode is '5'"),
    ("a.net", "hello\n", "no-vertices 1:1 the file does not begin with '*Vertices'"),
    ("a.graphml", "", "empty-file the file is empty"),
    ("a.graphml", "hello", "bad-xml 1:1 this is not XML"),
    ("a.graphml", "<graphml/>", "no-graph 1:1 there is no 'graph' element in the file"),
    (
      "a.graphml", "<graphml><graph><node/></graph></graphml>",
      "node-without-id 1:17 this node has no id"
    ),
    (
      "a.graphml", "<graphml><graph>\n<node id=\"a\"/><node id=\"a\"/></graph></graphml>",
      "duplicate-id 2:15 a second node has the id 'a'"
    ),
    (
      "a.graphml",
      "<graphml><graph>\n<node id=\"a\"/>\n<edge source=\"a\" target=\"b\"/></graph></graphml>",
      "unknown-node 3:1 this edge names node 'b', which is not declared"
    ),
    (
      "a.graphml", "<graphml><graph><node id=\"a\"><graph/></node></graph></graphml>",
      "nested-graph 1:30 a graph inside a node"
    ),
    (
      "a.graphml", "<graphml><graph><hyperedge/></graph></graphml>",
      "hyperedge 1:17 an edge of more than two nodes"
    ),
    (
      "a.graphml", "<graphml><graph><node id=\"a\"><port name=\"p\"/></node></graph></graphml>",
      "port 1:30 ports of nodes cannot be read"
    ),
    (
      "a.graphml",
      "<graphml><graph><node id=\"a\"><data key=\"k\">1</data></node></graph></graphml>",
      "unknown-key 1:30 no key has the id 'k'"
    ),
    (
      "a.graphml", "<graphml><graph edgedefault=\"up\"/></graphml>",
      "bad-value 1:10 'edgedefault' must be 'directed' or 'undirected', not 'up'"
    ),
    (
      "a.graphml", "<graphml><graph/><graph/></graphml>",
      "several-graphs 1:18 a second graph begins here"
    ),
    (
      "a.graphml", "<graphml><key for=\"node\"/></graphml>",
      "key-without-id 1:10 this key has no id"
    ),
    (
      "a.graphml", "<graphml><graph></node></graphml>",
      "bad-xml 1:17 the wrong element is closed inside 'graph'"
    ),
    (
      "a.graphml", "<graphml><graph><node id=\"&x;\"/></graph></graphml>",
      "bad-xml 1:17 an entity that is not declared"
    ),
    (
      "a.graphml",
      "<!DOCTYPE g [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><graphml><graph/></graphml>",
      "xml-entity 1:14 the file declares an entity"
    ),
  ]

  @Test(arguments: texts.indices) func saysWhatIsWrongInText(index: Int) {
    let (file, text, says) = Self.texts[index]
    let said = Reading.refusal { try Reading.text(text, as: file) }
    #expect(said == says)
  }
}

/// Files that no machine can hold.
struct HugeFileTests {
  /// A file with holes is large without taking room.
  @Test func isRefusedBeforeItIsRead() throws {
    let path = NSTemporaryDirectory() + "sociogram-huge-" + UUID().uuidString + ".csv"
    let row = "a,b\n"
    try Data(("from,to\n" + String(repeating: row, count: 30_000)).utf8)
      .write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 1 << 42)
    try handle.close()
    let said = Reading.refusal { try Reading.file(path) }
    #expect(said.hasPrefix("larger-than-memory about 1099511"), "\(said)")
    #expect(said.contains("ties would take 64.0 TiB"), "\(said)")
  }
}
