public import ModuleKit

/// `communities.label_propagation`
public struct LabelPropagation: Module {
  public enum Variant: String, ParameterChoice {
    /// Nodes take turns and see labels as they are now (Raghavan et al. 2007).
    case asynchronous
    /// All nodes change at once, a fixed number of times (LDBC Graphalytics).
    case cdlp
  }

  public static let manual = Manual(
    name: "communities.label_propagation",
    summary: "Finds communities by letting every node adopt the label most common around it",
    details: """
      Every node starts with a label of its own. `asynchronous`, the default: nodes take turns in \
      random order and adopt the label with the most weight among their neighbors; a node whose \
      label is among the best keeps it, other ties are drawn. In networks of 4096 nodes and 131 072 ties \
      or more, a few of every hundred nodes take their turn at once. It ends when every node agrees with \
      the most of its neighbors, which it always does: each change adds agreeing ties. Communities \
      may be unconnected; they are counted with a warning, or cut with `split_disconnected`. \
      `cdlp`: all nodes change at once, exactly `iterations` times; ties go to the smallest label, \
      labels being ordered as ids are (as numbers when all ids are whole numbers). It needs no \
      seed and is comparable between systems, but may swing for ever between two states, as on a \
      single tie, where both ends swap labels: so it is not the default. It counts ties, whatever \
      `weighted`. Arcs count in both directions, a mutual pair twice; loops do not count. Weights \
      are used when the network has strengths; distances are refused. Isolates stay alone.
      """,
    writes: communityOutputs,
    uses: [.seed],
    assumes: [.allTies],
    references: [
      "Raghavan, U. N., Albert, R. & Kumara, S. (2007). Near linear time algorithm to detect community structures in large-scale networks. Physical Review E 76, 036106. https://doi.org/10.1103/PhysRevE.76.036106",
      "Iosup, A. et al. (2016). LDBC Graphalytics: a benchmark for large-scale graph analysis on parallel and distributed platforms. PVLDB 9(13), 1317-1328.",
    ],
    complexity: "O(m) per iteration, cdlp O(m log d); 40 bytes per tie",
    examples: [
      Example(
        "Two groups and an isolate", network: "a-b b-c c-a d-e e-f f-d g",
        yaml: "- use: communities.label_propagation",
        expected: [.nodes("id,community\na,0\nb,0\nc,0\nd,1\ne,1\nf,1\ng,2\n")]),
      Example(
        "As LDBC Graphalytics defines it", network: "a-b b-c c-a c-d d-e e-f f-d",
        yaml: "- use: communities.label_propagation\n  with: {variant: cdlp, iterations: 1}",
        expected: [.nodes("id,community\na,2\nb,0\nc,0\nd,3\ne,1\nf,1\n")]),
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("Nodes take turns, or all change at once") var variant = Variant.asynchronous
    @Param("Rounds of cdlp, all of which are done", in: 0...) var iterations = 10
    @Param("Give up after this many rounds of asynchronous", in: 1...) var maxIterations = 1000
    @Param("Use the weights of the ties, which must be strengths; not with cdlp")
    var weighted = true
    @Param("Cut communities into their connected parts") var splitDisconnected = false
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var usesWeights: Bool { parameters.weighted && parameters.variant == .asynchronous }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    EdgeStrength.check(outline, weighted: usesWeights, for: "label propagation", check)
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let weights = try EdgeStrength.strengths(
      of: network, weighted: usesWeights, for: "label propagation", context)
    let communities: [Int32]
    var method: CommunityMethod
    switch parameters.variant {
    case .cdlp:
      communities = try synchronousLabels(
        of: network.graph, start: labelOrder(network.ids), iterations: parameters.iterations,
        on: context.workers)
      method = CommunityMethod(
        caption: "label propagation, CDLP, \(parameters.iterations) iterations",
        french: "propagation d'étiquettes, CDLP, \(parameters.iterations) itérations",
        convention: "ties to the smallest label", reference: Self.manual.references.last)
    case .asynchronous:
      let found = try asynchronousLabels(
        of: network.graph, edgeWeights: weights, maxIterations: parameters.maxIterations,
        random: context.random(), on: context.workers)
      if !found.converged { warnNotConverged(parameters.maxIterations, context) }
      communities = found.labels
      method = CommunityMethod(
        caption: "label propagation, asynchronous, seed \(context.studySeed)",
        french: "propagation d'étiquettes asynchrone, graine \(context.studySeed)",
        convention: "ties drawn, own label kept among the best",
        reference: Self.manual.references.first)
    }
    let settled = try settleDisconnected(
      communities, in: network.graph, split: parameters.splitDisconnected, &method, context)
    try network.setCommunities(settled, weights: weights, method: method, on: context.workers)
  }
}

/// The rank of each id: as numbers when all are whole numbers, else as they stand.
package func labelOrder(_ ids: [String]) -> [Int32] {
  let numbers = ids.compactMap { Int($0) }
  guard numbers.count == ids.count else { return Array(0..<Int32(ids.count)) }
  var rank = [Int32](repeating: 0, count: ids.count)
  let order = ids.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
  for (position, node) in order.enumerated() { rank[node] = Int32(position) }
  return rank
}
