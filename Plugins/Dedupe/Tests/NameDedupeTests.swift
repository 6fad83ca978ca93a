import Dedupe
import Importers
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

struct NameDedupeTests {
  private func network(_ names: [String]) -> Network {
    let order = canonicalOrder(names)
    let ids = order.map { names[Int($0)] }
    let graph = Graph(nodeCount: ids.count, isDirected: false, sources: [], targets: [])
    return Network(graph: graph, ids: ids)
  }

  /// The number of people behind ids.
  private func people(_ names: [String], with parameters: JSON = [:]) throws -> Int {
    try ModuleRun(NameDedupe.self, on: network(names), with: parameters).network.graph.nodeCount
  }

  /// The number of people behind names of nodes that have ids of their own.
  private func bearers(_ names: [String]) throws -> Int {
    var network = network((0..<names.count).map { "n\($0)" })
    network.nodes.set("name", .texts(names))
    return try ModuleRun(NameDedupe.self, on: network, with: ["column": "name"]).network.graph
      .nodeCount
  }

  @Test(arguments: [
    ["Jean Dupont", "DUPONT Jean"], ["José Müller", "Jose Muller"],
    ["Élodie Lefèvre", "elodie lefevre"],
    ["Jean-Paul Martin", "Jean Paul MARTIN"], ["M. Jean Dupont", "Jean Dupont"],
    ["Jean de La Tour", "Jean La Tour"], ["Dr. Anne Weber", "Anne Weber"],
    ["Catherine Deneuve", "Cathrine Deneuve"], ["Stephane Bernard", "Stephnae Bernard"],
    ["J. Dupont", "Jean Dupont"], ["MmeThenardier", "Mme Thénardier"],
    ["Blacheville", "Blachevile"], ["Kevin O'Brien", "Kevin OBRIEN"],
    ["Ann McDonald", "ann mcdonald"],
    ["DE GAULLE Charles", "Charles de Gaulle"], ["Jan van Dijk", "VAN DIJK Jan"],
    ["Mme Camille Dupont", "Camille Dupont"], ["김민수", "김 민수"], ["Hans Hoffmann", "Hans Hofmann"],
    ["İpek Yılmaz", "Ipek Yilmaz"], ["Δημήτρης Παπαδόπουλος", "Δημητρης ΠΑΠΑΔΟΠΟΥΛΟΣ"],
    ["Łukasz Kowalski", "Lukasz Kowalski"], ["Nguyễn Văn An", "Nguyen Van An"],
    ["Jürgen Schröder", "Juergen Schroeder"], ["Jörg Müller", "Joerg Mueller"],
    ["Müller, Prof. Dr. Hans", "Hans Müller"], ["Dupont, Mme Marie", "Marie Dupont"],
  ]) func onePerson(names: [String]) throws {
    #expect(try people(names) == 1)
  }

  @Test(arguments: [
    ["Jean Dupont", "Jeanne Dupont"], ["Mario Rossi", "Maria Rossi"],
    ["Paul Martin", "Paula Martin"],
    ["Woman1", "Woman2"], ["Child 1", "Child 2"], ["Thenardier", "MmeThenardier"],
    ["LtGillenormand", "MlleGillenormand"], ["Gillenormand", "LtGillenormand"],
    ["Anna Lee", "Anne Lee"], ["Jean Dupont", "Jean Durand"], ["Jean Dupont", "Paul Dupont"],
    ["Babet", "Brevet"], ["Ann", "Anne"], ["Jean Paul Martin", "Jean Martin"], ["", " "],
    ["李明", "李伟"], ["Stéphane Dupont", "Stéphanie Dupont"], ["Emile Dupont", "Emilie Dupont"],
    ["Christine Dupont", "Christiane Dupont"], ["Michel Dupont", "Michael Dupont"],
    ["Mme Camille Dupont", "M. Camille Dupont"], ["김민수", "김민주"], ["Woman 1 2", "Woman 12"],
    ["Jean Le Gall", "Jean Gall"], ["Nguyễn Văn An", "Nguyễn An"], ["John Hansen", "John Hanson"],
    ["M. Dupont", "Marie Dupont"], ["Dominic Weber", "Dominik Weber"], ["दीपक", "दीपिका"],
    ["Mary Ann Lord", "Mary Ann"], ["Jean-Pierre Maître", "Jean-Pierre"],
    ["Don Paul Smith", "Paul Smith"], ["nguyen van an", "nguyen an"], ["3f2a", "3a2f"],
    ["A1B2", "B1A2"], ["46108b", "b46108"], ["C#", "C++"], ["Group A-", "Group A+"],
    ["ann.lee@club", "ann-lee@club"], ["hoffmann", "hofmann"],
  ]) func twoPeople(names: [String]) throws {
    #expect(try people(names) == 2)
  }

  @Test func anInitialThatFitsTwoNamesJoinsNone() throws {
    #expect(try people(["J. Dupont", "Jean Dupont", "Jacques Dupont"]) == 3)
    #expect(try people(["J. Dupont", "Jean Dupont", "Jean-Marc Dupont"]) == 3)
    #expect(try people(["J. Dupont", "Jean Dupont"], with: ["initials": false]) == 2)
  }

  @Test func weakNamesOfTwoNodesStayTwo() throws {
    #expect(try bearers(["Marie", "Marie", "marie"]) == 3)
    #expect(try bearers(["J. Dupont", "J. Dupont", "Jean Dupont"]) == 3)
    #expect(try bearers(["J. Dupont", "Jean Dupont", "Jean DUPONT"]) == 1)
    #expect(try people(["Marie", "marie"]) == 1)
  }

  /// A name without a title may be either, and joins neither; no chain of matches joins the two.
  @Test func titlesTellTwoPeopleApart() throws {
    #expect(try people(["M. Camille Dupont", "Mme Camille Dupont", "Camille Dupont"]) == 3)
    #expect(
      try people(["M. Camille Durrand", "Camille Durand", "Mme Camille Durrand"]) == 2)
  }

  /// Two families that both have other members are no slip of the pen.
  @Test func wordsThatOthersBearAreNames() throws {
    let twins = ["Ann Fischer", "Ann Fisher"]
    #expect(try people(twins) == 1)
    #expect(try people(twins + ["Bob Fischer", "Carl Fisher"]) == 4)
  }

  /// Hofman is near Hofmann, Hofmann near Hoffmann; Hofman and Hoffmann are two.
  @Test func slipsMakeNoChains() throws {
    #expect(try people(["Jan Hofman", "Jan Hofmann", "Jan Hoffmann"]) == 2)
    #expect(try people(["Jan Hofmann", "Jan Hoffmann"], with: ["slips": false]) == 2)
  }

  /// The doubtful match is the one to be read, whatever the sure ones beside it.
  @Test func mergesTellTheWeakestMatch() throws {
    let names = ["Francois Lefebvre", "Francois Lefevre", "François Lefèvre", "F. LEFEBVRE"]
    let run = try ModuleRun(NameDedupe.self, on: network(names)).network
    let rows = try #require(run.table("merges")?.rows)
    #expect(run.graph.nodeCount == 1)
    #expect(rows["kept"] == .texts(Array(repeating: "F. LEFEBVRE", count: 3)))
    #expect(
      rows["merged"] == .texts(["Francois Lefebvre", "Francois Lefevre", "François Lefèvre"]))
    #expect(rows["rule"] == .texts(["initial", "initial", "initial"]))
    let two = try ModuleRun(NameDedupe.self, on: network(Array(names.prefix(3)))).network
    #expect(two.table("merges")?.rows["rule"] == .texts(["slip", "slip"]))
    let similarity = try #require(two.table("merges")?.rows["similarity"]).asNumbers
    #expect(similarity.allSatisfy { $0 > 0.9 && $0 < 1 })
    let sure = try ModuleRun(NameDedupe.self, on: network(Array(names[1...2]))).network
    #expect(sure.table("merges")?.rows["rule"] == .texts(["same words"]))
  }

  @Test func sameAndApartMustNotContradict() throws {
    let names = ["a", "b", "c"]
    #expect(throws: Diagnostic.self) {
      try people(names, with: ["same": [["a", "b"], ["b", "c"]], "apart": [["c", "a"]]])
    }
    #expect(try people(names, with: ["same": [["a", "b"]], "apart": [["c", "a"]]]) == 2)
  }

  @Test func distancesAreNotAddedUp() throws {
    let network = Network(sketch: "Ann-X:2 ANN-X:3", weight: .distance)
    let run = try ModuleRun(NameDedupe.self, on: network).network
    #expect(run.edges["weight"] == .numbers([2]))
  }

  @Test func otherColumnsStayExact() throws {
    var network = Network(sketch: "Ann-X ANN-X X-Y")
    network.edges.set("call", .integers([1, 2, 9_007_199_254_740_993]))
    let run = try ModuleRun(NameDedupe.self, on: network).network
    #expect(run.edges["call"] == .integers([Column.missingInteger, 9_007_199_254_740_993]))
  }

  @Test func theStudyHasTheLastWord() throws {
    let names = ["Jean Dupont", "DUPONT Jean", "Bob", "Robert"]
    let apart: JSON = ["apart": [["Jean Dupont", "DUPONT Jean"]]]
    #expect(try people(names, with: apart) == 4)
    #expect(try people(names, with: ["same": [["Bob", "Robert"]]]) == 2)
  }

  /// Knuth's list has two different characters called Woman.
  @Test func lesMiserablesKeepsItsTwoWomen() throws {
    let folder = ReferenceData.checkout + "/Tests/Resources/networks/"
    let network = try ModuleRun(
      CSVImport.self, on: Network(),
      with: [
        "edges": .string(folder + "lesmis.edges.csv"),
        "nodes": .string(folder + "lesmis.nodes.csv"),
      ]
    ).network
    let run = try ModuleRun(NameDedupe.self, on: network, with: ["column": "name"])
    #expect(run.network.graph.nodeCount == 77)
    let names = try #require(network.nodes["name"])
    #expect((0..<names.count).count { names.text(at: $0) == "Woman" } == 2)
  }

  /// Nobody in Les Misérables is taken for somebody else.
  @Test func lesMiserablesStaysAsItIs() throws {
    let folder = ReferenceData.checkout + "/examples/les-miserables/"
    let network = try ModuleRun(
      CSVImport.self, on: Network(),
      with: [
        "edges": .string(folder + "coappearances.csv"),
        "nodes": .string(folder + "characters.csv"), "id": "id",
      ]
    ).network
    for column in ["id", "label"] {
      let run = try ModuleRun(NameDedupe.self, on: network, with: ["column": .string(column)])
      #expect(run.network.table("merges")?.rows.rowCount == 0)
      #expect(run.network.graph.edgeCount == 254)
    }
  }

  @Test func tiesAreRepointedAndAddedUp() throws {
    var network = Network(sketch: "Ann-X:2 ANN-X:3 Ann-ANN:1 X-Y:1")
    network.nodes.set("city", .texts([nil, "Paris", "Rome", nil]))
    let run = try ModuleRun(NameDedupe.self, on: network).network
    #expect(run.ids == ["ANN", "X", "Y"])
    #expect(run.graph.edgeCount == 2)
    #expect(run.edges["weight"] == .numbers([5, 1]))
    #expect(run.nodes["city"] == .texts(["Paris", "Rome", nil]))
    #expect(run.nodes["merged_from"] == .texts(["Ann", nil, nil]))
    #expect(run.ledger.last?.isBalanced == true && run.ledger.last?.merged == 1)
  }

  /// Equal names are one entry of a block: fifty thousand of them are no billion pairs.
  @Test(.timeLimit(.minutes(1))) func equalNamesAreNotComparedPairByPair() throws {
    var network = network((0..<50_000).map { "n\($0)" })
    network.nodes.set(
      "name", .texts((0..<50_000).map { $0 % 2 == 0 ? "Jean Dupont" : "DUPONT Jean" }))
    let run = try ModuleRun(NameDedupe.self, on: network, with: ["column": "name"]).network
    #expect(run.graph.nodeCount == 1)
    #expect(run.ledger.last?.notes.first == "names compared: 0 pairs of 'name'")
  }

  /// No word is so long that the copies of it with a letter less fill the memory.
  @Test(.timeLimit(.minutes(1))) func endlessWordsAreComparedWhole() throws {
    let long = String(repeating: "Abcdefghij", count: 200)
    let names = (0..<300).map { long + String(repeating: "k", count: $0) }
    #expect(try people(names) == 300)
  }
}
