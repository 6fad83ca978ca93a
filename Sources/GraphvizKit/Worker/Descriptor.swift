internal import Glibc

/// An open file descriptor that is closed when its owner goes away.
struct Descriptor: ~Copyable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }
}

/// Two connected descriptors; neither outlives an `exec`.
///
/// Sockets rather than pipes: writing to one whose reader has gone need not raise SIGPIPE.
struct DescriptorPair: ~Copyable {
  let near: Descriptor
  let far: Descriptor

  /// Nil when too many files are open.
  init?() {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    near = Descriptor(ends[0])
    far = Descriptor(ends[1])
  }
}
