// Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1, 1978/79;
// Wasserman & Faust, "Social Network Analysis", 1994, p. 201, for networks that are not connected.

public import ModuleKit

/// `centrality.closeness`
public struct Closeness: Module {
  public static let manual = Manual(
    name: "centrality.closeness",
    summary: "Measures how near a node is to all others",
    details: """
      With r the number of other nodes reached and S the sum of distances to them: variant `wf` \
      (Wasserman & Faust) is r/(n-1) x r/S, so that a node in a small component does not look \
      central; `component` is r/S, within what is reached; `raw` is 1/S. A node that reaches none has \
      0, with `component` and `raw` no value. In a directed network distances are counted along `out` \
      arcs (whom the node reaches), against them with `in` (who reaches the node), or with direction \
      ignored (`all`).

      \(DistanceMethod.manual)
      """,
    writes: [.nodeColumn("closeness", .number, "nearness to the nodes reached")],
    uses: [.seed],
    assumes: [.allTies],
    references: [
      "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3), 215-239. https://doi.org/10.1016/0378-8733(78)90021-7",
      "Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge University Press, p. 201.",
      DistanceMethod.reference,
    ],
    complexity: "O(nm), with weights O(nm log n); estimated O(m) per run and link of the diameter",
    examples: [
      Example(
        "The middle of a path is nearest to all", network: "a-b b-c d",
        yaml: "- use: centrality.closeness",
        expected: [.nodes("id,closeness\na,0.4444\nb,0.6667\nc,0.4444\nd,0\n")])
    ], version: 2)

  public enum Variant: String, ParameterChoice { case wf, component, raw }

  public struct Parameters: ParameterSet {
    @Param("How to treat nodes that are not reached") var variant = Variant.wf
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
    let distances = answer.summary
    let others = Double(network.graph.nodeCount - 1)
    let values = distances.reached.indices.map { node in
      let (reached, farness) = (Double(distances.reached[node]), distances.farness[node])
      switch parameters.variant {
      case .wf: return reached > 0 ? reached / others * (reached / farness) : 0
      case .component: return reached > 0 ? reached / farness : .nan
      case .raw: return reached > 0 ? 1 / farness : .nan
      }
    }
    let definition =
      switch parameters.variant {
      case .wf: "Wasserman-Faust r/(n-1) x r/S"
      case .component: "r/S within what is reached"
      case .raw: "1/S"
      }
    let convention =
      definition + network.directionWords(parameters.direction) + ", "
      + parameters.length.convention + answer.words
    let french =
      switch parameters.variant {
      case .wf: "selon Wasserman et Faust, r/(n-1) x r/S"
      case .component: "r/S parmi les nœuds atteints"
      case .raw: "1/S"
      }
    network.nodes.set("closeness", .numbers(values), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("closeness"), "Closeness is \(convention).",
        french: "La centralité de proximité est calculée \(french)"
          + network.frenchDirectionWords(parameters.direction)
          + ", \(parameters.length.french)\(answer.french).",
        caption: "closeness \(parameters.variant.rawValue)",
        reference: Self.manual.references.first, limits: answer.limits))
  }
}
