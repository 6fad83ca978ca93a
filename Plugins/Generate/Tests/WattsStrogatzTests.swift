import Generate
import ModuleKit
import ModuleTesting
import Testing

struct WattsStrogatzTests {
  private func ring(
    _ n: Int, _ k: Int, _ p: Double, _ variant: String = "rewire", seed: UInt64 = 7
  ) throws -> Network {
    try generate(
      WattsStrogatz.self,
      ["nodes": .integer(n), "k": .integer(k), "p": .number(p), "variant": .string(variant)],
      seed: seed)
  }

  @Test func beginsAsARing() throws {
    let network = try ring(12, 4, 0)
    let expected = Set(
      (0..<12).flatMap { a in
        [1, 2].map { [min(a, (a + $0) % 12), max(a, (a + $0) % 12)] }
      })
    #expect(Set(network.numbers.map { [min($0.0, $0.1), max($0.0, $0.1)] }) == expected)
  }

  /// Nothing is merged: there are nk/2 ties, so that no tie is drawn twice or to its own end.
  @Test func movingKeepsTheNumberOfTies() throws {
    for p in [0.01, 0.3, 1] {
      for (n, k) in [(3, 2), (5, 4), (8, 6), (9, 6), (10, 8), (40, 36), (200, 198), (1000, 10)] {
        let network = try ring(n, k, p)
        #expect(network.graph.edgeCount == n * k / 2, "\(n) \(k) \(p)")
        #expect(network.ledger.allSatisfy { $0.isBalanced && $0.merged == 0 && $0.dropped == 0 })
      }
    }
    let (before, after) = (try ring(10, 8, 0), try ring(10, 8, 1))
    #expect(before.graph != after.graph)
  }

  /// Where shortcuts take a good part of the pairs, or all of them, none comes twice and all come as often.
  @Test func shortcutsUntilNearlyAllAreTied() throws {
    for (n, k) in [(12, 6), (13, 10), (40, 30)] {
      let network = try ring(n, k, 1, "newman_watts")
      #expect(network.graph.edgeCount == min(n * k, n * (n - 1) / 2), "\(n) \(k)")
      #expect(network.ledger.allSatisfy { $0.merged == 0 && $0.dropped == 0 })
    }
    var counts = [Int](repeating: 0, count: 12 * 12)
    for seed in UInt64(1)...400 {
      let network = try ring(12, 6, 0.3, "newman_watts", seed: seed)
      for (a, b) in network.numbers { counts[min(a, b) * 12 + max(a, b)] += 1 }
    }
    let apart = (0..<12).flatMap { a in (a + 4..<max(a + 4, min(12, a + 9))).map { a * 12 + $0 } }
    #expect(apart.count == 30)
    let mean = Double(apart.reduce(0) { $0 + counts[$1] }) / 30
    // 36 ties with 0.3 each, over 30 pairs: 0.36 of 400, give or take ten.
    #expect(abs(mean - 144) < 6, "\(mean)")
    for pair in apart { #expect(abs(Double(counts[pair]) - mean) < 45, "\(pair)") }
  }

  /// Barrat & Weigt 2000: triangles of the ring survive when none of their three ties is moved.
  @Test func clusteringFallsAsTheThirdPower() throws {
    let (n, k) = (20_000, 10)
    let start = 3 * Double(k - 2) / (4 * Double(k - 1))
    #expect(abs(transitivity(try ring(n, k, 0)) - start) < 1e-12)
    for p in [0.01, 0.05, 0.1, 0.3, 0.6] {
      let ratio = transitivity(try ring(n, k, p)) / start
      let rest = 1 - p
      #expect(abs(ratio - rest * rest * rest) < 0.01, "\(p): \(ratio)")
    }
  }

  @Test func chainsGetShorter() throws {
    let lengths = try [0, 0.001, 0.01, 0.1, 1].map { meanLength(try ring(4000, 10, $0)) }
    // Around a ring it takes n/2k links on the average.
    #expect(abs(lengths[0] - 200.45) < 0.5)
    for (before, after) in zip(lengths, lengths.dropFirst()) { #expect(after < before) }
    #expect(lengths[2] < 0.15 * lengths[0] && lengths[4] < 6)
  }

  /// With k = 2 and p = 1 every tie leads from its person to one drawn among all strangers.
  @Test func movedTiesLeadAnywhere() throws {
    var counts = [Int](repeating: 0, count: 51)
    for seed in 0..<200 {
      for (a, b) in try ring(101, 2, 1, seed: UInt64(seed)).numbers {
        counts[min(abs(a - b), 101 - abs(a - b))] += 1
      }
    }
    // Those at distance 1 are strangers only when their own tie has been moved already.
    #expect(counts[1] < counts[2] && counts[0] == 0)
    let mean = Double(counts[2...].reduce(0, +)) / 49
    expectAgreement(Array(counts[2...]), Array(repeating: mean, count: 49))
  }

  @Test func shortcutsAreAdded() throws {
    let network = try ring(10_000, 4, 0.3, "newman_watts")
    let added = network.graph.edgeCount - 20_000
    #expect(abs(Double(added) - 6000) < 5 * (20_000 * 0.3 * 0.7).squareRoot())
    #expect(network.ledger.allSatisfy { $0.merged == 0 && $0.dropped == 0 })
    #expect(try ring(5, 2, 1, "newman_watts").graph.edgeCount == 10)
    #expect(try ring(7, 6, 1, "newman_watts").graph.edgeCount == 21)
    let ties = Set(network.numbers.map { [$0.0, $0.1].sorted() })
    #expect((0..<10_000).allSatisfy { ties.contains([$0, ($0 + 1) % 10_000].sorted()) })
  }

  @Test func refusesWhatCannotBe() {
    #expect(complaints(WattsStrogatz.self, ["nodes": 9, "k": 3]) == ["out-of-range"])
    #expect(complaints(WattsStrogatz.self, ["nodes": 4, "k": 4]) == ["out-of-range"])
    #expect(complaints(WattsStrogatz.self, ["nodes": 9, "p": 2]) == ["out-of-range"])
  }

  // MARK: Oracles

  private func transitivity(_ network: Network) -> Double {
    let adjacency = network.graph.outgoing
    let neighbors = (0..<adjacency.nodeCount).map { Set(adjacency.neighbors[adjacency.range($0)]) }
    var (closed, open) = (0, 0)
    for near in neighbors {
      let list = near.sorted()
      for (index, a) in list.enumerated() {
        for b in list[(index + 1)...] {
          open += 1
          if neighbors[Int(a)].contains(b) { closed += 1 }
        }
      }
    }
    return Double(closed) / Double(open)
  }

  private func meanLength(_ network: Network) -> Double {
    var search = BreadthFirst(network.graph.outgoing)
    var (sum, pairs) = (0, 0)
    for source in stride(from: 0, to: network.graph.nodeCount, by: 100) {
      search.run(from: source)
      for distance in search.distances where distance > 0 {
        sum += Int(distance)
        pairs += 1
      }
    }
    return Double(sum) / Double(pairs)
  }
}
