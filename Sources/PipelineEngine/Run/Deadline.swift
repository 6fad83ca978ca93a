internal import Dispatch
internal import GraphCore
internal import Synchronization

/// Cancels one stage when its time is up, without cancelling the run.
final class Deadline: Sendable {
  let cancellation: Cancellation
  private let isOver = Atomic<Bool>(false)

  /// - Parameter whole: the run that the stage belongs to.
  init(_ timeout: Timeout, partOf whole: Cancellation) {
    cancellation = Cancellation(partOf: whole)
    // A stage that is done in time takes its deadline with it: the alarm then wakes nobody.
    DispatchQueue.global().asyncAfter(deadline: .now() + timeout.seconds) { [weak self] in
      self?.isOver.store(true, ordering: .relaxed)
      self?.cancellation.cancel()
    }
  }

  /// Whether the stage was stopped because its time was up.
  var hasPassed: Bool { isOver.load(ordering: .relaxed) }
}
