import Dedupe
import Importers
import ModuleKit
import ModuleTesting
import Testing

struct NameDedupeTests {
  private func network(_ names: [String]) -> Network {
    let order = canonicalOrder(names)
    let ids = order.map { names[Int($0)] }
    let graph = Graph(nodeCount: ids.count, isDirected: false, sources: [], targets: [])
    return Network(graph: graph, ids: ids)
  }

  private func people(_ names: [String], with parameters: JSON = [:]) throws -> Int {
    try ModuleRun(NameDedupe.self, on: network(names), with: parameters).network.graph.nodeCount
  }

  @Test(arguments: [
    ["Jean Dupont", "DUPONT Jean"], ["José Müller", "Jose Muller"],
    ["Élodie Lefèvre", "elodie lefevre"],
    ["Jean-Paul Martin", "Jean Paul MARTIN"], ["M. Jean Dupont", "Jean Dupont"],
    ["Jean de La Tour", "Jean La Tour"], ["Dr. Anne Weber", "Anne Weber"],
    ["Catherine Deneuve", "Cathrine Deneuve"], ["Stephane Bernard", "Stephnae Bernard"],
    ["J. Dupont", "Jean Dupont"], ["MmeThenardier", "Mme Thénardier"],
    ["Blacheville", "Blachevile"],
    ["Łukasz Kowalski", "Lukasz Kowalski"], ["Nguyễn Văn An", "Nguyen Van An"],
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
    ["李明", "李伟"],
  ]) func twoPeople(names: [String]) throws {
    #expect(try people(names) == 2)
  }

  @Test func anInitialThatFitsTwoNamesJoinsNone() throws {
    #expect(try people(["J. Dupont", "Jean Dupont", "Jacques Dupont"]) == 3)
    #expect(try people(["J. Dupont", "Jean Dupont"], with: ["initials": false]) == 2)
  }

  @Test func theStudyHasTheLastWord() throws {
    let names = ["Jean Dupont", "DUPONT Jean", "Bob", "Robert"]
    let apart: JSON = ["apart": [["Jean Dupont", "DUPONT Jean"]]]
    #expect(try people(names, with: apart) == 4)
    #expect(try people(names, with: ["same": [["Bob", "Robert"]]]) == 2)
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

  /// Equal names are one entry of a block: a hundred thousand of them take no quadratic time.
  @Test func manyEqualNamesAreNotComparedPairByPair() throws {
    let names = (0..<100_000).map { $0 % 2 == 0 ? "Jean Dupont \($0)" : "Jean  DUPONT \($0 - 1)" }
    #expect(try people(names) == 50_000)
  }
}
