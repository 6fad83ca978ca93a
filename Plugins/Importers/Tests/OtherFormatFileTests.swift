import ModuleKit
import Testing

/// Files of other programs in the less common formats, against sizes that two of those programs, or
/// the headers of the files, agree on.
struct OtherFormatFileTests {
  static let files = FormatFileTests.expected.keys.filter { name in
    ["dl", "dot", "gexf", "metis"].contains { name.hasPrefix($0 + "/") }
      // It joins nodes that it does not declare, which is refused.
      && name != "gexf/missing_nodes.gexf"
  }.sorted()

  @Test func knowsTheFiles() { #expect(Self.files.count == 22) }

  @Test(arguments: files) func hasTheSizeExpected(name: String) throws {
    let expected = try #require(FormatFileTests.expected[name])
    let network = try Reading.resource("formats/" + name)
    if let n = expected.n { #expect(network.graph.nodeCount == n) }
    if let m = expected.m { #expect(network.ledger[0].read == m) }
    if let directed = expected.directed { #expect(network.graph.isDirected == directed) }
    #expect(network.ledger.allSatisfy { $0.isBalanced })
  }

  /// Sizes that Graphviz's own `gc` counts.
  @Test(arguments: [
    ("escaped_newlines.dot", 1, 1), ("escaped_quoted_label.dot", 1, 0),
    ("hash_inside_html.dot", 3, 0), ("html_labels.dot", 6, 3), ("numeric_ids_unicode.dot", 4, 0),
    ("parsing_test.dot", 11, 30),
  ]) func readsDOTAsGraphvizDoes(name: String, n: Int, m: Int) throws {
    let network = try Reading.resource("formats/dot/" + name)
    #expect(network.graph.nodeCount == n)
    #expect(network.ledger[0].read == m)
  }

  @Test(arguments: [
    ("A.mtx", 7, 15), ("LFAT5.mtx", 14, 30), ("chesapeake.mtx", 39, 170), ("karate.mtx", 34, 78),
    ("empty.mtx", 7, 0),
  ]) func readsMatrixMarket(name: String, n: Int, m: Int) throws {
    let network = try Reading.resource("formats/mtx/" + name)
    #expect(network.graph.nodeCount == n)
    #expect(network.ledger[0].read == m)
    #expect(!network.graph.isDirected)
    #expect(network.ledger.allSatisfy { $0.isBalanced })
  }

  @Test(arguments: [
    ("edgelist1-labels.dl", ["ann bob 3", "bob cat 1", "dan ann 0.5"]),
    ("edgelist1-embedded.dl", ["ann bob 1", "bob cat c. 2", "cat c. dan 1", "dan eve 1"]),
    ("edgelist2-two-mode.dl", ["ann club1", "bob club1", "bob club2", "cat club2"]),
    ("fullmatrix-embedded.dl", ["ann bob 2", "bob ann 2", "bob cat 1.5", "cat bob 1.5"]),
    ("fullmatrix-labels.dl", ["ann bob 1", "bob cat 1", "bob dan 1", "cat ann 1"]),
    ("nodelist1.dl", ["ann bob", "ann cat", "bob cat", "cat dan"]),
  ]) func readsFormatsOfDL(name: String, edges: [String]) throws {
    #expect(try Reading.resource("formats/dl/" + name).edgeList == edges)
  }

  @Test func keepsModesOfDL() throws {
    let network = try Reading.resource("formats/dl/edgelist2-two-mode.dl")
    #expect(network.ids == ["ann", "bob", "cat", "club1", "club2"])
    #expect(network.nodes["mode"] == .integers([1, 1, 1, 2, 2]))
  }

  @Test func keepsWeightsOfMETIS() throws {
    let network = try Reading.resource("formats/metis/weighted.graph")
    #expect(network.edgeList == ["1 2 7", "2 3 2", "3 4 9"])
    #expect(network.nodes["weight"] == .integers([5, 1, 1, 3]))
    let isolate = try Reading.resource("formats/metis/example.graph")
    #expect(isolate.edgeList == ["1 2", "1 4"])
    #expect(isolate.weight == nil)
  }

  @Test func rejectsNegativeValuesOfMatrices() throws {
    let network = try Reading.resource("formats/mtx/LFAT5.mtx")
    let reasons = network.ledger[0].rejections.map(\.reason)
    #expect(reasons.filter { $0 == "negative-weight" }.count == 9)
    #expect(reasons.filter { $0 == "self-loop" }.count == 14)
    #expect(network.graph.edgeCount == 7)
  }

  @Test func readsEmptyMatricesAsTwoModes() throws {
    let network = try Reading.resource("formats/mtx/empty.mtx")
    #expect(network.ids == ["c1", "c2", "c3", "c4", "r1", "r2", "r3"])
    #expect(network.nodes["mode"] == .integers([2, 2, 2, 2, 1, 1, 1]))
  }

  @Test func readsKarateFromTwoFormats() throws {
    let metis = try Reading.resource("formats/metis/karate.graph")
    let matrix = try Reading.resource("formats/mtx/karate.mtx")
    #expect(metis.graph == matrix.graph)
    #expect(metis.ids == matrix.ids)
  }

  @Test func readsLesMiserablesFromThreeFormats() throws {
    let gml = try Reading.resource("networks/lesmis.gml", ["id": "name", "weight": "value"])
    let gexf = try Reading.resource(
      "formats/gexf/les_miserables.gexf", ["id": "label", "weight": "weight", "directed": false])
    #expect(gexf.ids == gml.ids)
    // Two thirds of the edges say what they weigh; the others weigh 1.
    #expect(gexf.edgeList == gml.edgeList)
    let metis = try Reading.resource("formats/metis/lesmis.graph")
    #expect(metis.edgeWeights.reduce(0, +) == 820)
    // Vertices are numbered from 1 in the order of the other file, whose ids begin with 0.
    let numbered = try Reading.resource("networks/lesmis.gml", ["weight": "value"])
    func pairs(_ network: Network, _ offset: Int) -> Set<[Int]> {
      let weights = network.edgeWeights
      return Set(
        (0..<network.graph.edgeCount).map { edge in
          let ends = [network.graph.sources[edge], network.graph.targets[edge]]
          return ends.map { (Int(network.ids[Int($0)]) ?? -9) + offset }.sorted()
            + [Int(weights[edge])]
        })
    }
    #expect(pairs(metis, 0) == pairs(numbered, 1))
  }

  @Test func readsMixedEdgesOfGEXF() throws {
    let network = try Reading.resource("formats/gexf/basic.gexf", ["parallel": "first"])
    #expect(network.graph.isDirected)
    #expect(network.edgeList == ["John Suzy", "Suzy John"])
    #expect(
      network.ledger[0].notes.contains("1 undirected edge became two arcs and is counted twice"))
    #expect(network.nodes["male"] == .flags([.yes, .no]))
    #expect(network.nodes["age"] == .integers([34, 22]))
    #expect(network.nodes["mixed"] == .texts(["hello", "45"]))
    #expect(network.nodes["label"] == .texts(["John, Appleseed", "Suzy, Ghost"]))
    #expect(network.nodes["viz.color"] == .texts(["#cccccc", "#ea220c"]))
    #expect(network.nodes["viz.size"] == .integers([103, 34]))
    #expect(network.edges["set"] == .texts(["truc|machin", nil]))
  }

  @Test func readsListsOfGEXFAsTheyAre() throws {
    let network = try Reading.resource("formats/gexf/v1_3.gexf")
    #expect(network.edgeList == ["John Suzy"])
    #expect(!network.graph.isDirected)
    #expect(network.nodes["numbers"] == .texts([nil, "[1, 1.5, 2]"]))
    #expect(network.edges["kind"] == .texts(["likes"]))
    #expect(network.nodes["viz.color"] == .texts(["#ee00cc", "#ff00ff"]))
  }

  @Test func keepsTimesOfGEXF() throws {
    let network = try Reading.resource("formats/gexf/dynamicTest.gexf")
    #expect(network.nodes["startopen"] == .texts(["2009-03-01", nil, nil, nil]))
    #expect(
      network.nodes["spells"] == .texts([nil, nil, "../2009-03-01; 2009-03-05/2009-03-10", nil]))
    #expect(network.nodes["frog"] == .flags([.yes, .yes, .yes, .no]))
    // The first of the values that follow one another in time.
    #expect(network.nodes["indegree"] == .numbers([1, 1, 0, 0]))
    #expect(
      network.ledger[0].notes.contains("further values of the same attribute, the first kept: 4"))
    #expect(
      network.edges["end"] == .texts([nil, "2009-03-10", nil, nil, "2009-03-10"]))
  }

  @Test func readsClustersOfDOT() throws {
    let network = try Reading.resource("formats/dot/team.gv", ["weight": "weight"])
    #expect(
      network.ids == ["alone", "ann", "bob", "boss", "cat", "deputy", "node with \"quotes\""])
    let (board, sons) = ("Board", "Müller & Söhne")
    #expect(network.nodes["cluster"] == .texts([nil, sons, sons, board, sons, board, nil]))
    #expect(
      network.edgeList == [
        "ann bob 2", "bob cat 2", "boss ann 2", "boss deputy 2", "node with \"quotes\" cat 2",
      ])
    #expect(network.edges["label"] == .texts(["reports", "reports", nil, nil, nil]))
    #expect(network.edges["headport"] == .texts([nil, nil, nil, nil, "n"]))
    #expect(network.ledger[0].notes.contains("attributes of graphs, passed over: 2"))
  }

  @Test func joinsOnceInStrictGraphs() throws {
    let network = try Reading.resource("formats/dot/undirected.gv")
    #expect(network.edgeList == ["-2 1.5", "<b>bold</b> c", "a b", "a c"])
    #expect(
      network.ledger[0].notes.contains("repeated edges of a strict graph, taken as one: 1"))
  }

  @Test func resolvesNamesInLabels() throws {
    let network = try Reading.resource("formats/dot/parsing_test.dot", ["id": "label"])
    #expect(network.ids.sorted() == (1...11).map { String($0) }.sorted())
    let width = Column.numbers(Array(repeating: 0.75, count: 11))
    #expect(network.nodes["width"] == width)
    let steps = try Reading.resource("formats/dot/numeric_ids_unicode.dot")
    #expect(
      steps.nodes["label"]?.text(at: 2) == "Kraft übertragen\n[Wagenheber (Zukaufteil)]")
  }
}
