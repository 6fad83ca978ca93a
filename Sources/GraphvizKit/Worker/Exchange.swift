internal import ChildPrograms
internal import Glibc

/// Feeds a program and collects what it writes, whichever it is ready for.
struct Exchange: ~Copyable {
  private let input: [UInt8]
  private var sent = 0
  private var sink: Descriptor?
  private var outputSource: Descriptor?
  private var messageSource: Descriptor?
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private(set) var output: [UInt8] = []
  private var messages: [UInt8] = []

  /// More output than any drawing has: a program that writes it has gone astray.
  private static let mostOutput = 1 << 30
  private static let mostMessages = 1 << 14

  init(
    input: [UInt8], to sink: consuming Descriptor, from output: consuming Descriptor,
    and messages: consuming Descriptor
  ) {
    self.input = input
    self.sink = consume sink
    outputSource = consume output
    messageSource = consume messages
    if input.isEmpty { self.sink = nil }
  }

  /// Whether the program may still write.
  var isOpen: Bool { outputSource != nil || messageSource != nil }

  var messageText: String {
    let text = String(decoding: messages, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).joined(separator: "\n")
  }

  /// Waits until something can be read or written, at most so long, and does it.
  mutating func step(milliseconds: Int32) throws(RenderFailure) {
    var polled = [
      pollfd(fd: sink?.number ?? -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: outputSource?.number ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: messageSource?.number ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    guard unsafe poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return }
    if polled[0].revents != 0 { feed() }
    if polled[1].revents != 0, let part = receive(from: polled[1].fd) {
      if part.isEmpty { outputSource = nil }
      output += part
    }
    if polled[2].revents != 0, let part = receive(from: polled[2].fd) {
      if part.isEmpty { messageSource = nil }
      messages += part.prefix(Self.mostMessages - messages.count)
    }
    if output.count > Self.mostOutput {
      throw .garbledAnswer(reason: "it never stops writing", messages: messageText)
    }
  }

  /// Sends what fits; closes the stream after the last byte or when nobody reads.
  private mutating func feed() {
    guard let number = sink?.number else { return }
    let count = unsafe input[sent...].withUnsafeBytes { rest in
      unsafe send(
        number, rest.baseAddress, rest.count,
        Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
    if count >= 0 {
      sent += count
      if sent == input.count { sink = nil }
    } else if errno != EAGAIN && errno != EINTR {
      sink = nil
    }
  }

  /// The next bytes; empty at the end, nil when there are none yet.
  private mutating func receive(from number: Int32) -> ArraySlice<UInt8>? {
    let count = unsafe read(number, &buffer, buffer.count)
    if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
    return buffer[..<count]
  }
}
