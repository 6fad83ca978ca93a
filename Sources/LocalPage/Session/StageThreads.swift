internal import Foundation

/// Threads for runs alone. A stage computes for minutes without a pause; on the threads that tasks
/// share, nobody would be left to answer the browser or to hear that a file was saved.
final class StageThreads: TaskExecutor {
  private let queue = JobQueue()

  init(count: Int) {
    for _ in 0..<count {
      let thread = Thread { [queue] in while let work = queue.next() { work() } }
      thread.name = "stages"
      thread.start()
    }
  }

  deinit { queue.close() }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.add { [self] in unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}

/// Work in the order in which it came, for threads that wait for it.
private final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private var waiting: [() -> Void] = []
  private var isClosed = false

  func add(_ work: @escaping () -> Void) {
    condition.lock()
    waiting.append(work)
    condition.signal()
    condition.unlock()
  }

  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }

  /// The next piece of work, once there is one; nil when there will be none.
  func next() -> (() -> Void)? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty && !isClosed { condition.wait() }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }
}
