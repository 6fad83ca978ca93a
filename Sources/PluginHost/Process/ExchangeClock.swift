/// The times at which a plug-in is given up during an exchange.
///
/// A machine that sleeps does not let time pass.
struct ExchangeClock {
  private let patience: Patience
  private let limits: PluginLimits
  private let start = SuspendingClock.now
  private var lastMove = SuspendingClock.now
  private var cancelledAt: SuspendingClock.Instant?

  init(_ patience: Patience, _ limits: PluginLimits) {
    (self.patience, self.limits) = (patience, limits)
  }

  /// True once, when the run is cancelled.
  mutating func isCancelledNow() -> Bool {
    if cancelledAt != nil || !patience.isCancelled() { return false }
    cancelledAt = .now
    return true
  }

  /// Whether a cancelled run should have ended by now.
  var isOutOfGrace: Bool {
    guard let cancelledAt else { return false }
    if patience.cancel == nil { return true }
    return SuspendingClock.now - cancelledAt >= .seconds(limits.cancelSeconds)
  }

  /// The time that an answer had, when that is over.
  var overdue: Double? {
    guard let seconds = patience.seconds else { return nil }
    return SuspendingClock.now - start >= .seconds(seconds) ? seconds : nil
  }

  /// Tells that something has been read.
  mutating func hasMoved() { lastMove = .now }

  /// Whether nothing has been read for longer than a frame may take to go on.
  var hasStalled: Bool { SuspendingClock.now - lastMove >= .seconds(limits.stallSeconds) }
}
