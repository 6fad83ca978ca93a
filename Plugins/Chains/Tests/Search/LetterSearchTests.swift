import Chains
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

struct LetterSearchTests {
  private func run(
    _ network: Network, _ parameters: JSON, threads: Int = 1
  ) throws -> ModuleRun {
    try ModuleRun(
      LetterSearch.self, on: network, with: parameters, workers: Workers(threads: threads))
  }

  private func value(_ name: String, _ run: ModuleRun, _ column: String = "value") -> Double {
    guard let rows = run.network.table("stage")?.rows, let names = rows["measure"] else {
      return .nan
    }
    let row = (0..<rows.rowCount).first { names.text(at: $0) == name }
    return row.flatMap { rows[column]?.number(at: $0) } ?? .nan
  }

  private func outcomes(_ run: ModuleRun) -> [String: Int] {
    guard let rows = run.network.table("stage_ends")?.rows else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: (0..<rows.rowCount).map {
        (rows["outcome"]?.text(at: $0) ?? "", Int(rows["letters"]?.number(at: $0) ?? -1))
      }.filter { $0.1 > 0 })
  }

  // MARK: Drop-out

  /// On a path there is one way: n forwardings, each of which fails with probability q.
  @Test(arguments: [0.05, 0.3, 0.6]) func completionOnAPath(q: Double) throws {
    let network = Network(sketch: "a-b b-c c-d d-e e-f")
    for (target, links) in [("b", 1.0), ("d", 3), ("f", 5)] {
      let found = try run(
        network,
        [
          "starters": ["a"], "targets": [.string(target)], "letters": 20000,
          "drop_out": .number(q), "drop_out_grid": [0, .number(0.5), 1],
        ])
      let chance = (0..<Int(links)).reduce(1.0) { product, _ in product * (1 - q) }
      let deviation = (20000 * chance * (1 - chance)).squareRoot()
      #expect(abs(value("arrived", found) - 20000 * chance) <= 4.5 * deviation)
      #expect(abs(value("completion_expected", found) - chance) < 1e-12)
      #expect(
        value("completion", found, "lower") < chance && chance < value("completion", found, "upper")
      )
      #expect(value("mean_links", found) == links && value("mean_stretch", found) == 1)
      let curve = try #require(found.network.table("stage_dropout")?.rows)
      #expect(curve.rowCount == 4)
      for row in 0..<4 {
        let q = try #require(curve["drop_out"]?.number(at: row))
        let expected = (0..<Int(links)).reduce(1.0) { product, _ in product * (1 - q) }
        #expect(abs((curve["completion"]?.number(at: row) ?? .nan) - expected) < 1e-12)
      }
    }
  }

  /// The drop-out of one study is the point of the curve of another: the walks are the same.
  @Test func curveForetellsOtherStudies() throws {
    let network = Network(
      graph: RandomGraphs.gilbert(nodes: 60, probability: 0.08, directed: false, seed: 3),
      ids: (0..<60).map { "n\(10 + $0)" })
    let parameters: JSON = ["rule": "random", "letters": 20000, "geodesics": "none"]
    let curve = try #require(run(network, parameters).network.table("stage_dropout")?.rows)
    for row in 0..<curve.rowCount {
      let q = try #require(curve["drop_out"]?.number(at: row))
      var other = parameters
      other["drop_out"] = .number(q)
      let found = try run(network, other)
      #expect(value("completion_expected", found) == curve["completion"]?.number(at: row))
      let chance = value("completion_expected", found)
      let spread = (chance * (1 - chance) / 20000).squareRoot()
      #expect(abs(value("completion", found) - chance) <= 4.5 * spread)
    }
  }

  @Test func noneAndAllThrownAway() throws {
    let network = Network(sketch: "a-b b-c c-d e-f")
    let none = try run(network, ["drop_out": 0, "letters": 2000])
    #expect(outcomes(none)["dropped_out"] == nil)
    #expect(value("completion", none) == value("completion_without_drop_out", none))
    let all = try run(network, ["drop_out": 1, "letters": 2000])
    #expect(outcomes(all) == ["dropped_out": 2000])
    #expect(value("completion", all) == 0 && value("completion", all, "lower") == 0)
    #expect(value("mean_links", all).isNaN && value("top_three_share", all).isNaN)
    #expect(all.notices.map(\.id) == ["no-letter-arrived"])
    #expect(all.network.table("stage_carriers")?.rows.rowCount == 0)
  }

  // MARK: Hard inputs

  @Test func nobodyWritesToHimself() throws {
    let network = Network(sketch: "a-b b-c")
    let found = try run(
      network, ["starters": ["a", "b"], "targets": ["a", "c"], "letters": 8, "drop_out": 0])
    #expect(value("letters", found) == 8 && value("pairs", found) == 3)
    let only = try run(network, ["starters": ["a"], "targets": ["a"], "letters": 3])
    #expect(value("letters", only) == 0 && value("completion", only).isNaN)
    #expect(only.notices.map(\.id) == ["no-letters"])
    #expect(only.notices[0].help == "all starters are their own targets")
  }

  @Test func endsTellTheReason() throws {
    let network = Network(sketch: "a-b b-c d-e f g-g")
    func ends(_ from: String, _ to: String, _ more: JSON = [:]) throws -> [String: Int] {
      var with = more
      with["starters"] = [.string(from)]
      with["targets"] = [.string(to)]
      with["drop_out"] = 0
      with["letters"] = 10
      return outcomes(try run(network, with))
    }
    #expect(try ends("a", "c") == ["arrived": 10])
    #expect(try ends("a", "d") == ["nobody_left": 10])
    #expect(try ends("f", "a") == ["no_contacts": 10])
    #expect(try ends("g", "a") == ["no_contacts": 10], "a loop leads nowhere")
    #expect(try ends("a", "d", ["memory": "none", "steps": 6]) == ["step_limit": 10])
    #expect(try ends("a", "d", ["memory": "holder", "steps": 6]) == ["nobody_left": 10])
    #expect(try ends("a", "c", ["steps": 1]) == ["step_limit": 10])
    #expect(try ends("a", "c", ["steps": 2]) == ["arrived": 10])
  }

  @Test func disconnectedTargetsHaveNoGeodesic() throws {
    let found = try run(Network(sketch: "a-b c-d"), ["letters": 3000, "drop_out": 0])
    #expect(abs(value("connected", found) - 1.0 / 3) < 0.05)
    #expect(value("mean_geodesic_links", found) == 1 && value("completion", found) < 0.4)
  }

  /// All medians are the least value within which half lies: here two letters of one link, two of three.
  @Test func medianOfAnEvenNumber() throws {
    let found = try run(
      Network(sketch: "a-b b-c c-d"),
      ["starters": ["a"], "targets": ["b", "d"], "letters": 4, "drop_out": 0])
    #expect(value("mean_links", found) == 2 && value("median_links", found) == 1)
    #expect(value("median_intermediaries", found) == 0)
    #expect(value("mean_geodesic_intermediaries", found) == 1)
    let rows = try #require(found.network.table("stage_letters")?.rows)
    #expect(rows["intermediaries"] == .integers([0, 2, 0, 2]))
    #expect(rows["geodesic_intermediaries"] == .integers([0, 2, 0, 2]))
  }

  /// Lone people and small networks are no reason to stop.
  @Test func edgeCases() throws {
    for edgeCase in EdgeCases.all {
      for rule in ["random", "highest_degree"] {
        let found = try run(edgeCase.network, ["rule": .string(rule), "letters": 50])
        let total = outcomes(found).values.reduce(0, +)
        #expect(total == (edgeCase.network.graph.nodeCount < 2 ? 0 : 50), "\(edgeCase)")
        let traffic = found.network.edges["stage_traffic"]?.asNumbers.reduce(0, +) ?? 0
        let lengths = try #require(found.network.table("stage_lengths")?.rows)
        let links = (0..<lengths.rowCount).reduce(0.0) {
          $0 + Double($1 + 1) * (lengths["completed"]?.number(at: $1) ?? 0)
        }
        #expect(traffic == links, "\(edgeCase)")
      }
    }
  }

  /// Where both people have an arc to each other, and where only one has.
  @Test func trafficOfArcs() throws {
    let network = Network(sketch: "a>b b>a b>c d>c d>e")
    for (direction, from, to, traffic) in [
      ("out", "a", "c", [7, 0, 7, 0, 0]), ("in", "c", "a", [7, 0, 7, 0, 0]),
      ("all", "a", "e", [7, 0, 7, 7, 7]), ("all", "e", "a", [0, 7, 7, 7, 7]),
    ] {
      let found = try run(
        network,
        [
          "direction": .string(direction), "starters": [.string(from)], "targets": [.string(to)],
          "letters": 7, "drop_out": 0,
        ])
      #expect(found.network.edges["stage_traffic"] == .integers(traffic), "\(direction) \(from)")
    }
  }

  // MARK: Carriers

  /// By hand: two bridges, five letters over one and two over the other.
  @Test func carriersAndGini() throws {
    let network = Network(sketch: "a-m m-x b-m n-y c-n")
    let found = try run(
      network,
      ["starters": ["a", "b", "c"], "targets": ["x", "y"], "letters": 6, "drop_out": 0])
    // a-x and b-x through m, c-y through n; the others do not arrive.
    #expect(value("arrived", found) == 3 && value("carriers", found) == 2)
    let rows = try #require(found.network.table("stage_carriers")?.rows)
    #expect(rows["id"] == .texts(["m", "n"]) && rows["letters"] == .integers([2, 1]))
    #expect(rows["share_through_first"] == .numbers([2.0 / 3, 1]))
    #expect(value("top_three_share", found) == 1)
    // Seven people with 0, 0, 0, 0, 0, 1, 2: 2 (6 + 14) / (7 x 3) - 8/7.
    #expect(abs(value("gini", found) - (40.0 / 21 - 8.0 / 7)) < 1e-12)
  }

  /// A letter that passes a person twice is one letter.
  @Test func returnsCountOnce() throws {
    // a's best contact is h, who gives to the next best, i; i gives back to h, and so on.
    let found = try run(
      Network(sketch: "a-h h-i i-j h-k h-l i-l l-z"),
      ["starters": ["a"], "targets": ["z"], "memory": "none", "letters": 4, "drop_out": 0])
    let carried = try #require(found.network.nodes["stage_carried"]?.asNumbers)
    #expect(carried.allSatisfy { $0 == 0 || $0 == 4 })
  }

  // MARK: Shortest chains

  @Test func geodesicsAreExact() throws {
    for graph in RandomGraphs.spread {
      let ids = (0..<graph.nodeCount).map { "n\(100 + $0)" }
      let found = try run(Network(graph: graph, ids: ids), ["letters": 300, "rule": "random"])
      let oracle = PathOracle(graph)
      let rows = try #require(found.network.table("stage_letters")?.rows)
      for row in 0..<rows.rowCount {
        let from = try #require(ids.firstIndex(of: rows["starter"]?.text(at: row) ?? ""))
        let to = try #require(ids.firstIndex(of: rows["target"]?.text(at: row) ?? ""))
        let geodesic = rows["geodesic"]?.text(at: row).flatMap(Double.init) ?? .infinity
        #expect(geodesic == oracle.distances[from][to])
      }
    }
  }

  // MARK: The same everywhere

  @Test func sameForAnyThreadsAndRowOrder() throws {
    let graph = RandomGraphs.gilbert(nodes: 80, probability: 0.06, directed: true, seed: 9)
    let ids = (0..<80).map { "n\(10 + $0)" }
    for rule in ["random", "highest_degree"] {
      let parameters: JSON = ["rule": .string(rule), "letters": 3000, "memory": "holder"]
      let first = try run(Network(graph: graph, ids: ids), parameters)
      for order in 1...3 {
        var random = RandomSource(seed: UInt64(order))
        var edges = Array(0..<graph.edgeCount)
        random.shuffle(&edges)
        let shuffled = Graph(
          nodeCount: 80, isDirected: true, joining: edges.map { graph.sources[$0] },
          to: edges.map { graph.targets[$0] })
        let other = try run(Network(graph: shuffled, ids: ids), parameters, threads: order)
        #expect(other.network.tables == first.network.tables)
        #expect(other.network.nodes == first.network.nodes)
        #expect(other.network.edges == first.network.edges)
      }
    }
  }

  /// Rules are compared on the same letters.
  @Test func pairsDoNotDependOnTheRule() throws {
    let network = try ReferenceNetworks.read("karate")
    func pairs(_ parameters: JSON) throws -> [Column?] {
      let rows = try run(network, parameters).network.table("stage_letters")?.rows
      return [rows?["starter"], rows?["target"]]
    }
    let first = try pairs(["letters": 500])
    #expect(try pairs(["letters": 500, "rule": "random", "drop_out": .number(0.5)]) == first)
    #expect(try pairs(["letters": 500, "memory": "none"]) == first)
  }

  // MARK: Complaints

  @Test(
    arguments: [
      (["rule": "closest"], "missing-columns"), (["rule": "closest", "by": []], "empty-list"),
      (["by": ["sector"]], "unused-setting"),
      (["rule": "lattice"], "wrong-column-count"), (["torus": true], "unused-setting"),
      (["nearer_only": true], "unused-setting"), (["drop_out": .number(1.5)], "out-of-range"),
      (["drop_out_grid": [.number(0.1), 2]], "out-of-range"),
      (["starters": ["nobody"]], "unknown-node"),
      (["letters": 1_000_000, "steps": 1000], "search-too-large"),
      (
        ["rule": "closest", "by": [["columns": "sector", "distance": "plane"]]],
        "wrong-column-type"
      ),
      (
        ["rule": "closest", "by": [["columns": "age", "distance": "great_circle"]]],
        "wrong-column-count"
      ),
      (
        ["rule": "closest", "by": [["columns": ["age", "age"], "distance": "great_circle"]]],
        "not-degrees"
      ),
      (["rule": "closest", "by": [["column": "sector"]]], "unknown-setting"),
      (["rule": "closest", "by": [["columns": "sector"]]], "missing-setting"),
      (
        ["rule": "closest", "by": [["columns": "sector", "distance": "equal", "weight": 0]]],
        "out-of-range"
      ),
      (
        [
          "rule": "closest", "mixture": "least",
          "by": [["columns": "sector", "distance": "equal", "weight": 2]],
        ], "unused-setting"
      ),
    ] as [(JSON, String)]) func mistakesAreNamed(parameters: JSON, id: String) throws
  {
    var network = Network(sketch: "a-b b-c")
    network.nodes.set("sector", .texts(["law", "law", "arts"]))
    network.nodes.set("age", .integers([20, 30, 120]))
    #expect {
      try run(network, parameters)
    } throws: { error in
      let found = (error as? Diagnostics)?.all.map(\.id) ?? [(error as? Diagnostic)?.id ?? ""]
      return found == [id]
    }
  }

  @Test func targetsOfWhomNothingIsKnown() throws {
    var network = Network(sketch: "a-b b-c c-d")
    network.nodes.set("sector", .texts(["law", "law", nil, nil]))
    let found = try run(
      network,
      ["rule": "closest", "by": ["sector"], "targets": ["d"], "starters": ["a"], "letters": 5])
    #expect(found.notices.contains { $0.id == "target-without-values" })
    #expect(value("completion_without_drop_out", found) == 1)
  }
}
