internal import Foundation
internal import Glibc

/// Starts plug-ins through `sociogram-confine`, which limits them and ends all that they start.
struct Confinement {
  /// The number under which the program finds the descriptor that tells it to end.
  private static let control: Int32 = 3

  let executable: String
  let limits: PluginLimits

  /// `sociogram-confine` in the directory of the running program.
  static var defaultExecutable: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/sociogram-confine"
  }

  /// Starts a program in a process group of its own.
  ///
  /// - Parameters:
  ///   - scratch: the private folder, which goes with the program.
  ///   - control: when its other end closes, the program is ended with all that it has started.
  func start(
    _ command: [String], in folder: String, scratch: String, environment: [String: String],
    input: borrowing Descriptor, output: borrowing Descriptor, messages: borrowing Descriptor,
    control: borrowing Descriptor
  ) throws(PluginFailure) -> pid_t {
    guard unsafe access(executable, X_OK) == 0 else {
      throw .notStarted(
        reason: "the program that confines plug-ins is missing or cannot be run: \(executable)")
    }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input.number, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output.number, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, messages.number, 2)
    unsafe posix_spawn_file_actions_adddup2(&actions, control.number, Self.control)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    Self.configure(&attributes)

    let words = [executable] + options(folder: folder, scratch: scratch) + ["--"] + command
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var id: pid_t = 0
    let code = unsafe Self.withCStrings(words) { words in
      unsafe Self.withCStrings(variables) { variables in
        unsafe posix_spawn(&id, executable, &actions, &attributes, words, variables)
      }
    }
    guard code == 0 else { throw .notStarted(reason: unsafe String(cString: strerror(code))) }
    return id
  }

  private func options(folder: String, scratch: String) -> [String] {
    [
      "--memory", String(limits.memoryMegabytes << 20), "--files", String(limits.openFiles),
      "--folder", folder, "--scratch", scratch, "--control", String(Self.control),
    ] + (limits.usesNamespaces ? [] : ["--plain"])
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
