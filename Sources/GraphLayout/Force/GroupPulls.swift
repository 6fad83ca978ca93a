// Newman & Girvan, "Finding and evaluating community structure in networks", Physical Review E 69, 2004.

public import GraphCore

/// How hard each tie pulls in a layout by springs, so that groups become islands.
///
/// Only groups of the network do: a grouping by something else, such as sex, must not tear it apart, so
/// ties between groups give way as far as the grouping's modularity says that it is one.
public struct GroupPulls {
  let graph: Graph
  let strengths: [Double]
  let groups: [Int]?

  /// - Parameters:
  ///   - strengths: positive, one per edge.
  ///   - groups: of each node, negative for none; nil without groups.
  public init(graph: Graph, strengths: [Double], groups: [Int]?) {
    (self.graph, self.strengths, self.groups) = (graph, strengths, groups)
  }

  /// How hard an edge between two groups pulls beside one inside, when the groups are those of the
  /// network: .1 leaves groups that touch, .03 islands.
  private static let betweenGroups = 0.05
  /// The modularity below which a grouping says little about who is tied to whom, and above which it is
  /// the structure of the network.
  private static let structure = 0.1...0.3

  /// How hard each edge pulls, 1 being usual. Complexity: O(m log m)
  public var values: [Double] {
    let sorted = strengths.sorted()
    let usual = sorted.isEmpty ? 1 : sorted[sorted.count / 2]
    let between = pullBetweenGroups
    return (0..<graph.edgeCount).map { edge in
      let pull = min(max((strengths[edge] / max(usual, 1e-300)).squareRoot(), 0.2), 5)
      return joinsGroups(edge) ? pull * between : pull
    }
  }

  private func joinsGroups(_ edge: Int) -> Bool {
    guard let groups else { return false }
    let (a, b) = (groups[Int(graph.sources[edge])], groups[Int(graph.targets[edge])])
    return a != b && a >= 0 && b >= 0
  }

  /// Whether the grouping is the structure of the network, by its modularity. Complexity: O(m)
  public var isStructure: Bool { modularity >= Self.structure.upperBound }

  private var pullBetweenGroups: Double {
    let low = Self.structure.lowerBound
    let share = (modularity - low) / (Self.structure.upperBound - low)
    return 1 + (Self.betweenGroups - 1) * min(max(share, 0), 1)
  }

  /// Modularity of the groups, ties counted once; nodes without a group are left out.
  private var modularity: Double {
    guard let groups else { return 0 }
    var ends = [Double](repeating: 0, count: (groups.max() ?? -1) + 1)
    var (inside, all) = (0.0, 0.0)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (groups[Int(graph.sources[edge])], groups[Int(graph.targets[edge])])
      if a < 0 || b < 0 { continue }
      all += 1
      if a == b { inside += 1 }
      ends[a] += 1
      ends[b] += 1
    }
    if all == 0 { return 0 }
    return inside / all - ends.reduce(0) { $0 + ($1 / (2 * all)) * ($1 / (2 * all)) }
  }
}
