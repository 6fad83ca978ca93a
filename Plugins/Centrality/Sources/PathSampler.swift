// Borassi & Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA 2016.

package import ModuleKit

/// Draws a pair of nodes and one of its shortest paths, each with the same chance.
///
/// Two searches grow towards each other, always the one with fewer arcs to follow, until an arc joins
/// them. Every shortest path crosses from one to the other by exactly one such arc: that is drawn first, in
/// proportion to the paths through it, then the way back to both ends, node by node.
package struct PathSampler: Sendable {
  private var ahead: SearchBall
  private var behind: SearchBall
  private var marks: [Int32]
  /// Number of shortest paths from the end whose ball a node is in.
  private var counts: [Double]
  private var crossing: [Double]

  package init(_ graph: Graph) {
    ahead = SearchBall(graph.outgoing, graph.incoming, sign: 1)
    behind = SearchBall(graph.incoming, graph.outgoing, sign: -1)
    marks = Array(repeating: 0, count: graph.nodeCount)
    counts = Array(repeating: 0, count: graph.nodeCount)
    crossing = counts
  }

  /// Adds the inner nodes of a path between two nodes drawn from all ordered pairs to `found`.
  ///
  /// Nothing is added when there is no path. Needs two nodes at least.
  package mutating func sample(_ random: inout RandomSource, into found: inout [NodeID]) {
    let source = random.next(below: marks.count)
    let other = random.next(below: marks.count - 1)
    sample(from: source, to: other < source ? other : other + 1, &random, into: &found)
  }

  /// Adds the inner nodes of a path between two different nodes, in no particular order.
  package mutating func sample(
    from source: Int, to target: Int, _ random: inout RandomSource, into found: inout [NodeID]
  ) {
    let plain = PathCounts(isLogarithmic: false)
    if !trace(source, target, &random, plain, into: &found) {
      _ = trace(source, target, &random, PathCounts(isLogarithmic: true), into: &found)
    }
  }

  /// - Returns: false when there are too many paths to count.
  private mutating func trace(
    _ source: Int, _ target: Int, _ random: inout RandomSource, _ paths: PathCounts,
    into found: inout [NodeID]
  ) -> Bool {
    ahead.start(at: source, &marks, &counts, paths)
    behind.start(at: target, &marks, &counts, paths)
    defer {
      ahead.clear(&marks)
      behind.clear(&marks)
    }
    while !ahead.front.isEmpty && !behind.front.isEmpty {
      let isAhead = ahead.arcs <= behind.arcs
      let total =
        isAhead
        ? ahead.grow(&marks, &counts, &crossing, paths)
        : behind.grow(&marks, &counts, &crossing, paths)
      if total == paths.none { continue }
      guard paths.holds(total) else { return false }
      let (near, far) = isAhead ? (ahead, behind) : (behind, ahead)
      draw(near, far, total, &random, paths, into: &found)
      return true
    }
    return true
  }

  private func draw(
    _ near: SearchBall, _ far: SearchBall, _ total: Double, _ random: inout RandomSource,
    _ paths: PathCounts, into found: inout [NodeID]
  ) {
    var rest = random.unit()
    var place = near.front.lowerBound
    for index in near.front {
      let share = paths.share(crossing[index], of: total)
      if share == 0 { continue }
      // Rounding may leave a crumb: then it is the last one.
      place = index
      rest -= share
      if rest < 0 { break }
    }
    let gate = Int(near.nodes[place])
    let across = paths.quotient(crossing[place], counts[gate])
    let entry = pick(near.along, gate, marked: far.mark, across, &random, paths)
    walk(gate, near, &random, paths, into: &found)
    walk(entry, far, &random, paths, into: &found)
  }

  /// Goes back from `node` to the end that `ball` grew from.
  private func walk(
    _ node: Int, _ ball: SearchBall, _ random: inout RandomSource, _ paths: PathCounts,
    into found: inout [NodeID]
  ) {
    var node = node
    while marks[node] != ball.sign {
      found.append(NodeID(node))
      node = pick(
        ball.against, node, marked: marks[node] - ball.sign, counts[node], &random, paths)
    }
  }

  /// Draws a neighbour of the given mark, in proportion to its paths, which sum up to `total`.
  private func pick(
    _ adjacency: Adjacency, _ node: Int, marked mark: Int32, _ total: Double,
    _ random: inout RandomSource, _ paths: PathCounts
  ) -> Int {
    var (rest, last) = (random.unit(), node)
    for arc in adjacency.range(node) {
      let neighbor = Int(adjacency.neighbors[arc])
      guard marks[neighbor] == mark else { continue }
      let share = paths.share(counts[neighbor], of: total)
      if share == 0 { continue }
      last = neighbor
      rest -= share
      if rest < 0 { break }
    }
    return last
  }
}
