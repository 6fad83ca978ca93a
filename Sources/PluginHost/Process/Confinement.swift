internal import ChildPrograms
internal import Foundation
internal import Glibc

/// Starts plug-ins through `sociogram-confine`, which limits them and ends all that they start.
struct Confinement {
  /// The number under which the program finds the descriptor that tells it to end: after its standard streams.
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
    do throws(StartFailure) {
      return try startProgram(
        executable, options(folder: folder, scratch: scratch) + ["--"] + command,
        environment: environment,
        descriptors: [input.number, output.number, messages.number, control.number])
    } catch {
      throw .notStarted(reason: error.reason)
    }
  }

  private func options(folder: String, scratch: String) -> [String] {
    [
      "--memory", String(limits.memoryMegabytes << 20), "--files", String(limits.openFiles),
      "--folder", folder, "--scratch", scratch, "--control", String(Self.control),
    ] + (limits.usesNamespaces ? [] : ["--plain"])
  }
}
