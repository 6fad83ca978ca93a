import Dedupe
import Foundation
import ModuleKit
import Testing

/// The parts of `dedupe.resolve` that know nothing of names, each against something slower or known.
struct LinkageTests {
  // MARK: Expectation-maximisation

  /// Pairs drawn from a model: EM must find the model again.
  @Test func findsTheModelThatPairsWereDrawnFrom() {
    let m = [[0.8, 0.15, 0.05], [0.9, 0.1], [0.7, 0.3]]
    let u = [[0.01, 0.04, 0.95], [0.05, 0.95], [0.1, 0.9]]
    var random = RandomSource(seed: 3)
    var found: [AgreementPattern: Int] = [:]
    for _ in 0..<200_000 {
      let isMatch = random.unit() < 0.2
      var pattern = AgreementPattern()
      for (index, levels) in (isMatch ? m : u).enumerated() {
        // A tenth is missing, whoever it is.
        if random.unit() < 0.1 { continue }
        var rest = random.unit()
        var level = 0
        while level < levels.count - 1, rest >= levels[level] {
          rest -= levels[level]
          level += 1
        }
        pattern[index] = UInt8(level)
      }
      found[pattern, default: 0] += 1
    }
    let start = [[0.6, 0.2, 0.2], [0.6, 0.4], [0.6, 0.4]]
    let estimate = ExpectationMaximisation(u: u, tolerance: 1e-7).estimate(
      PatternCounts(found), comparisons: [0, 1, 2], start: start, prior: 0.5)
    #expect(estimate.converged)
    #expect(abs(estimate.prior - 0.2) < 0.01)
    for (comparison, levels) in m.enumerated() {
      for (level, value) in levels.enumerated() {
        #expect(abs((estimate.m[comparison]?[level] ?? 0) - value) < 0.02)
      }
    }
  }

  /// A step of EM never makes the data less likely.
  @Test func everyRoundFitsBetter() {
    let u = [[0.1, 0.9], [0.2, 0.8]]
    var found: [AgreementPattern: Int] = [:]
    for (levels, count) in [([0, 0], 30), ([0, 1], 10), ([1, 0], 15), ([1, 1], 100)] {
      var pattern = AgreementPattern()
      for (index, level) in levels.enumerated() { pattern[index] = UInt8(level) }
      found[pattern] = count
    }
    let pairs = PatternCounts(found)
    func likelihood(_ m: [[Double]], _ prior: Double) -> Double {
      zip(pairs.patterns, pairs.counts).reduce(0) { sum, item in
        let match = prior * m[0][Int(item.0[0])] * m[1][Int(item.0[1])]
        let other = (1 - prior) * u[0][Int(item.0[0])] * u[1][Int(item.0[1])]
        return sum + item.1 * log(match + other)
      }
    }
    var before = -Double.infinity
    for rounds in 1...20 {
      var em = ExpectationMaximisation(u: u)
      (em.mostRounds, em.pseudoCount, em.tolerance) = (rounds, 0, 0)
      let estimate = em.estimate(
        pairs, comparisons: [0, 1], start: [[0.7, 0.3], [0.7, 0.3]], prior: 0.3)
      let now = likelihood(estimate.m.compactMap { $0 }, estimate.prior)
      #expect(now >= before - 1e-9)
      before = now
    }
  }

  @Test func weighsByHand() {
    let model = LinkageModel(
      prior: 0.5, m: [[0.8, 0.2], [0.5, 0.5]], u: [[0.1, 0.9], [0.25, 0.75]])
    var pattern = AgreementPattern()
    #expect(model.weight(of: pattern) == 0)
    pattern[0] = 0
    #expect(abs(model.weight(of: pattern) - 3) < 1e-12)
    pattern[1] = 0
    #expect(abs(model.weight(of: pattern) - 4) < 1e-12)
    #expect(abs(LinkageModel.probability(4) - 16.0 / 17) < 1e-12)
    #expect(LinkageModel.probability(-2000) == 0)
    #expect(LinkageModel.probability(2000) == 1)
  }

  // MARK: Shared contexts

  /// Weights by hand: two colleagues share the telephone because they share the company.
  @Test func takesAwayWhatColleaguesShare() {
    let context = SharedContext(
      anchors: [1], v: [[0.1, 0.9], [0.5, 0.5], [0.8, 0.2]], pairs: 10)
    let model = LinkageModel(
      prior: 0.5, m: [[0.8, 0.2], [0.8, 0.2], [0.8, 0.2]],
      u: [[0.1, 0.9], [0.1, 0.9], [0.1, 0.9]], contexts: [context])
    func pattern(_ levels: [UInt8]) -> AgreementPattern {
      var pattern = AgreementPattern()
      for (index, level) in levels.enumerated() { pattern[index] = level }
      return pattern
    }
    // Company and telephone: 3 + 3, of which the telephone says nothing once the company is known.
    let colleagues = pattern([AgreementPattern.missing, 0, 0])
    #expect(abs(model.weight(of: colleagues) - 3) < 1e-12)
    #expect(model.context(of: colleagues).anchors == [1])
    // A rare telephone says no more than a common one.
    #expect(abs(model.weight(of: colleagues, [0, 0, 5]) - 3) < 1e-12)
    // Without the company nothing is taken away, nor where the context would add.
    #expect(
      abs(model.weight(of: pattern([AgreementPattern.missing, 1, 0])) - (3 + log2(0.2 / 0.9)))
        < 1e-12)
    let moved = pattern([AgreementPattern.missing, 0, 1])
    #expect(model.context(of: moved).weight == 0)
  }

  @Test func aNearMissSaysNoMoreThanEquality() {
    let model = LinkageModel(
      prior: 0.5, m: [[0.7, 0.2, 0.1]], u: [[0.1, 0.001, 0.899]])
    #expect(model.weight(0, 1) == model.weight(0, 0))
    #expect(model.weight(0, 2) < 0)
  }

  // MARK: Blocking

  /// Against all pairs, asked one by one.
  @Test func findsEachPairOnce() throws {
    var random = RandomSource(seed: 5)
    for round in 0..<30 {
      let count = 2 + random.next(below: 40)
      let rules = (0..<3).map { index in
        BlockingRule(
          "rule \(index)", [],
          (0..<(1 + index)).map { _ in
            CodeLists(
              (0..<count).map { _ in
                // Half of the rules have records that say several things.
                (0..<random.next(below: round % 2 == 0 ? 2 : 3)).map { _ in
                  Int32(random.next(below: 1 + round))
                }
              })
          })
      }
      let limit = 2 + random.next(below: 10)
      let usable = rules.map { rule in
        rule.without(rule.blocks().filter { $0.records.count > limit })
      }
      var expected: Set<[Int]> = []
      for a in 0..<count {
        for b in (a + 1)..<max(a + 1, count) where (a + b) % 7 != 0 {
          if usable.contains(where: { $0.joins(a, b) }) { expected.insert([a, b]) }
        }
      }
      let pairs = try CandidatePairs.find(
        rules, largestBlock: limit, mayMatch: { ($0 + $1) % 7 != 0 }, on: .serial)
      let found = zip(pairs.a, pairs.b).map { [Int($0), Int($1)] }
      #expect(Set(found) == expected)
      #expect(found.count == expected.count)
      #expect(pairs.reports.reduce(0) { $0 + $1.added } == found.count)
    }
  }

  @Test func leavesOutLargeBlocksAndSaysSo() throws {
    let rule = BlockingRule("name", [.fullName], [CodeLists((0..<100_000).map { _ in [1] })])
    let other = BlockingRule(
      "mail", [.email], [CodeLists((0..<100_000).map { [Int32($0 / 2)] })])
    let pairs = try CandidatePairs.find(
      [rule, other], largestBlock: 100, mayMatch: { _, _ in true }, on: .serial)
    #expect(pairs.reports[0].skippedBlocks == 1)
    #expect(pairs.reports[0].skippedPairs == 4_999_950_000)
    // What the first rule left out, the second still finds.
    #expect(pairs.count == 50_000)
  }

  // MARK: Clusters

  @Test func followsTheSurestLinksFirst() {
    let pairs = [
      ScoredPair(a: 0, b: 1, weight: 5), ScoredPair(a: 1, b: 2, weight: 3),
      ScoredPair(a: 3, b: 4, weight: 1),
    ]
    let plain = RecordClusters(count: 6, pairs: pairs)
    #expect(plain.members == [[0, 1, 2], [3, 4], [5]])
    #expect(plain.clusterOf == [0, 0, 0, 1, 1, 2])
    // Kept apart, by way of a third: the weaker link gives way.
    let apart = RecordClusters(count: 6, pairs: pairs, apart: [(0, 2)])
    #expect(apart.members == [[0, 1], [2], [3, 4], [5]])
    #expect(apart.refused == [pairs[1]])
    let told = RecordClusters(count: 6, pairs: pairs, same: [(1, 2)], apart: [(0, 2)])
    #expect(told.members == [[0], [1, 2], [3, 4], [5]])
    let single = RecordClusters(count: 6, pairs: pairs, source: [0, 1, 0, 0, 1, 1])
    #expect(single.members == [[0, 1], [2], [3, 4], [5]])
  }

  @Test func measuresQualityByHand() {
    // Found {0,1,2} {3,4}; true {0,1} {2,3,4}.
    let quality = ClusterQuality(found: [0, 0, 0, 1, 1], truth: [7, 7, 8, 8, 8])
    #expect(abs(quality.pairwise.precision - 2.0 / 4) < 1e-12)
    #expect(abs(quality.pairwise.recall - 2.0 / 4) < 1e-12)
    // Records 0 and 1: 2/3; record 2: 1/3; records 3 and 4: 1.
    #expect(abs(quality.bCubed.precision - (2.0 / 3 * 2 + 1.0 / 3 + 2) / 5) < 1e-12)
    // Records 0 and 1: 1; record 2: 1/3; records 3 and 4: 2/3.
    #expect(abs(quality.bCubed.recall - (2 + 1.0 / 3 + 2.0 / 3 * 2) / 5) < 1e-12)
  }

  /// Against all pairs, counted one by one.
  @Test func measuresQualityAsAllPairsDo() {
    var random = RandomSource(seed: 9)
    for _ in 0..<50 {
      let count = 2 + random.next(below: 12)
      let found = (0..<count).map { _ in random.next(below: 4) }
      let truth = (0..<count).map { _ in random.next(below: 4) }
      var (both, inFound, inTruth) = (0, 0, 0)
      for a in 0..<count {
        for b in (a + 1)..<max(a + 1, count) {
          if found[a] == found[b] { inFound += 1 }
          if truth[a] == truth[b] { inTruth += 1 }
          if found[a] == found[b], truth[a] == truth[b] { both += 1 }
        }
      }
      let scores = ClusterQuality(found: found, truth: truth).pairwise
      if inFound > 0 { #expect(abs(scores.precision - Double(both) / Double(inFound)) < 1e-12) }
      if inTruth > 0 { #expect(abs(scores.recall - Double(both) / Double(inTruth)) < 1e-12) }
    }
  }

  // MARK: Decisions

  private func decisions(_ rows: [(String, String, String)]) throws -> ReviewDecisions {
    try ReviewDecisions(
      rows.enumerated().map { number, row in
        .init(line: number + 2, a: Int(row.0), b: Int(row.1), decision: row.2)
      }, file: "review.csv")
  }

  @Test func takesDecisionsAsLaw() throws {
    let found = try decisions([
      ("0", "1", "same"), ("2", "3", "Different"), ("4", "5", "unsure"), ("6", "7", ""),
      ("gone", "1", "same"),
    ])
    #expect(found.same.map { [$0.0, $0.1] } == [[0, 1]])
    #expect(found.apart.map { [$0.0, $0.1] } == [[2, 3]])
    #expect(found.open == 2)
    #expect(found.outdated == 1)
    #expect(found.read == 5)
  }

  @Test func tellsAllContradictionsAtOnce() {
    do {
      _ = try decisions([
        ("0", "1", "same"), ("1", "0", "different"), ("1", "2", "same"), ("2", "0", "different"),
        ("3", "4", "sme"),
      ])
      Issue.record("contradictions were taken")
    } catch let error as Diagnostics {
      #expect(
        error.all.map(\.id) == [
          "unknown-decision", "contradictory-decisions", "contradictory-decisions",
        ])
      #expect(error.all.compactMap { $0.location?.span?.start.line } == [6, 3, 5])
      #expect(error.all[0].help == "did you mean 'same'?")
    } catch {
      Issue.record("not a diagnostic: \(error)")
    }
  }
}
