package import ModuleKit

/// What runs within groups and from one to another: ties, or a column of theirs added up.
package struct GroupTies {
  /// From a group to another; in undirected networks either order may hold a pair's ties.
  package struct Pair: Hashable, Comparable {
    package let from, to: Int
    package init(_ from: Int, _ to: Int) { (self.from, self.to) = (from, to) }
    package static func < (a: Pair, b: Pair) -> Bool { (a.from, a.to) < (b.from, b.to) }
  }
  package private(set) var flows: [Pair: Double] = [:]
  /// All that touches each group, ties to people without a group among them; what stays inside once.
  package private(set) var touching: [Double]

  /// - Parameters:
  ///   - groupOfNode: nil for nodes without a group.
  ///   - values: one per edge, none negative.
  package init(_ graph: Graph, groupOfNode: [Int?], count: Int, values: [Double]) {
    touching = Array(repeating: 0, count: count)
    for edge in 0..<graph.edgeCount {
      let (source, target) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      // Nobody is tied to himself.
      if source == target { continue }
      let (a, b) = (groupOfNode[source], groupOfNode[target])
      if let a { touching[a] += values[edge] }
      if let b, b != a { touching[b] += values[edge] }
      if let a, let b { flows[Pair(a, b), default: 0] += values[edge] }
    }
  }

  package func inside(_ group: Int) -> Double { flows[Pair(group, group)] ?? 0 }

  /// Of what its members have, each adding up his own, the share with others of the group; NaN where there
  /// is nothing.
  ///
  /// A tie inside is had by both of its ends, so the mean over all groups, by what their members have, is the
  /// share of all ties that stay inside.
  package func shareInside(_ group: Int) -> Double {
    // Shares first: the sum may be beyond all numbers.
    let share = inside(group) / touching[group]
    return 2 * share / (1 + share)
  }

  /// Both ways added up, smaller group number first.
  package var between: [Pair: Double] {
    var result: [Pair: Double] = [:]
    for pair in flows.keys.sorted() where pair.from != pair.to {
      result[Pair(min(pair.from, pair.to), max(pair.from, pair.to)), default: 0] += flows[pair] ?? 0
    }
    return result.filter { $0.value > 0 }
  }

  /// The links that are among the `most` heaviest of one of their ends, heaviest first.
  package func strongest(_ most: Int, among isShown: (Int) -> Bool) -> [(pair: Pair, value: Double)]
  {
    let links = between.filter { isShown($0.key.from) && isShown($0.key.to) }
      .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    var taken = [Int](repeating: 0, count: touching.count)
    return links.filter { pair, _ in
      let isWanted = taken[pair.from] < most || taken[pair.to] < most
      taken[pair.from] += 1
      taken[pair.to] += 1
      return isWanted
    }.map { (pair: $0.key, value: $0.value) }
  }
}

/// The column of edges that is added up.
enum TieValues {
  /// One per edge, 1 without a column; missing, infinite and negative values count as 0, and are told.
  static func read(
    _ column: EdgeColumn?, of network: Network, _ context: StageContext
  ) throws -> [Double] {
    guard let name = column?.name else {
      return Array(repeating: 1, count: network.graph.edgeCount)
    }
    guard let values = network.edges[name] else {
      throw context.error(
        "unknown-column", "the network has no edge column '\(name)'", parameter: "sum",
        help: Suggestion.help(for: name, among: network.edges.names, kind: "edge columns"))
    }
    return try usable(values, name, "tie", parameter: "sum", context)
  }

  /// Amounts that can be added up.
  static func usable(
    _ column: Column, _ name: String, _ what: String, parameter: String, _ context: StageContext
  ) throws -> [Double] {
    if column.type == .text || column.type == .boolean {
      throw context.error(
        "wrong-column-type", "'\(parameter)' needs numbers, and '\(name)' holds none",
        parameter: parameter)
    }
    let values = column.asNumbers
    let bad = values.count { !$0.isFinite || $0 < 0 }
    if bad > 0 {
      context.warn(
        "unusable-values",
        "\(Noun(what + "s").counted(bad)) with a negative or no '\(name)' "
          + "\(bad == 1 ? "counts" : "count") as 0",
        parameter: parameter)
    }
    return values.map { $0.isFinite && $0 > 0 ? $0 : 0 }
  }
}
