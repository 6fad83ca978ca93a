// Harary & Norman, "The dissection of a graph", 1953 (the "associated number"); Hage & Harary,
// "Eccentricity and centrality in networks", Social Networks 17, 1995.

public import ModuleKit

/// `centrality.eccentricity`
public struct Eccentricity: Module {
  public static let manual = Manual(
    name: "centrality.eccentricity",
    summary: "Tells how far the farthest of those is whom a node reaches",
    details: """
      The largest distance from the node to any node that it reaches; 0 for a node that reaches none. \
      The smaller, the more central, but only within a component: compare nodes of one component. In a \
      directed network distances are counted along `out` arcs, against them with `in`, or with \
      direction ignored (`all`). chains.distances writes the same column; chains.diameter finds only \
      the largest and the smallest, in networks too large for this.
      """,
    writes: [.nodeColumn("eccentricity", .number, "distance to the farthest node reached")],
    assumes: [.allTies],
    references: [
      "Hage, P. & Harary, F. (1995). Eccentricity and centrality in networks. Social Networks 17(1), 57-63."
    ],
    complexity: "O(nm), with weights O(nm log n)",
    examples: [
      Example(
        "From the middle of a path nobody is far", network: "a-b b-c d",
        yaml: "- use: centrality.eccentricity",
        expected: [.nodes("id,eccentricity\na,2\nb,1\nc,2\nd,0\n")])
    ])

  public struct Parameters: ParameterSet {
    @Param("Which way arcs are followed in a directed network") var direction = Direction.out
    @Param("What counts as the length of an edge") var length = EdgeLength.hops
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    parameters.length.check(outline, check)
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let lengths = try parameters.length.lengths(of: network, context)
    let distances = try network.graph.distanceSummary(
      parameters.direction, edgeLengths: lengths, on: context.workers)
    let convention =
      "largest distance to a node reached" + network.directionWords(parameters.direction) + ", "
      + parameters.length.convention
    network.nodes.set("eccentricity", .numbers(distances.eccentricity), convention: convention)
    network.methods.append(
      MethodNote(
        .measure("eccentricity"), "Eccentricity is the \(convention).",
        french: "L'excentricité est la plus grande distance à un nœud atteint"
          + network.frenchDirectionWords(parameters.direction) + ", \(parameters.length.french).",
        caption: "eccentricity",
        reference: Self.manual.references.first))
  }
}
