import Chains
import ModuleKit
import ModuleTesting
import Testing

/// Simulated chains whose lengths and drop-out are known: corrections must find them again.
struct ExperimentSimulationTests {
  private static let lengths = [0, 0.05, 0.1, 0.2, 0.25, 0.2, 0.1, 0.06, 0.04]
  private static let mean = lengths.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }

  /// Draws a length, then passes the letter on until somebody drops it.
  private func sample(
    _ count: Int, seed: UInt64, cells: Int, length: [Double] = lengths,
    holder: (_ step: Int, _ length: Int) -> (cell: Int32, dropout: Double)
  ) -> ChainSample {
    var random = RandomSource(seed: seed, stream: "letters")
    var chains: [ChainSample.Kind] = []
    for _ in 0..<count {
      var (rest, links) = (random.unit(), 0)
      while links < length.count - 1, rest >= length[links] {
        rest -= length[links]
        links += 1
      }
      var path: [Int32] = []
      var outcome = ChainOutcome.completed
      for step in 0..<links {
        let (cell, dropout) = holder(step, links)
        path.append(cell)
        if random.unit() < dropout {
          outcome = .abandoned
          break
        }
      }
      let made = outcome == .completed ? links : path.count - 1
      chains.append(.init(links: made, outcome: outcome, cells: path))
    }
    return ChainSample(chains, cellCount: cells)
  }

  /// The largest distance from the true shares, in standard errors of a completed count.
  private func worst(_ found: LengthDistribution?, of count: Int, survival: (Int) -> Double)
    -> Double
  {
    guard let found else { return .infinity }
    return Self.lengths.indices.dropFirst().map { links in
      let p = Self.lengths[links]
      let error = (p / survival(links) / Double(count)).squareRoot()
      return (found.chains[links] / Double(count) - p).magnitude / error
    }.max() ?? .infinity
  }

  @Test func aConstantDropoutIsFoundAgain() throws {
    let q = 0.25
    let sample = sample(40_000, seed: 1, cells: 1) { _, _ in (0, q) }
    func survival(_ links: Int) -> Double {
      (0..<links).reduce(1) { value, _ in value * (1 - q) }
    }
    for rule in [DropoutRule.given(q), .estimated, .solved(forStarted: false)] {
      let found = LengthEstimator(sample, rule: rule).estimates
      #expect(isNear(found.dropout, q, 0.01), "\(rule)")
      #expect(worst(found.corrected[.constant], of: 40_000, survival: survival) < 4.5, "\(rule)")
      #expect(worst(found.corrected[.steps], of: 40_000, survival: survival) < 4.5)
      // Uncorrected they are far off: the test can fail.
      #expect(worst(found.observed, of: 40_000, survival: survival) > 20)
      #expect(
        found.observed.mean < 3.9 && isNear(found.corrected[.constant]?.mean, Self.mean, 0.01))
    }
  }

  @Test func ratesThatDifferByStepAreFoundAgain() throws {
    let rates = [0.6, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1]
    let sample = sample(40_000, seed: 2, cells: 1) { step, _ in (0, rates[step]) }
    func survival(_ links: Int) -> Double { rates.prefix(links).reduce(1) { $0 * (1 - $1) } }
    let found = LengthEstimator(sample, rule: .estimated).estimates
    #expect(worst(found.corrected[.steps], of: 40_000, survival: survival) < 4.5)
    #expect(worst(found.corrected[.constant], of: 40_000, survival: survival) > 10)
  }

  /// Long chains run through people who drop letters more often: only weights by people find that.
  @Test func peopleWhoDifferAreFoundAgain() throws {
    func dropout(_ links: Int) -> Double { links > 4 ? 0.4 : 0.1 }
    let sample = sample(40_000, seed: 3, cells: 2) { _, links in
      (links > 4 ? 1 : 0, dropout(links))
    }
    func survival(_ links: Int) -> Double {
      (0..<links).reduce(1) { value, _ in value * (1 - dropout(links)) }
    }
    let found = LengthEstimator(sample, rule: .estimated).estimates
    #expect(worst(found.corrected[.weighted], of: 40_000, survival: survival) < 4.5)
    #expect(worst(found.corrected[.steps], of: 40_000, survival: survival) > 10)
    #expect(worst(found.corrected[.constant], of: 40_000, survival: survival) > 10)
  }

  /// Letters that are still held when the log ends do not make chains shorter.
  @Test func runningLettersAreNoBias() throws {
    var random = RandomSource(seed: 4)
    let sample = sample(40_000, seed: 5, cells: 1) { _, _ in (0, 0.25) }
    let censored = ChainSample(
      zip(sample.kinds, sample.counts).flatMap { kind, count in
        (0..<count).map { _ in
          // Each holder may be the one at whom the log ends, with chance 0.1.
          for step in kind.cells.indices where random.unit() < 0.1 {
            return ChainSample.Kind(
              links: step, outcome: .running, cells: Array(repeating: 0, count: step + 1))
          }
          return kind
        }
      }, cellCount: 1)
    #expect(isNear(StepRates(censored).all.value, 0.75, 0.01))
    let found = LengthEstimator(censored, rule: .estimated).estimates
    func survival(_ links: Int) -> Double {
      (0..<links).reduce(1) { value, _ in value * 0.75 * 0.9 }
    }
    #expect(worst(found.corrected[.steps], of: 40_000, survival: survival) < 4.5)
    #expect(worst(found.corrected[.constant], of: 40_000, survival: survival) < 4.5)
    // What arrives by the steps is arithmetic: with a rate of 1 at the end, all chains are told.
    #expect(found.corrected[.steps]?.total ?? 0 <= 40_000 * (1 + 1e-9))
  }

  /// 95 % intervals hold the true mean in about 95 % of experiments of 300 letters.
  @Test func bootstrapIntervalsCover() throws {
    var hits = 0
    for experiment in 0..<200 {
      let sample = sample(300, seed: UInt64(1000 + experiment), cells: 1) { _, _ in (0, 0.25) }
      let bootstrap = try ChainBootstrap(
        LengthEstimator(sample, rule: .estimated), replicates: 200, level: 0.95, on: .serial
      ) { RandomSource(seed: UInt64(experiment), stream: String($0)) }
      let interval = bootstrap.interval { $0.corrected[.constant]?.mean ?? .nan }
      if interval.lower <= Self.mean && Self.mean <= interval.upper { hits += 1 }
    }
    // Percentile intervals of so few chains are a little narrow.
    #expect((175...199).contains(hits), "\(hits)")
  }
}
