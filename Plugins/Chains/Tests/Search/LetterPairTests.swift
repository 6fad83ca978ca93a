import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Whom letters start with and go to, and how much letters that go alike tell.
struct LetterPairTests {
  private static let star = Network(
    sketch: (0..<12).map { "hub-p\(10 + $0)" }.joined(separator: " "))

  private func run(_ network: Network, _ parameters: JSON) throws -> ModuleRun {
    try ModuleRun(LetterSearch.self, on: network, with: parameters)
  }

  private func pairs(_ starters: [String], _ targets: [String], _ count: Int) throws -> [[String]] {
    let rows = try run(
      Self.star,
      [
        "starters": .array(starters.map(JSON.string)), "targets": .array(targets.map(JSON.string)),
        "letters": .integer(count), "drop_out": 0,
      ]
    ).network.table("stage_letters")?.rows
    return (0..<(rows?.rowCount ?? 0)).map { row in
      ["starter", "target"].map { rows?[$0]?.text(at: row) ?? "" }
    }
  }

  @Test func bothTakeTurns() throws {
    let found = try pairs(["p10", "p11"], ["p12", "p13", "p14"], 7)
    #expect(
      found == [
        ["p10", "p12"], ["p11", "p13"], ["p10", "p14"], ["p11", "p12"], ["p10", "p13"],
        ["p11", "p14"], ["p10", "p12"],
      ])
    // Lists of one length meet in rounds.
    #expect(
      try pairs(["p10", "p11"], ["p12", "p13"], 4)
        == [["p10", "p12"], ["p11", "p13"], ["p10", "p13"], ["p11", "p12"]])
  }

  /// By definition: all places of the order one by one, without pairs of one person.
  @Test func everyPairComesOnceBeforeAnyComesAgain() throws {
    let people = (10..<22).map { "p\($0)" }
    for s in 1...6 {
      for t in 1...6 {
        for shift in 0..<4 {
          let (starters, targets) = (Array(people[..<s]), Array(people[shift..<(shift + t)]))
          var wanted: [[String]] = []
          var round = s
          while round % t > 0 { round += s }
          for place in 0..<(s * t) {
            let pair = [starters[place % s], targets[(place + place / round) % t]]
            if pair[0] != pair[1] { wanted.append(pair) }
          }
          let own = Set(starters).intersection(targets).count
          #expect(Set(wanted).count == s * t - own && wanted.count == s * t - own)
          if wanted.isEmpty { continue }
          let found = try pairs(starters, targets, 2 * wanted.count)
          #expect(found == wanted + wanted, "\(s) \(t) \(shift)")
        }
      }
    }
  }

  @Test func namesGivenTwiceCountOnce() throws {
    #expect(
      try pairs(["p10", "p10"], ["p12", "p13", "p12"], 3)
        == [["p10", "p12"], ["p10", "p13"], ["p10", "p12"]])
  }

  private func value(_ name: String, _ run: ModuleRun, _ column: String = "value") -> Double {
    guard let rows = run.network.table("stage")?.rows, let names = rows["measure"] else {
      return .nan
    }
    let row = (0..<rows.rowCount).first { names.text(at: $0) == name }
    return row.flatMap { rows[column]?.number(at: $0) } ?? .nan
  }

  /// The same letters a hundred times make nothing surer, unless chance has a say on the way.
  @Test func equalLettersCountOnce() throws {
    let graph = RandomGraphs.gilbert(nodes: 40, probability: 0.1, directed: false, seed: 3)
    let ids = (0..<40).map { "n\(10 + $0)" }
    let network = Network(graph: graph, ids: ids)
    let rows = [
      "completion", "completion_without_drop_out", "mean_links", "mean_geodesic_links",
      "mean_stretch", "top_three_share",
    ]
    for rule in ["highest_degree", "random"] {
      func run(letters: Int) throws -> ModuleRun {
        try self.run(
          network,
          [
            "starters": .array(ids[..<6].map(JSON.string)),
            "targets": .array(ids[6..<11].map(JSON.string)), "letters": .integer(letters),
            "drop_out": 0, "rule": .string(rule), "steps": 60,
          ])
      }
      let (once, often) = (try run(letters: 30), try run(letters: 3000))
      #expect(value("pairs", often) == 30)
      #expect(value("independent_letters", often) == (rule == "random" ? 3000 : 30))
      for row in rows {
        func width(_ run: ModuleRun) -> Double {
          value(row, run, "upper") - value(row, run, "lower")
        }
        let (few, many) = (width(once), width(often))
        #expect(few > 0 && many > 0, "\(row)")
        if rule == "random" {
          #expect(many < 0.3 * few, "\(row) \(many) \(few)")
        } else {
          #expect(abs(many - few) < 1e-9, "\(row) \(many) \(few)")
          #expect(abs(value(row, often) - value(row, once)) < 1e-9, "\(row)")
        }
      }
      let curves = try [once, often].map { try #require($0.network.table("stage_dropout")?.rows) }
      if rule == "highest_degree" {
        for column in ["completion", "lower", "upper"] {
          for (a, b) in zip(curves[0][column]?.asNumbers ?? [], curves[1][column]?.asNumbers ?? [])
          {
            #expect(abs(a - b) < 1e-9, "\(column)")
          }
        }
      }
    }
  }

  /// By hand: two letters of one pair and one of another count as 9/5.
  @Test func unevenPairs() throws {
    let found = try run(
      Network(sketch: "a-b b-c"),
      ["starters": ["a"], "targets": ["b", "c"], "letters": 3, "drop_out": 0])
    #expect(abs(value("independent_letters", found) - 9.0 / 5) < 1e-12)
    // Links 1, 2, 1: a variance of 2/9, divided by 9/5 - 1.
    let half = Quantile.normal95 * (2.0 / 9 / 0.8).squareRoot()
    #expect(abs(value("mean_links", found, "upper") - (4.0 / 3 + half)) < 1e-9)
  }
}
