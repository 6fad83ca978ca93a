import Chains
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Every rule against an oracle that reads the manual, letter by letter.
struct LetterRuleTests {
  /// One letter for every ordered pair; none is thrown away.
  private func check(
    _ network: Network, _ parameters: JSON, _ oracle: LetterOracle, _ name: String
  ) throws {
    let ids = network.ids
    var with = parameters
    with["starters"] = .array(ids.map(JSON.string))
    with["targets"] = .array(ids.map(JSON.string))
    with["letters"] = .integer(ids.count * (ids.count - 1))
    with["drop_out"] = 0
    let run = try ModuleRun(LetterSearch.self, on: network, with: with)
    let letters = try #require(run.network.table("stage_letters")?.rows)
    #expect(letters.rowCount == ids.count * (ids.count - 1))
    let paths = PathOracle(undirected(network.graph, oracle.direction))
    var carried = [Int](repeating: 0, count: ids.count)
    for row in 0..<letters.rowCount {
      let starter = try #require(ids.firstIndex(of: letters["starter"]?.text(at: row) ?? ""))
      let target = try #require(ids.firstIndex(of: letters["target"]?.text(at: row) ?? ""))
      let wanted = oracle.follow(from: starter, to: target)
      let words = "\(name), \(ids[starter]) to \(ids[target]): \(wanted)"
      #expect(letters["outcome"]?.text(at: row) == wanted.outcome, "\(words)")
      #expect(letters["links"]?.number(at: row) == Double(wanted.path.count - 1), "\(words)")
      let geodesic = paths.distances[starter][target]
      #expect(
        letters["geodesic"]?.number(at: row) ?? .nan == geodesic
          || (geodesic.isInfinite && letters["geodesic"]?.text(at: row) == nil), "\(words)")
      if wanted.outcome == "arrived" {
        for person in Set(wanted.path) where person != starter && person != target {
          carried[person] += 1
        }
      }
    }
    #expect(run.network.nodes["stage_carried"] == .integers(carried), "\(name)")
  }

  private func undirected(_ graph: Graph, _ direction: Direction) -> Graph {
    if direction == .all { return graph.undirected }
    if direction == .out || !graph.isDirected { return graph }
    return Graph(
      nodeCount: graph.nodeCount, isDirected: true, joining: graph.targets, to: graph.sources)
  }

  @Test(arguments: LetterOracle.Memory.allCases) func highestDegree(
    memory: LetterOracle.Memory
  ) throws {
    for (index, network) in Acquaintances.all.enumerated() {
      for direction in Direction.allCases {
        var oracle = LetterOracle(network: network)
        (oracle.direction, oracle.memory, oracle.steps) = (direction, memory, 9)
        try check(
          network,
          [
            "memory": .string(memory.rawValue), "steps": 9,
            "direction": .string(direction.rawValue),
          ],
          oracle, "\(index) \(direction) \(memory)")
      }
    }
  }

  @Test(arguments: [false, true]) func closest(nearerOnly: Bool) throws {
    for (index, network) in Acquaintances.all.enumerated() {
      let known = Known(network)
      for (by, distance) in known.comparisons {
        for memory in LetterOracle.Memory.allCases {
          var oracle = LetterOracle(network: network)
          (oracle.memory, oracle.steps, oracle.nearerOnly) = (memory, 7, nearerOnly)
          oracle.distance = distance
          try check(
            network,
            [
              "rule": "closest", "by": by, "memory": .string(memory.rawValue), "steps": 7,
              "nearer_only": .bool(nearerOnly),
            ],
            oracle, "\(index) \(by.compact) \(memory)")
        }
      }
    }
  }

  @Test func mixtures() throws {
    for (index, network) in Acquaintances.all.enumerated() {
      let known = Known(network)
      let by: JSON = [
        ["columns": "sector", "distance": "equal", "weight": 3],
        ["columns": "age", "distance": "difference"],
        ["columns": "place", "distance": "hierarchy", "weight": .number(0.5)],
      ]
      var oracle = LetterOracle(network: network)
      oracle.distance = { a, b in
        known.mean([(3, known.sector), (1, known.age), (0.5, known.place)], a, b)
      }
      try check(network, ["rule": "closest", "by": by], oracle, "\(index) mean")
      let torus = known.lattice(true)
      oracle.distance = { a, b in
        known.mean([(1, known.sector), (1, { known.isPlaced($1) ? torus($0, $1) : nil })], a, b)
      }
      let around: JSON = ["sector", ["columns": ["x", "y"], "distance": "torus"]]
      try check(network, ["rule": "closest", "by": around], oracle, "\(index) torus")
      oracle.distance = { a, b in
        [known.sector(a, b), known.place(a, b)].compactMap { $0 }.min() ?? 0
      }
      let two: JSON = ["sector", ["columns": "place", "distance": "hierarchy"]]
      try check(
        network, ["rule": "closest", "by": two, "mixture": "least"], oracle, "\(index) least")
    }
  }

  @Test(arguments: [false, true]) func lattice(torus: Bool) throws {
    for (index, network) in Acquaintances.all.enumerated() {
      var oracle = LetterOracle(network: network)
      oracle.distance = Known(network).lattice(torus)
      try check(
        network, ["rule": "lattice", "lattice": ["x", "y"], "torus": .bool(torus)], oracle,
        "\(index) \(torus)")
    }
  }

  /// All walks are weighed one by one; the letters that arrive must be as many, within 4.5 deviations.
  @Test(arguments: LetterOracle.Memory.allCases) func random(memory: LetterOracle.Memory) throws {
    for (index, network) in Acquaintances.all.enumerated() where network.graph.nodeCount <= 9 {
      var oracle = LetterOracle(network: network)
      (oracle.memory, oracle.steps) = (memory, 5)
      let (first, last) = (network.ids[0], network.ids[network.ids.count - 1])
      let run = try ModuleRun(
        LetterSearch.self, on: network,
        with: [
          "rule": "random", "starters": [.string(first)], "targets": [.string(last)],
          "memory": .string(memory.rawValue), "steps": 5, "letters": 20000,
          "drop_out": .number(0.2),
        ])
      let summary = try #require(run.network.table("stage")?.rows)
      let arrived = try #require(
        (0..<summary.rowCount).first { summary["measure"]?.text(at: $0) == "arrived" })
      let chance = oracle.chance(from: [0], to: network.ids.count - 1, keeping: 0.8)
      let deviation = (20000 * chance * (1 - chance)).squareRoot()
      let found = summary["value"]?.number(at: arrived) ?? .nan
      #expect(abs(found - 20000 * chance) <= 4.5 * deviation, "\(index): \(found), \(chance)")
    }
  }
}

/// Distances by definition; nil where the target has no value.
private struct Known {
  private let network: Network

  init(_ network: Network) { self.network = network }

  private func text(_ column: String, _ person: Int) -> String? {
    network.nodes[column]?.text(at: person)
  }
  private func number(_ column: String, _ person: Int) -> Double {
    network.nodes[column]?.number(at: person) ?? .nan
  }
  private func range(_ column: String) -> Double {
    let all = (0..<network.graph.nodeCount).map { number(column, $0) }.filter { !$0.isNaN }
    return (all.max() ?? 0) - (all.min() ?? 0)
  }

  func sector(_ a: Int, _ target: Int) -> Double? {
    text("sector", target).map { $0 == text("sector", a) ? 0 : 1 }
  }

  func age(_ a: Int, _ target: Int) -> Double? {
    let (mine, other) = (number("age", a), number("age", target))
    if other.isNaN { return nil }
    return mine.isNaN ? 1 : range("age") == 0 ? 0 : abs(mine - other) / range("age")
  }

  /// Of all levels there are, those not shared.
  func place(_ a: Int, _ target: Int) -> Double? {
    guard let other = text("place", target) else { return nil }
    let deepest =
      (0..<network.graph.nodeCount).compactMap { text("place", $0) }
      .map { $0.split(separator: "/").count }.max() ?? 0
    guard let mine = text("place", a) else { return 1 }
    if mine == other { return 0 }
    let shared = zip(mine.split(separator: "/"), other.split(separator: "/")).prefix { $0 == $1 }
    return 1 - Double(shared.count) / Double(deepest)
  }

  private func plane(_ a: Int, _ target: Int) -> Double? {
    let (dx, dy) = (number("x", a) - number("x", target), number("y", a) - number("y", target))
    if number("x", target).isNaN || number("y", target).isNaN { return nil }
    let largest = hypot(range("x"), range("y"))
    let distance = hypot(dx, dy)
    return distance.isNaN ? 1 : largest == 0 ? 0 : distance / largest
  }

  /// The spherical law of cosines. One comparison alone needs no common measure, so 1 is half the earth.
  private func globe(_ a: Int, _ target: Int) -> Double? {
    let (north, south) = (number("lat", a) * .pi / 180, number("lat", target) * .pi / 180)
    let east = (number("lon", a) - number("lon", target)) * .pi / 180
    if number("lat", target).isNaN || number("lon", target).isNaN { return nil }
    let angle = acos(sin(north) * sin(south) + cos(north) * cos(south) * cos(east))
    return angle.isNaN && (north + east).isNaN ? 1 : angle / .pi
  }

  func isPlaced(_ person: Int) -> Bool {
    !number("x", person).isNaN && !number("y", person).isNaN
  }

  func lattice(_ torus: Bool) -> (Int, Int) -> Double {
    let (width, height) = (range("x"), range("y"))
    return { a, target in
      if number("x", target).isNaN || number("y", target).isNaN { return 0 }
      var dx = abs(number("x", a) - number("x", target))
      var dy = abs(number("y", a) - number("y", target))
      if (dx + dy).isNaN { return 1 }
      if !torus { return (dx + dy) / max(1, width + height) }
      (dx, dy) = (min(dx, width + 1 - dx), min(dy, height + 1 - dy))
      // Of places on a circle of n, the farthest is ⌊n/2⌋ away.
      return (dx + dy)
        / max(1, ((width + 1) / 2).rounded(.down) + ((height + 1) / 2).rounded(.down))
    }
  }

  func mean(_ parts: [(Double, (Int, Int) -> Double?)], _ a: Int, _ target: Int) -> Double {
    let known = parts.compactMap { part in part.1(a, target).map { (part.0, $0) } }
    let weights = known.reduce(0) { $0 + $1.0 }
    return known.isEmpty ? 0 : known.reduce(0) { $0 + $1.0 * $1.1 } / weights
  }

  var comparisons: [(JSON, (Int, Int) -> Double)] {
    [
      (["sector"], { sector($0, $1) ?? 0 }),
      ([["columns": "age", "distance": "difference"]], { age($0, $1) ?? 0 }),
      ([["columns": "place", "distance": "hierarchy"]], { place($0, $1) ?? 0 }),
      ([["columns": ["x", "y"], "distance": "plane"]], { plane($0, $1) ?? 0 }),
      ([["columns": ["lat", "lon"], "distance": "great_circle"]], { globe($0, $1) ?? 0 }),
    ]
  }
}
