import Foundation
import ModuleKit

/// Follows one letter by the words of the manual, with sets and dictionaries.
struct LetterOracle {
  let network: Network
  var direction = Direction.out
  var memory = LetterOracle.Memory.letter
  var steps = 100
  var nearerOnly = false
  /// How far a person is from a target, 0 to 1; nil for the rule of the highest degree.
  var distance: ((Int, Int) -> Double)?

  enum Memory: String, CaseIterable { case none, holder, letter }

  /// Whom each person can forward to.
  var contacts: [Set<Int>] {
    let graph = network.graph
    var contacts = [Set<Int>](repeating: [], count: graph.nodeCount)
    for edge in 0..<graph.edgeCount where graph.sources[edge] != graph.targets[edge] {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      if !graph.isDirected || direction != .in { contacts[a].insert(b) }
      if !graph.isDirected || direction != .out { contacts[b].insert(a) }
    }
    return contacts
  }

  /// Those the holder may give the letter to, by degree and then name.
  func open(_ path: [Int], _ contacts: [Set<Int>]) -> [Int] {
    contacts[path[path.count - 1]].filter { person in
      switch memory {
      case .none: true
      case .holder: path.count < 2 || path[path.count - 2] != person
      case .letter: !path.contains(person)
      }
    }.sorted { (-contacts[$0].count, $0) < (-contacts[$1].count, $1) }
  }

  func follow(from starter: Int, to target: Int) -> (path: [Int], outcome: String) {
    let contacts = contacts
    var path = [starter]
    while let holder = path.last, holder != target {
      if path.count - 1 == steps { return (path, "step_limit") }
      if contacts[holder].isEmpty { return (path, "no_contacts") }
      if contacts[holder].contains(target) {
        path.append(target)
        continue
      }
      let open = open(path, contacts)
      if open.isEmpty { return (path, "nobody_left") }
      guard let distance else {
        path.append(open[0])
        continue
      }
      let least = open.map { distance($0, target) }.min() ?? 0
      if nearerOnly && least > distance(holder, target) - 1e-9 { return (path, "nobody_nearer") }
      path.append(open.first { distance($0, target) < least + 1e-9 } ?? -1)
    }
    return (path, "arrived")
  }

  /// The chance that a letter arrives when everyone open is equally likely.
  func chance(from path: [Int], to target: Int, keeping: Double) -> Double {
    let contacts = contacts
    func chance(_ path: [Int]) -> Double {
      let holder = path[path.count - 1]
      if path.count - 1 == steps { return 0 }
      if contacts[holder].contains(target) { return keeping }
      let open = open(path, contacts)
      return open.reduce(0) { $0 + keeping * chance(path + [$1]) / Double(open.count) }
    }
    return chance(path)
  }
}

/// Random graphs with columns of all kinds, some values missing.
enum Acquaintances {
  static let all: [Network] = RandomGraphsWithColumns.all
}

private enum RandomGraphsWithColumns {
  static let all: [Network] = (0..<24).map { index in
    var random = RandomSource(seed: UInt64(index), stream: "acquaintances")
    let n = 4 + index % 9
    var (sources, targets): ([NodeID], [NodeID]) = ([], [])
    for a in 0..<n {
      for b in 0..<n where random.unit() < [0.1, 0.2, 0.35][index % 3] {
        sources.append(NodeID(a))
        targets.append(NodeID(b))
      }
    }
    // Loops stay, parallel ties become one.
    let builder = GraphBuilder(isDirected: index % 2 == 0, loops: .keep)
    guard let built = try? builder.build(nodeCount: n, sources: sources, targets: targets) else {
      preconditionFailure("loops and parallel edges are allowed here")
    }
    var network = Network(graph: built.graph, ids: (0..<n).map { "p\(10 + $0)" })
    func some<Value>(_ value: (inout RandomSource) -> Value) -> [Value?] {
      (0..<n).map { _ in random.unit() < 0.15 ? nil : value(&random) }
    }
    network.nodes.set("sector", .texts(some { ["law", "trade", "arts"][$0.next(below: 3)] }))
    let groups = ["A", "A/x", "A/x/1", "A/y", "B", "B/x", "B/x/1", "B/x/2"]
    network.nodes.set("place", .texts(some { groups[$0.next(below: groups.count)] }))
    network.nodes.set("age", .integers(some { 20 + $0.next(below: 9) }.map { $0 ?? .min }))
    for name in ["x", "y"] {
      network.nodes.set(name, .integers(some { $0.next(below: 5) }.map { $0 ?? .min }))
    }
    network.nodes.set("lat", .numbers(some { 180 * $0.unit() - 90 }.map { $0 ?? .nan }))
    network.nodes.set("lon", .numbers(some { 360 * $0.unit() - 180 }.map { $0 ?? .nan }))
    return network
  }
}
