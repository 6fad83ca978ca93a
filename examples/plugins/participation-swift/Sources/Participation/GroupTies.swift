import ModuleKit

/// How the ties of each node are spread over groups.
struct GroupTies: Sendable {
  /// One per node; NaN without a tie that counts.
  private(set) var participation: [Double] = []
  /// One per node: the number or weight of its ties to its own group; 0 for a node without a group.
  private(set) var inside: [Double] = []

  /// Complexity: O(n + m), and O(groups) of memory for each of 64 pieces of work.
  init(
    _ graph: Graph, weights: [Double]?, direction: Direction, groups: Groups, on workers: Workers
  ) throws(Cancelled) {
    let lists = Self.lists(graph, direction).map { ArcList($0, weights: weights) }
    let parts = try workers.map(Chunks.edgeBalanced(graph.outgoing, count: 64)) { nodes in
      GroupTies(of: nodes, in: lists, countLoopsTwice: !graph.isDirected, groups)
    }
    participation = try workers.joined(parts.map(\.participation))
    inside = try workers.joined(parts.map(\.inside))
  }

  private static func lists(_ graph: Graph, _ direction: Direction) -> [Adjacency] {
    if !graph.isDirected { return [graph.outgoing] }
    return switch direction {
    case .out: [graph.outgoing]
    case .in: [graph.incoming]
    case .all: [graph.outgoing, graph.incoming]
    }
  }

  private init(
    of nodes: Range<Int>, in lists: [ArcList], countLoopsTwice: Bool, _ groups: Groups
  ) {
    var tally = Tally(groups.count)
    for node in nodes {
      for list in lists {
        for arc in list.adjacency.range(node) {
          let neighbor = Int(list.adjacency.neighbors[arc])
          let group = groups.codes[neighbor]
          if group < 0 { continue }
          let weight = list.weights?[arc] ?? 1
          tally.add(neighbor == node && countLoopsTwice ? 2 * weight : weight, to: Int(group))
        }
      }
      inside.append(groups.codes[node] < 0 ? 0 : tally.sums[Int(groups.codes[node])])
      participation.append(tally.participation)
      tally.clear()
    }
  }
}

/// Neighbours with a weight each.
private struct ArcList: Sendable {
  let adjacency: Adjacency
  /// One per arc; nil when all count 1.
  let weights: [Double]?

  init(_ adjacency: Adjacency, weights: [Double]?) {
    (self.adjacency, self.weights) = (adjacency, weights.map { adjacency.perArc($0) })
  }
}

/// What one node has in each group.
private struct Tally {
  private(set) var sums: [Double]
  private var met: [Int] = []

  init(_ groups: Int) { sums = Array(repeating: 0, count: groups) }

  mutating func add(_ weight: Double, to group: Int) {
    if sums[group] == 0 { met.append(group) }
    sums[group] += weight
  }

  var participation: Double {
    let total = met.reduce(0) { $0 + sums[$1] }
    if met.count < 2 { return met.isEmpty ? .nan : 0 }
    return 1 - met.reduce(0) { $0 + (sums[$1] / total) * (sums[$1] / total) }
  }

  mutating func clear() {
    for group in met { sums[group] = 0 }
    met.removeAll(keepingCapacity: true)
  }
}

/// How many standard deviations of its group each value is above the group's mean.
///
/// NaN for nodes without a group; 0 where all values of a group are the same.
func zScores(_ values: [Double], _ groups: Groups) -> [Double] {
  var members = [Double](repeating: 0, count: groups.count)
  var (means, spreads) = (members, members)
  var least = [Double](repeating: .infinity, count: groups.count)
  var most = [Double](repeating: 0, count: groups.count)
  for (value, group) in zip(values, groups.codes) where group >= 0 {
    let group = Int(group)
    members[group] += 1
    means[group] += value
    (least[group], most[group]) = (min(least[group], value), max(most[group], value))
  }
  for group in 0..<groups.count { means[group] /= members[group] }
  for (value, group) in zip(values, groups.codes) where group >= 0 {
    let difference = value - means[Int(group)]
    spreads[Int(group)] += difference * difference
  }
  return zip(values, groups.codes).map { value, group in
    if group < 0 { return .nan }
    let group = Int(group)
    if least[group] == most[group] { return 0 }
    return (value - means[group]) / (spreads[group] / members[group]).squareRoot()
  }
}
