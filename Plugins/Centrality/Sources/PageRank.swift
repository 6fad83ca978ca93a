// Brin & Page, "The anatomy of a large-scale hypertextual Web search engine", Computer Networks
// 30, 1998. Dangling mass is spread evenly, as in Langville & Meyer, "Deeper inside PageRank",
// Internet Mathematics 1(3), 2004, and in LDBC Graphalytics.

public import ModuleKit

/// `centrality.pagerank`
public struct PageRank: Module {
  public static let manual = Manual(
    name: "centrality.pagerank",
    summary: "Ranks nodes by the share of time a random walker spends on them",
    details: """
      The walker follows an edge with probability `damping`, else jumps to any node. Ranks sum to 1.
      A node without outgoing edges passes its rank evenly to all nodes. An undirected edge is
      followed both ways, a self-loop leads back. With `weighted`, an edge is chosen in proportion
      to its weight, which must be a positive strength. Iteration ends when the ranks change by less than
      `tolerance` in total (L1), or after `max_iterations` with a warning.
      """,
    writes: [.nodeColumn("pagerank", .number, "share of a random walker's time; sums to 1")],
    references: [
      "Brin, S. & Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. Computer Networks 30, 107-117."
    ],
    complexity: "O(n + m) per iteration; 16 bytes per node, 8 per arc when weighted",
    examples: [
      Example(
        "Everyone links to b", network: "a>b c>b b>a",
        yaml: "- use: centrality.pagerank",
        expected: [.nodes("id,pagerank\na,0.4635\nb,0.4865\nc,0.05\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param("Chance of following an edge rather than jumping", in: 0...1) var damping = 0.85
    @Param("Choose edges in proportion to their weight, which must be a strength") var weighted =
      false
    @Param("Stop when ranks change by less than this in total; 0 runs max_iterations", in: 0...)
    var tolerance = 1e-12
    @Param("Give up after this many iterations", in: 1...) var maxIterations = 1000
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    EdgeStrength.check(outline, weighted: parameters.weighted, for: "PageRank", check)
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let weights = try EdgeStrength.strengths(
      of: network, weighted: parameters.weighted, for: "PageRank", context)
    let result = try pageRank(
      of: network.graph, edgeWeights: weights, damping: parameters.damping,
      tolerance: parameters.tolerance, maxIterations: parameters.maxIterations,
      on: context.workers)
    if !result.converged {
      context.warn(
        "not-converged", "pagerank still changes after \(parameters.maxIterations) iterations",
        parameter: "max_iterations", help: "raise max_iterations or tolerance")
    }
    let convention =
      "damping \(decimal(parameters.damping)), dangling mass spread evenly, sum 1, "
      + (parameters.weighted ? "weighted" : "unweighted")
    network.nodes.set("pagerank", .numbers(result.ranks), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("pagerank"), "PageRank with \(convention).",
        caption: "PageRank, damping \(decimal(parameters.damping))",
        reference: Self.manual.references.first))
  }
}

/// The stationary distribution of the random walk with jumps, by power iteration.
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
  let incoming = graph.incoming
  let arcWeights = edgeWeights.map(incoming.perArc)
  let shares = outgoingWeights(graph, edgeWeights).map { $0 > 0 ? 1 / $0 : 0 }
  let (arcChunks, nodeChunks) = (Chunks.edgeBalanced(incoming, count: 64), Chunks.even(n))

  var ranks = [Double](repeating: 1 / Double(n), count: n)
  var passed = ranks
  for _ in 0..<maxIterations {
    let before = ranks
    // What a node passes on to each of its successors; a dangling one to all nodes.
    let dangling = try workers.fillAndMap(&passed, nodeChunks) { nodes, out in
      pass(nodes, before, shares, &out)
    }.reduce(0, +)
    let base = (1 - damping + damping * dangling) / Double(n)
    let current = passed
    let change = try workers.fillAndMap(&ranks, arcChunks) { rows, out in
      gather(rows, incoming, arcWeights, current, damping, base, &out)
    }.reduce(0, +)
    if change < tolerance { return (ranks, true) }
  }
  return (ranks, tolerance == 0)
}

/// - Returns: the rank of the dangling ones among `nodes`.
private func pass(
  _ nodes: Range<Int>, _ ranks: [Double], _ shares: [Double], _ out: inout MutableSpan<Double>
) -> Double {
  let (ranks, shares) = (ranks.span, shares.span)
  var dangling = 0.0
  for node in nodes {
    out[node - nodes.lowerBound] = ranks[node] * shares[node]
    if shares[node] == 0 { dangling += ranks[node] }
  }
  return dangling
}

/// Pulls what the predecessors of `rows` pass on.
///
/// - Returns: the sum of the changes.
private func gather(
  _ rows: Range<Int>, _ incoming: Adjacency, _ arcWeights: [Double]?, _ passed: [Double],
  _ damping: Double, _ base: Double, _ out: inout MutableSpan<Double>
) -> Double {
  let (offsets, neighbors, passed) = (incoming.offsets.span, incoming.neighbors.span, passed.span)
  var change = 0.0
  for row in rows {
    var sum = 0.0
    if let arcWeights {
      for arc in offsets[row]..<offsets[row + 1] {
        sum += passed[Int(neighbors[arc])] * arcWeights[arc]
      }
    } else {
      for arc in offsets[row]..<offsets[row + 1] { sum += passed[Int(neighbors[arc])] }
    }
    let rank = base + damping * sum
    change += (rank - out[row - rows.lowerBound]).magnitude
    out[row - rows.lowerBound] = rank
  }
  return change
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
