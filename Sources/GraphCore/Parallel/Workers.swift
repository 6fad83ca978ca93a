internal import Dispatch
internal import Synchronization

/// The threads a kernel may use.
///
/// Work is cut into chunks that depend on the input alone, never on the number of threads, and
/// partial results come back in chunk order: so a kernel gives the same bytes for any `threads`.
public struct Workers: Sendable {
  public let threads: Int
  public let cancellation: Cancellation
  private let report: @Sendable (Double) -> Void

  /// - Parameter report: is told which share (0...1) of a loop is done, from any thread.
  public init(
    threads: Int, cancellation: Cancellation = Cancellation(),
    report: @escaping @Sendable (Double) -> Void = { _ in }
  ) {
    self.threads = max(1, threads)
    self.cancellation = cancellation
    self.report = report
  }

  /// One thread and no way to cancel: for tests and small inputs.
  public static let serial = Workers(threads: 1)

  public func checkCancelled() throws(Cancelled) {
    if cancellation.isCancelled { throw Cancelled() }
  }

  /// Reports how much is done of work that is no loop over chunks, from any thread.
  public func tell(share: Double) { report(share) }

  /// Computes one partial result per chunk, chunks side by side, results in chunk order.
  public func map<Chunk: Sendable, Partial: Sendable>(
    _ chunks: [Chunk], _ body: @Sendable (Chunk) -> Partial
  ) throws(Cancelled) -> [Partial] {
    var partials = [Partial?](repeating: nil, count: chunks.count)
    unsafe partials.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slots = unsafe buffer
      forEach(chunks.count) { index in unsafe slots[index] = body(chunks[index]) }
    }
    try checkCancelled()
    return partials.compactMap { $0 }
  }

  /// Lets each chunk write its own part of `values`.
  ///
  /// `body` gets the chunk and the span of `values` at the chunk's indices.
  public func fill<Value: Sendable>(
    _ values: inout [Value], _ chunks: [Range<Int>],
    _ body: @Sendable (Range<Int>, inout MutableSpan<Value>) -> Void
  ) throws(Cancelled) {
    _ = try fillAndMap(&values, chunks, body)
  }

  /// Lets each chunk write its own part of `values` and tell something about it, in chunk order.
  public func fillAndMap<Value: Sendable, Partial: Sendable>(
    _ values: inout [Value], _ chunks: [Range<Int>],
    _ body: @Sendable (Range<Int>, inout MutableSpan<Value>) -> Partial
  ) throws(Cancelled) -> [Partial] {
    var partials = [Partial?](repeating: nil, count: chunks.count)
    unsafe values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let all = unsafe buffer
      unsafe partials.withUnsafeMutableBufferPointer { buffer in
        nonisolated(unsafe) let slots = unsafe buffer
        forEach(chunks.count) { index in
          let part = unsafe UnsafeMutableBufferPointer(rebasing: all[chunks[index]])
          var span = unsafe part.mutableSpan
          unsafe slots[index] = body(chunks[index], &span)
        }
      }
    }
    try checkCancelled()
    return partials.compactMap { $0 }
  }

  /// The parts one behind the other.
  public func joined<Value: BitwiseCopyable & Sendable>(
    _ parts: [[Value]]
  ) throws(Cancelled) -> [Value] {
    var starts = [0]
    for part in parts { starts.append(starts[starts.count - 1] + part.count) }
    let (begins, total) = (starts, starts[parts.count])
    let all = unsafe [Value](unsafeUninitializedCapacity: total) { buffer, count in
      nonisolated(unsafe) let all = unsafe buffer
      forEach(parts.count) { index in
        let place = unsafe UnsafeMutableBufferPointer(
          rebasing: all[begins[index]..<begins[index + 1]])
        _ = unsafe place.initialize(fromContentsOf: parts[index])
      }
      // Trivial values may stay unset when cancelled: nobody sees them.
      count = total
    }
    try checkCancelled()
    return all
  }

  private func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    @Sendable func work() {
      while !cancellation.isCancelled {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= count { return }
        body(index)
        report(Double(done.add(1, ordering: .relaxed).newValue) / Double(count))
      }
    }
    let most = min(threads, count)
    if most <= 1 { return work() }
    if ThreadTeam.shared.run(helpers: most - 1, work) { return }
    // Another loop has the team.
    DispatchQueue.concurrentPerform(iterations: most) { _ in work() }
  }
}
