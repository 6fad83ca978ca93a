import Foundation
import Generate
import ModuleKit
import ModuleTesting
import Testing

/// Kleinberg's lattice and the hierarchies of Watts, Dodds & Newman.
struct LatticeTests {
  private func lattice(
    _ side: Int, p: Int = 1, q: Int = 0, r: Double = 2, torus: Bool = false, directed: Bool = true,
    seed: UInt64 = 7
  ) throws -> Network {
    try generate(
      Kleinberg.self,
      [
        "side": .integer(side), "p": .integer(p), "q": .integer(q), "r": .number(r),
        "torus": .bool(torus), "directed": .bool(directed),
      ], seed: seed)
  }

  private func distance(_ a: Int, _ b: Int, _ side: Int, torus: Bool) -> Int {
    func steps(_ x: Int, _ y: Int) -> Int {
      torus ? min(abs(x - y), side - abs(x - y)) : abs(x - y)
    }
    return steps(a % side, b % side) + steps(a / side, b / side)
  }

  @Test(arguments: [false, true]) func neighborsAreAllWithinReach(torus: Bool) throws {
    for side in 1...6 {
      for p in 0...7 {
        let expected = (0..<(side * side)).flatMap { a in
          (0..<(side * side)).filter {
            $0 != a && distance(a, $0, side, torus: torus) <= p
          }.map { [a, $0] }
        }
        let directed = try lattice(side, p: p, torus: torus)
        #expect(Set(directed.numbers.map { [$0.0, $0.1] }) == Set(expected), "\(side) \(p)")
        let undirected = try lattice(side, p: p, torus: torus, directed: false)
        #expect(undirected.graph.edgeCount == expected.count / 2)
        #expect(undirected.ledger.allSatisfy { $0.merged == 0 && $0.dropped == 0 })
        #expect(directed.integers("x") == (0..<(side * side)).map { $0 % side })
        #expect(directed.integers("y") == (0..<(side * side)).map { $0 / side })
      }
    }
  }

  /// One arc of each person and none to neighbours: their lengths against the sum over all pairs.
  @Test(arguments: [false, true]) func farTiesFallWithDistance(torus: Bool) throws {
    for (side, r) in [(2, 2.0), (12, 0.0), (15, 1.0), (16, 2.0), (13, 3.5)] {
      let count = side * side
      var expected = [Double](repeating: 0, count: 2 * side)
      for a in 0..<count {
        let weights = (0..<count).map { b in
          a == b ? 0 : pow(Double(distance(a, b, side, torus: torus)), -r)
        }
        let sum = weights.reduce(0, +)
        for b in 0..<count {
          expected[distance(a, b, side, torus: torus)] += 40 * weights[b] / sum
        }
      }
      var found = [Int](repeating: 0, count: 2 * side)
      for seed in 0..<40 {
        let network = try lattice(side, p: 0, q: 1, r: r, torus: torus, seed: UInt64(seed))
        #expect(network.graph.edgeCount == count)
        for (a, b) in network.numbers { found[distance(a, b, side, torus: torus)] += 1 }
      }
      expectAgreement(found, expected, "side \(side), r \(r)")
    }
  }

  /// Each place by itself, from a corner, where the lattice is smallest.
  @Test func everyPlaceHasItsProbabilityFromACorner() throws {
    let side = 5
    var counts = [Int](repeating: 0, count: side * side)
    for seed in 0..<5000 {
      let arcs = try lattice(side, p: 0, q: 1, r: 1, seed: UInt64(seed)).numbers
      if let target = arcs.first(where: { $0.0 == 0 })?.1 { counts[target] += 1 }
    }
    let weights = (0..<(side * side)).map {
      $0 == 0 ? 0 : 1 / Double(distance(0, $0, side, torus: false))
    }
    let sum = weights.reduce(0, +)
    #expect(counts[0] == 0)
    expectAgreement(Array(counts[1...]), weights[1...].map { 5000 * $0 / sum })
  }

  // MARK: Hierarchies

  private func hierarchy(
    _ hierarchies: Int, z: Double, alpha: Double, seed: UInt64 = 7
  ) throws -> Network {
    try generate(
      Hierarchy.self,
      [
        "hierarchies": .integer(hierarchies), "branching": 3, "levels": 5, "group_size": 40,
        "alpha": .number(alpha), "mean_degree": .number(z),
      ], seed: seed)
  }

  private func levels(_ a: Int, _ b: Int) -> Int {
    var (a, b, level) = (a, b, 1)
    while a != b { (a, b, level) = (a / 3, b / 3, level + 1) }
    return level
  }

  @Test func groupsAreEqualAndIndependent() throws {
    let network = try hierarchy(3, z: 4, alpha: 1)
    #expect(network.graph.nodeCount == 40 * 81 && network.graph.edgeCount == 2 * 40 * 81)
    for name in ["group_1", "group_2", "group_3"] {
      #expect(histogram(network.integers(name), most: 80) == Array(repeating: 40, count: 81))
    }
    #expect(network.integers("group_1") == (0..<3240).map { $0 / 40 })
    let both = zip(network.integers("group_2"), network.integers("group_3"))
    // In one group of each: as often as for people drawn at random, 40 · 39 / 3239 / 2 pairs in a group.
    let same = Dictionary(grouping: both.map { [$0, $1] }) { $0 }.values
      .reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    #expect(abs(Double(same) - 81 * 780 * 39 / 3239) < 5 * (81.0 * 780 * 39 / 3239).squareRoot())
  }

  /// In one hierarchy the distances of ties are the law itself; in two, a tie of the other one is to
  /// anybody.
  @Test(arguments: [1.0, 0.0, -0.5]) func distancesFollowTheLaw(alpha: Double) throws {
    let weights = (1...5).map { exp(-alpha * Double($0)) }
    let law = weights.map { $0 / weights.reduce(0, +) }
    let anybody = [39.0, 80, 240, 720, 2160].map { $0 / 3239 }
    for hierarchies in [1, 2] {
      var counts = [Int](repeating: 0, count: 5)
      for seed in 0..<10 {
        let network = try hierarchy(hierarchies, z: 0.5, alpha: alpha, seed: UInt64(seed))
        let groups = network.integers("group_1")
        for (a, b) in network.numbers { counts[levels(groups[a], groups[b]) - 1] += 1 }
      }
      let share = 1 / Double(hierarchies)
      expectAgreement(
        counts, zip(law, anybody).map { 8100 * ($0 * share + $1 * (1 - share)) },
        "\(hierarchies) hierarchies")
    }
  }

  @Test func refusesAndWarns() throws {
    #expect(
      complaints(Hierarchy.self, ["levels": 1, "group_size": 5, "mean_degree": 5])
        == ["out-of-range"])
    #expect(complaints(Hierarchy.self, ["levels": 100]) == ["too-many-nodes"])
    let run = try ModuleRun(
      Hierarchy.self, onAll: [],
      with: ["levels": 8, "group_size": 4, "alpha": 20, "hierarchies": 1, "mean_degree": 8])
    #expect(run.notices.map(\.id) == ["too-few-ties"])
    #expect(complaints(Kleinberg.self, ["side": -1]) == ["out-of-range"])
    #expect(complaints(Kleinberg.self, ["side": 3_000_000_000]) == ["too-many-nodes"])
    #expect(complaints(Kleinberg.self, ["side": 10_000, "p": 10_000]) == ["too-many-edges"])
  }
}
