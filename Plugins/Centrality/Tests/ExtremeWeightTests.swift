import ModuleKit
import ModuleTesting
import Testing

import Centrality

/// Weights near the ends of what a number can hold: the right value, or a refusal that says why.
struct ExtremeWeightTests {
  private static func triangle(_ weight: Double, _ meaning: EdgeWeight.Meaning) -> Network {
    var network = Network(sketch: "a-b:1 b-c:1 c-a:1 c-d:1", weight: meaning)
    network.edges.set("weight", .numbers(Array(repeating: weight, count: 4)))
    return network
  }

  @Test(arguments: [1e-300, 1e-150, 1, 1e150, 1e300])
  func lengthsOfAnyUnitGiveTheSamePaths(unit: Double) throws {
    let network = Self.triangle(unit, .distance)
    let found = try ModuleRun(Closeness.self, on: network, with: ["length": "weight"]).network
    let values = try #require(found.nodes["closeness"]?.asNumbers)
    let expected = [0.75, 0.75, 1, 0.6]
    for (value, expected) in zip(values, expected) {
      #expect(abs(value * unit - expected) < 1e-12)
    }
    let between = try ModuleRun(
      Betweenness.self, on: network, with: ["length": "weight", "normalized": false]
    ).network
    #expect(between.nodes["betweenness"] == .numbers([0, 0, 2, 0]))
  }

  @Test func lengthsWhoseSumsOverflowAreRefused() {
    let network = Self.triangle(1e308, .distance)
    func refusal(_ run: () throws -> ModuleRun) -> String? {
      #expect(throws: Diagnostic.self) { try run() }?.id
    }
    let length: JSON = ["length": "weight"]
    #expect(
      refusal { try ModuleRun(Closeness.self, on: network, with: length) } == "weights-too-large")
    #expect(
      refusal { try ModuleRun(Betweenness.self, on: network, with: length) } == "weights-too-large")
  }

  @Test func strengthsWhoseSumsOverflowAreRefused() {
    let network = Self.triangle(1e308, .strength)
    let strength = #expect(throws: Diagnostic.self) { try ModuleRun(Strength.self, on: network) }
    #expect(strength?.id == "weights-too-large")
    let ranks = #expect(throws: Diagnostic.self) {
      try ModuleRun(PageRank.self, on: network, with: ["weighted": true])
    }
    #expect(ranks?.id == "weights-too-large")
  }

  @Test func missingWeightsAreNoOverflow() throws {
    var network = Self.triangle(1, .strength)
    network.edges.set("weight", .numbers([1, 2, .nan, 4]))
    let found = try ModuleRun(Strength.self, on: network).network.nodes["strength"]?.asNumbers
    #expect(found?.map(\.isNaN) == [false, true, true, false])
  }

  @Test(arguments: [1e-300, 1e-13, 1, 1e300])
  func ranksDoNotDependOnTheUnit(unit: Double) throws {
    func ranks(_ unit: Double) throws -> [Double] {
      let network = Self.triangle(unit, .strength)
      return try ModuleRun(PageRank.self, on: network, with: ["weighted": true])
        .network.nodes["pagerank"]?.asNumbers ?? []
    }
    for (a, b) in zip(try ranks(unit), try ranks(1)) { #expect(abs(a - b) < 1e-12) }
  }
}
