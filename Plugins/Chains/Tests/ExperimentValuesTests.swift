import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// Published values, and those of an independent script.
struct ExperimentValuesTests {
  private static let milgram: String? = try? String(
    contentsOfFile: ReferenceData.checkout + "/examples/milgram-1967/completed-chains.csv",
    encoding: .utf8)

  private func milgram(_ parameters: [JSON.Member]) throws -> ExperimentRun {
    try ExperimentRun(
      [("counts", try #require(Self.milgram))], parameters + [.init("bootstrap", 0)])
  }

  /// Travers & Milgram 1969: 296, 217 and 64 letters, mean 5.2 and median 5 intermediaries, 29 % and 22 %.
  @Test func theShippedTableGivesThePublishedTotals() throws {
    let run = try milgram([.init("distributed", 296), .init("started", 217)])
    #expect(run.value("distributed") == 296 && run.value("started") == 217)
    #expect(run.value("completed") == 64 && run.ledger.isBalanced && run.ledger.kept == 12)
    // Printed to a tenth; a chain that is read one intermediary wrong would change it by 1/64.
    let mean = try #require(run.value("observed_mean_intermediaries"))
    #expect((mean - 5.2).magnitude <= 0.05 && mean == 330.0 / 64)
    #expect(run.value("observed_mean_links") == mean + 1)
    #expect(run.value("observed_median_intermediaries") == 5)
    #expect(isNear(run.value("completed_of_started"), 0.2949, 5e-5))
    #expect(isNear(run.value("completed_of_distributed"), 0.2162, 5e-5))
    #expect(run.network.graph.nodeCount == 0 && run.run.notices.isEmpty)
  }

  @Test(arguments: ["0.20", "0.25", "0.30"])
  func aGivenDropoutAgreesWithTheScript(q: String) throws {
    let expected = try #require(try ExperimentOracle.read().milgram.given[q])
    let run = try milgram([
      .init("distributed", 296), .init("q", .number(try #require(Double(q)))),
    ])
    expect(run, "constant", expected)
    let means: [String: Double] = ["0.20": 6.17, "0.25": 6.48, "0.30": 6.82]
    let rounded = try #require(means[q])
    #expect(isNear(run.value("constant_mean_intermediaries"), rounded, 0.005 / rounded))
    #expect(run.value("constant_median_intermediaries") == 6)
  }

  @Test(arguments: [(296, 0.205, 6.20), (217, 0.170, 5.99)])
  func theSolvedDropoutAgreesWithTheScript(total: Int, q: Double, mean: Double) throws {
    let expected = try #require(try ExperimentOracle.read().milgram.solved[String(total)])
    let letters: JSON.Member =
      total == 296 ? .init("distributed", 296) : .init("started", 217)
    let run = try milgram([letters])
    expect(run, "constant", expected)
    #expect(isNear(run.value("dropout"), try #require(expected.q)))
    #expect(isNear(run.value("dropout"), q, 5e-4))
    #expect(isNear(run.value("constant_mean_intermediaries"), mean, 0.005 / mean))
    #expect(isNear(run.value("constant_chains"), Double(total)))
    let both = try milgram([
      .init("distributed", 296), .init("started", 217),
      .init("solve_for", .string(total == 296 ? "distributed" : "started")),
    ])
    #expect(both.value("dropout") == run.value("dropout"))
  }

  @Test func completionAgreesWithTheScript() throws {
    let expected = try ExperimentOracle.read().milgram
    let run = try milgram([.init("distributed", 296), .init("started", 217)])
    for (name, values) in [
      ("completed_of_distributed", expected.completedOf296),
      ("completed_of_started", expected.completedOf217),
    ] {
      for (column, value) in zip(["value", "lower", "upper"], values) {
        #expect(isNear(run.value(name, column), value), "\(name) \(column)")
      }
    }
  }

  private func expect(
    _ run: ExperimentRun, _ name: String, _ expected: ExperimentOracle.Moments
  ) {
    #expect(isNear(run.value("\(name)_chains"), expected.chains), "\(name)")
    #expect(isNear(run.value("\(name)_mean_links"), expected.meanLinks), "\(name)")
    #expect(run.value("\(name)_median_links") == expected.medianLinks, "\(name)")
    #expect(isNear(run.value("\(name)_effective_chains"), expected.effective), "\(name)")
  }

  // MARK: A log

  @Test func aLogAgreesWithTheScript() throws {
    let expected = try ExperimentOracle.read().log
    let log = try String(contentsOfFile: ExperimentOracle.folder + "log.csv", encoding: .utf8)
    let run = try ExperimentRun(
      log: log, [.init("target", "target"), .init("bootstrap", 0), .init("permutations", 99)])
    expect(run, "constant", expected.constant)
    expect(run, "steps", expected.steps)
    expect(run, "weighted", expected.weighted)
    #expect(isNear(run.value("dropout"), expected.dropout))
    let steps = run.column("experiment_steps", "step").indices
    #expect(steps.count == expected.rates.count)
    for (step, rate) in zip(steps, expected.rates) {
      func value(_ column: String) -> Double { run.column("experiment_steps", column)[step] }
      #expect(
        [value("decided"), value("forwarded"), value("abandoned"), value("running")]
          == [rate.decided, rate.forwarded, rate.abandoned, rate.running].map(Double.init))
      #expect(
        isNear(value("rate_lower"), rate.rate[0]) && isNear(value("rate_upper"), rate.rate[1]))
      #expect(isNear(value("survival"), rate.survival))
      #expect(isNear(value("survival_lower"), rate.band[0]))
      #expect(isNear(value("survival_upper"), rate.band[1]))
    }
    #expect(run.texts("experiment_groups", "group") == ["east", "west"])
    #expect(
      run.column("experiment_groups", "completed")
        == ["east", "west"].map { Double(expected.groups[$0]?[0] ?? -1) })
    #expect(isNear(run.column("experiment_tests", "p")[0], expected.fisher))
  }

  // MARK: Published intervals

  /// Newcombe 1998, Statistics in Medicine 17, 857-872, Table I, method 3.
  @Test(
    arguments: [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ])
  func wilsonIntervalsAsPublished(hits: Int, of: Int, lower: Double, upper: Double) {
    let z = Quantile.normal(level: 0.95)
    #expect(isNear(z, 1.959_963_984_540_054, 1e-14))
    let found = Proportion(hits, of: of).wilson(z: z)
    #expect((found.lower - lower).magnitude < 5.1e-5 && (found.upper - upper).magnitude < 5.1e-5)
    let mirrored = Proportion(of - hits, of: of).wilson(z: z)
    #expect(isNear(mirrored.lower, 1 - found.upper) && isNear(mirrored.upper, 1 - found.lower))
  }

  /// Newcombe 1998, Statistics in Medicine 17, 873-890, Table II, method 10.
  @Test(
    arguments: [
      (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090),
      (6, 7, 2, 7, 0.0582, 0.8062), (5, 56, 0, 29, -0.0381, 0.1926),
      (0, 10, 0, 20, -0.1611, 0.2775), (10, 10, 0, 10, 0.6075, 1),
    ])
  func differencesOfSharesAsPublished(
    a: Int, n: Int, b: Int, m: Int, lower: Double, upper: Double
  ) {
    let found = Proportion(a, of: n).difference(
      from: Proportion(b, of: m), z: Quantile.normal(level: 0.95))
    #expect((found.lower - lower).magnitude < 5.1e-5 && (found.upper - upper).magnitude < 5.1e-5)
  }

  /// Fisher 1935, "The Design of Experiments": the lady who tasted tea.
  @Test func fishersExactTest() {
    let p = GroupComparison.fisher(Proportion(3, of: 4), Proportion(1, of: 4))
    #expect(isNear(p, 34.0 / 70))
    #expect(isNear(GroupComparison.fisher(Proportion(4, of: 4), Proportion(0, of: 4)), 2.0 / 70))
    #expect(isNear(GroupComparison.fisher(Proportion(2, of: 4), Proportion(2, of: 4)), 1))
    #expect(GroupComparison.fisher(Proportion(0, of: 0), Proportion(2, of: 4)).isNaN)
  }

  /// Freireich et al. 1963, remission of 21 patients under 6-MP, the textbook example of the estimator;
  /// weeks are steps.
  @Test func survivalOfTheTextbook() {
    let ends = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    func kind(_ links: Int, _ outcome: ChainOutcome) -> ChainSample.Kind {
      ChainSample.Kind(
        links: links, outcome: outcome, cells: Array(repeating: 0, count: links + 1))
    }
    let sample = ChainSample(
      ends.map { kind($0 - 1, .abandoned) } + censored.map { kind($0, .running) }, cellCount: 1)
    let survival = StepRates(sample).survival(z: Quantile.normal(level: 0.95))
    for (week, value, lower, upper) in [
      (6, 0.857, 0.620, 0.952), (7, 0.807, 0.563, 0.923), (10, 0.753, 0.503, 0.889),
      (13, 0.690, 0.432, 0.849), (16, 0.627, 0.368, 0.805), (22, 0.538, 0.268, 0.747),
      (23, 0.448, 0.188, 0.680),
    ] {
      let found = survival[week - 1]
      #expect((found.value - value).magnitude < 5.1e-4, "\(week)")
      #expect((found.interval.lower - lower).magnitude < 5.1e-4, "\(week)")
      #expect((found.interval.upper - upper).magnitude < 5.1e-4, "\(week)")
    }
  }

  /// Holm 1979: the least p is multiplied by their number, and none falls below one before.
  @Test func holmsAdjustment() {
    let found = GroupComparison.holm([0.04, 0.01, .nan, 0.03])
    #expect(isNear(found[0], 0.06) && isNear(found[1], 0.03) && isNear(found[3], 0.06))
    #expect(found[2].isNaN)
  }
}
