import ModuleKit
import ModuleTesting
import Privacy
import Testing

struct AggregateTests {
  /// People of the given trades, `p1`, `p2`, …, without ties.
  private func people(_ trades: [String?]) -> Network {
    var network = Network(graph: .empty, ids: [])
    let ids = trades.indices.map { "p" + String(1000 + $0) }
    network = Network(sketch: ids.joined(separator: " "))
    network.nodes.set("trade", .texts(trades))
    return network
  }

  private func rows(_ table: Table?) throws -> [[String]] {
    let frame = try #require(table).rows
    return (0..<frame.rowCount).map { row in
      frame.entries.map { $0.column.text(at: row) ?? "" }
    }
  }

  @Test func showsNoSmallNumber() throws {
    let trades =
      Array(repeating: "law", count: 9) + Array(repeating: "tax", count: 6) + ["art", "art"]
    let run = try ModuleRun(Aggregate.self, on: people(trades), with: ["by": ["trade"]])
    // Two artists would be 17 - 9 - 6.
    #expect(
      try rows(run.network.table("aggregate")) == [
        ["cell", "law", "9"], ["total", "(all)", "17"],
      ])
    #expect(run.network.ids == ["law"])
    #expect(run.network.ledger.last?.dropped == 8)
    #expect(!run.network.ledger.contains { !$0.isBalanced })
    #expect(run.notices.isEmpty)
  }

  @Test func poolsSmallGroupsBeforeLargeOnes() throws {
    // Five in three groups: nobody can tell how many are in which, and no large group has to go.
    let trades = Array(repeating: "law", count: 9) + ["art", "art", "spa", "spa", "gym"]
    let run = try ModuleRun(Aggregate.self, on: people(trades), with: ["by": ["trade"]])
    #expect(
      try rows(run.network.table("aggregate")) == [
        ["cell", "law", "9"], ["total", "(all)", "14"],
      ])
  }

  @Test func saysThatAllAreSmall() throws {
    let run = try ModuleRun(
      Aggregate.self, on: people(["a", "a", "b", "b", "c"]), with: ["by": ["trade"]])
    #expect(run.notices.map(\.id) == ["all-groups-small"])
    #expect(try rows(run.network.table("aggregate")) == [["total", "(all)", "5"]])
    #expect(run.network.graph.nodeCount == 0)
    let four = try ModuleRun(
      Aggregate.self, on: people(["a", "a", "b", "b"]), with: ["by": ["trade"]])
    #expect(try rows(four.network.table("aggregate")).isEmpty)
  }

  @Test func countsWhatIsMissing() throws {
    let trades: [String?] =
      Array(repeating: nil, count: 5) + Array(repeating: "(missing)", count: 6)
    let run = try ModuleRun(Aggregate.self, on: people(trades), with: ["by": ["trade"]])
    #expect(
      try rows(run.network.table("aggregate")) == [
        ["cell", "(missing)_", "6"], ["cell", "(missing)", "5"], ["total", "(all)", "11"],
      ])
  }

  @Test func cutsNumbers() throws {
    var network = people(Array(repeating: "x", count: 13))
    network.nodes.set(
      "age", .integers([29, 30, 31, 44, 44, 44, 45, 50, 60, 70, 80, 12, Column.missingInteger]))
    let run = try ModuleRun(
      Aggregate.self, on: network, with: ["by": ["age"], "k": 2, "cuts": ["age": [30, 45]]])
    // Two are under 30. One age is missing, so another group has to go with it.
    #expect(
      try rows(run.network.table("aggregate")) == [
        ["cell", "30 to under 45", "5"], ["cell", "45 or more", "5"], ["total", "(all)", "13"],
      ])
    #expect(throws: Diagnostics.self) {
      try ModuleRun(
        Aggregate.self, on: network, with: ["by": ["age"], "cuts": ["age": [45, 30]]])
    }
    #expect(throws: Diagnostics.self) {
      try ModuleRun(
        Aggregate.self, on: network, with: ["by": ["age"], "cuts": ["trade": [45]]])
    }
    #expect(throws: Diagnostics.self) {
      try ModuleRun(Aggregate.self, on: network, with: ["by": []])
    }
  }

  @Test func countsLoopsAndDirections() throws {
    var network = Network(sketch: "a>a a>b b>a a>c c>d d>c e>f f>e a>d b>c b>d")
    network.nodes.set("side", .texts(["l", "l", "r", "r", "r", "l"]))
    let run = try ModuleRun(Aggregate.self, on: network, with: ["by": ["side"], "k": 2])
    // l: a, b, f; r: c, d, e. Ties l-l: aa, ab, ba; l-r: ac, ad, bc, bd, fe; r-l: ef; r-r: cd, dc.
    // 1 is too small, so that its row and its column must not give it away.
    let found = try rows(run.network.table("mixing"))
    #expect(!found.contains { $0.prefix(3) == ["cell", "r", "l"] })
    #expect(found.contains(["total", "(all)", "(all)", "11"]))
    #expect(run.network.graph.isDirected)
    #expect(run.network.ids == ["l", "r"])
  }

  @Test func leavesNobody() throws {
    var network = Network(sketch: "Ann-Bob Bob-Cat Cat-Ann Dan-Eve Eve-Fay")
    network.nodes.set("trade", .texts(["law", "law", "law", "tax", "tax", "tax"]))
    network.set(Table(name: "merges", title: "Ann", rows: Frame(rowCount: 0)))
    network.set(Document(path: "ann.txt", bytes: Array("Ann".utf8)))
    network.ledger = [
      LedgerEntry(
        source: "ties.csv", unit: "ties", read: 1, kept: 0,
        rejections: [.init(line: 1, reason: "self-loop", detail: "'Ann' is joined to itself")],
        notes: ["Ann"])
    ]
    let result = try ModuleRun(Aggregate.self, on: network, with: ["by": ["trade"], "k": 3]).network
    #expect(result.tables.map(\.name) == ["aggregate", "mixing"])
    #expect(result.documents.isEmpty)
    #expect(result.ids == ["law", "tax"])
    #expect(result.ledger[0].rejections.map(\.detail) == [""] && result.ledger[0].notes.isEmpty)
    let kept = try ModuleRun(
      Aggregate.self, on: network, with: ["by": ["trade"], "k": 3, "network": "keep"]
    ).network
    #expect(kept.ids == network.ids && kept.tables.count == 3)
  }

  @Test func refusesAGroupForEverybody() throws {
    let network = people((0..<20_001).map { "t\($0)" })
    do {
      _ = try ModuleRun(Aggregate.self, on: network, with: ["by": ["trade"]])
      Issue.record("more groups than can be protected were taken")
    } catch let error as Diagnostic {
      #expect(error.id == "too-many-groups")
    }
    // As many as there may be do not take long.
    let most = try ModuleRun(
      Aggregate.self, on: people((0..<20_000).map { "t\($0 % 15_000)" }), with: ["by": ["trade"]])
    #expect(try rows(most.network.table("aggregate")) == [["total", "(all)", "20000"]])
  }

  @Test(arguments: EdgeCases.all) func takesAnyGraph(_ edgeCase: EdgeCases.Case) throws {
    let result = try ModuleRun(
      Aggregate.self, on: edgeCase.network, with: ["by": ["id"], "k": 2]
    ).network
    #expect(result.graph.nodeCount == 0)
    let total = edgeCase.network.graph.nodeCount
    #expect(
      try rows(result.table("aggregate")) == (total < 2 ? [] : [["total", "(all)", "\(total)"]]))
  }
}
