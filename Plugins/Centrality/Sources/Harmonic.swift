// Marchiori & Latora, "Harmony in the small-world", Physica A 285, 2000; Boldi & Vigna, "Axioms for
// centrality", Internet Mathematics 10, 2014.

public import ModuleKit

/// `centrality.harmonic`
public struct Harmonic: Module {
  public static let manual = Manual(
    name: "centrality.harmonic",
    summary: "Measures nearness to all others, nodes that are not reached counting nothing",
    details: """
      The sum of 1/distance over all other nodes; one that is not reached adds 0, so the measure needs \
      no connected network. With `normalized` it is divided by n-1 (all others, not only those \
      reached). In a directed network distances are counted along `out` arcs, against them with `in`, \
      or with direction ignored (`all`).

      \(DistanceMethod.manual)
      """,
    writes: [.nodeColumn("harmonic", .number, "sum of 1/distance")],
    uses: [.seed],
    assumes: [.allTies],
    references: [
      "Marchiori, M. & Latora, V. (2000). Harmony in the small-world. Physica A 285, 539-546.",
      "Boldi, P. & Vigna, S. (2014). Axioms for centrality. Internet Mathematics 10(3-4), 222-262.",
      DistanceMethod.reference,
    ],
    complexity: "O(nm), with weights O(nm log n); estimated O(m) per run and link of the diameter",
    examples: [
      Example(
        "Half a point for a friend of a friend", network: "a-b b-c d",
        yaml: "- use: centrality.harmonic\n  with: {normalized: false}",
        expected: [.nodes("id,harmonic\na,1.5\nb,2\nc,1.5\nd,0\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param("Divide by n-1, so that values lie from 0 to 1") var normalized = true
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
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let answer = try parameters.query.answer(network, context)
    let others = Double(max(1, network.graph.nodeCount - 1))
    let values = answer.summary.harmonic.map { parameters.normalized ? $0 / others : $0 }
    let convention =
      (parameters.normalized ? "sum of 1/d divided by n-1" : "sum of 1/d")
      + network.directionWords(parameters.direction) + ", " + parameters.length.convention
      + answer.words
    network.nodes.set("harmonic", .numbers(values), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("harmonic"), "Harmonic centrality is the \(convention).",
        french: "La centralité harmonique est la somme des 1/d"
          + (parameters.normalized ? ", divisée par n-1" : "")
          + network.frenchDirectionWords(parameters.direction)
          + ", \(parameters.length.french)\(answer.french).",
        caption: "harmonic centrality", reference: Self.manual.references.first,
        limits: answer.limits))
  }
}
