// Watts & Strogatz, "Collective dynamics of 'small-world' networks", Nature 393, 1998; Newman & Watts,
// "Renormalization group analysis of the small-world network model", Physics Letters A 263, 1999.

public import ModuleKit

/// `generate.watts_strogatz`
public struct WattsStrogatz: Module {
  public static let manual = Manual(
    name: "generate.watts_strogatz",
    summary: "Draws a small world: a ring of neighbours in which some ties lead far away",
    details: """
      People stand in a ring and each is tied to the `k` nearest ones, half of them on each side. Then, as \
      in the paper, one lap goes over the ties to the next neighbours, a second lap over those to the next \
      but one, and so on; on each, person by person, clockwise. With probability `p` a tie is moved: its \
      far end becomes somebody drawn with equal chances among all to whom the person is not tied at that \
      moment, so that there are no self-loops and no parallel ties, and a moved tie has really moved. \
      Whoever is tied to everybody keeps the tie. There are always nk/2 ties.

      With `variant: newman_watts` the ring stays whole. Instead, each of its ties brings with \
      probability `p` a shortcut between two people drawn with equal chances among all pairs that are not \
      tied yet, as long as there are any.

      People are called by the numbers from 0, around the ring.
      """,
    inputs: .none, writes: [], uses: [.seed],
    references: [
      "Watts, D. & Strogatz, S. (1998). Collective dynamics of 'small-world' networks. Nature 393, 440-442. https://doi.org/10.1038/30918",
      "Newman, M. & Watts, D. (1999). Renormalization group analysis of the small-world network model. Physics Letters A 263, 341-346.",
    ],
    complexity: "O(n · k)",
    examples: [
      Example(
        "A ring as it was", yaml: "- use: generate.watts_strogatz\n  with: {nodes: 5, k: 2, p: 0}",
        expected: [.edges("source,target\n0,1\n0,4\n1,2\n2,3\n3,4\n")]),
      Example(
        "Shortcuts until everybody knows everybody",
        yaml:
          "- use: generate.watts_strogatz\n  with: {nodes: 4, k: 2, p: 1, variant: newman_watts}",
        expected: [.edges("source,target\n0,1\n0,2\n0,3\n1,2\n1,3\n2,3\n")]),
    ], version: 3)

  /// What happens with probability p.
  public enum Variant: String, ParameterChoice {
    /// A tie of the ring is moved.
    case rewire
    /// A shortcut is added.
    case newmanWatts = "newman_watts"
  }

  public struct Parameters: ParameterSet {
    @Param(required: "How many people", in: 0...) var nodes: Int
    @Param("The neighbours of each person in the ring, an even number", in: 0...) var k = 4
    @Param("The probability that a tie is moved, or brings a shortcut", in: 0...1) var p = 0.1
    @Param("Whether ties are moved or shortcuts added") var variant = Variant.rewire
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private var complaints: [Complaint] {
    if !parameters.k.isMultiple(of: 2) {
      return [.range("k", "even, half of the neighbours on each side", String(parameters.k))]
    }
    if parameters.nodes > 1, parameters.k >= parameters.nodes {
      return [.range("k", "less than the \(parameters.nodes) people", String(parameters.k))]
    }
    return size.complaints
  }

  private var size: PlannedSize {
    let ring = parameters.nodes > 1 ? Double(parameters.nodes) * Double(parameters.k) / 2 : 0
    let shortcuts = parameters.variant == .newmanWatts ? ring * parameters.p : 0
    let changed = ring * parameters.p
    return PlannedSize(
      nodes: Double(parameters.nodes), ties: ring + shortcuts, parameter: "nodes",
      modelBytes: 32 * changed)
  }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    check.report(complaints)
    outline = size.outline(Self.manual, isDirected: false)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    var random = context.random("ties")
    var ring = SmallWorldRing(
      count: parameters.nodes, reach: parameters.nodes > 1 ? parameters.k / 2 : 0,
      p: parameters.p)
    switch parameters.variant {
    case .rewire: try ring.rewire(&random, context.workers)
    case .newmanWatts: try ring.addShortcuts(&random, context.workers)
    }
    network = try DrawnTies(rows: [ring.ends]).network(
      Numbering(parameters.nodes), Self.manual.name, on: context.workers)
    let what = parameters.variant == .rewire ? "ties moved" : "shortcuts added"
    let frenchWhat =
      parameters.variant == .rewire ? "liens réorientés au hasard" : "raccourcis ajoutés"
    network.describe(
      "A small world of \(parameters.nodes) people in a ring with \(parameters.k) neighbours each, "
        + "\(what) with probability \(decimal(parameters.p))",
      french: "Petit monde de \(parameters.nodes) personnes en anneau, chacune liée à ses "
        + "\(parameters.k) plus proches voisines ; \(frenchWhat) avec la probabilité "
        + frenchDecimal(parameters.p),
      caption: "Watts–Strogatz, k = \(parameters.k), p = \(decimal(parameters.p))", Self.manual,
      context)
  }
}
