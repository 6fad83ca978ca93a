// Sporns & Zwi, "The small world of the cerebral cortex", Neuroinformatics 2, 2004: edges exchange ends, as
// Maslov and Sneppen have it, when that brings them nearer to the diagonal of the matrix. Telesford, Joyce,
// Hayasaka, Burdette & Laurienti, "The ubiquity of small-world networks", Brain Connectivity 1, 2011, do so
// within windows along the diagonal: drawn anywhere, partners are hardly ever of use in large graphs.

package import ModuleKit

/// Makes a lattice with the degrees of a connected graph, and as connected: its nodes are put on a ring in
/// random order and joined to those near them (``RingLattice``); then edges exchange ends whenever that
/// makes them no longer, until they hardly get shorter.
///
/// Begun with the edges of the network, as the papers have it, this comes to as good a lattice where nodes are
/// few, and never ends where they are many: each edge must come from anywhere to its place.
package struct LatticeSwitching {
  package init() {}

  /// The attempts for each edge between two looks at the lengths, and at most.
  private static let attemptsPerLook = 20
  private static let mostAttempts = 1000
  /// What must have become shorter from one look to the next.
  private static let leastGain = 0.005

  package struct Outcome {
    /// Nodes are places on the ring.
    package let graph: Graph
    package let attempts: Int
    package let switches: Int
    /// The mean distance on the ring between the ends of an edge.
    package let length: Double
    /// False when keeping the graph connected was so much work that attempts were left out.
    package let isComplete: Bool
  }

  /// A lattice to begin with, or the network itself where that cannot be: both ends of each edge.
  private func start(
    _ graph: Graph, _ random: inout RandomSource, unless cancellation: Cancellation
  ) -> [NodeID] {
    var places = (0..<NodeID(graph.nodeCount)).map { $0 }
    random.shuffle(&places)
    var degrees = [Int](repeating: 0, count: graph.nodeCount)
    for (node, place) in places.enumerated() { degrees[Int(place)] = graph.outgoing.degree(node) }
    if let ends = RingLattice.ends(degrees: degrees, &random, unless: cancellation) {
      return ends
    }
    return (0..<graph.edgeCount).flatMap { edge in
      [places[Int(graph.sources[edge])], places[Int(graph.targets[edge])]]
    }
  }

  /// Complexity: O(n + attempts) in expectation, and the search for what would be cut off.
  package func run(
    _ graph: Graph, _ random: RandomSource, on workers: Workers
  ) throws(Cancelled) -> Outcome {
    var random = random
    var edges = RingEdges(
      count: graph.nodeCount, ends: start(graph, &random, unless: workers.cancellation))
    let count = edges.edgeCount
    let mostWork = max(200_000_000, 1000 * (graph.nodeCount + 2 * count))
    var (attempts, switches) = (0, 0)
    var length = edges.length
    while attempts < Self.mostAttempts * count, edges.work < mostWork {
      let before = length
      for _ in 0..<(Self.attemptsPerLook / RingEdges.attemptsPerRound) where edges.work < mostWork {
        let round = try edges.round(&random, upTo: mostWork, on: workers)
        attempts += round.attempts
        switches += round.switches
      }
      length = edges.length
      if Double(before - length) < Self.leastGain * Double(before) { break }
    }
    try workers.checkCancelled()
    return Outcome(
      graph: try edges.graph(on: workers), attempts: attempts, switches: switches,
      length: Double(length) / Double(max(1, count)), isComplete: edges.work < mostWork)
  }
}
