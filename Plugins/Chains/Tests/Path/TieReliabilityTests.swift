import Chains
import ModuleKit
import ModuleTesting
import Testing

/// The reliability of ties, seen on chains of one link.
struct TieReliabilityTests {
  private func p(_ network: Network, _ more: JSON = [:]) throws -> Double {
    let parameters: JSON = [
      "from": .string(network.ids[0]), "to": .string(network.ids[1]), "length": "reliability",
    ]
    let run = try ModuleRun(ShortestChain.self, on: network, with: parameters.with(more)).network
    return try #require(run.table("stage_summary")?.value("reliability"))
  }

  private func close(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= 1e-12 }

  @Test func everyContactIsAChance() throws {
    #expect(close(try p(Network(sketch: "a-b:1")), 0.3))
    #expect(close(try p(Network(sketch: "a-b:4")), 1 - 0.7 * 0.7 * 0.7 * 0.7))
    #expect(close(try p(Network(sketch: "a-b:4"), ["base": .number(0.5)]), 1 - 1.0 / 16))
    #expect(close(try p(Network(sketch: "a-b:4"), ["weighted": false]), 0.3))
    #expect(try p(Network(sketch: "a-b:1e9")) == 1)
    #expect(try p(Network(sketch: "a-b:1e-300")) == 1e-12)
  }

  @Test func aProbabilityCanBeGiven() throws {
    var network = Network(sketch: "a-b:4")
    network.edges.set("p", .numbers([0.8]))
    #expect(try p(network, ["probability": "p"]) == 0.8)
    network.edges.set("p", .numbers([0]))
    #expect(throws: Diagnostic.self) { try p(network, ["probability": "p"]) }
    network.edges.set("p", .numbers([.nan]))
    #expect(throws: Diagnostic.self) { try p(network, ["probability": "p"]) }
  }

  private func dated(_ days: [String?]) -> Network {
    var network = Network(sketch: "a-b b-c")
    network.edges.set("last_contact", .texts(days))
    return network
  }

  @Test func tiesFadeWithAge() throws {
    let asked: JSON = ["dates": "last_contact", "half_life": 2]
    // 2024 has a 29 February, 2023 has none.
    #expect(close(try p(dated(["2024-02-28", "2024-03-01"]), asked), 0.15))
    #expect(close(try p(dated(["2023-02-28", "2023-03-02 10:00:00"]), asked), 0.15))
    #expect(close(try p(dated(["1999-12-31", "2000-01-04"]), asked), 0.075))
    #expect(close(try p(dated(["2023-01-01; 2024-03-01", "2024-03-01"]), asked), 0.3))
    #expect(close(try p(dated([nil, "2024-03-01"]), asked), 0.15))
    var undated = asked
    undated["undated"] = .number(0.1)
    #expect(close(try p(dated([nil, "2024-03-01"]), undated), 0.03))
    var until = asked
    until["reference_date"] = "2024-03-03"
    #expect(close(try p(dated(["2024-03-01", nil]), until), 0.15))
    #expect(close(try p(dated(["2024-03-09", nil]), until), 0.3))
  }

  @Test func datesThatAreNoneAreTold() throws {
    #expect(throws: Diagnostic.self) { try p(dated(["soon", nil]), ["dates": "last_contact"]) }
    #expect(throws: Diagnostics.self) {
      try p(dated(["2024-01-01", nil]), ["dates": "last_contact", "reference_date": "2023-02-29"])
    }
    let run = try ModuleRun(
      ShortestChain.self, on: dated(["2024-13-01", "2024-01-01"]),
      with: ["from": "a", "to": "b", "length": "reliability", "dates": "last_contact"])
    #expect(run.notices.contains { $0.id == "unread-dates" })
  }

  @Test(
    arguments: [
      ("2024-03-31garbage", false), ("2024-03-31 garbage", false), ("2024-03-31T", false),
      ("2024-03-31-04", false), ("2024-03-31T25:00", false), ("2024-03-31 18:20:00", true),
      ("2024-03-31T18:20:00.5+02:00", true), ("2024-03-31t1820Z", true), ("2024-03-31 ", true),
      ("2024-03-31 18:20:00 UTC", true), ("2024-03-31 6:20 PM", true),
      ("2024-03-31T18:20:00 GMT", true), ("2024-03-31 06:20am CET", true),
      ("2024-03-31 18:20 UTC+2", true), ("2024-03-31 18:20 +0200", true),
      ("2024-03-31 18:20garbage", false), ("2024-03-31 18:20 garbage", false),
      ("2024-03-31 UTC", false), ("2024-03-31 25:20 UTC", false), ("2024-03-31UTC", false),
      ("2024-03-31; soon", false), ("2024-03-31; 2024-04-01", true),
    ])
  func whatFollowsADayIsATime(cell: String, isRead: Bool) throws {
    let run = try ModuleRun(
      ShortestChain.self, on: dated([cell, "2024-03-31"]),
      with: ["from": "a", "to": "b", "length": "reliability", "dates": "last_contact"])
    #expect(run.notices.contains { $0.id == "unread-dates" } != isRead)
  }

  @Test func whatDoesNotCountIsTold() throws {
    let run = try ModuleRun(
      ShortestChain.self, on: Network(sketch: "a-b"),
      with: ["from": "a", "to": "b", "half_life": 30, "weighted": true])
    #expect(run.notices.map(\.id) == ["unused-setting"])
    #expect(run.notices[0].location?.file == "half_life")
  }

  @Test func arcsThatAreNotReturnedCountLess() throws {
    #expect(close(try p(Network(sketch: "a>b:1")), 0.15))
    #expect(close(try p(Network(sketch: "a>b:1 b>a:1")), 0.3))
    #expect(close(try p(Network(sketch: "a>b:1"), ["unreturned": .number(0.2)]), 0.06))
    #expect(close(try p(Network(sketch: "a-b:1")), 0.3))
  }

  @Test func distancesAreNotTakenForStrengths() {
    #expect(throws: Diagnostics.self) { try p(Network(sketch: "a-b:2", weight: .distance)) }
    #expect(throws: Diagnostics.self) { try p(Network(sketch: "a-b:2", weight: .undeclared)) }
  }
}
