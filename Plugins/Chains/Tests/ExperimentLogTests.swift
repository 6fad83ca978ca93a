import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Logs written by hand: every outcome, and everything that can be wrong.
struct ExperimentLogTests {
  /// Arrives by two people; by one; is dropped by its second holder; by its starter; is still held; says
  /// nothing.
  private static let everyOutcome = """
    chain,step,sender,receiver,date,outcome,group
    1,1,Ann,Bob,1967-01-01,forwarded,north
    1,2,Bob,Cat,1967-01-05,,north
    1,3,Cat,Tom,1967-01-09,completed,north
    2,1,Dan,Cat,1967-01-02,,south
    2,2,Cat,Tom,1967-02-02,,south
    3,1,Eve,Bob,1967-01-03,,north
    3,2,Bob,,,abandoned,north
    4,1,Fay,,,dropped,south
    5,1,Gus,Bob,1967-01-04,running,south
    6,1,Hal,Ian,1967-01-04,,

    """

  @Test func everyOutcomeByHand() throws {
    let run = try ExperimentRun(
      log: Self.everyOutcome, [.init("target", "Tom"), .init("q", .number(0.5))])
    #expect(run.run.notices.map(\.id).contains("unstable-mean"))
    #expect(run.ledger.isBalanced && run.ledger.kept == 10 && run.ledger.rejected == 0)
    #expect(
      run.texts("experiment_chains", "outcome") == [
        "completed", "completed", "abandoned", "abandoned", "running", "abandoned",
      ])
    #expect(run.column("experiment_chains", "links") == [3, 2, 1, 0, 1, 1])
    #expect(
      run.texts("experiment_chains", "intermediaries") == ["2", "1", "", "", "", ""])
    #expect(
      run.texts("experiment_chains", "last_holder") == ["Cat", "Cat", "Bob", "Fay", "Bob", "Ian"])
    #expect(run.texts("experiment_chains", "first_day")[0] == "1967-01-01")
    #expect(run.texts("experiment_chains", "last_day")[0] == "1967-01-09")
    // Six starters, one drops; four decide next and two drop (one holds still); one goes on.
    #expect(run.column("experiment_steps", "decided") == [6, 4, 1])
    #expect(run.column("experiment_steps", "forwarded") == [5, 2, 1])
    #expect(run.column("experiment_steps", "abandoned") == [1, 2, 0])
    #expect(run.column("experiment_steps", "running") == [0, 1, 0])
    #expect(run.column("experiment_steps", "completed") == [0, 1, 1])
    #expect(isNear(run.column("experiment_steps", "survival")[2], 5.0 / 6 * 0.5))
    // q = 1/2: 1 / (1 - q)^2 = 4 and 1 / (1 - q)^3 = 8.
    #expect(run.column("experiment_lengths", "corrected_constant_chains") == [0, 4, 8])
    #expect(run.column("experiment_lengths", "completed") == [0, 1, 1])
    // Steps: held 6, 5, 1; passed on 5, 2, 1.
    let steps = run.column("experiment_lengths", "corrected_steps_chains")
    #expect(isNear(steps[1], 6.0 / 5 * 5 / 2) && isNear(steps[2], 6.0 / 5 * 5 / 2))
    #expect(run.value("distributed") == 6 && run.value("started") == 5)
    #expect(run.value("observed_mean_links") == 2.5 && run.value("observed_median_links") == 2)
    #expect(run.value("last_three_share") == 1 && run.value("last_people_for_half") == 1)
    #expect(run.texts("experiment_funnel", "id") == ["Cat", "Bob"])
    #expect(run.column("experiment_funnel", "last") == [2, 0])
    #expect(run.column("experiment_funnel", "through") == [2, 1])
    #expect(run.texts("experiment_groups", "group") == ["north", "south"])
    #expect(run.column("experiment_groups", "distributed") == [2, 3])
  }

  @Test func theNetworkIsWhoSentToWhom() throws {
    let network = try ExperimentRun(log: Self.everyOutcome, [.init("target", "Tom")]).network
    #expect(network.graph.isDirected && network.weight?.column == "letters")
    #expect(network.ids == ["Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gus", "Hal", "Ian", "Tom"])
    let letters = try #require(network.edges["letters"]?.asNumbers)
    #expect(letters.reduce(0, +) == 8)
    let cat = try #require(network.node("Cat"))
    #expect(network.nodes["letters_received"]?.number(at: Int(cat)) == 2)
    #expect(network.nodes["completed_through"]?.number(at: Int(cat)) == 2)
    let bob = try #require(network.node("Bob"))
    #expect(network.nodes["letters_kept"]?.number(at: Int(bob)) == 2)
  }

  /// Results do not depend on the order of rows or on threads.
  @Test func orderAndThreadsChangeNothing() throws {
    let log = try String(contentsOfFile: ExperimentOracle.folder + "log.csv", encoding: .utf8)
    var lines = log.split(separator: "\n").map(String.init)
    let header = lines.removeFirst()
    let parameters: [JSON.Member] = [
      .init("target", "target"), .init("bootstrap", 50), .init("permutations", 99),
    ]
    let first = try ExperimentRun([("log", log)], parameters)
    var random = RandomSource(seed: 1)
    random.shuffle(&lines)
    let shuffled = ([header] + lines).joined(separator: "\n")
    let second = try ExperimentRun([("log", shuffled)], parameters, workers: Workers(threads: 2))
    #expect(first.text == second.text && first.network.ids == second.network.ids)
    let third = try ExperimentRun([("log", log)], parameters, seed: 8)
    #expect(first.text != third.text)
  }

  // MARK: Bad input

  private static let broken: [(name: String, rows: String, reason: String, line: Int)] = [
    ("cycle", "9,1,A,B\n9,2,B,C\n9,3,C,A", "cycle", 6),
    ("to themselves", "9,1,A,A", "cycle", 4),
    ("two receivers", "9,1,A,B\n9,1,A,C", "two-receivers", 5),
    ("missing step", "9,1,A,B\n9,3,C,Tom", "missing-step", 5),
    ("no first step", "9,2,A,Tom", "missing-step", 4),
    ("step zero", "9,0,A,B", "unreadable-step", 4),
    ("no number", "9,one,A,B", "unreadable-step", 4),
    ("another holder", "9,1,A,B\n9,2,C,Tom", "broken-chain", 5),
    ("goes on from nobody", "9,1,A,\n9,2,B,Tom", "broken-chain", 4),
    ("nobody holds", "9,1,,B", "empty-sender", 4),
    ("starter is target", "9,1,Tom,B", "beyond-target", 4),
    ("goes beyond", "9,1,A,Tom\n9,2,Tom,B", "beyond-target", 5),
    ("date backwards", "9,1,A,B,1967-02-01\n9,2,B,Tom,1967-01-31", "date-backwards", 5),
    ("no day", "9,1,A,B,1967-02-30", "unreadable-date", 4),
    ("more than a day", "9,1,A,B,1967-02-03 or so", "unreadable-date", 4),
    ("wrong end", "9,1,A,B,,completed", "wrong-end", 4),
    ("target, not completed", "9,1,A,Tom,,abandoned", "contradictory-outcome", 4),
    ("two outcomes", "9,1,A,B,,running\n9,2,B,C,,abandoned", "contradictory-outcome", 5),
    ("completed and held", "9,1,A,B\n9,2,B,,,completed", "contradictory-outcome", 5),
    ("no outcome", "9,1,A,B,,perhaps", "unknown-outcome", 4),
    ("two groups", "9,1,A,B,,,x\n9,2,B,Tom,,,y", "contradictory-group", 5),
    ("told twice", "9,1,A,B,1967-01-01\n9,1,A,B,1967-01-02", "repeated-step", 5),
    ("too many cells", "9,1,A,B,,,,,more", "too-many-cells", 4),
    ("no chain", ",1,A,B", "empty-chain", 4),
    ("unknown person", "9,1,Zoe,Tom", "unknown-person", 4),
  ]

  @Test(arguments: broken)
  func brokenChainsAreRejectedAndCounted(
    name: String, rows: String, reason: String, line: Int
  ) throws {
    let log = "chain,step,sender,receiver,date,outcome,group\n1,1,A,B\n1,2,B,Tom\n\(rows)\n"
    let run = try ExperimentRun(
      [("log", log), ("people", "id\nA\nB\nC\nTom\n")],
      [.init("target", "Tom"), .init("bootstrap", 0)])
    let count = rows.split(separator: "\n").count
    #expect(run.ledger.read == 2 + count && run.ledger.kept == 2, "\(name)")
    #expect(run.ledger.rejected == count && run.ledger.isBalanced, "\(name)")
    #expect(run.ledger.rejections.allSatisfy { $0.reason == reason }, "\(run.ledger.rejections)")
    // The row that is wrong is the one whose detail names no other.
    let own = run.ledger.rejections.filter { !$0.detail.contains("(line ") }
    #expect(own.map(\.line) == [line], "\(name)")
    #expect(run.value("completed") == 1 && run.value("distributed") == 1)
    #expect(run.texts("rejected_rows", "reason").count == count)
  }

  @Test func theSameRowTwiceIsOne() throws {
    let run = try ExperimentRun(
      log: "chain,step,sender,receiver\n1,1,A,Tom\n1,1,A,Tom\n", [.init("target", "Tom")])
    #expect(run.ledger.merged == 1 && run.ledger.kept == 1 && run.ledger.isBalanced)
    #expect(run.value("completed") == 1)
  }

  @Test func zeroCompletedChainsHaveNoLength() throws {
    let run = try ExperimentRun(
      log: "chain,step,sender,receiver\n1,1,A,B\n2,1,C,\n",
      [.init("target", "Tom"), .init("bootstrap", 20)])
    #expect(run.run.notices.map(\.id).sorted() == ["no-completed-chains", "unknown-target"])
    #expect(run.value("completed") == 0)
    for name in ["observed", "constant", "steps", "weighted"] {
      #expect(run.value("\(name)_mean_links")?.isNaN == true, "\(name)")
      #expect(run.value("\(name)_median_intermediaries")?.isNaN == true, "\(name)")
    }
    #expect(run.network.table("experiment_lengths")?.rows.rowCount == 0)
    #expect(run.column("experiment_steps", "forwarding_rate") == [0.5, 0])
  }

  /// Everyone drops the letter; everyone passes it on.
  @Test func dropoutOfOneAndOfZero() throws {
    let all = try ExperimentRun(
      log: "chain,step,sender,receiver\n1,1,A,\n2,1,B,\n",
      [.init("target", "A2"), .init("bootstrap", 5)])
    #expect(all.value("dropout") == 1 && all.value("constant_chains")?.isNaN == true)
    let none = try ExperimentRun(
      log: "chain,step,sender,receiver\n1,1,A,B\n1,2,B,Tom\n2,1,C,Tom\n", [.init("target", "Tom")])
    #expect(none.value("dropout") == 0)
    #expect(none.value("constant_mean_links") == 1.5 && none.value("observed_mean_links") == 1.5)
    let error = #expect(throws: Diagnostics.self) {
      try ExperimentRun(log: "chain,step,sender,receiver\n1,1,A,B\n", [.init("q", 1)])
    }
    #expect(error?.all.first?.id == "out-of-range" && error?.all.first?.location?.file == "q")
    let zero = try ExperimentRun(
      [("counts", "links,chains\n2,3\n")], [.init("q", 0), .init("distributed", 9)])
    #expect(zero.value("constant_chains") == 3)
  }

  @Test(
    arguments: [
      ("", "empty-table"), ("chain,step,sender,receiver\n", "empty-table"),
      ("chain,sender,receiver\n1,A,B\n", "missing-column"),
      ("chain,step,sender,receiver\n1,1,A,\"B\n", "open-quote"),
      ("chain,step,sender,receiver\n1,1,A,B\n", "unknown-arrivals"),
    ])
  func filesThatAreNoLog(text: String, id: String) throws {
    let error = #expect(throws: Diagnostic.self) { try ExperimentRun(log: text) }
    #expect(error?.id == id && error?.location != nil)
  }

  @Test func columnsAndFilesThatAreNotThere() throws {
    let log = "chain,step,sender,receiver,outcome\n1,1,A,B,completed\n"
    let column = #expect(throws: Diagnostic.self) {
      try ExperimentRun(log: log, [.init("sender", "sendr")])
    }
    #expect(column?.id == "missing-column" && column?.location?.file == "sender")
    #expect(column?.help == "did you mean 'sender'?")
    let file = #expect(throws: Diagnostic.self) {
      try ModuleRun(Experiment.self, on: Network(), with: ["log": "/nowhere/log.csv"])
    }
    #expect(file?.id == "unreadable-file")
    for parameters: JSON in [[:], ["log": "a", "counts": "b"]] {
      let error = #expect(throws: Diagnostics.self) {
        try ModuleRun(Experiment.self, on: Network(), with: parameters)
      }
      #expect(error?.all.first?.id == "conflict")
    }
  }

  /// Weights and cells by what people are like.
  @Test func covariatesOfPeople() throws {
    var log = "chain,step,sender,receiver\n"
    // Old starters pass on 3 of 4, young ones 1 of 4; everyone after them 1 of 1.
    for chain in 0..<8 {
      let passes = chain < 3 || chain == 4
      log += "\(chain),1,s\(chain),\(passes ? "m" : "")\n" + (passes ? "\(chain),2,m,Tom\n" : "")
    }
    let people =
      "id,age\n" + (0..<8).map { "s\($0),\($0 < 4 ? "old" : "young")\n" }.joined() + "m,\nTom,\n"
    let run = try ExperimentRun(
      [("log", log), ("people", people)],
      [
        .init("target", "Tom"), .init("covariates", ["age"]), .init("smallest_cell", 1),
        .init("bootstrap", 0),
      ])
    #expect(run.texts("experiment_cells", "people") == ["unknown", "old", "young"])
    #expect(run.column("experiment_cells", "dropout") == [0, 0.25, 0.75])
    #expect(isNear(run.column("experiment_chains", "weight")[0], 4.0 / 3))
    #expect(isNear(run.column("experiment_chains", "weight")[4], 4))
    let pooled = try ExperimentRun(
      [("log", log), ("people", people)],
      [.init("target", "Tom"), .init("covariates", ["age"]), .init("bootstrap", 0)])
    #expect(pooled.texts("experiment_cells", "people") == ["others", "others"])
  }

  /// The weights count who holds a letter still as lost, the drop-out of decisions does not: both are told.
  @Test func runningLettersInCellsAndWeights() throws {
    var log = "chain,step,sender,receiver,outcome\n"
    for chain in 0..<8 { log += "\(chain),1,s\(chain),\(chain < 4 ? "Tom" : ""),\n" }
    for chain in 8..<10 { log += "\(chain),1,s\(chain),,running\n" }
    let run = try ExperimentRun(log: log, [.init("target", "Tom"), .init("bootstrap", 0)])
    #expect(run.column("experiment_cells", "dropout") == [0.5])
    #expect(run.column("experiment_cells", "dropout_in_weights") == [0.6])
    #expect(isNear(run.column("experiment_chains", "weight")[0], 1 / (1 - 0.6)))
  }

  /// Where one group only has chains to compare, nothing is compared.
  @Test(arguments: ["a", "b", "c"]) func oneGroupAloneIsNotTested(completed: String) throws {
    var log = "chain,step,sender,receiver,group\n"
    for (index, group) in ["a", "b", "c"].enumerated() {
      for chain in 0..<3 {
        let receiver = group == completed ? "Tom" : ""
        log += "\(group)\(chain),1,s\(index)\(chain),\(receiver),\(group)\n"
      }
    }
    let run = try ExperimentRun(
      log: log, [.init("target", "Tom"), .init("bootstrap", 0), .init("permutations", 99)])
    #expect(Set(run.texts("experiment_tests", "measure")) == ["completion"])
    #expect(run.column("experiment_tests", "p").allSatisfy { $0.isFinite })
  }

  /// Many rows, long chains and many groups take no more than linear time.
  @Test func hostileLogsEnd() throws {
    var long = "chain,step,sender,receiver,group\n"
    for step in 1...20_000 { long += "1,\(step),p\(step),p\(step + 1),\n" }
    for chain in 2...20_000 { long += "\(chain),1,s\(chain),Tom,g\(chain)\n" }
    let run = try ExperimentRun(log: long, [.init("target", "Tom"), .init("bootstrap", 2)])
    #expect(run.ledger.rejections.first?.reason == "too-long" && run.ledger.isBalanced)
    #expect(run.run.notices.map(\.id).contains("too-many-groups"))
  }
}
