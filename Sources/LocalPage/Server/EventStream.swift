internal import FlyingSocks
internal import ModuleKit

/// What the page shows, for a browser that listens (server-sent events): the whole at once, and again
/// after each change, so that nothing has to be made up for after a broken connection.
struct EventStream: AsyncBufferedSequence {
  typealias Element = UInt8
  let board: Board
  /// Changes that follow each other faster are told as one.
  static let pause = Duration.milliseconds(100)

  func makeAsyncIterator() -> Iterator { Iterator(board: board) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    private let board: Board
    private var changes: AsyncStream<Void>.Iterator
    private var told = 0
    private var last: ContinuousClock.Instant?
    private var hasEnded = false

    init(board: Board) {
      self.board = board
      changes = board.changes().makeAsyncIterator()
    }

    /// Only asked for by those who read byte by byte, which nobody does.
    mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      if hasEnded { return nil }
      if let last {
        guard await changes.next() != nil else { return nil }
        try await Task.sleep(until: last + EventStream.pause)
      }
      last = .now
      let (version, state, isClosed) = board.current
      // A remark, which browsers pass over: only to see whether someone is there.
      if version == told { return Array(": here\n\n".utf8) }
      told = version
      hasEnded = isClosed
      let text = "id: \(version)\nevent: state\ndata: \(state.json.compact)\n\n"
      return Array((isClosed ? text + "event: closed\ndata: {}\n\n" : text).utf8)
    }
  }
}
