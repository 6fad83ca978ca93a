// Serrano, Boguñá & Vespignani, "Extracting the multiscale backbone of complex weighted networks", PNAS
// 106(16), 2009: the disparity filter. Satuluri, Parthasarathy & Ruan, "Local graph sparsification for
// scalable clustering", SIGMOD 2011: shared neighbours.

internal import Foundation
package import GraphCore

/// The ties of a network that say most, where all of them would be a blot of ink.
///
/// With strengths, a tie says the more the less likely it is to be so strong by chance, for either of its
/// ends (disparity filter). Without, it says the more the larger the share of neighbours is that its ends have
/// in common (Jaccard). Ties that hold components together stay all the same, the telling ones first.
package enum Backbone {
  /// - Parameters:
  ///   - strengths: of the edges, not negative; nil when all are alike.
  ///   - most: how many edges to keep, unless components need more.
  /// - Returns: whether each edge stays; loops do not.
  /// - Complexity: O(m √m), mostly less.
  package static func kept(_ graph: Graph, strengths: [Double]?, most: Int) -> [Bool] {
    let scores = strengths.map { surprises(graph, $0) } ?? sharedNeighbors(graph)
    let order = scores.indices
      .filter { graph.sources[$0] != graph.targets[$0] }
      .sorted { (scores[$0], $0) < (scores[$1], $1) }
    var kept = [Bool](repeating: false, count: graph.edgeCount)
    var trees = Trees(count: graph.nodeCount)
    var count = 0
    for edge in order where trees.join(Int(graph.sources[edge]), Int(graph.targets[edge])) {
      kept[edge] = true
      count += 1
    }
    for edge in order where count < most && !kept[edge] {
      kept[edge] = true
      count += 1
    }
    return kept
  }

  /// The logarithm of the chance that a tie takes so large a share of all that one of its ends has; the end
  /// for which it is least. Small is telling.
  private static func surprises(_ graph: Graph, _ strengths: [Double]) -> [Double] {
    var (sums, counts) = (
      [Double](repeating: 0, count: graph.nodeCount), [Int](repeating: 0, count: graph.nodeCount)
    )
    for edge in 0..<graph.edgeCount where graph.sources[edge] != graph.targets[edge] {
      for end in [Int(graph.sources[edge]), Int(graph.targets[edge])] {
        sums[end] += strengths[edge]
        counts[end] += 1
      }
    }
    return (0..<graph.edgeCount).map { edge in
      [Int(graph.sources[edge]), Int(graph.targets[edge])].map { end in
        let share = sums[end] > 0 ? strengths[edge] / sums[end] : 0
        // The only tie of somebody has all there is, and tells nothing.
        return counts[end] < 2 ? 0 : Double(counts[end] - 1) * log1p(-min(share, 1))
      }.min() ?? 0
    }
  }

  /// Minus the share of neighbours that the ends have in common. Small is telling.
  private static func sharedNeighbors(_ graph: Graph) -> [Double] {
    let adjacency = graph.undirected.outgoing
    return (0..<graph.edgeCount).map { edge in
      var (few, many) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      if adjacency.degree(few) > adjacency.degree(many) { swap(&few, &many) }
      let common = adjacency.range(few).count {
        adjacency.hasArc(from: many, to: Int(adjacency.neighbors[$0]))
      }
      let all = adjacency.degree(few) + adjacency.degree(many) - common
      return all == 0 ? 0 : -Double(common) / Double(all)
    }
  }

  /// Which nodes are joined already.
  private struct Trees {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    private mutating func root(_ node: Int) -> Int {
      var node = node
      while parents[node] != node {
        parents[node] = parents[parents[node]]
        node = parents[node]
      }
      return node
    }

    /// False when they were joined before.
    mutating func join(_ first: Int, _ second: Int) -> Bool {
      let (a, b) = (root(first), root(second))
      if a == b { return false }
      parents[max(a, b)] = min(a, b)
      return true
    }
  }
}
