// Power iteration: Brin & Page, Computer Networks 30, 1998. Its second order: Golub & Varga, "Chebyshev
// semi-iterative methods, successive overrelaxation iterative methods, and second order Richardson
// iterative methods", Numerische Mathematik 3, 1961.

package import ModuleKit

/// The stationary distribution of the random walk with jumps.
///
/// Each iteration lets the ranks walk one step, and ends when that changes them by little. In an
/// undirected network ranks then go on in the direction in which they changed before: errors shrink by
/// about a root of what a step shrinks them by.
///
/// - Parameters:
///   - edgeWeights: one positive weight per edge; nil gives all the same.
///   - tolerance: bound on the L1 change at which iteration stops; 0 runs all iterations.
/// - Returns: one rank per node, summing to 1, and whether the tolerance was reached.
/// - Complexity: O(n + m) per iteration.
package func pageRank(
  of graph: Graph, edgeWeights: [Double]? = nil, damping: Double = 0.85, tolerance: Double,
  maxIterations: Int, on workers: Workers
) throws(Cancelled) -> (ranks: [Double], converged: Bool) {
  let n = graph.nodeCount
  if n == 0 { return ([], true) }
  let walk = RandomWalk(graph, edgeWeights, damping)
  var ranks = [Double](repeating: 1 / Double(n), count: n)
  var (before, passed) = (ranks, ranks)
  // Arcs that lead one way may have rates that are no real numbers, for which momentum is no help.
  var momentum = Momentum(isAllowed: !graph.isDirected && tolerance > 0, mostRate: damping)
  for _ in 0..<maxIterations {
    let change = try walk.step(
      from: ranks, into: &before, momentum.weight, through: &passed, on: workers)
    swap(&ranks, &before)
    if change < tolerance {
      // The last step is a plain one, so that it is the walk that ends it.
      if momentum.weight == 1 { return (ranks, true) }
      momentum.end()
    } else {
      momentum.adapt(to: change)
    }
  }
  return (ranks, tolerance == 0)
}

/// How far ranks go on in the direction in which they changed before.
///
/// With weight w an error that a step shrinks to its l-fold shrinks to the z-fold, z being the larger
/// root of z² = w l z - (w - 1). Best is w = 2 / (1 + sqrt(1 - l²)) for the slowest error, where
/// z = sqrt(w - 1); and when errors shrink more slowly than that, z tells l.
private struct Momentum {
  /// How often the rate is looked at.
  private static let interval = 4

  private(set) var weight = 1.0
  private var isAllowed: Bool
  private let mostRate: Double
  private var changes: [Double] = []

  init(isAllowed: Bool, mostRate: Double) {
    (self.isAllowed, self.mostRate) = (isAllowed, min(mostRate, 0.9999))
  }

  mutating func adapt(to change: Double) {
    guard isAllowed else { return }
    changes.append(change)
    guard changes.count > Self.interval else { return }
    let shrunk = (change / changes[0]).squareRoot().squareRoot()
    changes = [change]
    // Errors that grow at first say nothing yet.
    guard shrunk > (weight - 1).squareRoot(), shrunk < 1 else { return }
    let rate = min(mostRate, (shrunk * shrunk + weight - 1) / (weight * shrunk))
    weight = max(weight, 2 / (1 + (1 - rate * rate).squareRoot()))
  }

  mutating func end() { (weight, isAllowed) = (1, false) }
}

/// How a walker moves along edges.
struct RandomWalk: Sendable {
  private let damping: Double
  private let incoming: Adjacency
  private let arcWeights: [Double]?
  /// The reciprocal of the weight of a node's outgoing edges; 0 where there are none.
  private let shares: [Double]
  private let arcChunks: [Range<Int>]
  private let nodeChunks: [Range<Int>]

  init(_ graph: Graph, _ edgeWeights: [Double]?, _ damping: Double) {
    self.damping = damping
    incoming = graph.incoming
    arcWeights = edgeWeights.map(graph.incoming.perArc)
    shares = outgoingWeights(graph, edgeWeights).map { $0 > 0 ? 1 / $0 : 0 }
    arcChunks = Chunks.edgeBalanced(graph.incoming, count: 64)
    nodeChunks = Chunks.even(graph.nodeCount)
  }

  /// Lets the ranks walk one step.
  ///
  /// - Parameters:
  ///   - before: the ranks of the step before; the new ones take their place.
  ///   - weight: that of the new ranks, the rest being that of those before.
  ///   - passed: memory for what nodes pass on.
  /// - Returns: by how much the step changes the ranks, in total.
  func step(
    from ranks: [Double], into before: inout [Double], _ weight: Double,
    through passed: inout [Double], on workers: Workers
  ) throws(Cancelled) -> Double {
    // What a node passes on to each of its successors; a dangling one to all nodes.
    let dangling = try workers.fillAndMap(&passed, nodeChunks) { nodes, out in
      let (ranks, shares) = (ranks.span, shares.span)
      var dangling = 0.0
      for node in nodes {
        out[node - nodes.lowerBound] = ranks[node] * shares[node]
        if shares[node] == 0 { dangling += ranks[node] }
      }
      return dangling
    }.reduce(0, +)
    let base = (1 - damping + damping * dangling) / Double(ranks.count)
    let current = passed
    return try workers.fillAndMap(&before, arcChunks) { rows, out in
      let ranks = ranks.span
      var change = 0.0
      forEachSum(of: current, at: rows) { row, sum in
        let rank = base + damping * sum
        let index = row - rows.lowerBound
        change += (rank - ranks[row]).magnitude
        out[index] = weight * rank + (1 - weight) * out[index]
      }
      return change
    }.reduce(0, +)
  }

  /// Adds up, for each of `rows`, what its predecessors pass on.
  @inline(__always)
  private func forEachSum(of passed: [Double], at rows: Range<Int>, _ body: (Int, Double) -> Void) {
    let (offsets, neighbors, passed) = (incoming.offsets.span, incoming.neighbors.span, passed.span)
    for row in rows {
      var sum = 0.0
      if let arcWeights {
        for arc in offsets[row]..<offsets[row + 1] {
          sum += passed[Int(neighbors[arc])] * arcWeights[arc]
        }
      } else {
        for arc in offsets[row]..<offsets[row + 1] { sum += passed[Int(neighbors[arc])] }
      }
      body(row, sum)
    }
  }
}

private func outgoingWeights(_ graph: Graph, _ edgeWeights: [Double]?) -> [Double] {
  let outgoing = graph.outgoing
  guard let edgeWeights else {
    return (0..<graph.nodeCount).map { Double(outgoing.degree($0)) }
  }
  let edges = outgoing.edges
  return (0..<graph.nodeCount).map { node in
    outgoing.range(node).reduce(0) { $0 + edgeWeights[Int(edges[$1])] }
  }
}
