// Bollobás 1980; Molloy & Reed 1995; Newman, Strogatz & Watts, "Random graphs with arbitrary degree
// distributions and their applications", Physical Review E 64, 2001; Maslov & Sneppen 2002.

public import ModuleKit

/// `generate.configuration_model`
public struct ConfigurationModel: Module {
  public static let manual = Manual(
    name: "generate.configuration_model",
    summary: "Draws a network in which everybody has a given number of ties",
    details: """
      The numbers of ties come from one of three places: the list `degrees`; a power law from \
      `min_degree` to `max_degree` with `exponent`, for `nodes` people, redrawn for one of them until the \
      sum is even; or, with `from`, the network of another stage, whose `degree_column`, or else the \
      number of each one's neighbours, direction and self-loops ignored, is taken. In the last case people \
      and their columns stay, and nothing else does but the ledger and the methods.

      Everybody gets as many stubs as ties, and stubs are paired. The network is simple in all methods: \
      `switching` (the default) mends pairs that are loops or ties twice by exchanging ends with other \
      ties, or begins with the network of Havel and Hakimi where that fails, and then lets ties exchange \
      ends, `swaps_per_edge` attempts for each: degrees are exact, and all networks nearly equally likely. \
      `rejection` draws all pairs anew until they are simple: all networks are exactly equally likely, but \
      only few small degrees leave a chance; 1000 drawings are made. `erased` leaves out loops and merges \
      ties drawn twice, so that people with many ties lose some; the ledger tells how many.

      Degrees that no simple network has (Erdős and Gallai) are an error, except with `erased`. People are \
      called by the numbers from 0.
      """,
    inputs: .optional, writes: [], uses: [.seed],
    references: [
      "Bollobás, B. (1980). A probabilistic proof of an asymptotic formula for the number of labelled regular graphs. European Journal of Combinatorics 1, 311-316.",
      "Newman, M., Strogatz, S. & Watts, D. (2001). Random graphs with arbitrary degree distributions and their applications. Physical Review E 64, 026118.",
      "Hakimi, S. (1962). On realizability of a set of integers as degrees of the vertices of a linear graph. SIAM Journal 10, 496-506.",
      "Maslov, S. & Sneppen, K. (2002). Specificity and stability in topology of protein networks. Science 296, 910-913. https://doi.org/10.1126/science.1065103",
    ],
    complexity: "O(n + m · swaps_per_edge); rejection: O(m · drawings)",
    examples: [
      Example(
        "Only a star has these degrees",
        yaml: "- use: generate.configuration_model\n  with: {degrees: [1, 3, 1, 1]}",
        expected: [.edges("source,target\n0,1\n1,2\n1,3\n")]),
      Example(
        "The degrees of another network",
        yaml: """
          - use: generate.erdos_renyi
            id: model
            with: {nodes: 3, p: 1}
          - use: generate.configuration_model
            from: model
            with: {method: rejection}
          """,
        expected: [.edges("source,target\n0,1\n0,2\n1,2\n")]),
    ], version: 2)

  /// How the network becomes simple.
  public enum Method: String, ParameterChoice {
    case switching, rejection, erased
    var french: String {
      switch self {
      case .switching: "par échanges de liens"
      case .rejection: "par rejet"
      case .erased: "boucles et liens multiples effacés"
      }
    }
  }

  public struct Parameters: ParameterSet {
    @Param("The number of ties of each person") var degrees: [Int]? = nil
    @Param("How many people, for a power law") var nodes: Int? = nil
    @Param("How fast the number of people falls with their ties", in: 0...10) var exponent = 2.5
    @Param("The least ties of a person, for a power law", in: 0...) var minDegree = 1
    @Param("The most ties of a person, for a power law; all others when not given")
    var maxDegree: Int? = nil
    @Param("The column of the network read that holds the number of ties")
    var degreeColumn: NodeColumn? = nil
    @Param("How the network becomes simple") var method = Method.switching
    @Param("Attempts for each tie to exchange ends, with switching", in: 0...1_000_000)
    var swapsPerEdge = 10.0
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let before = check.inputs.first
    let plan = DegreePlan(parameters, readsNetwork: before != nil)
    check.report(plan.complaints)
    if let before {
      outline = Outline()
      for column in before.nodeColumns { outline.addNodeColumn(column.name, column.type) }
      outline.mayHaveMore = before.mayHaveMore
      (outline.nodeCount, outline.edgeCount) = (before.nodeCount, before.edgeCount)
      outline.isDirected = false
    } else {
      outline = plan.size.outline(Self.manual, isDirected: false)
    }
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let workers = context.workers
    try workers.checkCancelled()
    let source = context.inputs.first
    let plan = DegreePlan(parameters, readsNetwork: source != nil)
    let degrees = try plan.degrees(source, context)
    let wiring = SimpleWiring(degrees, parameters, context)
    let ties = try wiring.draw()
    if let source {
      let built = try ties.build(
        degrees.count, ties.rows.map { PairList(ends: $0) }, workers)
      network = Network(graph: try wiring.switched(built.graph), ids: source.ids)
      network.nodes = source.nodes
      network.methods = source.methods
      network.ledger = source.ledger + [ties.entry(built, Self.manual.name)]
    } else {
      network = try ties.network(Numbering(degrees.count), Self.manual.name, on: workers)
      network.replace(
        graph: try wiring.switched(network.graph), ids: network.ids, nodes: network.nodes,
        edges: Frame(rowCount: network.graph.edgeCount))
    }
    network.describe(
      "A random network with given degrees, by \(parameters.method.rawValue)",
      french: "Réseau aléatoire à degrés imposés (modèle de configuration), "
        + parameters.method.french,
      caption: "configuration model, \(parameters.method.rawValue)", Self.manual, context)
  }
}
