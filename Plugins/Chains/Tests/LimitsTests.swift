import Chains
import ModuleKit
import ModuleTesting
import Testing

/// Input at the edges of what can be meant: refused, counted or told, and never a trap.
struct LimitsTests {
  private func ids(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch let problem as Diagnostic {
      return [problem.id]
    } catch let problems as Diagnostics {
      return problems.all.map(\.id)
    } catch {
      return ["\(error)"]
    }
  }

  // MARK: Experiments

  @Test(arguments: [0, 100]) func totalsBeyondAllLettersAreRefused(bootstrap: Int) {
    let found = ids {
      _ = try ExperimentRun(
        [("counts", "intermediaries,chains\n5,3\n")],
        [.init("distributed", 1_000_000_000_000), .init("bootstrap", .integer(bootstrap))])
    }
    #expect(found == ["out-of-range"])
  }

  @Test func hugeGroupsAreNotShuffled() throws {
    let run = try ExperimentRun(
      [("counts", "group,links,chains\nA,2,100000000\nB,3,100000000\n")])
    #expect(run.run.notices.map(\.id).contains("not-compared"))
    #expect((run.network.table("experiment_tests")?.rows.rowCount ?? 0) == 0)
    #expect(run.value("completed") == 200_000_000)
  }

  @Test func thousandsSetApartByCommasAreNoOnes() throws {
    let run = try ExperimentRun(
      [("counts", "links,chains\n3,1,000\n4,2\n")], [.init("bootstrap", 0)])
    #expect(run.ledger.kept == 1 && run.ledger.rejected == 1)
    #expect(run.texts("rejected_rows", "reason") == ["too-many-cells"])
  }

  @Test func whereEverybodyPassesOnNobodyDropsOut() throws {
    let run = try ExperimentRun(
      [("counts", "links,chains\n2,3\n3,1\n")],
      [.init("distributed", 4), .init("bootstrap", 0)])
    #expect(run.value("dropout") == 0)
  }

  @Test func twoSendersAreToldFromTwoReceivers() throws {
    let run = try ExperimentRun(
      log: "chain,step,sender,receiver\n9,1,A,B\n9,1,C,B\n8,1,A,B\n",
      [.init("target", "B"), .init("bootstrap", 0)])
    #expect(Set(run.texts("rejected_rows", "reason")) == ["two-senders"])
    #expect(run.texts("rejected_rows", "detail").allSatisfy { $0.contains("'A' and from 'C'") })
  }

  // MARK: Letters

  /// A colleague without a place is nearer than a stranger with one.
  @Test func aMissingPlaceIsAsFarAsCanBeAndNoFarther() throws {
    var network = Network(
      sketch: "holder-colleague holder-stranger colleague-target stranger-target")
    let values: [String: (Double, Double, String)] = [
      "holder": (48, 2, "x"), "colleague": (.nan, .nan, "law"), "stranger": (48.5, 2, "art"),
      "target": (48.2, 2, "law"),
    ]
    network.nodes.set("lat", .numbers(network.ids.map { values[$0]?.0 ?? .nan }))
    network.nodes.set("lon", .numbers(network.ids.map { values[$0]?.1 ?? .nan }))
    network.nodes.set("sector", .texts(network.ids.map { values[$0]?.2 }))
    let run = try ModuleRun(
      LetterSearch.self, on: network,
      with: [
        "rule": "closest", "starters": ["holder"], "targets": ["target"], "letters": 1,
        "drop_out": 0,
        "by": [
          ["columns": ["lat", "lon"], "distance": "great_circle"],
          ["columns": "sector", "distance": "equal", "weight": 3],
        ],
      ])
    let carried = try #require(run.network.nodes["stage_carried"]?.asNumbers)
    #expect(zip(network.ids, carried).filter { $0.1 > 0 }.map(\.0) == ["colleague"])
  }

  @Test func deepHierarchiesAreRefused() {
    var network = Network(sketch: "a-b b-c")
    network.nodes.set("path", .texts([String(repeating: "x/", count: 100), "x", "y"]))
    let found = ids {
      _ = try ModuleRun(
        LetterSearch.self, on: network,
        with: ["rule": "closest", "by": [["columns": "path", "distance": "hierarchy"]]])
    }
    #expect(found == ["too-many-levels"])
  }

  @Test func noLettersHaveNoInterval() throws {
    let run = try ModuleRun(
      LetterSearch.self, on: Network(sketch: "a-b"), with: ["starters": ["a"], "targets": ["a"]])
    let rows = try #require(run.network.table("stage_dropout")?.rows)
    for column in ["completion", "lower", "upper"] {
      #expect(rows[column]?.asNumbers.allSatisfy(\.isNaN) == true, "\(column)")
    }
  }

  // MARK: Introductions

  /// Chains of exactly the trust that is asked for, whatever rounding makes of their logarithms.
  @Test(arguments: [[0.5, 0.5], [0.9, 0.9], [0.5, 0.5, 0.5], [1, 0.3], [1, 1]])
  func aChainOfExactlyTheTrustIsTrusted(ties: [Double]) throws {
    let trust = ties.reduce(1, *)
    let people = (0...ties.count).map { "p\($0)" }
    var network = Network(
      sketch: ties.indices.map { "\(people[$0])-\(people[$0 + 1])" }.joined(separator: " "))
    network.edges.set("p", .numbers(ties))
    func verdict(_ trust: Double) throws -> String? {
      try ModuleRun(
        Introductions.self, on: network,
        with: [
          "from": "p0", "prospects": [.string(people[ties.count])], "probability": "p",
          "trust": .number(trust),
        ]
      ).network.table("stage")?.rows["verdict"]?.text(at: 0)
    }
    #expect(try verdict(trust) == "planned")
    if trust < 0.99 { #expect(try verdict(trust * 1.001) == "no_trustworthy_chain") }
  }

  // MARK: Distances

  @Test func theEffectiveDiameterIsNeverNegative() throws {
    let network = Network(sketch: "a-b c d e f g h i j k l m n o p q r s t")
    let run = try ModuleRun(Distances.self, on: network)
    let rows = try #require(run.network.table("chain_lengths")?.rows)
    let row = (0..<rows.rowCount).first {
      rows["measure"]?.text(at: $0) == "effective_diameter_snap"
    }
    #expect(rows["value"]?.number(at: try #require(row)) == 1)
  }

  @Test func peopleAreNotCountedWhereDistancesAreEstimated() throws {
    let run = try ModuleRun(
      Distances.self, on: Network(sketch: "a-b b-c d-e"),
      with: ["people": true, "method": "estimate"])
    #expect(run.notices.map(\.id) == ["people-need-exact"])
  }

  @Test func longNumbersAreGroupsInTheirOrder() throws {
    var network = Network(sketch: "a-b b-c")
    network.nodes.set(
      "team", .integers([9_007_199_254_740_993, 9_007_199_254_740_992, 9_007_199_254_740_992]))
    for _ in 0..<5 {
      let run = try ModuleRun(Distances.self, on: network, with: ["groups": "team"])
      let rows = try #require(run.network.table("group_distances")?.rows)
      #expect(rows["from"]?.text(at: 0) == "9007199254740992")
    }
  }
}
