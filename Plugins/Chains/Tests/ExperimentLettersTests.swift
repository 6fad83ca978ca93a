import Chains
import ModuleKit
import ModuleTesting
import Testing

/// Letters that `chains.search` has sent, analysed as an experimenter would who sees how far each went.
struct ExperimentLettersTests {
  /// People of whom everybody knows somebody to give a letter to.
  private var network: Network {
    var words = (100..<200).map { "p\($0)-p\(100 + ($0 - 99) % 100)" }
    words += (100..<200).map { "p\($0)-p\(100 + ($0 * 7 + 13) % 100)" }
    return Network(sketch: words.joined(separator: " "))
  }

  private func sent(_ parameters: KeyValuePairs<String, JSON> = [:]) throws -> Network {
    var all: JSON = [
      "rule": "random", "memory": "none", "letters": 4000, "list": 4000, "drop_out": .number(0.1),
      "steps": 400,
    ]
    for (key, value) in parameters { all[key] = value }
    return try ModuleRun(LetterSearch.self, on: network, with: all).network
  }

  private func analysed(_ network: Network, _ parameters: KeyValuePairs<String, JSON> = [:]) throws
    -> ModuleRun
  {
    var all: JSON = ["letters": "stage_letters", "bootstrap": 0]
    for (key, value) in parameters { all[key] = value }
    return try ModuleRun(Experiment.self, on: network, with: all)
  }

  private func column(_ run: Network, _ table: String, _ column: String) throws -> [Double] {
    try #require(run.table(table)?.rows[column]).asNumbers
  }

  /// The weights by hand: one over the product of the shares that were passed on at each step.
  @Test func lengthsAreThoseOfASlowCount() throws {
    let sent = try sent()
    let run = try analysed(sent).network
    let rows = try #require(sent.table("stage_letters")).rows
    let links = try #require(rows["links"]).asNumbers.map { Int($0) }
    let ends = (0..<rows.rowCount).map { rows["outcome"]?.text(at: $0) ?? "" }
    let geodesics = try #require(rows["geodesic"]).asNumbers
    let lengths = try column(run, "experiment_lengths", "links")
    var weights: [Int: Double] = [:]
    for length in lengths.map({ Int($0) }) {
      let arrived = links.indices.count { links[$0] == length && ends[$0] == "arrived" }
      var weight = 1.0
      for step in 0..<length {
        let decided = links.indices.count {
          links[$0] > step || links[$0] == step && ends[$0] != "arrived"
        }
        weight *= Double(decided) / Double(links.count { $0 > step })
      }
      weights[length] = Double(arrived) * (arrived == 0 ? 0 : weight)
    }
    let total = weights.values.reduce(0, +)
    let corrected = try column(run, "experiment_lengths", "corrected_steps")
    let shares = try column(run, "experiment_lengths", "geodesics_share")
    for (row, length) in lengths.map({ Int($0) }).enumerated() {
      #expect(abs(corrected[row] - (weights[length] ?? 0) / total) < 1e-9)
      let known = geodesics.filter { $0 >= 1 }
      #expect(shares[row] == Double(known.count { Int($0) == length }) / Double(known.count))
    }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
  }

  /// What the search knows and an experimenter does not: the lengths without drop-out.
  @Test func theCorrectionFindsTheLengthsWithoutDropOut() throws {
    let sent = try sent(["drop_out": .number(0.03), "letters": 20000, "list": 20000])
    let run = try analysed(sent).network
    let truth = try column(sent, "stage_lengths", "completed_without_drop_out")
    let all = truth.reduce(0, +)
    var mean = 0.0
    for (index, count) in truth.enumerated() { mean += Double(index + 1) * count / all }
    let links = try column(run, "experiment_lengths", "links")
    func meanOf(_ name: String) throws -> Double {
      var mean = 0.0
      for (length, share) in zip(links, try column(run, "experiment_lengths", name)) {
        mean += length * share
      }
      return mean
    }
    let observed = try meanOf("share")
    // Half of the way at the least is made good; the longest are never seen.
    #expect(observed < 0.7 * mean)
    #expect(try meanOf("corrected_steps") > (observed + mean) / 2)
    #expect(try meanOf("corrected_constant") > (observed + mean) / 2)
  }

  @Test func theNetworkStaysAndTheRuleIsSaid() throws {
    let sent = try sent()
    let run = try analysed(sent).network
    #expect(run.graph == sent.graph && run.nodes == sent.nodes)
    #expect(run.table("rejected_rows") == nil && run.table("experiment_chains")?.rows.rowCount == 0)
    let notes = run.methods(ofTable: "experiment_lengths", columns: ["corrected_steps"])
    let captions = notes.map(\.caption).joined(separator: "; ")
    #expect(captions.contains("letters: to anyone, letters may come back, drop-out 0.1"))
    #expect(captions.contains("the drop-out of each step") && !captions.contains("constant"))
    #expect(run.methods(ofTable: "experiment_steps", columns: ["survival"]).count == 2)
  }

  @Test func mistakesAreSaid() throws {
    func problem(_ network: Network, _ parameters: JSON) -> Diagnostic? {
      do {
        _ = try ModuleRun(Experiment.self, on: network, with: parameters)
        return nil
      } catch let found as Diagnostics { return found.all.first } catch {
        return error as? Diagnostic
      }
    }
    let sent = try sent()
    #expect(problem(sent, ["letters": "stage_leters"])?.help == "did you mean 'stage_letters'?")
    #expect(problem(sent, ["letters": "stage_ends"])?.id == "missing-column")
    #expect(problem(sent, ["letters": "stage_letters", "distributed": 9])?.id == "conflict")
    #expect(problem(sent, ["letters": "stage_letters", "target": "p100"])?.id == "conflict")
    for (links, outcome, id) in [
      (1.5, "arrived", "bad-length"), (-1, "dropped_out", "bad-length"),
      (.nan, "arrived", "bad-length"), (2, "lost", "unknown-outcome"),
      (0, "arrived", "unknown-outcome"), (1e9, "arrived", "bad-length"),
    ] {
      var network = Network(sketch: "a-b")
      var rows = Frame(rowCount: 1)
      rows.set("links", .numbers([links]))
      rows.set("outcome", .texts([outcome]))
      network.set(Table(name: "t", title: "", rows: rows))
      #expect(problem(network, ["letters": "t"])?.id == id)
    }
    var empty = Network(sketch: "a-b")
    empty.set(Table(name: "t", title: "", rows: Frame(rowCount: 0)))
    #expect(problem(empty, ["letters": "t"])?.id == "empty-table")
  }

  /// The table lists 1000 letters where nobody asks for more.
  @Test func lettersThatAreNotListedAreTold() throws {
    let sent = try ModuleRun(
      LetterSearch.self, on: network, with: ["rule": "random", "letters": 5000]
    ).network
    let run = try analysed(sent)
    let told = try #require(run.notices.first { $0.id == "letters-not-listed" })
    #expect(told.message.hasPrefix("1000 of 5000 letters are listed"))
    #expect(told.help?.contains("`list: 5000`") == true)
    let entry = try #require(run.network.ledger.last)
    #expect((entry.read, entry.kept, entry.dropped) == (5000, 1000, 4000))
    #expect(entry.isBalanced && !entry.notes.isEmpty)
    #expect(!(try analysed(self.sent()).notices.contains { $0.id == "letters-not-listed" }))
  }

  /// Without chance letters of one pair go alike; 4 pairs are no 2000 letters.
  @Test func lettersThatAreBoundToGoAlikeAreTold() throws {
    let ends: KeyValuePairs<String, JSON> = [
      "starters": ["p100", "p110"], "targets": ["p150", "p160"], "letters": 2000, "drop_out": 0,
    ]
    func run(_ rule: String) throws -> ModuleRun {
      var all: JSON = ["rule": .string(rule), "list": 2000]
      for (key, value) in ends { all[key] = value }
      return try analysed(ModuleRun(LetterSearch.self, on: network, with: all).network)
    }
    let bound = try run("highest_degree")
    #expect(
      bound.notices.contains {
        $0.id == "letters-alike" && $0.message.hasPrefix("2000 letters tell as much as 4 ")
      })
    #expect(bound.network.table("experiment")?.note.contains("too narrow") == true)
    #expect(!(try run("random").notices.contains { $0.id == "letters-alike" }))
  }

  @Test func longLettersAreTaken() throws {
    var network = Network(sketch: "a-b")
    var rows = Frame(rowCount: 2)
    rows.set("links", .integers([10_000, 3]))
    rows.set("outcome", .texts(["step_limit", "arrived"]))
    network.set(Table(name: "t", title: "", rows: rows))
    let run = try analysed(network, ["letters": "t"])
    #expect(try column(run.network, "experiment_steps", "decided").count >= 10_000)
  }

  @Test func aSecondExperimentOnOneLineIsRefused() throws {
    let once = try analysed(try sent()).network
    #expect {
      try analysed(once)
    } throws: { error in
      (error as? Diagnostics)?.all.map(\.id) == ["duplicate-table"]
    }
  }

  @Test(
    arguments: [("unfinished", "running"), ("first_step", 0), ("person", "id")] as [(String, JSON)])
  func whatOnlyALogHasIsAConflict(name: String, value: JSON) throws {
    let sent = try sent()
    #expect {
      try ModuleRun(
        Experiment.self, on: sent,
        with: .object([.init("letters", "stage_letters"), .init(name, value)]))
    } throws: { error in
      (error as? Diagnostics)?.all.map(\.id) == ["conflict"]
    }
  }
}
