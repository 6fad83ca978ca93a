public import ModuleKit

/// `communities.leiden`
public struct Leiden: Module {
  public static let manual = Manual(
    name: "communities.leiden",
    summary: "Finds communities that are all connected, by the Leiden algorithm",
    details: """
      Nodes move to the community that raises the objective most; communities are then split into \
      well-connected parts, which become the nodes of a smaller network, and so on until nothing \
      improves. In networks of 4096 nodes and 131 072 ties or more, many nodes are weighed at once, in \
      batches that depend on the network alone; a round of moves that adds less than `tolerance` of \
      the weight of all ties is the last of its level, and the run ends when all nodes together can \
      add no more; with 0 nothing is left undone. Objective `modularity` is the sum over communities of L/m - resolution (d/2m)^2, a \
      loop adding 2 to a degree; in directed networks L/m - resolution d_out d_in / m^2 (Leicht & \
      Newman 2008). Objective `cpm` is the sum of L - resolution n(n - 1)/2, in directed networks \
      n(n - 1): its resolution is the density that a community must exceed. Weights are used when \
      the network has strengths; distances are refused. `theta` is in mean tie weights. Every \
      community is connected (directed networks: weakly). The result depends on the seed of the \
      study, not on the order of the rows or the number of threads. One run may stop short of the best: \
      over eight seeds the modularity of a directed vote network with 100 000 arcs lay between 0.4215 \
      and 0.4341; with `runs: 10` the best of ten is kept. Isolates stay alone.
      """,
    writes: communityOutputs,
    uses: [.seed],
    assumes: [.allTies],
    references: [
      "Traag, V. A., Waltman, L. & van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected communities. Scientific Reports 9, 5233. https://doi.org/10.1038/s41598-019-41695-z",
      "Leicht, E. A. & Newman, M. E. J. (2008). Community structure in directed networks. Physical Review Letters 100, 118703.",
    ],
    complexity:
      "about O(m) per iteration and run; 40 bytes per tie, 100 per node and 12 more per thread",
    examples: [
      Example(
        "Two triangles and a bridge", network: "a-b b-c c-a d-e e-f f-d c-d",
        yaml: "- use: communities.leiden",
        expected: [
          .nodes("id,community\na,0\nb,0\nc,0\nd,1\ne,1\nf,1\n"),
          .table(
            "communities",
            """
            community,size,internal_weight,external_weight,conductance,density,hub
            0,3,3,1,0.142857,1,c
            1,3,3,1,0.142857,1,d

            """),
        ]),
      Example(
        "CPM asks for dense groups", network: "a-b b-c c-a c-d d-e",
        yaml: "- use: communities.leiden\n  with: {objective: cpm, resolution: 0.9}",
        expected: [.nodes("id,community\na,0\nb,0\nc,0\nd,1\ne,1\n")]),
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("What to maximize") var objective = Objective.modularity
    @Param("Higher values give more and smaller communities", in: 0...) var resolution = 1.0
    @Param("Use the weights of the ties, which must be strengths") var weighted = true
    @Param("Independent runs, of which the best is kept", in: 1...) var runs = 1
    @Param("Randomness of merging during refinement, in mean tie weights", above: 0)
    var theta = 0.01
    @Param("In large networks, end when a round adds less than this share of all ties", in: 0...)
    var tolerance = 0.00015
    @Param("Give up after this many iterations", in: 1...) var maxIterations = 100
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    EdgeStrength.check(outline, weighted: parameters.weighted, for: "Leiden", check)
    outline.add(Self.manual.writes)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let weights = try EdgeStrength.strengths(
      of: network, weighted: parameters.weighted, for: "Leiden", context)
    let (objective, resolution) = (parameters.objective, parameters.resolution)
    let found = try leiden(
      of: network.graph, edgeWeights: weights, objective: objective, resolution: resolution,
      theta: parameters.theta, tolerance: parameters.tolerance,
      maxIterations: parameters.maxIterations,
      randoms: (0..<parameters.runs).map { context.random(replicate: $0) }, on: context.workers)
    if !found.converged { warnNotConverged(parameters.maxIterations, context) }
    var method = CommunityMethod(
      caption: "Leiden, \(objective.rawValue), resolution \(decimal(resolution)), "
        + "seed \(context.studySeed)",
      french: "Leiden, \(objective == .modularity ? "modularité" : objective.rawValue), résolution "
        + "\(frenchDecimal(resolution)), graine \(context.studySeed), "
        + (parameters.runs == 1 ? "un passage" : "le meilleur de \(parameters.runs) passages"),
      convention: parameters.runs == 1 ? "one run" : "best of \(parameters.runs) runs",
      reference: Self.manual.references.first)
    if objective == .modularity { method.resolution = resolution }
    if objective == .cpm {
      let note = "sum of L - resolution n(n-1)/\(network.graph.isDirected ? 1 : 2)"
      method.extra = [("cpm", found.quality, "resolution \(decimal(resolution)); \(note)")]
    }
    try network.setCommunities(
      found.communities, weights: weights, method: method, on: context.workers)
  }
}

/// What all modules of the family write.
let communityOutputs: [Manual.Output] = [
  .nodeColumn("community", .integer, "number of the node's community; 0 is the largest"),
  .table("communities", "size, ties inside and out, conductance, density and hub of each"),
  .table("community_summary", "number of communities, modularity, coverage"),
]

func warnNotConverged(_ limit: Int, _ context: StageContext) {
  context.warn(
    "not-converged", "communities still change after \(limit) iterations",
    parameter: "max_iterations", help: "raise max_iterations")
}
