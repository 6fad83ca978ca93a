import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

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

  /// n(n + a)/512 is below the budget with 1 400 000 nodes, above with 1 450 000; arcs count as well.
  @Test func theMethodDependsOnTheSizeAlone() throws {
    let query = DistanceQuery(.out, .hops, .auto, registers: 64, runs: 8)
    #expect(!query.isEstimated(Self.sparse(1_400_000, ties: 9)))
    #expect(query.isEstimated(Self.sparse(1_450_000, ties: 9)))
    #expect(query.isEstimated(Self.sparse(1_400_000, ties: 40_000)))
    let byWeight = DistanceQuery(.out, .weight, .auto, registers: 64, runs: 8)
    #expect(!byWeight.isEstimated(Self.sparse(1_450_000, ties: 9)))
  }

  @Test func anEstimateNotAskedForIsTold() throws {
    let graph = Self.sparse(1_450_000, ties: 9)
    let network = Network(
      graph: graph, ids: (0..<graph.nodeCount).map { String($0 + 1_000_000) })
    let run = try ModuleRun(Distances.self, on: network)
    #expect(run.notices.map(\.id) == ["estimated-distances"])
    #expect(run.network.table("distances")?.note.contains("HyperBall") == true)
  }

  /// A path and many isolates.
  private static func sparse(_ nodes: Int, ties: Int) -> Graph {
    Graph(
      nodeCount: nodes, isDirected: false, sources: (0..<NodeID(ties)).map { $0 },
      targets: (1...NodeID(ties)).map { $0 })
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
