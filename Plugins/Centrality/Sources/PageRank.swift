// Brin & Page, "The anatomy of a large-scale hypertextual Web search engine", Computer Networks
// 30, 1998. Dangling mass is spread evenly, as in Langville & Meyer, "Deeper inside PageRank",
// Internet Mathematics 1(3), 2004, and in LDBC Graphalytics. The kernel: PageRankKernel.swift.

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
      to its weight, which must be a positive strength. Iteration ends when one more step of the walk changes \
      the ranks by less than `tolerance` in total (L1), or after `max_iterations` with a warning. \
      In an undirected network ranks also go on in the direction in which they changed before, which \
      takes fewer steps.
      """,
    writes: [.nodeColumn("pagerank", .number, "share of a random walker's time; sums to 1")],
    assumes: [.allTies],
    references: [
      "Brin, S. & Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. Computer Networks 30, 107-117.",
      "Golub, G. H. & Varga, R. S. (1961). Chebyshev semi-iterative methods, successive overrelaxation iterative methods, and second order Richardson iterative methods. Numerische Mathematik 3, 147-156.",
    ],
    complexity: "O(n + m) per iteration; 32 bytes per node, 8 per arc when weighted",
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
        french:
          "PageRank : facteur d'amortissement \(frenchDecimal(parameters.damping)), la masse des "
          + "nœuds sans issue répartie également, somme 1, "
          + (parameters.weighted ? "pondéré." : "non pondéré."),
        caption: "PageRank, damping \(decimal(parameters.damping))",
        reference: Self.manual.references.first))
  }
}
