// Degree-preserving references: Maslov & Sneppen, "Specificity and stability in topology of protein
// networks", Science 296, 2002; lattices: see LatticeSwitching.

internal import ModuleKit

/// A network of the same degrees, as it would be by chance or as a lattice.
struct SmallWorldReference: Sendable {
  enum Kind: String { case random, lattice }
  let kind: Kind
  let number: Int
  let profile: SmallWorldProfile
  let attempts: Int
  let switches: Int
  /// The share of ties that join other people than in the network; NaN for lattices.
  var changed = Double.nan
  /// The same share, compared with the first random reference; NaN for that and for lattices.
  var changedFromFirst = Double.nan
  /// False when keeping the graph connected was so much work that attempts were left out.
  let isComplete: Bool
}

/// Makes references, side by side; each has random numbers of its own.
struct SmallWorldReferences {
  let graph: Graph
  /// The strength of each edge; nil when all count alike.
  let strengths: [Double]?
  let count: Int
  let attemptsPerEdge: Double
  let lengths: MeanPathLength
  let latticeLengths: MeanPathLength
  /// Random numbers for a use and a reference.
  let random: @Sendable (String, Int) -> RandomSource
  let workers: Workers

  /// One thread for each reference, and no report of its own.
  private var inner: Workers { Workers(threads: 1, cancellation: workers.cancellation) }

  func randomNetworks() throws(Cancelled) -> [SmallWorldReference] {
    let (first, base) = try randomNetwork(0, comparedWith: nil)
    let rest = try workers.map(Array(1..<count)) { number in
      // Nothing but being cancelled goes wrong, and that shows below.
      try? randomNetwork(number, comparedWith: base).reference
    }
    return [first] + rest.compactMap { $0 }
  }

  private func randomNetwork(
    _ number: Int, comparedWith first: Graph?
  ) throws(Cancelled) -> (reference: SmallWorldReference, graph: Graph) {
    let switching = EdgeSwitching(attemptsPerEdge: attemptsPerEdge, keepsConnected: true)
    let made = try switching.run(graph, random("random", number), on: inner)
    let shuffled = strengths.map { inAnyOrder($0, random("random strengths", number)) }
    let profile = try SmallWorldProfile(
      made.graph, strengths: shuffled, lengths, random("random paths", number), on: inner)
    let reference = SmallWorldReference(
      kind: .random, number: number + 1, profile: profile, attempts: made.attempts,
      switches: made.switches, changed: made.graph.shareOfEdges(notIn: graph),
      changedFromFirst: first.map { made.graph.shareOfEdges(notIn: $0) } ?? .nan,
      isComplete: made.isComplete)
    return (reference, made.graph)
  }

  func lattices() throws(Cancelled) -> [SmallWorldReference] {
    try workers.map(Array(0..<count)) { number in
      try? lattice(number)
    }.compactMap { $0 }
  }

  private func lattice(_ number: Int) throws(Cancelled) -> SmallWorldReference {
    let made = try LatticeSwitching().run(graph, random("lattice", number), on: inner)
    let ordered = strengths.map {
      nearestStrongest($0, on: made.graph, random("lattice strengths", number))
    }
    let profile = try SmallWorldProfile(
      made.graph, strengths: ordered, latticeLengths, random("lattice paths", number), on: inner)
    return SmallWorldReference(
      kind: .lattice, number: number + 1, profile: profile, attempts: made.attempts,
      switches: made.switches, isComplete: made.isComplete)
  }
}

private func inAnyOrder(_ strengths: [Double], _ random: RandomSource) -> [Double] {
  var (strengths, random) = (strengths, random)
  random.shuffle(&strengths)
  return strengths
}

/// The strongest ties join the nearest nodes of a ring (Muldoon, Bridgeford & Bassett 2016); chance decides
/// among ties of the same length.
private func nearestStrongest(
  _ strengths: [Double], on ring: Graph, _ random: RandomSource
) -> [Double] {
  var random = random
  var edges = Array(0..<ring.edgeCount)
  random.shuffle(&edges)
  let lengths = edges.map { edge in
    let steps = Int(ring.targets[edge] - ring.sources[edge])
    return min(steps, ring.nodeCount - steps)
  }
  let order = edges.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
  var placed = [Double](repeating: 0, count: edges.count)
  for (rank, strength) in strengths.sorted(by: >).enumerated() {
    placed[edges[order[rank]]] = strength
  }
  return placed
}

extension Graph {
  /// The share of edges that the other graph, over the same nodes, does not have; NaN without edges.
  fileprivate func shareOfEdges(notIn other: Graph) -> Double {
    var (shared, theirs) = (0, 0)
    for edge in 0..<edgeCount {
      let ends = (sources[edge], targets[edge])
      while theirs < other.edgeCount, (other.sources[theirs], other.targets[theirs]) < ends {
        theirs += 1
      }
      if theirs < other.edgeCount, (other.sources[theirs], other.targets[theirs]) == ends {
        shared += 1
      }
    }
    return edgeCount > 0 ? Double(edgeCount - shared) / Double(edgeCount) : .nan
  }
}
