// Bonacich, "Factoring and weighting approaches to status scores and clique identification", Journal
// of Mathematical Sociology 2, 1972.

internal import Foundation
public import ModuleKit

/// `centrality.eigenvector`
public struct Eigenvector: Module {
  public static let manual = Manual(
    name: "centrality.eigenvector",
    summary: "Scores a node by the scores of its neighbours",
    details: """
      The leading eigenvector of the adjacency matrix: in a directed network a node's score comes from \
      the nodes that point to it. Computed by power iteration on A + I, which converges for two-mode \
      networks too; weights, which must be strengths, are divided by the largest before, so that their \
      unit does not matter. Scaled to length 1 (`l2`) or so that the largest score is 1 (`max`). Scores mean \
      something within one component only: with several, those outside the leading one tend to 0, and \
      a warning says so; a network without edges, or directed without cycles, has no leading \
      eigenvector and is refused.
      """,
    writes: [.nodeColumn("eigenvector", .number, "leading eigenvector of the adjacency matrix")],
    assumes: [.allTies],
    references: [
      "Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification. Journal of Mathematical Sociology 2(1), 113-120."
    ],
    complexity: "O(n + m) per iteration",
    examples: [
      Example(
        "A triangle with a tail", network: "a-b b-c c-a c-d",
        yaml: "- use: centrality.eigenvector\n  with: {scale: max}",
        expected: [.nodes("id,eigenvector\na,0.8546\nb,0.8546\nc,1\nd,0.4608\n")])
    ])

  public enum Scale: String, ParameterChoice { case l2, max }

  public struct Parameters: ParameterSet {
    @Param("What the scores are scaled to") var scale = Scale.l2
    @Param("Count an edge by its weight, which must be a strength") var weighted = false
    @Param("Stop when no score changes by more than this share of the largest", above: 0)
    var tolerance = 1e-12
    @Param("Give up after this many iterations", in: 1...) var maxIterations = 10_000
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    EdgeStrength.check(outline, weighted: parameters.weighted, for: "eigenvector", check)
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let graph = network.graph
    if graph.nodeCount > 0 && !graph.hasEndlessWalks {
      throw context.error(
        "no-eigenvector",
        graph.edgeCount == 0
          ? "a network without edges has no leading eigenvector"
          : "a directed network without cycles has no leading eigenvector",
        help: "use centrality.katz or centrality.pagerank")
    }
    let result = try eigenvector(
      of: graph,
      edgeWeights: EdgeStrength.strengths(
        of: network, weighted: parameters.weighted, for: "eigenvector", context),
      tolerance: parameters.tolerance, maxIterations: parameters.maxIterations,
      on: context.workers)
    if !result.converged {
      context.warn(
        "not-converged", "eigenvector still changes after \(parameters.maxIterations) iterations",
        parameter: "max_iterations", help: "raise max_iterations or tolerance")
    }
    if graph.strongComponents.sizes.count > 1 {
      context.warn(
        "disconnected", "the network is not connected: scores outside its leading part are near 0",
        help: "keep one component first, with filter.component")
    }
    let largest = result.scores.max() ?? 1
    let length = result.scores.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let scale = parameters.scale == .max ? largest : length
    let convention =
      (parameters.scale == .max ? "largest is 1" : "length is 1")
      + (graph.isDirected ? ", scores come along arcs" : "")
      + (parameters.weighted ? ", weighted" : ", unweighted")
    network.nodes.set(
      "eigenvector", .numbers(result.scores.map { $0 / scale }), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("eigenvector"), "Eigenvector centrality: \(convention).",
        french: "Centralité de vecteur propre : "
          + (parameters.scale == .max ? "la plus grande vaut 1" : "de norme 1")
          + (graph.isDirected ? ", les scores suivent les arcs" : "")
          + (parameters.weighted ? ", pondérée." : ", non pondérée."),
        caption: "eigenvector centrality", reference: Self.manual.references.first))
  }
}

extension Graph {
  /// Whether a walk can go on for ever: only then has the adjacency matrix a positive eigenvalue.
  var hasEndlessWalks: Bool {
    guard isDirected else { return edgeCount > 0 }
    return strongComponents.sizes.first ?? 0 > 1
      || (0..<edgeCount).contains { sources[$0] == targets[$0] }
  }
}

/// The leading eigenvector by power iteration on A/w + I, w being the largest weight, scores along
/// incoming edges.
///
/// - Returns: scores with largest entry 1, and the eigenvalue of A.
package func eigenvector(
  of graph: Graph, edgeWeights: [Double]? = nil, tolerance: Double, maxIterations: Int,
  on workers: Workers
) throws(Cancelled) -> (scores: [Double], eigenvalue: Double, converged: Bool) {
  let n = graph.nodeCount
  if n == 0 { return ([], 0, true) }
  let incoming = graph.incoming
  let unit = edgeWeights?.max() ?? 1
  let weights = edgeWeights.map { incoming.perArc($0).map { $0 / unit } }
  let chunks = Chunks.edgeBalanced(incoming)
  var scores = [Double](repeating: 1, count: n)
  var next = scores
  for _ in 0..<maxIterations {
    let current = scores
    try workers.fill(&next, chunks) { rows, out in
      for row in rows {
        var sum = current[row]
        for arc in incoming.range(row) {
          sum += current[Int(incoming.neighbors[arc])] * (weights?[arc] ?? 1)
        }
        out[row - rows.lowerBound] = sum
      }
    }
    let largest = next.max() ?? 1
    var change = 0.0
    for node in 0..<n {
      next[node] /= largest
      change = max(change, (next[node] - scores[node]).magnitude)
    }
    swap(&scores, &next)
    // A step goes only as far as the eigenvalue beside the identity; below rounding it goes nowhere.
    let stretch = largest - 1
    if change <= tolerance * min(1, stretch), stretch > 1e-9 {
      return (scores, stretch * unit, true)
    }
  }
  return (scores, eigenvalueEstimate(scores, incoming, weights) * unit, false)
}

/// The Rayleigh quotient: how much the matrix stretches the scores.
private func eigenvalueEstimate(
  _ scores: [Double], _ incoming: Adjacency, _ weights: [Double]?
) -> Double {
  var (product, square) = (0.0, 0.0)
  for row in scores.indices {
    for arc in incoming.range(row) {
      product += scores[row] * scores[Int(incoming.neighbors[arc])] * (weights?[arc] ?? 1)
    }
    square += scores[row] * scores[row]
  }
  return square > 0 ? product / square : 0
}
