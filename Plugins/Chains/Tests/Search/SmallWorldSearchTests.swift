import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// What the papers on search found, on smaller networks of theirs.
struct SmallWorldSearchTests {
  private func value(_ name: String, _ network: Network) -> Double {
    guard let rows = network.table("stage")?.rows, let names = rows["measure"] else { return .nan }
    let row = (0..<rows.rowCount).first { names.text(at: $0) == name }
    return row.flatMap { rows["value"]?.number(at: $0) } ?? .nan
  }

  private func searchTime(side: Int, exponent: Double) throws -> Double {
    let run = try ModuleRun(
      LetterSearch.self, on: SmallWorlds.kleinberg(side: side, exponent: exponent, seed: 1),
      with: [
        "rule": "lattice", "lattice": ["x", "y"], "torus": true, "memory": "none", "drop_out": 0,
        "steps": 2000, "letters": 4000, "geodesics": "none",
      ], workers: Workers(threads: 2))
    // Some contact on the lattice is always nearer.
    #expect(value("completion", run.network) == 1)
    return value("mean_links", run.network)
  }

  /// Kleinberg (2000): with r = 2 the time grows as the square of a logarithm, with any other as a power.
  /// On finite lattices the least time is at an r somewhat smaller, the more so the smaller they are.
  @Test func latticeIsNavigableAtTwo() throws {
    var large: [Double: Double] = [:]
    var growth: [Double: Double] = [:]
    for r in [0, 1, 1.5, 2, 2.5, 3] {
      let time = try searchTime(side: 512, exponent: r)
      large[r] = time
      growth[r] = time / (try searchTime(side: 64, exponent: r))
    }
    let best = large.min { $0.value < $1.value }?.key
    #expect(best == 1.5 || best == 2, "\(large)")
    for r in [0, 1, 2.5, 3] {
      #expect(growth[2, default: .nan] < growth[r, default: .nan], "\(r): \(growth)")
      #expect(large[2, default: .nan] < large[r, default: .nan], "\(r): \(large)")
    }
  }

  private func completion(dimensions: Int, alpha: Double) throws -> Double {
    let network = try SmallWorlds.hierarchies(
      dimensions, depth: 7, size: 100, alpha: alpha, seed: 1)
    let run = try ModuleRun(
      LetterSearch.self, on: network,
      with: [
        "rule": "closest", "mixture": "least",
        "by": .array(
          (0..<dimensions).map { ["columns": .string("h\($0)"), "distance": "hierarchy"] }),
        "drop_out": .number(0.25), "letters": 3000, "steps": 30, "geodesics": "none",
      ], workers: Workers(threads: 2))
    return value("completion_expected", run.network)
  }

  /// Watts, Dodds & Newman (2002), figure 2: with a drop-out of 0.25, at least 5 % of the letters arrive
  /// where people are like their friends (alpha > 0) in two or three ways; in one way, or with friends
  /// drawn blindly (alpha = -ln 2), fewer.
  @Test(arguments: [
    (2, 1.0, true), (3, 1.0, true), (2, 2.0, true), (1, 2.0, false),
    (2, -0.6931471805599453, false),
  ]) func likenessMakesNetworksSearchable(
    dimensions: Int, alpha: Double, isSearchable: Bool
  ) throws {
    let completion = try completion(dimensions: dimensions, alpha: alpha)
    #expect((completion >= 0.05) == isSearchable, "\(completion)")
  }
}
