internal import FlyingFox
public import PipelineEngine

/// A study as a page for one's own browser, which follows what is saved.
///
/// Only this machine can reach it, and only who knows its address: that ends in a random token.
public struct LocalPage: Sendable {
  /// What a terminal should show.
  public enum Message: Sendable {
    /// The page is there.
    case address(String)
    /// How a run ended, in a sentence.
    case round(String)
  }

  /// The page cannot be served.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  let engine: Engine
  let study: String
  let output: String
  let threads: Int
  let check: @Sendable () -> Engine.Checked

  /// - Parameters:
  ///   - study: the study file as the user names it.
  ///   - output: the folder for results.
  ///   - check: reads the study anew.
  public init(
    engine: Engine, study: String, output: String, threads: Int,
    check: @escaping @Sendable () -> Engine.Checked
  ) {
    (self.engine, self.study, self.output) = (engine, study, output)
    (self.threads, self.check) = (threads, check)
  }

  /// Serves the page until the task is cancelled; a run that goes on then is stopped.
  ///
  /// - Parameter port: 0 for any that is free.
  /// - Throws: ``Failure``, or ``RunFailure`` when the output folder is shown by somebody else.
  public func serve(port: UInt16, tell: @escaping @Sendable (Message) -> Void) async throws {
    let reservation = try engine.reserve(output: output)
    defer { withExtendedLifetime(reservation) {} }
    let board = Board(PageState(study: study, output: output))
    let server = PageServer(engine: engine, output: output, board: board)
    let session = StudySession(page: self, board: board, tell: { tell(.round($0)) })
    // Before the first run begins: a port that is taken is told at once.
    let listening = try await server.listen(port: port)
    tell(.address(server.address))
    let reason = await withTaskGroup(of: String?.self) { group in
      // Runs have threads of their own, yet their loops borrow those for ordinary work.
      group.addTask(priority: .high) {
        await session.run()
        return nil
      }
      group.addTask(priority: .high) {
        await board.beat(every: .seconds(10))
        return nil
      }
      group.addTask(priority: .high) { await listening.untilItEnds() }
      // The first to end is the listening, or all have been cancelled.
      let first = await group.next()
      group.cancelAll()
      await group.waitForAll()
      return first ?? nil
    }
    await listening.stop()
    if !Task.isCancelled {
      throw Failure(description: "the page is gone: \(reason ?? "the server has stopped")")
    }
  }
}
