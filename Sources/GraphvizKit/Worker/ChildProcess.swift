internal import Foundation
internal import Glibc

/// A running program; it is killed and reaped when its owner goes away.
struct ChildProcess: ~Copyable {
  enum Status: Equatable {
    case exited(Int32)
    case signaled(Int32)
  }

  private let id: pid_t
  private var isReaped = false

  /// Starts a program in a process group of its own, so that a Ctrl-C at the terminal reaches
  /// only its parent, who decides.
  ///
  /// The descriptors become standard input, output and error.
  init(
    executable: String, arguments: [String], input: consuming Descriptor,
    output: consuming Descriptor, messages: consuming Descriptor
  ) throws(RenderFailure) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input.number, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output.number, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, messages.number, 2)

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    Self.configure(&attributes)

    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    var id: pid_t = 0
    let code = unsafe Self.withCStrings([executable] + arguments) { words in
      unsafe Self.withCStrings(environment) { variables in
        unsafe posix_spawn(&id, executable, &actions, &attributes, words, variables)
      }
    }
    guard code == 0 else { throw .notStarted(reason: unsafe String(cString: strerror(code))) }
    self.id = id
  }

  deinit {
    if isReaped { return }
    kill(-id, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
  }

  /// How the program ended; nil while it runs.
  mutating func statusIfEnded() -> Status? {
    var status: Int32 = 0
    guard unsafe waitpid(id, &status, WNOHANG) == id else { return nil }
    isReaped = true
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signaled(signal)
  }

  /// Signals that the caller ignores or blocks must have their usual effect in the program.
  private static func configure(_ attributes: inout posix_spawnattr_t) {
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = unsafe strings.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    return unsafe body(copies + [nil])
  }
}
