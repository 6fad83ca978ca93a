import Combine
import ModuleKit
import ModuleTesting
import Testing

/// Tables of several stages, below each other or as rows of measures.
struct StackedTablesTests {
  private func network(_ table: Table, caption: String = "") -> Network {
    var network = Network(sketch: "a-b")
    network.set(table)
    network.methods = [
      MethodNote(.data, "Drawn \(caption).", caption: "model, \(caption)"),
      MethodNote(.measure(table.name), "Counted.", caption: "counted", tables: [table.name]),
      MethodNote(.measure("other"), "Other.", caption: "other", tables: ["other"]),
    ]
    return network
  }

  private func summary(_ stage: Int, _ values: [String: Double], limits: Bool = false) -> Table {
    let names = values.keys.sorted()
    var rows = Frame(rowCount: names.count)
    rows.set("measure", .texts(names.map(Optional.init)))
    rows.set("value", .numbers(names.map { values[$0] ?? .nan }))
    if limits { rows.set("lower", .numbers(names.map { (values[$0] ?? .nan) - 1 })) }
    return Table(name: "\(stage)", title: "Numbers", rows: rows)
  }

  private func run(_ networks: [Network], _ parameters: JSON) throws -> Network {
    try ModuleRun(StackedTables.self, onAll: networks, with: parameters).network
  }

  @Test func rowsStandBelowEachOther() throws {
    var (one, two) = (Frame(rowCount: 2), Frame(rowCount: 1))
    one.set("links", .integers([1, 2]))
    one.set("name", .texts(["x", nil]))
    two.set("links", .numbers([2.5]))
    two.set("flag", .flags([.yes]))
    let found = try run(
      [
        network(Table(name: "1_part", title: "One", rows: one)),
        network(Table(name: "2_part", title: "Two", rows: two)),
      ], ["table": "<stage>_part", "values": ["r": [0, .number(0.5)], "kind": ["a", "b"]]])
    let rows = try #require(found.table("stage")?.rows)
    #expect(rows.names == ["stage", "r", "kind", "links", "name", "flag"])
    #expect(rows["stage"] == .texts(["1", "1", "2"]) && rows["r"] == .numbers([0, 0, 0.5]))
    #expect(rows["kind"] == .texts(["a", "a", "b"]) && rows["links"] == .numbers([1, 2, 2.5]))
    #expect(rows["name"] == .texts(["x", nil, nil]))
    #expect(rows["flag"] == .flags([.missing, .missing, .yes]))
    #expect(found.graph.nodeCount == 0 && found.tables.count == 1)
  }

  @Test func measuresBecomeColumns() throws {
    let found = try run(
      [
        network(summary(1, ["a": 1, "b": 2], limits: true), caption: "r = 1"),
        network(summary(2, ["b": 5, "a": 4, "c": 6]), caption: "r = 2"),
      ], ["measures": ["b", "a"], "values": ["r": [1, 2]]])
    let rows = try #require(found.table("stage")?.rows)
    #expect(rows.names == ["stage", "r", "b", "b_lower", "a", "a_lower"])
    #expect(rows["b"] == .numbers([2, 5]) && rows["a"] == .numbers([1, 4]))
    #expect(rows["a_lower"] == .numbers([0, .nan]) && rows["r"] == .integers([1, 2]))
    // Captions say what all have in common, the methods everything.
    #expect(found.methods.map(\.text) == ["Drawn r = 1.", "Counted.", "Drawn r = 2."])
    #expect(found.methods.map(\.caption) == ["model", "counted", ""])
    #expect(found.methods[1].subject == .measure("stage"))
  }

  @Test(
    arguments: [
      (["table": "none"], "unknown-table"), (["measures": ["z"]], "unknown-measure"),
      (["table": "plain", "measures": ["a"]], "unknown-column"),
      (["values": ["r": [1]]], "wrong-count"), (["values": ["stage": [1, 2]]], "duplicate-column"),
      (["measures": ["a"], "values": ["a": [1, 2]]], "duplicate-column"),
      (["measures": ["a", "a"]], "duplicate-column"), (["values": ["r": 1]], "wrong-type"),
      (["measures": ["a", "stage"]], "duplicate-column"),
      (["measures": ["a"], "values": ["a_lower": [1, 2]]], "duplicate-column"),
      (["values": ["value": [1, 2]]], "duplicate-column"),
      (["table": "staged"], "duplicate-column"),
      (["table": "twice", "measures": ["a"]], "duplicate-measure"),
      (["values": ["r": [1, [2]]]], "wrong-type"),
    ] as [(JSON, String)])
  func mistakesAreNamed(parameters: JSON, id: String) throws {
    var plain = Frame(rowCount: 1)
    plain.set("links", .integers([1]))
    let networks = (1...2).map { stage -> Network in
      var network = network(summary(stage, ["a": 1]))
      network.set(Table(name: "plain", title: "Plain", rows: plain))
      var staged = plain
      staged.set("stage", .texts(["x"]))
      network.set(Table(name: "staged", title: "Staged", rows: staged))
      var twice = Frame(rowCount: 2)
      twice.set("measure", .texts(["a", "a"]))
      twice.set("value", .numbers([1, 2]))
      network.set(Table(name: "twice", title: "Twice", rows: twice))
      return network
    }
    #expect {
      try run(networks, parameters)
    } throws: { error in
      let found = (error as? Diagnostics)?.all.map(\.id) ?? [(error as? Diagnostic)?.id ?? ""]
      return Set(found) == [id]
    }
  }

  /// What the engine ties to tables that a stage has made goes on to the table of them all.
  @Test func theMethodOfTheTablesIsThatOfTheNewOne() throws {
    func searched(_ rule: String, _ title: String) -> Network {
      var network = network(
        Table(
          name: title, title: "", note: "lower and upper: 95 % interval; \(title) only",
          rows: summary(1, ["a": 1]).rows))
      network.methods = [
        MethodNote(
          .measure(title), "Sent.", caption: "to \(rule), drop-out 0", tables: [title]),
        MethodNote(
          .measure("\(title)_lengths"), "Lengths.", caption: "lengths of \(title), not corrected",
          tables: [title]),
        MethodNote(.measure("x"), "Not this.", caption: "x", tables: []),
      ]
      return network
    }
    let found = try run(
      [searched("anyone", "1"), searched("anyone", "2")], ["measures": ["a"]])
    let notes = found.methods(ofTable: "stage", columns: ["stage", "a"])
    #expect(notes.map(\.text) == ["Sent.", "Lengths."])
    #expect(notes.map(\.caption) == ["to anyone, drop-out 0", "not corrected"])
    #expect(found.table("stage")?.note == "from 1, 2; lower and upper: 95 % interval")
  }

  @Test func aMissingTableIsFoundBeforeTheRun() {
    #expect {
      try run([network(summary(1, ["a": 1])), network(summary(3, ["a": 1]))], [:])
    } throws: { error in
      (error as? Diagnostics)?.all.map(\.message) == ["the stage '2' has no table '2'"]
    }
  }

  @Test func whatStagesHaveInCommonIsToldOnce() throws {
    func entry(_ source: String) -> LedgerEntry {
      LedgerEntry(source: source, unit: "rows", read: 2, kept: 2)
    }
    let networks = [["x", "f"], ["x", "g", "f"], ["x", "g", "g"]].enumerated().map {
      index, sources in
      var network = network(summary(index + 1, ["a": 1]))
      network.ledger = sources.map(entry)
      return network
    }
    let sources = ["x", "f", "g", "f", "g"]
    #expect(try run(networks, [:]).ledger.map(\.source) == sources)
    let union = try ModuleRun(Union.self, onAll: networks, with: [:]).network
    #expect(union.ledger.map(\.source) == sources + ["combine.union"])
  }
}
