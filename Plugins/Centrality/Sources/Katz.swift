// Katz, "A new status index derived from sociometric analysis", Psychometrika 18, 1953.

public import ModuleKit

/// `centrality.katz`
public struct Katz: Module {
  public static let manual = Manual(
    name: "centrality.katz",
    summary: "Counts the walks that end at a node, longer ones counting less",
    details: """
      The solution of x = alpha A x + beta, where a node's score comes from the nodes that point to \
      it (all neighbours when undirected): a walk of k links counts alpha^k. `alpha` must be below \
      1/λ, λ being the largest eigenvalue of A, else walks do not add up; when it is not given, half of \
      1/λ is used. With `normalized` the scores are scaled to length 1.
      """,
    writes: [.nodeColumn("katz", .number, "discounted number of walks that end at the node")],
    assumes: [.allTies],
    references: [
      "Katz, L. (1953). A new status index derived from sociometric analysis. Psychometrika 18(1), 39-43. https://doi.org/10.1007/BF02289026"
    ],
    complexity: "O(n + m) per iteration",
    examples: [
      Example(
        "Two point to b", network: "a>b c>b b>d",
        yaml: "- use: centrality.katz\n  with: {alpha: 0.5, normalized: false}",
        expected: [.nodes("id,katz\na,1\nb,2\nc,1\nd,2\n")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("What a link multiplies a walk's count by; half of the largest possible when not given")
    var alpha: Double? = nil
    @Param("What every node starts from", above: 0) var beta = 1.0
    @Param("Scale the scores to length 1") var normalized = true
    @Param("Stop when no score changes by more than this share of the largest", above: 0)
    var tolerance = 1e-12
    @Param("Give up after this many iterations", in: 1...) var maxIterations = 10_000
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let graph = network.graph
    var bound = Double.infinity
    if graph.hasEndlessWalks {
      let leading = try eigenvector(
        of: graph, tolerance: 1e-10, maxIterations: 10_000, on: context.workers)
      bound = 1 / leading.eigenvalue
    }
    let alpha = parameters.alpha ?? (bound.isFinite ? bound / 2 : 0.5)
    if alpha <= 0 || alpha >= bound * (1 - 1e-9) {
      throw context.error(
        "out-of-range", "'alpha' must be above 0 and below \(bound), not \(alpha)",
        parameter: "alpha", help: "leave it out to use half of the largest possible value")
    }
    let result = try katz(
      of: graph, alpha: alpha, beta: parameters.beta, tolerance: parameters.tolerance,
      maxIterations: parameters.maxIterations, on: context.workers)
    if !result.converged {
      context.warn(
        "not-converged", "katz still changes after \(parameters.maxIterations) iterations",
        parameter: "max_iterations")
    }
    let length = result.scores.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let scores = parameters.normalized ? result.scores.map { $0 / length } : result.scores
    let convention =
      "alpha \(shortened(alpha)), beta \(decimal(parameters.beta))"
      + (parameters.normalized ? ", length is 1" : "")
    network.nodes.set("katz", .numbers(scores), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("katz"), "Katz centrality with \(convention).",
        french: "Centralité de Katz : alpha \(shortened(alpha).replacing(".", with: ",")), "
          + "bêta \(frenchDecimal(parameters.beta))"
          + (parameters.normalized ? ", de norme 1." : "."),
        caption: "Katz, \(convention)",
        reference: Self.manual.references.first))
  }

  private func shortened(_ value: Double) -> String { decimal((value * 1e6).rounded() / 1e6) }
}

/// Solves x = alpha A x + beta by repeated substitution.
package func katz(
  of graph: Graph, alpha: Double, beta: Double, tolerance: Double, maxIterations: Int,
  on workers: Workers
) throws(Cancelled) -> (scores: [Double], converged: Bool) {
  let n = graph.nodeCount
  if n == 0 { return ([], true) }
  let incoming = graph.incoming
  let chunks = Chunks.edgeBalanced(incoming)
  var scores = [Double](repeating: beta, count: n)
  var next = scores
  for _ in 0..<maxIterations {
    let current = scores
    try workers.fill(&next, chunks) { rows, out in
      for row in rows {
        var sum = 0.0
        for arc in incoming.range(row) { sum += current[Int(incoming.neighbors[arc])] }
        out[row - rows.lowerBound] = beta + alpha * sum
      }
    }
    var (change, largest) = (0.0, 0.0)
    for node in 0..<n {
      change = max(change, (next[node] - scores[node]).magnitude)
      largest = max(largest, next[node].magnitude)
    }
    swap(&scores, &next)
    if change <= tolerance * largest { return (scores, true) }
  }
  return (scores, false)
}
