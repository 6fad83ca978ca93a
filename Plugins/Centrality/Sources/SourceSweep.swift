internal import ModuleKit

/// What is added up over all sources of shortest paths, one source at a time.
protocol SourceSweep: SendableMetatype {
  /// Adds what the nodes behind `source` give to each element of `total`.
  mutating func add(from source: Int, to total: inout [Double])
}

/// The sums of 16 fixed parts of the sources, whatever the threads: added up in order they give the same
/// bytes every time.
///
/// - Parameters:
///   - width: how many elements a sweep adds to.
///   - sweep: makes a sweep for one part, with memory of its own.
///   - finish: what becomes of the sums of a part.
func sumsOfSources<Sweep: SourceSweep>(
  nodeCount: Int, width: Int, on workers: Workers, _ sweep: @Sendable () -> Sweep,
  finish: @Sendable ([Double]) -> [Double] = { $0 }
) throws(Cancelled) -> [[Double]] {
  try workers.map(Chunks.even(nodeCount)) { sources in
    var total = [Double](repeating: 0, count: width)
    var sweep = sweep()
    for source in sources {
      if workers.cancellation.isCancelled { break }
      sweep.add(from: source, to: &total)
    }
    return finish(total)
  }
}
