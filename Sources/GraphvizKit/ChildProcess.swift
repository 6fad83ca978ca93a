internal import Foundation
internal import Glibc

/// Runs a program to its end: feeds it, collects what it writes, and kills it when it is late.
struct ChildProcess {
  let executable: String
  let arguments: [String]
  /// Seconds after which the child is killed.
  let deadline: Double
  let isCancelled: () -> Bool

  struct Result {
    let output: [UInt8]
    let messages: String
    /// The exit status; nil when a signal ended the child.
    let status: Int32?
    let signal: Int32?
  }

  func run(input: [UInt8]) throws(RenderFailure) -> Result {
    var pipes = Pipes()
    guard pipes.open() else { throw RenderFailure(.crash, "no pipe: \(systemMessage(errno))") }
    defer { pipes.closeAll() }
    let child = try spawn(&pipes)
    pipes.closeChildEnds()
    let ended: RenderFailure?
    var output: [UInt8] = []
    var messages: [UInt8] = []
    ended = exchange(pipes: &pipes, input: input, &output, &messages)
    if ended != nil { kill(child, SIGKILL) }
    var state: Int32 = 0
    while unsafe waitpid(child, &state, 0) < 0 && errno == EINTR {}
    if let ended { throw ended }
    let signal = state & 0x7F
    return Result(
      output: output, messages: String(decoding: messages, as: UTF8.self),
      status: signal == 0 ? (state >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal)
  }

  private func spawn(_ pipes: inout Pipes) throws(RenderFailure) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, pipes.input.read, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, pipes.output.write, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, pipes.errors.write, 2)
    var argv: [UnsafeMutablePointer<CChar>?] = unsafe ([executable] + arguments).map {
      unsafe strdup($0)
    }
    unsafe argv.append(nil)
    defer { unsafe argv.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, executable, &actions, nil, argv, environ)
    if code != 0 {
      throw RenderFailure(
        .missing, "the program '\(executable)' does not start: \(systemMessage(code))")
    }
    return child
  }

  /// Moves bytes both ways until the child closes its ends; a failure when it must be killed.
  private func exchange(
    pipes: inout Pipes, input: [UInt8], _ output: inout [UInt8], _ messages: inout [UInt8]
  ) -> RenderFailure? {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(deadline)
    var written = 0
    if input.isEmpty { pipes.closeInput() }
    while pipes.output.read >= 0 || pipes.errors.read >= 0 {
      if isCancelled() { return RenderFailure(.cancelled, "cancelled") }
      if clock.now >= end {
        return RenderFailure(
          .timeout, "drawing took longer than \(Int(deadline)) s and was stopped")
      }
      var waits = [
        pollfd(fd: pipes.output.read, events: Int16(POLLIN), revents: 0),
        pollfd(fd: pipes.errors.read, events: Int16(POLLIN), revents: 0),
        pollfd(fd: pipes.input.write, events: Int16(POLLOUT), revents: 0),
      ]
      if unsafe poll(&waits, 3, 50) < 0 && errno != EINTR { break }
      if waits[0].revents != 0, !receive(pipes.output.read, &output) { pipes.closeOutput() }
      if waits[1].revents != 0, !receive(pipes.errors.read, &messages) { pipes.closeErrors() }
      if waits[2].revents != 0, !send(input, &written, pipes.input.write) { pipes.closeInput() }
    }
    return nil
  }

  /// False at the end of the stream.
  private func receive(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe read(descriptor, &buffer, buffer.count)
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    bytes.append(contentsOf: buffer.prefix(count))
    return count > 0
  }

  /// False when everything has been sent, or the child no longer reads.
  private func send(_ input: [UInt8], _ written: inout Int, _ descriptor: Int32) -> Bool {
    let count = unsafe input.withUnsafeBytes { bytes in
      unsafe write(descriptor, bytes.baseAddress! + written, min(1 << 16, input.count - written))
    }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    written += count
    return written < input.count
  }
}

func systemMessage(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

/// The three pipes between parent and child; -1 marks a closed end.
private struct Pipes {
  struct Ends {
    var read: Int32 = -1
    var write: Int32 = -1
  }
  private(set) var input = Ends()
  private(set) var output = Ends()
  private(set) var errors = Ends()

  /// A child that stops reading must not end the parent with SIGPIPE.
  private static let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  mutating func open() -> Bool {
    Self.ignoresBrokenPipes
    guard Self.open(&input), Self.open(&output), Self.open(&errors) else { return false }
    // The child reads at its own pace: writing must not block the deadline.
    return fcntl(input.write, F_SETFL, O_NONBLOCK) == 0
  }

  private static func open(_ ends: inout Ends) -> Bool {
    var pair: [Int32] = [-1, -1]
    guard unsafe pipe(&pair) == 0 else { return false }
    ends = Ends(read: pair[0], write: pair[1])
    // A second child, started by another thread, must not hold these ends open.
    return pair.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }
  }

  mutating func closeChildEnds() {
    Self.close(&input.read)
    Self.close(&output.write)
    Self.close(&errors.write)
  }
  mutating func closeInput() { Self.close(&input.write) }
  mutating func closeOutput() { Self.close(&output.read) }
  mutating func closeErrors() { Self.close(&errors.read) }
  mutating func closeAll() {
    closeChildEnds()
    closeInput()
    closeOutput()
    closeErrors()
  }

  private static func close(_ end: inout Int32) {
    if end >= 0 { Glibc.close(end) }
    end = -1
  }
}
