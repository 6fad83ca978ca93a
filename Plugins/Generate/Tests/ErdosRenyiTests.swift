import Generate
import ModuleKit
import ModuleTesting
import Testing

/// Both models: exact counts, and each network as often as it should be.
struct ErdosRenyiTests {
  @Test(arguments: [false, true]) func numbersEveryPairOnce(directed: Bool) {
    for n in 0..<30 {
      let pairs = PairNumbers(count: n, isDirected: directed)
      let all = (0..<pairs.total).map { pairs.pair($0) }
      #expect(all.allSatisfy { directed ? $0.0 != $0.1 : $0.0 > $0.1 })
      #expect(all.allSatisfy { (0..<n).contains($0.0) && (0..<n).contains($0.1) })
      #expect(Set(all.map { $0.0 * n + $0.1 }).count == pairs.total)
    }
  }

  /// Beyond 2^53, where roots of a Double are not exact.
  @Test func numbersPairsOfManyPeople() {
    let n = 1 << 30
    let pairs = PairNumbers(count: n)
    for row in [1, 2, 1000, 94_906_266, n / 2, n - 2, n - 1] {
      for column in [0, row / 2, row - 1] {
        let found = pairs.pair(row * (row - 1) / 2 + column)
        #expect(found == (row, column))
      }
    }
    #expect(pairs.pair(pairs.total - 1) == (n - 1, n - 2))
  }

  @Test(arguments: [false, true]) func hasExactlySoManyTies(directed: Bool) throws {
    for (n, m) in [(2, 1), (10, 0), (10, 45), (10, 44), (100, 1000), (3000, 200_000)] {
      let network = try generate(
        ErdosRenyi.self, ["nodes": .integer(n), "edges": .integer(m), "directed": .bool(directed)])
      #expect(network.graph.edgeCount == m && network.graph.nodeCount == n)
      #expect(network.graph.isDirected == directed)
      #expect((0..<n).allSatisfy { !network.graph.outgoing.hasLoop($0) })
      #expect(network.isAccounted)
    }
  }

  /// 15 networks of four people with two ties.
  @Test func allNetworksWithSoManyTiesAreEquallyLikely() throws {
    var counts: [[NodeID]: Int] = [:]
    for seed in 0..<6000 {
      let graph = try generate(ErdosRenyi.self, ["nodes": 4, "edges": 2], seed: UInt64(seed)).graph
      counts[graph.sources + graph.targets, default: 0] += 1
    }
    #expect(counts.count == 15)
    expectAgreement(counts.values.map { $0 }, Array(repeating: 400, count: 15))
  }

  /// All 64 directed networks of three people, by their number of ties.
  @Test func eachTieHasItsProbability() throws {
    var counts: [[NodeID]: Int] = [:]
    let p = 0.3
    for seed in 0..<8000 {
      let graph = try generate(
        ErdosRenyi.self, ["nodes": 3, "p": .number(p), "directed": true], seed: UInt64(seed)
      ).graph
      counts[graph.sources + graph.targets, default: 0] += 1
    }
    #expect(counts.count == 64)
    let keys = counts.keys.sorted { ($0.count, "\($0)") < ($1.count, "\($1)") }
    let expected = keys.map { key in
      (0..<6).reduce(8000.0) { $0 * ($1 < key.count / 2 ? p : 1 - p) }
    }
    expectAgreement(keys.map { counts[$0] ?? 0 }, expected)
  }

  @Test func degreesAreBinomial() throws {
    let n = 40_000
    for (p, most) in [(0.00025, 25), (0.00002, 6)] {
      let network = try generate(ErdosRenyi.self, ["nodes": .integer(n), "p": .number(p)])
      expectAgreement(
        histogram(network.degrees, most: most),
        binomial(n - 1, p, most: most).map { $0 * Double(n) }, "\(p)")
    }
    let few = try generate(ErdosRenyi.self, ["nodes": .integer(n), "edges": 200_000])
    expectAgreement(
      histogram(few.degrees, most: 25),
      binomial(200_000, 2 / Double(n), most: 25).map { $0 * Double(n) })
  }

  @Test func refusesWhatCannotBe() {
    #expect(complaints(ErdosRenyi.self, ["nodes": 5]) == ["missing-parameter"])
    #expect(complaints(ErdosRenyi.self, ["edges": 5]) == ["missing-parameter", "out-of-range"])
    #expect(
      complaints(ErdosRenyi.self, ["nodes": 5, "edges": 1, "p": .number(0.5)])
        == ["conflicting-parameters"])
    #expect(complaints(ErdosRenyi.self, ["nodes": 5, "edges": 11]) == ["out-of-range"])
    #expect(complaints(ErdosRenyi.self, ["nodes": 5, "edges": -1]) == ["out-of-range"])
    #expect(complaints(ErdosRenyi.self, ["nodes": 5, "p": .number(1.1)]) == ["out-of-range"])
    #expect(complaints(ErdosRenyi.self, ["nodes": 5, "p": .number(-0.1)]) == ["out-of-range"])
    #expect(complaints(ErdosRenyi.self, ["nodes": -1, "p": 1]) == ["out-of-range"])
  }
}
