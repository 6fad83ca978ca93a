import Foundation
import Generate
import ModuleKit
import ModuleTesting
import Testing

struct ConfigurationModelTests {
  private func draw(_ degrees: [Int], _ method: String, seed: UInt64 = 7) throws -> Network {
    try generate(
      ConfigurationModel.self,
      ["degrees": .array(degrees.map(JSON.integer)), "method": .string(method)], seed: seed)
  }

  /// All lists of degrees of up to five people: those that some network has, and only those, are drawn.
  @Test func drawsExactlyWhatANetworkCanHave() throws {
    for n in 1...5 {
      let possible = Set(
        TinyGraphs.all(upTo: n, directed: false).filter { $0.nodeCount == n }.map { graph in
          (0..<n).map { graph.outgoing.degree($0) }
        })
      let lists = (0..<Int(pow(Double(n), Double(n)))).map { code in
        (0..<n).map { code / Int(pow(Double(n), Double($0))) % n }
      }
      for list in lists {
        if possible.contains(list) {
          let network = try draw(list, "switching")
          let byNumber = Dictionary(uniqueKeysWithValues: zip(network.ids, network.degrees))
          #expect((0..<n).map { byNumber[String($0)] ?? -1 } == list)
        } else {
          let isOdd = list.reduce(0, +) % 2 == 1
          #expect(
            complaints(
              ConfigurationModel.self, ["degrees": .array(list.map(JSON.integer))])
              == [isOdd ? "odd-sum" : "not-graphical"], "\(list)")
        }
      }
    }
  }

  /// Seven networks have these degrees.
  @Test(arguments: ["switching", "rejection"]) func allNetworksAreEquallyLikely(
    method: String
  ) throws {
    let list = [3, 2, 2, 2, 1]
    let all = TinyGraphs.all(upTo: 5, directed: false).filter { graph in
      graph.nodeCount == 5 && (0..<5).map { graph.outgoing.degree($0) } == list
    }
    var counts: [[NodeID]: Int] = [:]
    for seed in 0..<(400 * all.count) {
      let graph = try draw(list, method, seed: UInt64(seed)).graph
      counts[graph.sources + graph.targets, default: 0] += 1
    }
    #expect(Set(counts.keys) == Set(all.map { $0.sources + $0.targets }))
    expectAgreement(counts.values.map { $0 }, Array(repeating: 400, count: all.count))
  }

  @Test func erasedLosesLoopsAndParallelTies() throws {
    let network = try draw([5, 5, 1, 1, 1, 1], "erased")
    let entry = network.ledger[0]
    #expect(entry.isBalanced && entry.read == 7 && entry.kept == network.graph.edgeCount)
    #expect(entry.kept < 7 && zip(network.degrees, [5, 5, 1, 1, 1, 1]).allSatisfy { $0 <= $1 })
  }

  @Test func powerLawHasItsExponent() throws {
    let network = try generate(
      ConfigurationModel.self,
      ["nodes": 100_000, "exponent": .number(2.5), "min_degree": 3, "max_degree": 300])
    let degrees = network.degrees
    #expect((degrees.min() ?? 0) == 3 && (degrees.max() ?? 999) <= 300)
    let weights = (3...300).map { pow(Double($0), -2.5) }
    let sum = weights.reduce(0, +)
    expectAgreement(
      histogram(degrees.map { $0 - 3 }, most: 297), weights.map { $0 / sum * 100_000 })
    #expect(network.ledger.allSatisfy { $0.isBalanced && $0.merged == 0 && $0.dropped == 0 })
  }

  @Test func takesDegreesAndPeopleFromAnotherNetwork() throws {
    var source = Network(sketch: "Ann-Bob Bob-Cem Cem-Dora Dora-Eve Eve-Ann Ann-Cem Fay-Fay")
    source.nodes.set("wanted", .integers([1, 1, 1, 1, 0, 0]))
    source.nodes.set("city", .texts(["a", "b", nil, "d", "e", "f"]))
    let same = try ModuleRun(ConfigurationModel.self, on: source)
    #expect(same.network.degrees == [3, 2, 3, 2, 2, 0] && same.network.ids == source.ids)
    #expect(same.network.nodes == source.nodes)
    let column = try ModuleRun(
      ConfigurationModel.self, on: source, with: ["degree_column": "wanted", "method": "rejection"])
    #expect(column.network.degrees == [1, 1, 1, 1, 0, 0])
    #expect(throws: (any Error).self) {
      try ModuleRun(ConfigurationModel.self, on: source, with: ["degree_column": "city"])
    }
    #expect(throws: (any Error).self) {
      try ModuleRun(ConfigurationModel.self, on: source, with: ["nodes": 5])
    }
  }

  @Test func refusesWhatCannotBe() {
    #expect(complaints(ConfigurationModel.self, [:]) == ["missing-parameter"])
    #expect(
      complaints(ConfigurationModel.self, ["nodes": 3, "degrees": [1, 1]])
        == ["conflicting-parameters"])
    #expect(complaints(ConfigurationModel.self, ["degrees": [1, -1]]) == ["out-of-range"])
    #expect(complaints(ConfigurationModel.self, ["degrees": [2, 2]]) == ["out-of-range"])
    #expect(
      complaints(ConfigurationModel.self, ["nodes": 3, "max_degree": 3]) == ["out-of-range"])
    #expect(
      complaints(ConfigurationModel.self, ["nodes": 3, "min_degree": 1, "max_degree": 1])
        == ["odd-sum"])
    #expect(
      complaints(ConfigurationModel.self, ["nodes": 30, "min_degree": 29, "method": "rejection"])
        == ["never-simple"])
    #expect(
      complaints(ConfigurationModel.self, ["nodes": 3, "degree_column": "x"])
        == ["conflicting-parameters"])
  }

  // MARK: Rewiring

  @Test func rewiringKeepsDegreesAndPeople() throws {
    var network = Network(
      graph: RandomGraphs.gilbert(
        nodes: 60, probability: 0.1, directed: true, loops: true, seed: 3),
      ids: (10..<70).map(String.init))
    network.nodes.set("age", .integers((0..<60).map { $0 }))
    network.edges.set("weight", .numbers(RandomGraphs.weights(network.graph, seed: 1)))
    network.weight = EdgeWeight(column: "weight", meaning: .strength)
    let run = try ModuleRun(Rewired.self, on: network).network
    #expect(run.graph != network.graph && run.nodes == network.nodes && run.ids == network.ids)
    #expect(run.weight == nil && run.edges.names.isEmpty)
    for node in 0..<60 {
      #expect(run.graph.outgoing.degree(node) == network.graph.outgoing.degree(node))
      #expect(run.graph.incoming.degree(node) == network.graph.incoming.degree(node))
    }
    #expect(run.methods.count == 1)
    let stays = try ModuleRun(Rewired.self, on: network, with: ["swaps_per_edge": 0]).network
    #expect(stays.graph == network.graph)
  }

  @Test func rewiringWarnsWhenItStopsEarly() throws {
    // A path of 300,000 people: whatever is switched may cut off a ring of any size.
    let n = 300_000
    let path = Graph(
      nodeCount: n, isDirected: false, joining: (0..<NodeID(n - 1)).map { $0 },
      to: (1..<NodeID(n)).map { $0 })
    let run = try ModuleRun(
      Rewired.self, on: Network(graph: path, ids: (0..<n).map { String(1_000_000 + $0) }),
      with: ["connected": true])
    #expect(run.notices.map(\.id) == ["attempts-left-out"])
    #expect(run.network.graph.weakComponents.sizes == [n])
  }

  /// What a power law comes to is known before any degree is drawn, also where its numbers are not listed.
  @Test(arguments: [0.0, 1, 2, 2.5, 6]) func plannedTiesAreThoseExpected(exponent: Double) {
    for (least, most) in [(1, 50), (3, 5000), (700, 9000), (1, 19_999)] {
      let nodes = 20_000
      let numbers = (least...most).map(Double.init)
      let weights = numbers.map { pow($0 / Double(least), -exponent) }
      let mean = zip(numbers, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
      let place = Diagnostic.Location(file: "stage")
      let settings = [
        "nodes": "\(nodes)", "exponent": "\(exponent)", "min_degree": "\(least)",
        "max_degree": "\(most)",
      ]
      let node = ConfigNode(
        .mapping(
          settings.sorted { $0.key < $1.key }.map {
            ConfigNode.Pair(
              ConfigNode(.scalar($0.key, plain: true), at: place),
              ConfigNode(.scalar($0.value, plain: true), at: place))
          }), at: place)
      let model = ConfigurationModel(
        ConfigurationModel.Parameters.decode(node, stage: place, ParameterContext()).value)
      var outline = Outline()
      let check = CheckContext(
        stageID: "model", inputs: [], stage: .init(file: "stage"), locations: [:])
      model.outline(&outline, check)
      let wanted = Double(nodes) * mean / 2
      #expect(abs(Double(outline.edgeCount ?? 0) - wanted) < 1 + 1e-6 * wanted, "\(least) \(most)")
    }
  }

  @Test func tooManyTiesAreRefusedBeforeDrawing() {
    #expect(
      complaints(
        ConfigurationModel.self,
        ["nodes": 20_000_000, "exponent": 0, "max_degree": 10_000_000]) == ["too-many-edges"])
  }
}
