internal import CStreams
internal import Glibc

/// An open file descriptor that is closed when its owner goes away.
@frozen public struct Descriptor: ~Copyable {
  public let number: Int32

  public init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// The same, on which reading and writing return at once.
  public consuming func withoutWaiting() -> Descriptor {
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    return self
  }
}

/// Two connected descriptors, of which neither outlives an `exec`.
@frozen public struct DescriptorPair: ~Copyable {
  /// The end that is read.
  public let output: Descriptor
  /// The end that is written.
  public let input: Descriptor

  /// A pipe; nil when too many files are open.
  ///
  /// Not a socket, though writing to one raises no signal: `/dev/stdin` and `/dev/stdout`, by which R and
  /// shells take their streams, cannot be opened when they are sockets.
  public init?(pipeOf bytes: Int32) {
    var ends: [Int32] = [-1, -1]
    guard unsafe open_pipe(&ends, bytes) == 0 else { return nil }
    output = Self.raised(ends[0])
    input = Self.raised(ends[1])
  }

  /// Two ends that both read and write; nil when too many files are open.
  ///
  /// Writing to one whose reader has gone need not raise SIGPIPE.
  public init?(socket: Void) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    output = Self.raised(ends[0])
    input = Self.raised(ends[1])
  }

  /// The same file under a number that stands for no standard stream in a program to be started.
  private static func raised(_ number: Int32) -> Descriptor {
    if number > 9 { return Descriptor(number) }
    let higher = fcntl(number, F_DUPFD_CLOEXEC, 10)
    if higher < 0 { return Descriptor(number) }
    close(number)
    return Descriptor(higher)
  }
}
