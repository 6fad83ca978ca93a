import Chains
import ModuleKit
import ModuleTesting
import Testing

/// Distances between groups, to targets and of people, against one search at a time.
struct GroupDistanceTests {
  /// People in three groups, and some in none.
  private func network(nodes: Int, probability: Double, directed: Bool) -> Network {
    let graph = RandomGraphs.gilbert(
      nodes: nodes, probability: probability, directed: directed, seed: 9)
    var network = Network(graph: graph, ids: (0..<nodes).map { String($0 + 10_000) })
    network.nodes.set(
      "sector", .texts((0..<nodes).map { [nil, "law", "steel", "art"][($0 * 7) % 4] }))
    return network
  }

  private func distances(_ graph: Graph) -> [[Double]] {
    (0..<graph.nodeCount).map { source in
      var search = BreadthFirst(graph.adjacency(.out))
      search.run(from: source)
      return search.distances.map { $0 < 0 ? .infinity : Double($0) }
    }
  }

  @Test(arguments: [false, true]) func meansAreThoseOfAllPairs(directed: Bool) throws {
    let network = network(nodes: 90, probability: 0.03, directed: directed)
    let all = distances(network.graph)
    let run = try ModuleRun(Distances.self, on: network, with: ["groups": "sector"])
    let rows = try #require(run.network.table("group_distances")?.rows)
    #expect(rows.rowCount == 9)
    for row in 0..<9 {
      func text(_ column: String) -> String? { rows[column]?.text(at: row) }
      func number(_ column: String) -> Double { rows[column]?.number(at: row) ?? .nan }
      let sector = try #require(network.nodes["sector"])
      func members(_ group: String?) -> [Int] {
        (0..<90).filter { sector.text(at: $0) == group }
      }
      let (from, to) = (members(text("from")), members(text("to")))
      let pairs = from.flatMap { a in to.filter { $0 != a }.map { all[a][$0] } }
      let reached = pairs.filter(\.isFinite)
      #expect(number("people_from") == Double(from.count))
      #expect(abs(number("reachable_share") - Double(reached.count) / Double(pairs.count)) < 1e-12)
      #expect(abs(number("mean_links") - reached.reduce(0, +) / Double(reached.count)) < 1e-9)
      #expect(abs(number("mean_intermediaries") - (number("mean_links") - 1)) < 1e-12)
      let efficiency = reached.reduce(0) { $0 + 1 / $1 } / Double(pairs.count)
      #expect(abs(number("efficiency") - efficiency) < 1e-12)
    }
    #expect(run.network.table("group_distances")?.note.contains("23 people have no value") == true)
  }

  @Test func groupsOfNumbersStandInTheirOrder() throws {
    var network = Network(sketch: "a-b b-c")
    network.nodes.set("team", .integers([10, 9, Column.missingInteger]))
    let run = try ModuleRun(Distances.self, on: network, with: ["groups": "team"])
    let rows = try #require(run.network.table("group_distances")?.rows)
    #expect((0..<4).map { rows["from"]?.text(at: $0) } == ["9", "9", "10", "10"])
    // One person is no pair.
    #expect(rows["mean_links"]?.number(at: 0).isNaN == true)
    #expect(rows["reachable_share"]?.number(at: 0).isNaN == true)
  }

  /// Within four standard errors, for each of nine cells.
  @Test func samplesStayWithinTheirError() throws {
    let network = network(nodes: 3200, probability: 0.002, directed: false)
    let exact = try ModuleRun(Distances.self, on: network, with: ["groups": "sector"])
    let sampled = try ModuleRun(
      Distances.self, on: network, with: ["groups": "sector", "method": "estimate"])
    let truth = try #require(exact.network.table("group_distances")?.rows)
    let rows = try #require(sampled.network.table("group_distances")?.rows)
    #expect(truth["mean_error"] == nil)
    for row in 0..<9 {
      let error = rows["mean_error"]?.number(at: row) ?? .nan
      let difference =
        (rows["mean_links"]?.number(at: row) ?? .nan)
        - (truth["mean_links"]?.number(at: row) ?? .nan)
      #expect(error > 0 && error < 0.05)
      #expect(abs(difference) < 4 * error && difference != 0)
    }
  }

  /// Reach and means over targets are estimated where distances are, near what they are exactly.
  @Test func reachAndTargetsFollowTheMethod() throws {
    let network = network(nodes: 3200, probability: 0.002, directed: false)
    let asked: JSON = ["k": 3, "target_column": "sector", "target_values": ["steel"]]
    func run(_ more: JSON) throws -> Network {
      try ModuleRun(Distances.self, on: network, with: asked.with(more)).network
    }
    let exact = try run(["method": "exact"])
    let estimate = try run(["method": "estimate", "registers": 256])
    for column in ["k_reach", "mean_target_distance"] {
      let truth = try #require(exact.nodes[column]?.asNumbers)
      let found = try #require(estimate.nodes[column]?.asNumbers)
      #expect(truth != found)
      let errors = zip(truth, found).filter { $0.0 > 0 }.map { abs($1 / $0 - 1) }
      // 1.04 / √(256 · 8) is 2.3 %, and 512 distances of about 4 ± 1 links tell their mean to 1 %.
      #expect(errors.reduce(0, +) / Double(errors.count) < 0.03, "\(column)")
    }
    #expect(exact.nodes["target_distance"] == estimate.nodes["target_distance"])
    let words = estimate.nodes.entries.first { $0.name == "mean_target_distance" }?.convention
    #expect(words?.contains("512, drawn from ") == true)
    let reach = estimate.nodes.entries.first { $0.name == "k_reach" }?.convention
    #expect(reach?.contains("HyperBall") == true)
    // Direct neighbours are counted, however it is done.
    let near = try [run(["k": 1]), run(["k": 1, "method": "estimate"])]
    #expect(near[0].nodes["k_reach"] == near[1].nodes["k_reach"])
  }

  @Test(arguments: [false, true]) func targetsAndReach(directed: Bool) throws {
    let network = network(nodes: 60, probability: 0.03, directed: directed)
    let all = distances(network.graph)
    let targets = (0..<60).filter { network.nodes["sector"]?.text(at: $0) == "steel" } + [4]
    let run = try ModuleRun(
      Distances.self, on: network,
      with: [
        "targets": ["10004"], "target_column": "sector", "target_values": ["steel"], "k": 2,
      ])
    for node in 0..<60 {
      func number(_ column: String) -> Double {
        run.network.nodes[column]?.number(at: node) ?? .nan
      }
      let least = targets.map { all[node][$0] }.min() ?? .infinity
      #expect(least.isFinite ? number("target_distance") == least : number("target_distance").isNaN)
      let others = targets.filter { $0 != node }.map { all[node][$0] }.filter(\.isFinite)
      let mean = others.reduce(0, +) / Double(others.count)
      #expect(
        others.isEmpty
          ? number("mean_target_distance").isNaN : abs(number("mean_target_distance") - mean) < 1e-9
      )
      let reach = all[node].count { $0 > 0 && $0 <= 2 }
      #expect(abs(number("k_reach") - Double(reach) / 59) < 1e-12)
    }
    let rows = try #require(run.network.table("target_distances")?.rows)
    let people = rows["people"]?.asNumbers.reduce(0, +)
    #expect(people == Double(60 - Set(targets).count))
  }

  @Test func mistakesAreShown() throws {
    let network = network(nodes: 600, probability: 0.01, directed: false)
    func ids(_ parameters: JSON) -> [String] {
      do {
        _ = try ModuleRun(Distances.self, on: network, with: parameters)
        return []
      } catch let problem as Diagnostic {
        return [problem.id]
      } catch let problems as Diagnostics {
        return problems.all.map(\.id)
      } catch { return ["\(error)"] }
    }
    #expect(ids(["targets": ["nobody", "noone"]]) == ["unknown-node", "unknown-node"])
    #expect(ids(["target_values": ["law"]]) == ["missing-column"])
    #expect(ids(["target_column": "sector", "target_values": ["lawe"]]) == ["unknown-value"])
    #expect(ids(["people": true, "length": "weight"]).contains("people-count-links"))
    var named = network
    named.nodes.set("name", .texts(network.ids))
    #expect(throws: Diagnostic.self) {
      try ModuleRun(Distances.self, on: named, with: ["groups": "name"])
    }
  }

  @Test func effectiveDiameterOfPeopleOnSmallCases() throws {
    func value(_ sketch: String) throws -> Double {
      let run = try ModuleRun(
        Distances.self, on: Network(sketch: sketch), with: ["people": true])
      let rows = try #require(run.network.table("chain_lengths")?.rows)
      let row = (0..<rows.rowCount).first {
        rows["measure"]?.text(at: $0) == "effective_diameter_people"
      }
      return rows["value"]?.number(at: try #require(row)) ?? .nan
    }
    // Nine of ten are the hub's neighbours and itself: the leaves need both links, the hub one.
    #expect(try value("h-a h-b h-c h-d h-e h-f h-g h-i h-j") == (9.0 * 2 + 1) / 10)
    // In a pair each needs one link; who is alone needs none.
    #expect(try value("a-b c") == 2.0 / 3)
    #expect(try value("").isNaN)
  }
}
