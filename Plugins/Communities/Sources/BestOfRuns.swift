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
