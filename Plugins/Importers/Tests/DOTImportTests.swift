import ModuleKit
import Testing

/// The DOT language beyond the sample files.
struct DOTImportTests {
  @Test func readsKeywordsInAnyCaseAndCommentsAnywhere() throws {
    let network = try Reading.text(
      """
      # a line of a preprocessor
      /* strict? */ STRICT DiGraph "a graph" {
        Node [kind="x"] // defaults
        a -> /* here */ b; "node" -> "graph"
        SubGraph s { c }
      }
      # the end
      """, as: "a.dot")
    #expect(network.ids == ["a", "b", "c", "graph", "node"])
    #expect(network.edgeList == ["a b", "node graph"])
    #expect(network.nodes["kind"] == .texts(Array(repeating: "x", count: 5)))
  }

  @Test func joinsGroups() throws {
    let network = try Reading.text(
      "digraph { {a b} -> {c d} -> e; f, g -> h; subgraph s {i; j}; k -> subgraph s {l} }",
      as: "a.dot")
    #expect(
      network.edgeList == [
        "a c", "a d", "b c", "b d", "c e", "d e", "f h", "g h", "k i", "k j", "k l",
      ])
  }

  @Test func keepsDefaultsInTheirBraces() throws {
    let network = try Reading.text(
      """
      graph {
        early; node [color=red, size=1]; a
        subgraph { node [color=blue]; b; a; subgraph { node [size=2] c } d }
        e; a [size=7]; edge [w=1]; a -- b; { edge [w=2] b -- c [v=3] } c -- d
      }
      """, as: "a.dot")
    #expect(network.ids == ["a", "b", "c", "d", "e", "early"])
    #expect(
      network.nodes["color"] == .texts(["red", "blue", "blue", "blue", "red", nil]))
    let none = Column.missingInteger
    #expect(network.nodes["size"] == .integers([7, 1, 2, 1, 1, none]))
    #expect(network.edges["w"] == .integers([1, 2, 1]))
    #expect(network.edges["v"] == .integers([none, 3, none]))
  }

  @Test func readsTextsAsGraphvizDoes() throws {
    let network = try Reading.text(
      """
      digraph g {
        "say \\"hi\\"" -> "back\\\\slash" -> "long" + /* and */ "er\\
      est" [label="\\N of \\G: \\T\\E\\H \\\\ \\l"]
        x [label="caf&eacute; & \\N\\nof \\G"]
        <a<!-- > -->b<i>c</i>> [label=<<b>\\N</b>>]
        1.50 -> -.5
      }
      """, as: "a.dot")
    #expect(
      network.ids == [
        "-.5", "1.50", "a<!-- > -->b<i>c</i>", "back\\\\slash", "longerest", "say \"hi\"", "x",
      ])
    #expect(
      network.nodes["label"]
        == .texts([
          "-.5", "1.50", "<b>\\N</b>", "back\\slash", "longerest", "say \"hi\"",
          "café & x\nof g",
        ]))
    // An edge has no name of its own: its `N` is a letter. A name shows its backslash once.
    let names = "back\\slash" + "back\\slash->longerest" + "longerest"
    #expect(network.edges["label"]?.text(at: 1) == "N of g: \(names) \\")
  }

  @Test func tellsNumbersFromCodes() throws {
    let network = try Reading.text(
      """
      graph { a [n="1.5", i=3, code="007", name="Nan", mixed=1, neg=-2]
              b [n=2, i="4", code="12", name="Inf", mixed="one", neg="-.5"] }
      """, as: "a.dot")
    #expect(network.nodes["n"] == .numbers([1.5, 2]))
    #expect(network.nodes["i"] == .integers([3, 4]))
    #expect(network.nodes["code"] == .texts(["007", "12"]))
    #expect(network.nodes["name"] == .texts(["Nan", "Inf"]))
    #expect(network.nodes["mixed"] == .texts(["1", "one"]))
    #expect(network.nodes["neg"] == .numbers([-2, -0.5]))
  }

  @Test func putsNodesIntoTheInnermostCluster() throws {
    let network = try Reading.text(
      """
      digraph {
        subgraph cluster_a { label="outer \\G"; x; subgraph clusterB { y; x } z }
        subgraph cluster_c { x; w; label=<<b>C</b>> }
        subgraph plain { cluster=true; v } subgraph other { u }
      }
      """, as: "a.dot")
    #expect(network.ids == ["u", "v", "w", "x", "y", "z"])
    #expect(
      network.nodes["cluster"]
        == .texts([nil, "plain", "<b>C</b>", "clusterB", "clusterB", "outer"]))
    #expect(
      network.ledger[0].notes.contains("nodes in several clusters, the first taken: 1"))
  }

  @Test func givesPortsToEdges() throws {
    let network = try Reading.text(
      "digraph { a:out:s -> b:in; a:x -> c }", as: "a.dot")
    #expect(network.ids == ["a", "b", "c"])
    #expect(network.edges["tailport"] == .texts(["out:s", "x"]))
    #expect(network.edges["headport"] == .texts(["in", nil]))
  }

  @Test func mergesAttributesOfStrictEdges() throws {
    let network = try Reading.text(
      "strict graph { a -- b [w=1, c=1]; b -- a [w=2]; a -- a; a -- a }", as: "a.dot",
      ["weight": "w"])
    #expect(network.edgeList == ["a b 2"])
    #expect(network.edges["c"] == .integers([1]))
    #expect(network.ledger[0].read == 2)
    let directed = try Reading.text("strict digraph { a -> b; b -> a; a -> b }", as: "a.dot")
    #expect(directed.edgeList == ["a b", "b a"])
  }

  static let mistakes: [(text: String, says: String)] = [
    ("", "empty-file the file is empty"),
    ("hello", "no-graph 1:1 the file does not begin with 'graph' or 'digraph'"),
    ("graph g", "unexpected-token 1:8 '{' is expected here, not the end of the file"),
    ("graph {} graph {}", "several-graphs 1:10 a second graph begins here"),
    ("graph {} }", "unexpected-token 1:10 the graph ends before this"),
    ("digraph {\n a -- b }", "edge-operator 2:4 '--' in a directed graph"),
    ("graph { a -- }", "unexpected-token 1:14 a node or a subgraph is expected here, not '}'"),
    ("graph { a [x] }", "unexpected-token 1:13 '=' behind 'x' is expected here, not ']'"),
    ("graph { a [x=] }", "unexpected-token 1:14 a value is expected here, not ']'"),
    ("graph { a [x=1", "open-bracket 1:11 this '[' is never closed"),
    ("graph { node }", "unexpected-token 1:14 '[' is expected here, not '}'"),
    ("graph { a = }", "unexpected-token 1:13 a value is expected here, not '}'"),
    ("graph { a [x=\"1 }", "open-quote 1:14 this text is never closed"),
    ("graph { <b -- c }", "open-html 1:9 this HTML is never closed"),
    ("graph { /* a }", "open-comment 1:9 this comment is never closed"),
    ("graph { 1a }", "bad-number 1:9 '1a' is neither a number nor a name"),
    ("graph { 1.2.3 }", "bad-number 1:9 '1.2.3' is neither a number nor a name"),
    ("graph { a@b }", "unexpected-character 1:10 '@' means nothing here"),
    (
      "graph { \"a\" + b }",
      "unexpected-character 1:15 a text in quotation marks is expected behind '+'"
    ),
    ("graph { \"\" }", "empty-id 1:9 the id of this node is empty"),
    ("graph { a\n<a> }", "duplicate-id 2:1 a second node has the id 'a'"),
    ("graph { subgraph { a }", "open-bracket 1:7 this '{' is never closed"),
  ]

  @Test(arguments: mistakes.indices) func saysWhatIsWrong(index: Int) {
    let (text, says) = Self.mistakes[index]
    let said = Reading.refusal { try Reading.text(text, as: "a.dot") }
    #expect(said == says)
  }

  @Test func takesDeepSubgraphsWithoutRecursion() {
    let deep = String(repeating: "{", count: 100_000)
    let says = Reading.refusal { try Reading.text("graph \(deep)", as: "a.dot") }
    #expect(says == "too-deep 1:263 subgraphs are nested more than 256 deep")
  }

  @Test func readsLongLinesInLinearTime() throws {
    let chain = (0..<50_000).map { "n\($0)" }.joined(separator: "--")
    #expect(try Reading.text("graph{\(chain)}", as: "a.dot").graph.edgeCount == 49_999)
    let again = String(repeating: "subgraph s{a} node[x=1] ", count: 20_000)
    #expect(try Reading.text("graph{\(again)}", as: "a.dot").graph.nodeCount == 1)
  }

  @Test func refusesValuesOutOfProportion() {
    let defaults = (0..<3000).map { "node[a\($0)=1]" }.joined(separator: " ")
    let nodes = (0..<3000).map { "n\($0)" }.joined(separator: " ")
    let says = Reading.refusal {
      try Reading.text("graph{ \(defaults) \(nodes) }", as: "a.dot")
    }
    #expect(says.hasPrefix("too-many-attributes 1:1"), "\(says.prefix(200))")
    let name = String(repeating: "x", count: 5000)
    let long = Reading.refusal { try Reading.text("graph{ \(name) }", as: "a.dot") }
    #expect(long == "long-id 1:8 the id of this node has 5000 bytes")
  }

  @Test func keepsLongLabelsAsTheyAre() throws {
    let escapes = String(repeating: "\\N", count: 500)
    let nodes = (0..<2000).map { "n\($0)" }.joined(separator: " ")
    let network = try Reading.text("graph{ node[label=\"\(escapes)\"]; \(nodes) }", as: "a.dot")
    #expect(network.graph.nodeCount == 2000)
    #expect(network.ledger[0].notes.contains { $0.hasPrefix("long labels, kept with their") })
  }

  @Test func refusesGroupsThatNoMachineCanJoin() {
    let many = (0..<60_000).map { "n\($0)" }.joined(separator: " ")
    let says = Reading.refusal {
      try Reading.text("graph{ {\(many)} -- {\(many)} }", as: "a.dot")
    }
    #expect(says.hasPrefix("too-many-edges 1:"), "\(says.prefix(200))")
  }
}
