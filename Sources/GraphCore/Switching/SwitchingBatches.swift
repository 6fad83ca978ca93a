// Viger & Latapy, COCOON 2005: batches that grow when the graph holds and shrink when it falls apart, and
// a look around the ends of each switch, which finds most of what would be cut off at once.

internal import Foundation

/// Attempts in batches, each of which is taken back when the graph has fallen apart.
///
/// Some connected directed graphs can be reached only by way of graphs that are not: now and then a batch of
/// theirs is as long as chance will have it.
struct SwitchingBatches {
  private(set) var edges: SwitchedEdges
  private(set) var done = 0
  private let attempts: Int
  /// The components at the beginning, which may not become more.
  private let components: Int
  /// Attempts in a batch.
  private var length: Double
  private let leastLength: Double
  /// Components with fewer nodes are noticed when they are cut off; 0 when nobody looks.
  private var smallest: Int
  /// What may be looked at before attempts are left out, which happens to large graphs that hang by
  /// single ties everywhere.
  private let mostWork: Int

  private static let growth = 1.131
  private static let shrinkage = 0.9237

  init(_ edges: SwitchedEdges, attempts: Int) {
    var edges = edges
    self.attempts = attempts
    components = edges.components(limit: .max)
    leastLength = edges.isDirected ? 2 : 1
    length = max(leastLength, Double(edges.count) / 10)
    // Small components that were there before may stay, and directed graphs must fall apart for a while.
    smallest = components == 1 && !edges.isDirected ? 4 : 0
    mostWork = 1_000_000_000 + 200 * (edges.nodeCount + 2 * edges.count)
    self.edges = edges
  }

  mutating func run(_ random: inout RandomSource, on workers: Workers) throws(Cancelled) {
    while done < attempts, edges.work < mostWork {
      try workers.checkCancelled()
      let isSearching = 2 * done < attempts
      let batch = min(attempts - done, draw(&random))
      let before = edges.switches
      try edges.attempt(batch, smallest: smallest, &random, on: workers)
      done += batch
      let holds = edges.switches == before || edges.components(limit: components) <= components
      if !holds { edges.undoAll(switches: before) }
      edges.forget()
      if isSearching { adapt(holds) }
      workers.tell(share: Double(done) / Double(attempts))
    }
  }

  private func draw(_ random: inout RandomSource) -> Int {
    if !edges.isDirected || random.next() & 7 != 0 { return Int(length) }
    let more = log(1 - random.unit()) / log1p(-1 / length)
    return 1 + Int(min(more, 50 * length))
  }

  private mutating func adapt(_ holds: Bool) {
    if holds {
      length = min(Double(edges.count), length * Self.growth)
      return
    }
    length = max(leastLength, length * Self.shrinkage)
    // When most work goes into walks over the whole graph, it pays to look farther around each switch.
    if length * Double(smallest) * 4 < Double(edges.nodeCount + edges.count) {
      smallest = min(2 * smallest, edges.nodeCount / 2 + 1)
    }
  }
}
