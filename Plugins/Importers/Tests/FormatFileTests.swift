import Foundation
import ModuleKit
import Testing

/// Files of other programs, against sizes that two of those programs agree on.
struct FormatFileTests {
  struct Expected: Decodable {
    let n: Int?
    let m: Int?
    let directed: Bool?
  }

  static let expected: [String: Expected] = {
    let data = FileManager.default.contents(atPath: Reading.path("formats/EXPECTED.json")) ?? Data()
    return (try? JSONDecoder().decode([String: Expected].self, from: data)) ?? [:]
  }()

  /// `import.csv` reads tables of ties, not matrices and not lists of neighbors.
  static let notTables = ["csv/adjacency-list.csv", "csv/matrix.csv"]

  static let files = expected.keys.filter { name in
    ["csv", "gml", "graphml", "pajek"].contains { name.hasPrefix($0 + "/") }
      && !notTables.contains(name)
  }.sorted()

  static let parameters: [String: JSON] = [
    "csv/latin1.csv": ["encoding": "latin-1"],
    "csv/no-header.csv": ["header": false, "source": "1", "target": "2", "weight": "3"],
    "csv/two-mode.csv": ["source": "person", "target": "event"],
    "csv/odd-column-names.csv": ["weight": "Calls"],
  ]

  @Test func knowsTheFiles() { #expect(Self.files.count == 27) }

  @Test(arguments: files) func hasTheSizeExpected(name: String) throws {
    let expected = try #require(Self.expected[name])
    var parameters = Self.parameters[name] ?? [:]
    let isTable = name.hasPrefix("csv/")
    if isTable { parameters["directed"] = .bool(expected.directed ?? false) }
    let network = try Reading.resource("formats/" + name, parameters)
    #expect(network.graph.nodeCount == expected.n)
    #expect(network.ledger[0].read == expected.m)
    #expect(network.graph.isDirected == expected.directed)
    #expect(network.ledger.allSatisfy { $0.isBalanced })
  }

  @Test func readsTablesOfOtherPrograms() throws {
    for (name, n, m) in [
      ("csv/karate.csv", 34, 78), ("csv/dolphins.csv", 62, 159),
      ("csv/karate_multi_edge.csv", 34, 78), ("edgelist/karate-string-ids.txt", 34, 78),
      ("konect/out.ucidata-zachary", 34, 78),
    ] {
      let network = try Reading.resource("formats/" + name, ["header": false])
      #expect(network.graph.nodeCount == n, "\(name)")
      #expect(network.graph.edgeCount == m, "\(name)")
    }
    let loops = try Reading.resource(
      "formats/csv/karate_s_loop.csv", ["header": false, "loops": "keep"])
    #expect(loops.graph.edgeCount > 78)
  }

  @Test func keepsTypesAndDefaultsOfGraphML() throws {
    let network = try Reading.resource(
      "formats/graphml/typed-attributes.graphml", ["weight": "weight"])
    #expect(network.nodes["name"] == .texts(["Ann <A>", "Bob", nil]))
    #expect(network.nodes["age"] == .integers([31, 40, 40]))
    #expect(network.nodes["partner"] == .flags([.yes, .missing, .missing]))
    // The second edge has no weight: it is counted, not guessed.
    #expect(network.edgeList == ["n0 n1 1.5"])
    #expect(network.ledger[0].rejections.map(\.reason) == ["missing-weight"])
  }

  @Test func keepsAttributesOfGML() throws {
    let network = try Reading.resource("formats/gml/weighted-directed.gml", ["weight": "value"])
    #expect(network.ids == ["-3", "10", "20"])
    #expect(network.nodes["label"] == .texts(["", "Ann", "B&B é"]))
    #expect(network.nodes["age"] == .integers([Column.missingInteger, 31, Column.missingInteger]))
    #expect(network.nodes["graphics.y"] == .numbers([.nan, -20, .nan]))
    #expect(network.edgeList == ["10 20 2.5", "20 10 1"])
  }

  @Test func keepsStrayAmpersandsOfGML() throws {
    let network = try Reading.resource("networks/football.gml", ["id": "label"])
    #expect(network.graph.nodeCount == 115)
    #expect(network.graph.edgeCount == 613)
    #expect(network.node("TexasA&M") != nil)
  }

  @Test(arguments: [
    ("arcs-weighted.net", ["Anna Bob B. 2.5", "Bob B. Anna 1", "Chloé Dan 1"]),
    ("arcslist.net", ["1 2", "1 3", "1 4", "4 5", "5 1"]),
    ("edgeslist.net", ["a b", "a c", "c d"]),
    ("matrix.net", ["x y 1", "y z 2", "z x 3"]),
    ("mixed.net", ["a b 1", "b c 4", "c b 4"]),
  ]) func readsSectionsOfPajek(name: String, edges: [String]) throws {
    #expect(try Reading.resource("formats/pajek/" + name).edgeList == edges)
  }

  @Test func tellsWhatMixedFilesBecome() throws {
    let network = try Reading.resource("formats/pajek/mixed.net")
    #expect(
      network.ledger[0].notes == [
        "UTF-8", "1 undirected edge became two arcs and is counted twice",
      ])
  }

  @Test func keepsRelationsAndModesOfPajek() throws {
    let relations = try Reading.resource("formats/pajek/relations.net")
    #expect(relations.edges["relation"] == .texts(["advice", "advice", "friendship"]))
    let modes = try Reading.resource("formats/pajek/two-mode.net")
    #expect(modes.ids == ["e1", "e2", "p1", "p2", "p3"])
    #expect(modes.nodes["mode"] == .integers([2, 2, 1, 1, 1]))
    let numbered = try Reading.resource("formats/pajek/two-mode.net", ["id": "number"])
    #expect(numbered.nodes["label"] == .texts(["p1", "p2", "p3", "e1", "e2"]))
  }
}
