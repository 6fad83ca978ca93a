internal import CIntrinsics
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Threads that help with loops, and stay awake for a moment between them.
///
/// Waking a thread takes as long as a short loop (half a millisecond on some virtual machines), and many
/// kernels are made of short loops. So a helper looks out for the next loop for a while before it sleeps,
/// and whoever runs a loop does not wait for helpers that have not begun when all is done.
///
/// One loop has the team at a time; others, and loops within loops, find it busy.
@safe final class ThreadTeam: @unchecked Sendable {
  static let shared = ThreadTeam()

  /// Set while a loop has the team.
  private let isBusy = Atomic<Bool>(false)
  /// Counts loops, so that a helper knows a new one.
  private let loop = Atomic<Int>(0)
  /// What is to be done; there as long as somebody may begin or is at it.
  private var job: (@Sendable () -> Void)?
  private let state = Atomic<UInt64>(0)
  /// Helpers that sleep and have not been called.
  private let sleeping = Atomic<UInt64>(0)
  private let call = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private let helperCount = Atomic<Int>(0)

  /// Turns to look before a helper sleeps, about a fifth of a millisecond, and before a loop does.
  private static let mostLooks = 4000
  private static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// The parts of `state`: places for helpers, helpers at work, whether someone sleeps until they end.
  private static let atWork: UInt64 = 1 << 16
  private static let isAwaited: UInt64 = 1 << 32
  private static func places(_ state: UInt64) -> UInt64 { state & 0xffff }
  private static func workers(_ state: UInt64) -> UInt64 { state >> 16 & 0xffff }

  /// Runs `work` here and on up to `helpers` other threads, and returns when all have ended.
  ///
  /// - Parameter work: does what is left to do, whoever runs it.
  /// - Returns: false, and nothing was done, when the team is busy.
  func run(helpers: Int, _ work: @Sendable () -> Void) -> Bool {
    guard !isBusy.exchange(true, ordering: .acquiring) else { return false }
    withoutActuallyEscaping(work) { work in
      job = work
      hire(helpers)
      state.store(UInt64(helpers), ordering: .releasing)
      loop.add(1, ordering: .sequentiallyConsistent)
      wake(helpers)
      work()
      waitForHelpers()
      job = nil
    }
    isBusy.store(false, ordering: .releasing)
    return true
  }

  private func hire(_ count: Int) {
    while helperCount.load(ordering: .relaxed) < count {
      helperCount.add(1, ordering: .relaxed)
      let first = loop.load(ordering: .relaxed)
      Thread.detachNewThread { [self] in help(after: first) }
    }
  }

  private func wake(_ count: Int) {
    for _ in 0..<count where change(sleeping, { $0 > 0 ? $0 - 1 : nil }) != nil { call.signal() }
  }

  /// Takes back the places that nobody took, and waits for those who did.
  private func waitForHelpers() {
    _ = change(state) { $0 - Self.places($0) }
    for _ in 0..<Self.mostLooks {
      if Self.workers(state.load(ordering: .acquiring)) == 0 { return }
      wait_a_moment()
    }
    let found = change(state) { Self.workers($0) > 0 ? $0 | Self.isAwaited : nil }
    if found != nil { done.wait() }
  }

  // MARK: Helpers

  private func help(after first: Int) {
    var last = first
    while true {
      waitForLoop(after: last)
      last = loop.load(ordering: .sequentiallyConsistent)
      let taken = change(state) {
        Self.places($0) > 0 ? $0 - 1 + Self.atWork : nil
      }
      if taken == nil { continue }
      doJob()
      let before = change(state) {
        let left = $0 - Self.atWork
        return Self.workers(left) == 0 ? left & ~Self.isAwaited : left
      }
      if let before, Self.workers(before) == 1, before & Self.isAwaited != 0 { done.signal() }
    }
  }

  /// By itself, so that the job is let go of before the helper says it has ended.
  @inline(never) private func doJob() { job?() }

  private func waitForLoop(after last: Int) {
    // More helpers than cores would take time from those at work.
    let looks = helperCount.load(ordering: .relaxed) < Self.cores ? Self.mostLooks : 0
    for _ in 0..<looks {
      if loop.load(ordering: .acquiring) != last { return }
      wait_a_moment()
    }
    sleeping.add(1, ordering: .sequentiallyConsistent)
    if loop.load(ordering: .sequentiallyConsistent) != last,
      change(sleeping, { $0 > 0 ? $0 - 1 : nil }) != nil
    {
      return
    }
    call.wait()
  }
}

/// Changes a value unless `change` says nil; returns what it was.
private func change(
  _ value: borrowing Atomic<UInt64>, _ change: (UInt64) -> UInt64?
) -> UInt64? {
  var old = value.load(ordering: .sequentiallyConsistent)
  while let new = change(old) {
    let (isDone, found) = value.compareExchange(
      expected: old, desired: new, ordering: .sequentiallyConsistent)
    if isDone { return old }
    old = found
  }
  return nil
}
