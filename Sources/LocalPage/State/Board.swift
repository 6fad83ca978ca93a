internal import Synchronization

/// What the page shows, for all who look at it; told anew whenever it changes.
final class Board: Sendable {
  private struct Content {
    var state: PageState
    var version = 1
    var isClosed = false
    var watchers: [Int: AsyncStream<Void>.Continuation] = [:]
    var lastWatcher = 0
  }
  private let content: Mutex<Content>

  init(_ state: PageState) { content = Mutex(Content(state: state)) }

  var state: PageState { content.withLock { $0.state } }

  /// The state and its number, which grows with every change.
  var current: (version: Int, state: PageState, isClosed: Bool) {
    content.withLock { ($0.version, $0.state, $0.isClosed) }
  }

  func update(_ change: (inout PageState) -> Void) {
    content.withLock { content in
      change(&content.state)
      content.version += 1
      content.watchers.values.forEach { $0.yield() }
    }
  }

  /// Nothing more will change: whoever looks is told so, and to go.
  func close() {
    content.withLock { content in
      content.state.stop()
      content.state.phase = .closed
      content.state.sentence = "sociogram serve has ended; what is seen here stays as it was"
      content.version += 1
      content.isClosed = true
      content.watchers.values.forEach { $0.yield() }
    }
  }

  /// Waits until all who look have been told the last and have gone.
  func untilNobodyLooks(within limit: Duration) async {
    let end = ContinuousClock.now + limit
    while content.withLock({ !$0.watchers.isEmpty }), .now < end {
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  /// An element for each change, or for several that come at once.
  func changes() -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let number = content.withLock { content in
        content.lastWatcher += 1
        content.watchers[content.lastWatcher] = continuation
        return content.lastWatcher
      }
      continuation.onTermination = { [weak self] _ in
        self?.content.withLock { $0.watchers[number] = nil }
      }
    }
  }

  /// Wakes who watches though nothing changes: a browser that has gone shows only when it is written to.
  func beat(every pause: Duration) async {
    while (try? await Task.sleep(for: pause)) != nil {
      content.withLock { $0.watchers.values.forEach { $0.yield() } }
    }
  }
}
