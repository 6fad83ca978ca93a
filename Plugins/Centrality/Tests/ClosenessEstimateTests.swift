import Centrality
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Estimated closeness and harmonic centrality of real networks against the exact values.
struct ClosenessEstimateTests {
  @Test(arguments: ["karate", "lesmis", "dolphins", "lfr500", "ht_advice"], [64, 512])
  func staysWithinItsError(name: String, registers: Int) throws {
    let network = try ReferenceNetworks.read(name, directed: name == "ht_advice")
    let deviation = 1.04 / Double(registers * 8).squareRoot()
    for direction in ["out", "in", "all"] {
      let closeness = try values(Closeness.self, "closeness", network, direction, registers)
      try expectClose(closeness.exact, closeness.estimated, deviation)
      let harmonic = try values(Harmonic.self, "harmonic", network, direction, registers)
      try expectClose(harmonic.exact, harmonic.estimated, deviation)
    }
  }

  /// On average within one standard deviation, no node beyond five.
  private func expectClose(_ exact: [Double], _ estimated: [Double], _ deviation: Double) throws {
    let errors = zip(exact, estimated).filter { $0.0 > 0 }.map { abs($0.1 / $0.0 - 1) }
    #expect(errors.reduce(0, +) / Double(errors.count) < 1.5 * deviation)
    #expect(errors.allSatisfy { $0 < 5 * deviation })
    #expect(zip(exact, estimated).allSatisfy { ($0.0 == 0) == ($0.1 == 0) })
  }

  @Test func seedsDifferAndThreadsDoNot() throws {
    let network = try ReferenceNetworks.read("lfr500")
    func run(seed: UInt64, threads: Int) throws -> [Double]? {
      try ModuleRun(
        Closeness.self, on: network, with: ["method": "estimate"], seed: seed,
        workers: Workers(threads: threads)
      ).network.nodes["closeness"]?.asNumbers
    }
    let first = try run(seed: 1, threads: 1)
    #expect(try run(seed: 1, threads: 3) == first)
    #expect(try run(seed: 2, threads: 1) != first)
  }

  @Test func theConventionTellsTheError() throws {
    let run = try ModuleRun(
      Harmonic.self, on: ReferenceNetworks.read("karate"),
      with: ["method": "estimate", "registers": 256, "runs": 4])
    #expect(
      run.network.nodes.convention(of: "harmonic").contains(
        "HyperBall, 4 runs of 256 registers, relative standard deviation 3.3 %, seed 7"))
  }

  private func values<M: Module>(
    _ module: M.Type, _ column: String, _ network: Network, _ direction: String, _ registers: Int
  ) throws -> (exact: [Double], estimated: [Double]) {
    let both = try ["exact", "estimate"].map { method in
      try ModuleRun(
        module, on: network,
        with: [
          "method": .string(method), "direction": .string(direction),
          "registers": .integer(registers),
        ]
      ).network.nodes[column]?.asNumbers
    }
    return (try #require(both[0]), try #require(both[1]))
  }
}
