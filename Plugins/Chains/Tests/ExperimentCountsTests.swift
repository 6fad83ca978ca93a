import Chains
import ModuleKit
import ModuleTesting
import Testing

/// Published numbers: units, totals, groups, and what can be wrong with them.
struct ExperimentCountsTests {
  @Test func bothUnitsGiveTheSame() throws {
    let parameters: [JSON.Member] = [.init("distributed", 50), .init("bootstrap", 0)]
    let runs = try [
      ExperimentRun([("counts", "links,chains\n2,4\n5,3\n")], parameters),
      ExperimentRun([("counts", "intermediaries,chains\n1,4\n4,3\n")], parameters),
      ExperimentRun([("counts", "links;intermediaries;n\n2;1;4\n5;4;3\n")], parameters),
      ExperimentRun(
        [("counts", "size,found\n1,4\n4,3\n")],
        parameters + [
          .init("length", "size"), .init("unit", "intermediaries"), .init("completed", "found"),
        ]),
    ]
    #expect(Set(runs.map(\.text)).count == 1)
    #expect(runs[0].value("observed_median_links") == 2)
    #expect(runs[0].column("experiment_lengths", "links") == [1, 2, 3, 4, 5])
  }

  /// The total decides the drop-out: 4 x^2 + 3 x^5 = 128 at x = 2.
  @Test func theDropoutThatMakesTheTotal() throws {
    let run = try ExperimentRun(
      [("counts", "links,chains\n2,8\n5,3\n")], [.init("distributed", 128), .init("bootstrap", 0)])
    #expect(isNear(run.value("dropout"), 0.5))
    #expect(isNear(run.column("experiment_lengths", "corrected_constant_chains")[4], 96))
    // Three of eleven chains hold three quarters of the weight.
    #expect(run.run.notices.map(\.id) == ["unstable-mean"])
    #expect(isNear(run.value("constant_longest_share"), 0.75))
  }

  @Test func groupsWithTotals() throws {
    let counts = "group,links,chains\nA,3,20\nA,4,10\nB,5,10\nB,6,10\nC,4,12\n"
    let totals = "group,distributed,started\nA,100,80\nB,100,60\nC,96,60\n"
    let run = try ExperimentRun(
      [("counts", counts), ("totals", totals)],
      [.init("bootstrap", 50), .init("permutations", 199)])
    #expect(run.value("distributed") == 296 && run.value("started") == 200)
    #expect(run.column("experiment_groups", "completion") == [0.3, 0.2, 0.125])
    #expect(run.column("experiment_groups", "mean_intermediaries")[1] == 4.5)
    let tests = run.texts("experiment_tests", "groups")
    #expect(tests == ["all", "all", "A - B", "A - C", "B - C", "A - B", "A - C", "B - C"])
    // No permutation of 199 is as far apart as 3.3 and 5.5 links.
    #expect(run.column("experiment_tests", "p")[5] == 1.0 / 200)
    #expect(run.column("experiment_tests", "difference")[2] == 0.3 - 0.2)
    #expect(run.column("experiment_groups", "dropout").allSatisfy { $0 > 0.1 && $0 < 0.5 })
  }

  @Test func noTotalsNoCorrection() throws {
    let run = try ExperimentRun([("counts", "links,chains\n2,8\n")])
    #expect(run.run.notices.map(\.id) == ["no-correction"])
    #expect(run.value("dropout") == nil && run.value("observed_mean_links") == 2)
  }

  @Test func zeroCompleted() throws {
    let run = try ExperimentRun(
      [("counts", "links,chains\n2,0\n")], [.init("distributed", 60), .init("bootstrap", 10)])
    #expect(run.run.notices.map(\.id) == ["no-completed-chains"])
    #expect(run.value("constant_mean_links")?.isNaN == true && run.value("dropout")?.isNaN == true)
    #expect(run.value("completed_of_distributed") == 0)
  }

  @Test(
    arguments: [
      ("links,chains\n-1,3\n2,1\n", "unreadable-length"),
      ("links,chains\n0,3\n2,1\n", "unreadable-length"),
      ("links,chains\n99999999999999999999,3\n2,1\n", "unreadable-length"),
      ("links,chains\n1001,3\n2,1\n", "unreadable-length"),
      ("intermediaries,chains\n1000,3\n2,1\n", "unreadable-length"),
      ("links,chains\n3,2.5\n2,1\n", "unreadable-count"),
      ("links,chains\n3,\n2,1\n", "unreadable-count"),
      ("links,chains\n3,-4\n2,1\n", "unreadable-count"),
    ])
  func rowsThatAreNoCounts(text: String, reason: String) throws {
    let run = try ExperimentRun(
      [("counts", text)], [.init("q", .number(0.2)), .init("bootstrap", 0)])
    #expect(run.ledger.rejections.map(\.reason) == [reason] && run.ledger.rejections[0].line == 2)
    #expect(run.ledger.isBalanced && run.value("completed") == 1)
  }

  @Test(
    arguments: [
      ("size,chains\n2,1\n", [], "missing-column"),
      ("size,chains\n2,1\n", [JSON.Member("length", "size")], "missing-unit"),
      ("links,chains\n2,1\n2,3\n", [], "repeated-length"),
      ("links,intermediaries,chains\n2,2,1\n", [], "contradictory-length"),
      ("links,chains\n2,9\n", [JSON.Member("distributed", 8)], "too-many-completed"),
      ("links,chains\n2,9\n", [JSON.Member("started", 8)], "too-many-completed"),
      (
        "links,chains\n2,9\n", [JSON.Member("distributed", 10), JSON.Member("started", 11)],
        "contradictory-totals"
      ),
      ("links\n2\n", [], "missing-column"), ("links,chains\n", [], "empty-table"),
    ])
  func tablesThatCannotBeMeant(text: String, parameters: [JSON.Member], id: String) throws {
    let error = #expect(throws: Diagnostic.self) {
      try ExperimentRun([("counts", text)], parameters)
    }
    #expect(error?.id == id && error?.location != nil, "\(String(describing: error))")
  }

  /// As long as a chain of a log may be.
  @Test(arguments: ["links,chains\n1000,3\n", "intermediaries,chains\n999,3\n"])
  func aThousandLinksAreTaken(text: String) throws {
    let run = try ExperimentRun([("counts", text)], [.init("q", 0), .init("bootstrap", 0)])
    #expect(run.ledger.rejections.isEmpty && run.value("observed_mean_links") == 1000)
  }

  @Test func aUnitNeedsALength() {
    let error = #expect(throws: Diagnostics.self) {
      try ExperimentRun([("counts", "links,chains\n2,1\n")], [.init("unit", "intermediaries")])
    }
    #expect(error?.all.map(\.id) == ["conflict"] && error?.all[0].location?.file == "unit")
  }

  /// A group that was given no letters has nothing to compare.
  @Test func groupsWithoutLettersAreNotTested() throws {
    let run = try ExperimentRun(
      [
        ("counts", "group,links,chains\nA,3,20\n"),
        ("totals", "group,distributed\nA,100\nB,0\nC,0\n"),
      ], [.init("bootstrap", 0), .init("permutations", 99)])
    #expect(run.network.table("experiment_tests")?.rows.rowCount == 0)
    #expect(run.texts("experiment_groups", "group") == ["A", "B", "C"])
  }

  /// Drop-out near one: weights beyond all numbers are told, not drawn as numbers.
  @Test func weightsBeyondAllNumbers() throws {
    let run = try ExperimentRun(
      [("counts", "links,chains\n2,3\n999,1\n")],
      [.init("q", .number(0.999)), .init("bootstrap", 5)])
    #expect(run.value("constant_mean_links")?.isNaN == true)
    #expect(run.run.notices.map(\.id) == ["unstable-mean"])
  }
}
