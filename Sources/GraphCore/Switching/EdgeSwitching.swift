// Maslov & Sneppen, "Specificity and stability in topology of protein networks", Science 296, 2002: two
// edges exchange ends. Directed graphs also need cycles of three turned around: Rao, Jana &
// Bandyopadhyay, "A Markov chain Monte Carlo method for generating random (0,1)-matrices with given
// marginals", Sankhya A 58, 1996. Connected graphs: Viger & Latapy, "Efficient and simple generation of
// random simple connected graphs with prescribed degree sequence", COCOON 2005.

/// Draws a graph with the degrees of a given one, by letting pairs of edges exchange ends.
///
/// Every attempt counts, whether or not it succeeds: then each way is as likely as the way back, and
/// after enough attempts all simple labelled graphs with these degrees are equally likely. A directed
/// graph keeps the in- and out-degree of each node. Self-loops stay where they are.
///
/// Kept connected, attempts are made in batches that are taken back when the graph has fallen apart. The
/// size of a batch is found in the first half of the attempts and kept in the second: chosen by what has
/// just happened, it would favour some graphs.
public struct EdgeSwitching: Sendable {
  /// Attempts for each edge.
  public var attemptsPerEdge: Double
  /// Whether the graph may not fall into more weak components than it has.
  public var keepsConnected: Bool

  public init(attemptsPerEdge: Double = 10, keepsConnected: Bool = false) {
    (self.attemptsPerEdge, self.keepsConnected) = (attemptsPerEdge, keepsConnected)
  }

  public struct Outcome: Sendable {
    public let graph: Graph
    /// How often two edges were asked to exchange ends.
    public let attempts: Int
    /// How often they did, and it was not taken back.
    public let switches: Int
    /// False when keeping the graph connected was so much work that attempts were left out.
    public let isComplete: Bool
  }

  /// Complexity: O(n + attempts) in expectation; kept connected, each batch costs O(n + m) more.
  public func run(
    _ graph: Graph, _ random: RandomSource, on workers: Workers
  ) throws(Cancelled) -> Outcome {
    var random = random
    var edges = SwitchedEdges(graph, keepsConnected: keepsConnected)
    let wanted = max(0, attemptsPerEdge * Double(edges.count)).rounded()
    // Without two edges nothing can change.
    let attempts = edges.count < 2 ? 0 : Int(min(wanted, 0x1p62))
    var done = 0
    if keepsConnected {
      var batches = SwitchingBatches(edges, attempts: attempts)
      try batches.run(&random, on: workers)
      (edges, done) = (batches.edges, batches.done)
    } else {
      try edges.attempt(attempts, &random, on: workers) { workers.tell(share: $0) }
      done = attempts
    }
    return Outcome(
      graph: try edges.graph(on: workers), attempts: done, switches: edges.switches,
      isComplete: done == attempts)
  }
}
