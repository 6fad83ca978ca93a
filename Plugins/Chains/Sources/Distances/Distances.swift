// Distances and their conventions: Watts & Strogatz 1998; effective diameter: Palmer, Gibbons &
// Faloutsos 2002, Leskovec, Kleinberg & Faloutsos 2005. "Degrees of separation" are intermediaries:
// Backstrom, Boldi, Rosa, Ugander & Vigna, "Four degrees of separation", 2012.

public import ModuleKit

/// `chains.distances`
public struct Distances: Module {
  public static let manual = Manual(
    name: "chains.distances",
    summary: "Tells how long the shortest chains between people are",
    details: """
      Counts ordered pairs of different people by the length of the shortest chain between them. Two \
      units are always named: links, and intermediaries (links - 1, the "degrees of separation"). \
      Means are over reachable pairs only; the share of reachable pairs stands beside them, and nothing \
      infinite is averaged. In a directed network chains follow arcs (`out`), run against them (`in`, \
      the same distribution) or ignore direction (`all`).

      The effective diameter is the number of links within which 90 % of the reachable pairs lie, \
      interpolated; two conventions are in use and both are given: over pairs of different people \
      (ours), and with pairs of a person with themselves (`snap`). Diameter and radius are the \
      largest and smallest eccentricity in the largest component (direction ignored when it is \
      sought). With `length`, distances are sums of edge lengths, and the table of links is left out.

      \(DistanceMethod.manual) Standard errors in the tables are \
      those of the jackknife over the runs. chains.diameter finds diameter and radius exactly.
      """,
    writes: [
      .nodeColumn("eccentricity", .number, "the longest shortest chain from the node"),
      .table("distances", "pairs by number of links"),
      .table("chain_lengths", "mean, median, diameter, effective diameter, reachable share"),
    ],
    uses: [.seed],
    assumes: [.allTies],
    references: [
      "Palmer, C. R., Gibbons, P. B. & Faloutsos, C. (2002). ANF: a fast and scalable tool for data mining in massive graphs. KDD, 81-90.",
      "Backstrom, L., Boldi, P., Rosa, M., Ugander, J. & Vigna, S. (2012). Four degrees of separation. WebSci, 33-42.",
      DistanceMethod.reference,
    ],
    complexity: "O(nm), with weights O(nm log n); estimated O(m) per run and link of the diameter",
    examples: [
      Example(
        "A chain of four", network: "a-b b-c c-d",
        yaml: "- use: chains.distances",
        expected: [
          .nodes("id,eccentricity\na,3\nb,2\nc,2\nd,3\n"),
          .table(
            "distances",
            "links,intermediaries,pairs,share,cumulative\n1,0,6,0.5,0.5\n2,1,4,0.3333,0.8333\n3,2,2,0.1667,1\n"
          ),
        ])
    ])

  public struct Parameters: ParameterSet {
    @Param("Which way arcs are followed in a directed network") var direction = Direction.out
    @Param("What counts as the length of an edge") var length = EdgeLength.hops
    @Param(DistanceMethod.methodDoc) var method = DistanceMethod.auto
    @Param(DistanceMethod.registersDoc, in: 64...4096) var registers = 64
    @Param(DistanceMethod.runsDoc, in: 1...64) var runs = 8
    public init() {}

    var query: DistanceQuery {
      DistanceQuery(direction, length, method, registers: registers, runs: runs)
    }
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    parameters.query.check(outline, check)
    outline.addNodeColumn("eccentricity", .number)
    if parameters.length == .hops { outline.addTable("distances") }
    outline.addTable("chain_lengths")
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let graph = network.graph
    let answer = try parameters.query.answer(network, context)
    let words = convention(graph) + answer.words
    network.nodes.set(
      "eccentricity", .numbers(answer.summary.eccentricity),
      convention: answer.estimation == nil ? words : "at least, " + words)
    let lengths = ChainLengths(
      answer, components: graph.weakComponents, isByHops: parameters.length == .hops)
    if let table = lengths.histogramTable(note: words) { network.set(table) }
    network.set(lengths.summaryTable(note: words))
    let certainty = answer.estimation == nil ? "exact, " : ""
    network.methods.append(
      MethodNote(
        .measure("eccentricity"),
        "Chain lengths are \(certainty)over reachable ordered pairs, \(words).",
        caption: "shortest chains, \(words)",
        reference: answer.estimation == nil ? Self.manual.references[1] : DistanceMethod.reference))
  }

  private func convention(_ graph: Graph) -> String {
    let direction =
      switch parameters.direction {
      case _ where !graph.isDirected: ""
      case .out: "along arcs, "
      case .in: "against arcs, "
      case .all: "direction ignored, "
      }
    return direction + parameters.length.convention
  }
}
