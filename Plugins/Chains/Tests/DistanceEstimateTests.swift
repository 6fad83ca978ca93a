import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Estimated chain lengths of real networks against the exact ones, and how the method is chosen.
struct DistanceEstimateTests {
  private static let networks = ["karate", "lesmis", "dolphins", "lfr500", "ht_advice"]

  @Test(arguments: networks, [64, 1024]) func staysWithinItsError(name: String, registers: Int)
    throws
  {
    let network = try ReferenceNetworks.read(name)
    let exact = try ModuleRun(Distances.self, on: network, with: ["method": "exact"])
    let estimate = try ModuleRun(
      Distances.self, on: network,
      with: ["method": "estimate", "registers": .integer(registers)])
    let deviation = 1.04 / Double(registers * 8).squareRoot()
    let (pairs, estimated) = (try counts(exact), try counts(estimate))
    #expect(abs(estimated.reduce(0, +) / pairs.reduce(0, +) - 1) < 3 * deviation)
    #expect(estimated[0] == pairs[0], "direct neighbours are counted")
    let (mean, error) = (try measure("mean_links", exact), try measure("mean_links", estimate))
    // The mean is a ratio of estimates whose errors go together.
    #expect(abs(error.value / mean.value - 1) < 2 * deviation)
    #expect(abs(error.value - mean.value) < 4 * error.standardError)
    #expect(mean.standardError.isNaN)
    let bounds = try #require(estimate.network.nodes["eccentricity"]?.asNumbers)
    let longest = try #require(exact.network.nodes["eccentricity"]?.asNumbers)
    #expect(zip(bounds, longest).allSatisfy { $0 <= $1 })
  }

  /// n(n + a)/512 of 700 000 nodes is below the budget, of 750 000 above.
  @Test(arguments: [(700_000, false), (750_000, true)])
  func theMethodDependsOnTheSizeAlone(nodes: Int, isEstimated: Bool) throws {
    let graph = Graph(
      nodeCount: nodes, isDirected: false, sources: (0..<9).map { $0 }, targets: (1...9).map { $0 })
    let network = Network(graph: graph, ids: (0..<nodes).map { String($0 + 1_000_000) })
    let automatic = try ModuleRun(Distances.self, on: network)
    #expect(automatic.notices.map(\.id) == (isEstimated ? ["estimated-distances"] : []))
    #expect(automatic.network.table("distances")?.note.contains("HyperBall") == isEstimated)
    let exact = try ModuleRun(Distances.self, on: network, with: ["method": "exact"])
    #expect(exact.notices.isEmpty)
    #expect(try counts(exact).reduce(0, +) == 90)
  }

  @Test func mistakesAreShown() {
    let network = Network(sketch: "a-b:2 b-c:1", weight: .distance)
    for parameters: JSON in [
      ["registers": 100], ["runs": 0], ["method": "estimate", "length": "weight"],
    ] {
      #expect(throws: Diagnostics.self) {
        try ModuleRun(Distances.self, on: network, with: parameters)
      }
    }
  }

  private func counts(_ run: ModuleRun) throws -> [Double] {
    try #require(run.network.table("distances")?.rows["pairs"]?.asNumbers)
  }

  private func measure(
    _ name: String, _ run: ModuleRun
  ) throws -> (value: Double, standardError: Double) {
    let rows = try #require(run.network.table("chain_lengths")?.rows)
    let names = try #require(rows["measure"])
    let row = try #require((0..<rows.rowCount).first { names.text(at: $0) == name })
    return (rows["value"]?.number(at: row) ?? .nan, rows["standard_error"]?.number(at: row) ?? .nan)
  }
}
