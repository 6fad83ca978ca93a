public import ModuleKit

/// `communities.louvain`
public struct Louvain: Module {
  public static let manual = Manual(
    name: "communities.louvain",
    summary: "Finds communities of high modularity by the Louvain method",
    details: """
      Nodes move to the neighboring community that raises modularity most, sweep by sweep; \
      communities then become the nodes of a smaller network, and so on until nothing moves. \
      In networks of 4096 nodes and 131 072 ties or more, many nodes are weighed at once, in batches \
      that depend on the network alone, and a sweep that adds less than `tolerance` of the weight of \
      all ties is the last of its level. Modularity is the sum over communities of L/m - resolution (d/2m)^2, a loop adding 2 to a \
      degree; in directed networks L/m - resolution d_out d_in / m^2 (Leicht & Newman 2008). \
      Communities may fall apart into unconnected parts (Traag et al. 2019): they are counted with \
      a warning, or cut into their parts with `split_disconnected`. communities.leiden has no such \
      communities. Weights are used when the network has strengths; distances are refused. The \
      result depends on the seed of the study, not on the order of the rows or the number of \
      threads. Isolates stay alone.
      """,
    writes: communityOutputs,
    uses: [.seed],
    assumes: [.allTies],
    references: [
      "Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of communities in large networks. Journal of Statistical Mechanics, P10008. https://doi.org/10.1088/1742-5468/2008/10/P10008",
      "Leicht, E. A. & Newman, M. E. J. (2008). Community structure in directed networks. Physical Review Letters 100, 118703.",
    ],
    complexity:
      "about O(m) per sweep and run; 40 bytes per tie, 60 per node and 12 more per thread",
    examples: [
      Example(
        "Two triangles and a bridge", network: "a-b b-c c-a d-e e-f f-d c-d",
        yaml: "- use: communities.louvain",
        expected: [
          .nodes("id,community\na,0\nb,0\nc,0\nd,1\ne,1\nf,1\n"),
          .table(
            "communities",
            """
            community,size,internal_weight,external_weight,conductance,density,hub
            0,3,3,1,0.142857,1,c
            1,3,3,1,0.142857,1,d

            """),
        ])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("Higher values give more and smaller communities", in: 0...) var resolution = 1.0
    @Param("Use the weights of the ties, which must be strengths") var weighted = true
    @Param(
      "In large networks, end a level when a sweep adds less than this share of all ties", in: 0...)
    var tolerance = 0.0005
    @Param("Independent runs, of which the best is kept", in: 1...) var runs = 1
    @Param("Cut communities into their connected parts") var splitDisconnected = false
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    EdgeStrength.check(outline, weighted: parameters.weighted, for: "Louvain", check)
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let weights = try EdgeStrength.strengths(
      of: network, weighted: parameters.weighted, for: "Louvain", context)
    let found = try louvain(
      of: network.graph, edgeWeights: weights, resolution: parameters.resolution,
      tolerance: parameters.tolerance,
      randoms: (0..<parameters.runs).map { context.random(replicate: $0) }, on: context.workers)
    let runs = parameters.runs == 1 ? "one run" : "best of \(parameters.runs) runs"
    var method = CommunityMethod(
      caption: "Louvain, modularity, resolution \(decimal(parameters.resolution)), "
        + "seed \(context.studySeed)",
      french: "Louvain, modularité, résolution \(frenchDecimal(parameters.resolution)), graine "
        + "\(context.studySeed), "
        + (parameters.runs == 1 ? "un passage" : "le meilleur de \(parameters.runs) passages"),
      convention: runs, resolution: parameters.resolution,
      reference: Self.manual.references.first)
    let communities = try settleDisconnected(
      found.communities, in: network.graph, split: parameters.splitDisconnected, &method, context)
    try network.setCommunities(
      communities, weights: weights, method: method, on: context.workers)
  }
}

/// Cuts communities that are not connected, or warns of them.
func settleDisconnected(
  _ communities: [Int32], in graph: Graph, split: Bool, _ method: inout CommunityMethod,
  _ context: StageContext
) throws(Cancelled) -> [Int32] {
  let (parts, disconnected) = try splitDisconnected(communities, in: graph, on: context.workers)
  let what = split ? "found unconnected and cut into their parts" : "whose members are unconnected"
  method.extra.append(("disconnected", Double(disconnected), "communities " + what))
  if split {
    method.convention += ", unconnected communities cut into their parts"
    return parts
  }
  if disconnected > 0 {
    let subject = disconnected == 1 ? "1 community is" : "\(disconnected) communities are"
    context.warn(
      "disconnected-communities", "\(subject) not connected", parameter: "split_disconnected",
      help: "set 'split_disconnected: true', or use communities.leiden")
  }
  return communities
}
