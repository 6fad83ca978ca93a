import Diagrams
import ModuleKit
import ModuleTesting
import Testing

/// What a network slide says.
struct NetworkSlideTests {
  private func slide(_ network: Network, _ parameters: JSON) throws -> ModuleRun {
    var all = parameters
    all["formats"] = ["svg"]
    return try ModuleRun(NetworkDiagram.self, on: network, with: all)
  }

  private func path(_ count: Int) -> Network {
    Network(sketch: (1..<count).map { "p\(9 + $0)-p\(10 + $0)" }.joined(separator: " "))
  }

  // MARK: Colors

  @Test func wholeNumbersAreNamedByValue() throws {
    var network = path(6)
    network.nodes.set("wave", .integers([-1, 2, 2, 2, -1, Column.missingInteger]))
    let svg = try slide(network, ["color": "wave", "labels": 0]).svg
    #expect(svg.contains(">−1<") && svg.contains(">2<") && svg.contains(">no value<"))
    #expect(!svg.contains(">p10</text>") && !svg.contains(">p11</text>"))
  }

  @Test func numbersOfGroupsAreNamedByTheirMembers() throws {
    var network = path(6)
    network.nodes.set("community", .integers([0, 0, 0, 1, 1, 1]))
    let svg = try slide(network, ["color": "community", "labels": 0]).svg
    #expect(svg.contains(">p11</text>") && !svg.contains(">0</text>"))
  }

  @Test func manyWholeNumbersMakeARamp() throws {
    var network = path(12)
    network.nodes.set("age", .integers((0..<12).map { 20 + 5 * $0 }))
    let svg = try slide(network, ["color": "age", "labels": 0]).svg
    #expect(svg.contains(">20<") && svg.contains(">75<") && !svg.contains("others"))
  }

  // MARK: Sizes

  @Test func oneValueForAllGivesPlainCircles() throws {
    let scale = SizeScale(Array(repeating: 3, count: 72), count: 72, area: 257_280)
    #expect(scale.isEven && scale.radii == SizeScale(nil, count: 72, area: 257_280).radii)
    var network = path(5)
    network.nodes.set("const", .integers([3, 3, 3, 3, 3]))
    let run = try slide(network, ["size": "const"])
    #expect(run.notices.contains { $0.id == "constant-size" })
    #expect(!run.svg.contains("size = const"))
  }

  @Test func circlesLeaveRoom() {
    let area = 257_280.0
    for count in [2, 40, 72, 400, 5000] {
      let radii = SizeScale((0..<count).map { 100 + Double($0) }, count: count, area: area).radii
      #expect(radii.reduce(0) { $0 + .pi * $1 * $1 } <= 0.17 * area)
      #expect(zip(radii, radii.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test func textsAndIdsHaveNoSize() throws {
    var network = path(3)
    network.nodes.set("mix", .texts(["3", "x", "5"]))
    for column in ["mix", "id"] {
      #expect {
        try slide(network, ["size": .string(column)])
      } throws: { error in
        (error as? Diagnostics)?.all.first?.id == "wrong-column-type"
      }
    }
    #expect(throws: Diagnostics.self) { try slide(network, ["color": "id"]) }
  }

  /// The file tells its columns only while running, so checking could not know.
  @Test func aTextColumnFoundWhileRunningIsAnError() throws {
    var network = path(3)
    network.nodes.set("mix", .texts(["3", "x", "5"]))
    let place = Diagnostic.Location(file: "stage")
    let context = StageContext(
      stage: "stage", module: "diagram.network", study: "test", seed: 1, workers: .serial,
      location: place)
    for (column, id) in [("mix", "wrong-column-type"), ("id", "unknown-column")] {
      let words = ["size", column].map { ConfigNode(.scalar($0, plain: true), at: place) }
      let given = ConfigNode(.mapping([ConfigNode.Pair(words[0], words[1])]), at: place)
      let parameters = NetworkDiagram.Parameters.decode(given, stage: place, ParameterContext())
      #expect {
        try NetworkDiagram(parameters.value).run(&network, context)
      } throws: { ($0 as? Diagnostic)?.id == id }
    }
  }

  @Test func negativeSizesAreSaid() throws {
    var network = path(3)
    network.nodes.set("balance", .numbers([-3, 1, 2]))
    let run = try slide(network, ["size": "balance"])
    #expect(
      run.notices.map(\.message) == ["1 node with a negative 'balance' is drawn as if it were 0"])
  }

  // MARK: Texts

  @Test func oneIsSingularAndNobodyIsSaid() throws {
    #expect(try slide(Network(sketch: "a-b"), [:]).svg.contains("2 people, 1 tie<"))
    #expect(try slide(Network(sketch: "a"), [:]).svg.contains("1 person, 0 ties<"))
    #expect(try slide(Network(), [:]).svg.contains("The network is empty"))
  }

  @Test func largeValuesStandBesideTheirBars() throws {
    var network = path(4)
    network.nodes.set("money", .numbers([1e10, 5e9, 2.5e9, 1]))
    let svg = try slide(network, ["size": "money"]).svg
    #expect(svg.contains(">MONEY, IN BILLIONS<") && svg.contains(">10.0<"))
  }
}
