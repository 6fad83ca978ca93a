// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001; Freeman, "A set of measures of centrality based on betweenness", Sociometry 40, 1977.

public import ModuleKit

/// `centrality.betweenness`
public struct Betweenness: Module {
  public static let manual = Manual(
    name: "centrality.betweenness",
    summary: "Counts how often a node lies on shortest paths between others: the brokers",
    details: """
      The sum over pairs of other nodes of the share of their shortest paths that pass through the \
      node. Unordered pairs count once in an undirected network, ordered pairs in a directed one; end \
      points do not count. With `normalized` the sum is divided by the number of such pairs, \
      (n-1)(n-2)/2 or (n-1)(n-2); networks of fewer than three nodes give 0. Unreachable pairs add \
      nothing. With `length`, paths are shortest by weight; lengths that agree to a relative 1e-9 are \
      equal.

      \(BetweennessMethod.manual)
      """,
    writes: [.nodeColumn("betweenness", .number, "share of shortest paths through the node")],
    uses: [.seed],
    assumes: [.allTies],
    references: [
      "Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163-177. https://doi.org/10.1080/0022250X.2001.9990249",
      "Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.",
      BetweennessMethod.reference,
    ],
    complexity:
      "O(nm), with weights O(nm + n² log n), n and m without the trees that hang on an undirected network; 16 x 8 bytes per node; estimated O(log(diameter/delta)/epsilon²) paths, 28 bytes per node and thread",
    examples: [
      Example(
        "The middle of a star lies between all", network: "hub-a hub-b hub-c a-b",
        yaml: "- use: centrality.betweenness",
        expected: [.nodes("id,betweenness\na,0\nb,0\nc,0\nhub,0.6667\n")]),
      Example(
        "From sampled paths, with limits", network: "a-b b-c",
        yaml: "- use: centrality.betweenness\n  with: {method: estimate, top: 1}",
        expected: [.nodes("id,betweenness\na,0\nb,1\nc,0\n")]),
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("Divide by the number of pairs, so that values lie from 0 to 1") var normalized = true
    @Param("What counts as the length of an edge") var length = EdgeLength.hops
    @Param("Exact, estimated from sampled paths, or exact as far as work allows") var method =
      BetweennessMethod.auto
    @Param("The largest error of an estimated normalised value", in: 0.0001...0.5) var epsilon =
      0.01
    @Param("The probability that any estimated value has a larger error", in: 0.000001...0.5)
    var delta = 0.1
    @Param("End an estimate when the first so many are certain; 0 waits for all values", in: 0...)
    var top = 0
    public init() {}

    var query: BetweennessQuery {
      BetweennessQuery(
        method: method, length: length,
        goal: EstimateGoal(epsilon: epsilon, delta: delta, top: top > 0 ? top : nil))
    }
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    parameters.query.check(outline, check)
    outline.add(Self.manual.writes)
    if parameters.top > 0 {
      outline.addNodeColumn("betweenness_low", .number)
      outline.addNodeColumn("betweenness_high", .number)
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let graph = network.graph
    let n = Double(graph.nodeCount)
    let pairs = max(0, n - 1) * max(0, n - 2) / (graph.isDirected ? 1 : 2)
    var convention =
      (parameters.normalized ? "normalised" : "not normalised")
      + ", \(graph.isDirected ? "ordered" : "unordered") pairs, end points excluded, "
      + parameters.length.convention
    func set(_ name: String, _ values: [Double], in pairs: Double) {
      network.nodes.set(name, .numbers(values.map { $0 * pairs }), convention: convention)
    }
    var method = "exact (Brandes 2001)"
    var reference = Self.manual.references[0]
    var french = "exacte (Brandes 2001)"
    var frenchEstimate = ""
    var limits: [MethodNote.Limit] = []
    if let estimate = try parameters.query.estimate(graph, context) {
      (method, reference) = ("estimated (Borassi & Natale 2016)", BetweennessMethod.reference)
      convention += ", " + parameters.query.words(estimate, context)
      french = "estimée (Borassi & Natale 2016)"
      frenchEstimate = ", " + parameters.query.french(estimate, context)
      limits = [.estimated]
      let unit = parameters.normalized ? 1 : pairs
      set("betweenness", estimate.values, in: unit)
      if parameters.top > 0 {
        set("betweenness_low", estimate.low, in: unit)
        set("betweenness_high", estimate.high, in: unit)
      }
    } else {
      let lengths = try parameters.length.lengths(of: network, context)
      let sums = try betweenness(of: graph, edgeLengths: lengths, on: context.workers)
      let values = parameters.normalized ? sums.map { pairs > 0 ? $0 / pairs : 0 } : sums
      for name in parameters.top == 0
        ? ["betweenness"] : ["betweenness", "betweenness_low", "betweenness_high"]
      {
        set(name, values, in: 1)
      }
    }
    network.methods.append(
      MethodNote(
        .measure("betweenness"), "Betweenness is \(method), \(convention).",
        french: "La centralité d'intermédiarité est \(french), "
          + (parameters.normalized ? "normalisée" : "non normalisée")
          + ", sur les paires \(graph.isDirected ? "ordonnées" : "non ordonnées"), extrémités exclues, "
          + parameters.length.french + frenchEstimate + ".",
        caption: "betweenness \(parameters.length.convention)"
          + (parameters.normalized ? ", normalised" : ""),
        reference: reference, limits: limits))
  }
}
