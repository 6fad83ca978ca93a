internal import ChildPrograms
internal import Glibc
internal import ModuleKit

/// When to give a plug-in up.
struct Patience {
  /// The time it has for an answer; nil where the stage's own deadline decides.
  var seconds: Double?
  /// Asked several times a second.
  var isCancelled: () -> Bool
  /// What tells the plug-in that the run is cancelled.
  var cancel: OutgoingFrame?
}

extension PluginProcess {
  /// How often the wish to cancel is looked at, in milliseconds.
  private static let pause: Int32 = 20

  /// Sends a frame and takes up frames until one ends the exchange.
  ///
  /// It waits for neither stream: a plug-in that reads nothing and one that never stops writing are given up like
  /// any other.
  ///
  /// - Parameters:
  ///   - admit: is shown each header before its arrays, and throws to refuse it.
  ///   - take: is given each frame; true ends the exchange.
  func exchange(
    _ frame: OutgoingFrame, _ patience: Patience,
    admit: (FrameHeader) throws(WireProblem) -> Void,
    take: (Message) throws(PluginFailure) -> Bool
  ) throws(PluginFailure) {
    if !reader.isEmpty { throw broken("wrote before it was asked") }
    let blocked = BlockedPipeSignal()
    defer { blocked.restore() }
    var clock = ExchangeClock(patience, limits)
    var waiting = [frame]
    while true {
      if clock.isCancelledNow(), let cancel = patience.cancel { waiting.append(cancel) }
      try check(&clock)
      let ready = poll(wantsToWrite: !waiting.isEmpty)
      if ready.input { send(&waiting) }
      if ready.messages { try receiveMessages() }
      if ready.output {
        let stream = receive(admit, &clock)
        // What was complete before it went wrong counts.
        while let frame = reader.next() {
          if try !take(frame) { continue }
          // What it says beyond the answer, or has not listened to, makes it no partner for the next stage.
          if !reader.isEmpty || !waiting.isEmpty { input = nil }
          return
        }
        switch stream {
        case .open: break
        case .ended: throw failureAtEnd()
        case .broken(let problem): throw broken(problem.complaint)
        }
      }
    }
  }

  private func check(_ clock: inout ExchangeClock) throws(PluginFailure) {
    if clock.isOutOfGrace { throw .cancelled }
    if let seconds = clock.overdue { throw .silent(seconds: seconds, messages: lastMessages()) }
    if reader.isInFrame, clock.hasStalled { throw broken("stopped in the middle of a frame") }
  }

  func broken(_ complaint: String) -> PluginFailure {
    .broke(complaint, messages: lastMessages())
  }

  private func poll(wantsToWrite: Bool) -> (input: Bool, output: Bool, messages: Bool) {
    var polled = [
      pollfd(fd: wantsToWrite ? input?.number ?? -1 : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output?.number ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: messages?.number ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    guard unsafe Glibc.poll(&polled, nfds_t(polled.count), Self.pause) > 0 else {
      return (false, false, false)
    }
    return (polled[0].revents != 0, polled[1].revents != 0, polled[2].revents != 0)
  }

  private func send(_ waiting: inout [OutgoingFrame]) {
    guard let number = input?.number else { return waiting = [] }
    while !waiting.isEmpty {
      // Nobody reads any more: what it says about that is still to come.
      if !waiting[0].write(to: number) { return input = nil }
      if !waiting[0].isSent { return }
      waiting.removeFirst()
    }
  }

  private enum Stream {
    case open, ended
    case broken(WireProblem)
  }

  private func receive(
    _ admit: (FrameHeader) throws(WireProblem) -> Void, _ clock: inout ExchangeClock
  ) -> Stream {
    guard let number = output?.number else { return .ended }
    let count = unsafe read(number, &buffer, buffer.count)
    if count < 0 { return errno == EAGAIN || errno == EINTR ? .open : .ended }
    if count == 0 { return .ended }
    hasSpoken = true
    clock.hasMoved()
    do {
      try reader.feed(buffer[..<count], admit: admit)
      return .open
    } catch {
      return .broken(error)
    }
  }

  private func receiveMessages() throws(PluginFailure) {
    guard let number = messages?.number else { return }
    let count = unsafe read(number, &buffer, buffer.count)
    if count == 0 { return messages = nil }
    if count > 0 { tail.add(buffer[..<count]) }
    if tail.total > limits.messageMegabytes << 20 {
      throw broken("wrote more than \(limits.messageMegabytes) MB to standard error")
    }
  }

  /// What it has written to standard error so far.
  func lastMessages() -> [String] {
    while let number = messages?.number, tail.total <= limits.messageMegabytes << 20 {
      let count = unsafe read(number, &buffer, buffer.count)
      if count <= 0 { break }
      tail.add(buffer[..<count])
    }
    return tail.lines
  }

  /// Why its output has ended.
  private func failureAtEnd() -> PluginFailure {
    if let failure = failureBySupervisor() { return failure }
    guard let status = waitForEnd(seconds: 1) else {
      return broken("closed its standard output")
    }
    return failureBySupervisor()
      ?? .ended(status, inFrame: reader.isInFrame, messages: lastMessages())
  }

  /// What the program that confines it says of its end: that it could not be run, or has taken too much memory.
  private func failureBySupervisor() -> PluginFailure? {
    guard let control = control?.number else { return nil }
    var text = [UInt8](repeating: 0, count: 64)
    let count = unsafe recv(control, &text, text.count, Int32(MSG_DONTWAIT))
    guard count > 0 else { return nil }
    let words = String(decoding: text[..<count], as: UTF8.self).split(separator: "\n")
    if words.contains("memory") {
      return .outgrew(megabytes: limits.memoryMegabytes, messages: lastMessages())
    }
    guard let parts = words.first?.split(separator: " "), parts.count == 2,
      let code = Int32(parts[1])
    else { return nil }
    return .notStarted(reason: parts[0] == "folder" ? noFolder(code) : noProgram(code))
  }

  private func noFolder(_ code: Int32) -> String {
    unsafe "its folder '\(folder)': " + String(cString: strerror(code))
  }

  private func noProgram(_ code: Int32) -> String {
    if code != ENOENT { return unsafe "'\(shown(program))': " + String(cString: strerror(code)) }
    let path = program.hasPrefix("/") ? program : "\(folder)/\(program)"
    if program.contains("/"), unsafe access(path, F_OK) == 0 {
      return "the interpreter that '\(shown(program))' names in its first line is not there"
    }
    return "there is no program '\(shown(program))'"
  }

  /// Makes ready for the next exchange.
  ///
  /// - Returns: false when the plug-in has ended, or has said something that it was not asked for.
  func isFit() -> Bool {
    tail.forget()
    hasSpoken = false
    guard input != nil, reader.isEmpty else { return false }
    var polled = [pollfd(fd: output?.number ?? -1, events: Int16(POLLIN), revents: 0)]
    return unsafe Glibc.poll(&polled, 1, 0) == 0
  }
}

extension PluginProcess {
  /// Whether it has ended without a word since it was made ready.
  func hasDiedUnheard(_ error: any Error) -> Bool {
    guard case .ended? = error as? PluginFailure else { return false }
    return !hasSpoken
  }
}

/// Keeps a thread from being ended by writing to a plug-in that has gone.
private struct BlockedPipeSignal {
  private var before = sigset_t()
  private var wasPending = false

  init() {
    var pipe = Self.pipe
    unsafe pthread_sigmask(SIG_BLOCK, &pipe, &before)
    wasPending = Self.isPending
  }

  /// Takes the signal away, if one has come, and lets others come again.
  func restore() {
    var pipe = Self.pipe
    var none = timespec()
    if !wasPending, Self.isPending { _ = unsafe sigtimedwait(&pipe, nil, &none) }
    var before = before
    _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private static var pipe: sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    return signals
  }

  private static var isPending: Bool {
    var signals = sigset_t()
    unsafe sigpending(&signals)
    return unsafe sigismember(&signals, SIGPIPE) == 1
  }
}
