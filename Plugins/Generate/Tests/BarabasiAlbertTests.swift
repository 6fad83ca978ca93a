import Foundation
import Generate
import ModuleKit
import ModuleTesting
import Testing

struct BarabasiAlbertTests {
  @Test func hasTheTiesOfTheModel() throws {
    for (n, m) in [(2, 1), (3, 2), (10, 1), (10, 9), (500, 7), (300, 150)] {
      let network = try generate(BarabasiAlbert.self, ["nodes": .integer(n), "m": .integer(m)])
      #expect(network.graph.edgeCount == m * (m + 1) / 2 + (n - m - 1) * m, "\(n) \(m)")
      #expect(network.degrees.allSatisfy { $0 >= m })
      #expect(network.graph.weakComponents.sizes == [n])
    }
  }

  /// Dorogovtsev, Mendes & Samukhin 2000: P(k) = 2m(m + 1) / (k(k + 1)(k + 2)); and Clauset, Shalizi &
  /// Newman's estimate of the exponent of the tail.
  @Test func degreesFallAsThePaperSays() throws {
    let (n, m) = (200_000, 3)
    let degrees = try generate(BarabasiAlbert.self, ["nodes": .integer(n), "m": .integer(m)])
      .degrees
    for k in m...20 {
      let chance = Double(2 * m * (m + 1)) / Double(k * (k + 1) * (k + 2))
      let found = Double(degrees.count { $0 == k })
      #expect(abs(found - chance * Double(n)) < 5 * (chance * Double(n)).squareRoot(), "\(k)")
    }
    let tail = degrees.filter { $0 >= 30 }.map(Double.init)
    let exponent = 1 + Double(tail.count) / tail.reduce(0) { $0 + log($1 / 29.5) }
    #expect(abs(exponent - 3) < 0.15, "\(exponent)")
  }

  /// The fifth person chooses two of four, one after the other, by the ties they had before.
  @Test func choosesByDegreeWithoutTakingAnyoneTwice() throws {
    // The fourth person leaves one of the first three out: it has two ties like the fourth, others three.
    var expected: [Set<Int>: Double] = [:]
    for out in 0..<3 {
      let ties = (0..<4).map { $0 == out || $0 == 3 ? 2.0 : 3.0 }
      for a in 0..<4 {
        for b in 0..<4 where b != a {
          expected[[a, b, 4 + out], default: 0] += ties[a] / 10 * ties[b] / (10 - ties[a]) / 3
        }
      }
    }
    var counts: [Set<Int>: Int] = [:]
    for seed in 0..<20_000 {
      let ties = try generate(
        BarabasiAlbert.self, ["nodes": 5, "m": 2], seed: UInt64(seed)
      ).numbers.map { [$0.0, $0.1].sorted() }
      let out = (0..<3).first { !ties.contains([$0, 3]) } ?? -1
      counts[Set(ties.filter { $0[1] == 4 }.map { $0[0] } + [4 + out]), default: 0] += 1
    }
    let keys = expected.keys.sorted { "\($0.sorted())" < "\($1.sorted())" }
    #expect(Set(counts.keys) == Set(keys))
    // By how many of the two have three ties: few cells tell small differences better.
    let kinds = keys.map { key in
      key.count { $0 < 3 && !key.contains(4 + $0) }
    }
    func sums<Value: AdditiveArithmetic>(_ values: [Value]) -> [Value] {
      (0...2).map { kind in zip(kinds, values).reduce(.zero) { $0 + ($1.0 == kind ? $1.1 : .zero) }
      }
    }
    expectAgreement(
      sums(keys.map { counts[$0] ?? 0 }), sums(keys.map { 20_000 * (expected[$0] ?? 0) }))
    expectAgreement(keys.map { counts[$0] ?? 0 }, keys.map { 20_000 * (expected[$0] ?? 0) })
  }

  @Test func refusesWhatCannotBe() {
    #expect(complaints(BarabasiAlbert.self, ["nodes": 3, "m": 3]) == ["out-of-range"])
    #expect(complaints(BarabasiAlbert.self, ["nodes": 3, "m": 0]) == ["out-of-range"])
  }
}
