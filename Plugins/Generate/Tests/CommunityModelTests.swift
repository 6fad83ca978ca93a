import Foundation
import Generate
import ModuleKit
import ModuleTesting
import Testing

/// Models that plant communities, and R-MAT.
struct CommunityModelTests {
  // MARK: Planted partition

  @Test func groupsAreAsLargeAsCanBe() throws {
    let network = try generate(
      PlantedPartition.self, ["nodes": 11, "groups": 3, "p_in": 1, "p_out": 0])
    let groups = network.integers("planted")
    #expect(groups == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
    let expected = (0..<11).flatMap { a in
      (0..<11).filter { $0 > a && groups[$0] == groups[a] }.map { [a, $0] }
    }
    #expect(Set(network.numbers.map { [$0.0, $0.1].sorted() }) == Set(expected))
    let others = try generate(
      PlantedPartition.self, ["nodes": 11, "groups": 3, "p_in": 0, "p_out": 1])
    #expect(others.graph.edgeCount == 55 - expected.count)
    #expect(others.numbers.allSatisfy { groups[$0.0] != groups[$0.1] })
  }

  @Test func degreesAreBinomialWithinAndBetween() throws {
    let network = try generate(
      PlantedPartition.self,
      ["nodes": 20_000, "groups": 20, "p_in": .number(0.006), "p_out": .number(0.0002)])
    let groups = network.integers("planted")
    var (within, between) = (
      [Int](repeating: 0, count: 20_000), [Int](repeating: 0, count: 20_000)
    )
    for (a, b) in network.numbers {
      for end in [a, b] {
        if groups[a] == groups[b] { within[end] += 1 } else { between[end] += 1 }
      }
    }
    expectAgreement(
      histogram(within, most: 15), binomial(999, 0.006, most: 15).map { $0 * 20_000 })
    expectAgreement(
      histogram(between, most: 12), binomial(19_000, 0.0002, most: 12).map { $0 * 20_000 })
  }

  @Test func meanDegreeAndMixingAreMet() throws {
    let network = try generate(
      PlantedPartition.self,
      ["nodes": 30_001, "groups": 50, "mean_degree": 12, "mixing": .number(0.25)])
    let groups = network.integers("planted")
    let between = network.numbers.count { groups[$0.0] != groups[$0.1] }
    let ties = 30_001.0 * 6
    #expect(abs(Double(network.graph.edgeCount) - ties) < 5 * ties.squareRoot())
    #expect(abs(Double(between) - ties / 4) < 5 * (ties / 4).squareRoot())
  }

  @Test func onePersonAloneIsDrawnWithoutTies() throws {
    let network = try generate(
      PlantedPartition.self,
      ["nodes": 1, "groups": 1, "mean_degree": 3, "mixing": .number(0.2)])
    #expect(network.graph.nodeCount == 1 && network.graph.edgeCount == 0)
    #expect(network.methods[0].text.contains("within with probability 0, between with 0"))
  }

  @Test func plantedPartitionRefusesWhatCannotBe() {
    for wrong: JSON in [
      ["nodes": 5, "groups": 6, "p_in": 1, "p_out": 0], ["nodes": 5, "p_in": 2, "p_out": 0],
      ["nodes": 5, "mean_degree": -1, "mixing": 0], ["nodes": 5, "mean_degree": 1, "mixing": 2],
      ["nodes": 5, "groups": 0, "p_in": 1, "p_out": 0],
    ] {
      #expect(complaints(PlantedPartition.self, wrong) == ["out-of-range"], "\(wrong)")
    }
    #expect(complaints(PlantedPartition.self, ["nodes": 5]) == ["conflicting-parameters"])
    #expect(
      complaints(PlantedPartition.self, ["nodes": 5, "p_in": 1, "mixing": 0])
        == ["conflicting-parameters"])
    #expect(
      complaints(PlantedPartition.self, ["nodes": 8, "mean_degree": 4, "mixing": 0])
        == ["too-many-edges"])
    // One group has nobody to mix with.
    #expect(
      complaints(
        PlantedPartition.self, ["nodes": 8, "groups": 1, "mean_degree": 2, "mixing": 1])
        == ["too-many-edges"])
  }

  // MARK: LFR

  private func lfr(_ mu: Double, _ more: [JSON.Member] = []) -> JSON {
    .object(
      [
        .init("nodes", 20_000), .init("mean_degree", 20), .init("max_degree", 60),
        .init("min_community", 25), .init("max_community", 200), .init("mu", .number(mu)),
      ] + more)
  }

  @Test(arguments: [0, 0.1, 0.3, 0.6, 1]) func lfrMeetsItsParameters(mu: Double) throws {
    let run = try ModuleRun(LFR.self, onAll: [], with: lfr(mu))
    let network = run.network
    #expect(run.notices.isEmpty && network.isAccounted)
    let groups = network.integers("planted")
    let sizes = histogram(groups, most: groups.max() ?? 0)
    #expect(sizes.allSatisfy { (25...200).contains($0) })
    let degrees = network.degrees
    #expect(abs(Double(degrees.reduce(0, +)) / 20_000 - 20) < 0.3)
    #expect((degrees.max() ?? 99) <= 60)
    let between = network.numbers.count { groups[$0.0] != groups[$0.1] }
    #expect(abs(Double(between) / Double(network.graph.edgeCount) - mu) < 0.01)
    #expect(mu > 0 || between == 0)
    #expect(mu < 1 || between == network.graph.edgeCount)
    // Everybody keeps to the mixing, not only all together.
    let numbers = network.ids.map { Int($0) ?? 0 }
    let off = (0..<20_000).count { node in
      let neighbors = network.graph.outgoing.neighbors[network.graph.outgoing.range(node)]
      let out = neighbors.count { groups[numbers[Int($0)]] != groups[numbers[node]] }
      return abs(Double(out) - mu * Double(degrees[node])) >= 2
    }
    #expect(off < 200, "\(off)")
  }

  /// Above the least degree, whose share makes the mean right, it is the power law itself.
  @Test func lfrDegreesAndSizesFollowTheirLaws() throws {
    let network = try generate(
      LFR.self, lfr(0.5, [.init("degree_exponent", .number(2.5)), .init("community_exponent", 1)]))
    let least = network.degrees.sorted()[20]
    let above = network.degrees.filter { $0 > least + 1 }
    let weights = ((least + 2)...60).map { pow(Double($0), -2.5) }
    let sum = weights.reduce(0, +)
    expectAgreement(
      histogram(above.map { $0 - least - 2 }, most: 58 - least),
      weights.map { $0 / sum * Double(above.count) })
    var sizes: [Int] = []
    for seed in 0..<20 {
      let groups = try generate(LFR.self, lfr(0.5), seed: UInt64(seed)).integers("planted")
      sizes += histogram(groups, most: groups.max() ?? 0)
    }
    let shares = (25...200).map { 1 / Double($0) }
    expectAgreement(
      histogram(sizes.map { $0 - 25 }, most: 175),
      shares.map { $0 / shares.reduce(0, +) * Double(sizes.count) })
  }

  @Test func lfrRefusesWhatCannotBe() {
    func of(_ nodes: Int, _ more: [JSON.Member]) -> [String] {
      complaints(
        LFR.self, .object([.init("nodes", .integer(nodes))] + more))
    }
    #expect(of(40, []) == ["out-of-range"])
    #expect(of(1000, [.init("mean_degree", 60)]) == ["impossible-mean"])
    #expect(of(1000, [.init("mean_degree", 2)]) == ["impossible-mean"])
    #expect(of(1000, [.init("mu", .number(1.5))]) == ["out-of-range"])
    #expect(of(1000, [.init("min_community", 2000)]) == ["out-of-range"])
    #expect(of(1000, [.init("max_community", 0)]) == ["out-of-range"])
    #expect(of(1000, [.init("min_community", 90)]) == ["out-of-range"])
    #expect(
      of(100, [.init("min_community", 60), .init("max_community", 70)]) == ["impossible-sizes"])
    #expect(
      of(1000, [.init("min_community", 3), .init("max_community", 4)]) == ["communities-too-small"])
    #expect(
      of(1000, [.init("mu", 0), .init("min_community", 10), .init("max_community", 20)])
        == ["communities-too-small"])
  }

  // MARK: R-MAT

  @Test func quartersHaveTheirProbabilities() throws {
    let network = try generate(RMAT.self, ["scale": 17, "edge_factor": 1, "directed": true])
    #expect(network.graph.nodeCount == 1 << 17)
    #expect(network.ledger[0].read == 1 << 17 && network.ledger[0].isBalanced)
    let arcs = network.numbers
    for level in 10..<17 {
      let counts = histogram(
        arcs.map { 2 * ($0.0 >> level & 1) + ($0.1 >> level & 1) }, most: 3)
      let shares = counts.map { Double($0) / Double(arcs.count) }
      // Arcs drawn twice lie where most are drawn: two in a hundred are missing there.
      for (found, wanted) in zip(shares, [0.57, 0.19, 0.19, 0.05]) {
        #expect(abs(found - wanted) < 0.012, "\(level): \(shares)")
      }
    }
  }

  @Test func levelsAreIndependent() throws {
    // Without a preference draws are uniform over all pairs.
    let quarter = JSON.number(0.25)
    let draws = (0..<300).map { seed in
      (try? generate(
        RMAT.self,
        [
          "scale": 5, "edge_factor": 1, "a": quarter, "b": quarter, "c": quarter, "directed": true,
        ], seed: UInt64(seed)))?.numbers ?? []
    }.joined()
    let cells = histogram(draws.map { 32 * $0.0 + $0.1 }, most: 1023)
    let mean = Double(draws.count) / 992
    expectAgreement(
      (0..<1024).filter { $0 / 32 != $0 % 32 }.map { cells[$0] }, Array(repeating: mean, count: 992)
    )
  }

  @Test func rmatRefusesWhatCannotBe() {
    #expect(complaints(RMAT.self, ["scale": 3, "a": .number(0.9)]) == ["out-of-range"])
    #expect(complaints(RMAT.self, ["scale": 63]) == ["too-many-nodes"])
    #expect(complaints(RMAT.self, ["scale": 1000]) == ["too-many-nodes"])
    #expect(complaints(RMAT.self, ["scale": 28]) == ["too-many-edges"])
  }
}
