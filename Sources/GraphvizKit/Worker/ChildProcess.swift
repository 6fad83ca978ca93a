internal import ChildPrograms
internal import Foundation
internal import Glibc

/// A running program; it is killed and reaped when its owner goes away.
struct ChildProcess: ~Copyable {
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
    do throws(StartFailure) {
      id = try startProgram(
        executable, arguments, environment: ProcessInfo.processInfo.environment,
        descriptors: [input.number, output.number, messages.number])
    } catch {
      throw .notStarted(reason: error.reason)
    }
  }

  deinit {
    if isReaped { return }
    kill(-id, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
  }

  /// How the program ended; nil while it runs.
  mutating func statusIfEnded() -> ProcessStatus? {
    var status: Int32 = 0
    guard unsafe waitpid(id, &status, WNOHANG) == id else { return nil }
    isReaped = true
    return ProcessStatus(status)
  }
}
