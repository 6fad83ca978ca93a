internal import Synchronization

/// Says that a computation should stop; shared by everything that belongs to one run.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  private let whole: Cancellation?

  /// - Parameter whole: what this is a part of: when that is cancelled, so is this, but not the other way.
  public init(partOf whole: Cancellation? = nil) { self.whole = whole }

  public var isCancelled: Bool {
    flag.load(ordering: .relaxed) || (whole?.isCancelled ?? false)
  }
  /// May be called from any thread, any number of times.
  public func cancel() { flag.store(true, ordering: .relaxed) }
}

/// Thrown by a computation that stopped because it was asked to.
public struct Cancelled: Error, Equatable {
  public init() {}
}
