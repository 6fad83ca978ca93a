internal import ChildPrograms
internal import Glibc

/// One run of a program: input in, output and messages out, with a deadline.
struct ChildJob {
  struct Ended {
    let status: ProcessStatus
    let output: [UInt8]
    /// The first part of what it wrote to standard error.
    let messages: String
  }

  let executable: String
  let arguments: [String]
  let input: [UInt8]
  /// Time until the program must have ended.
  let seconds: Double

  /// How often the caller's wish to cancel is looked at, in milliseconds.
  private static let pause: Int32 = 20

  /// Runs the program to its end, or kills it at the deadline or when cancelled.
  ///
  /// In every case no process and no descriptor is left behind.
  func run(isCancelled: () -> Bool) throws(RenderFailure) -> Ended {
    let deadline = ContinuousClock.now + .seconds(min(max(seconds, 0), 1e7))
    guard unsafe access(executable, X_OK) == 0 else { throw .executableMissing(path: executable) }
    guard let input = DescriptorPair(socket: ()), let output = DescriptorPair(socket: ()),
      let messages = DescriptorPair(socket: ())
    else { throw .notStarted(reason: "too many open files") }
    var child = try ChildProcess(
      executable: executable, arguments: arguments, input: input.output, output: output.input,
      messages: messages.input)

    var exchange = Exchange(
      input: self.input, to: input.input, from: output.output, and: messages.output)
    while exchange.isOpen {
      try check(deadline, isCancelled)
      try exchange.step(milliseconds: Self.pause)
    }
    while true {
      if let status = child.statusIfEnded() {
        return Ended(status: status, output: exchange.output, messages: exchange.messageText)
      }
      try check(deadline, isCancelled)
      usleep(500)
    }
  }

  private func check(
    _ deadline: ContinuousClock.Instant, _ isCancelled: () -> Bool
  ) throws(RenderFailure) {
    if isCancelled() { throw .cancelled }
    if ContinuousClock.now >= deadline { throw .timedOut(seconds: seconds) }
  }
}
