public import Glibc

/// A program that could not be started.
public struct StartFailure: Error {
  /// In the words of the system.
  public let reason: String
}

/// Starts a program in a process group of its own, so that a Ctrl-C at the terminal reaches only its parent, who
/// decides.
///
/// - Parameters:
///   - executable: the path of the program.
///   - descriptors: the one at place `i` becomes number `i` in the program, which inherits no other.
/// - Returns: its process, which the caller waits for.
public func startProgram(
  _ executable: String, _ arguments: [String], environment: [String: String],
  descriptors: [Int32]
) throws(StartFailure) -> pid_t {
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  for (number, descriptor) in descriptors.enumerated() {
    unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
  }
  var attributes = posix_spawnattr_t()
  unsafe posix_spawnattr_init(&attributes)
  defer { unsafe posix_spawnattr_destroy(&attributes) }
  configure(&attributes)

  let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  var id: pid_t = 0
  let code = unsafe withCStrings([executable] + arguments) { words in
    unsafe withCStrings(variables) { variables in
      unsafe posix_spawn(&id, executable, &actions, &attributes, words, variables)
    }
  }
  guard code == 0 else { throw StartFailure(reason: unsafe String(cString: strerror(code))) }
  return id
}

/// Signals that the caller ignores or blocks must have their usual effect in the program.
private func configure(_ attributes: inout posix_spawnattr_t) {
  var signals = sigset_t()
  unsafe sigfillset(&signals)
  unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
  unsafe sigemptyset(&signals)
  unsafe posix_spawnattr_setsigmask(&attributes, &signals)
  unsafe posix_spawnattr_setpgroup(&attributes, 0)
  let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
  unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
}

private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = unsafe strings.map { unsafe strdup($0) }
  defer { unsafe copies.forEach { unsafe free($0) } }
  return unsafe body(copies + [nil])
}
