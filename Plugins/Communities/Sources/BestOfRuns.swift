internal import ModuleKit

/// A partition found by a heuristic, with the value of what it maximizes.
package struct FoundPartition: Sendable {
  /// One community per node.
  package var communities: [Int32]
  package var quality: Double
  /// False when it was still improving at the limit of iterations.
  package var converged: Bool
}

/// Runs `body` once per source of randomness and keeps the first of the best partitions.
///
/// A single run has all workers; several go side by side, each with one.
func bestOf(
  _ randoms: [RandomSource], on workers: Workers,
  _ body: @Sendable (RandomSource, Workers) throws(Cancelled) -> FoundPartition
) throws(Cancelled) -> FoundPartition {
  if randoms.count == 1 { return try body(randoms[0], workers) }
  let one = Workers(threads: 1, cancellation: workers.cancellation)
  let perChunk = try workers.map(Chunks.even(randoms.count)) { runs in
    var best: FoundPartition?
    for run in runs {
      guard let found = try? body(randoms[run], one) else { return best }
      if let kept = best, !(found.quality > kept.quality) { continue }
      best = found
    }
    return best
  }
  var best: FoundPartition?
  for case let found? in perChunk {
    if let kept = best, !(found.quality > kept.quality) { continue }
    best = found
  }
  guard let best else { throw Cancelled() }
  return best
}

extension Level {
  /// The level as one run walks it, and the node behind each of its nodes. Small levels, which are
  /// shuffled whenever they are walked, stay as they are.
  func inRandomOrder(
    _ random: inout RandomSource, on workers: Workers
  ) throws(Cancelled) -> (level: Level, order: [Int32]?) {
    if nodeCount < BatchedMoving.leastNodes { return (self, nil) }
    var order = Array(0..<Int32(nodeCount))
    random.shuffle(&order)
    return (try renumbered(order, on: workers), order)
  }
}

/// Values of nodes in random order, put back in the order of the network.
func inOldOrder(_ values: [Int32], _ order: [Int32]?) -> [Int32] {
  guard let order else { return values }
  var old = values
  for (position, node) in order.enumerated() { old[Int(node)] = values[position] }
  return old
}
