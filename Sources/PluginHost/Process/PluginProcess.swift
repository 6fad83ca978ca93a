internal import ChildPrograms
internal import Foundation
internal import Glibc

/// A plug-in that runs, and the streams to and from it.
///
/// Used by one thread at a time, which ``PluginSession`` sees to. Ended, with all that it has started, when its owner
/// lets go of it.
final class PluginProcess: @unchecked Sendable {
  /// How a program is to be started.
  struct Launch: Sendable {
    /// The program and its arguments.
    let command: [String]
    let folder: String
    let environment: [String: String]
    let threads: Int
    let limits: PluginLimits
  }

  /// Private to the plug-in; it goes when the plug-in does.
  let scratch: String
  let limits: PluginLimits
  let id: pid_t
  let program: String
  /// In which it runs.
  let folder: String
  var input: Descriptor?
  var output: Descriptor?
  var messages: Descriptor?
  var control: Descriptor?
  var ended: ProcessStatus?
  /// Whether it has written anything since it was made ready for a run.
  var hasSpoken = false
  var reader = FrameReader()
  var tail = MessageTail()
  var buffer = [UInt8](repeating: 0, count: 1 << 20)

  init(_ launch: Launch) throws(PluginFailure) {
    limits = launch.limits
    (program, folder) = (launch.command[0], launch.folder)
    guard let toPlugin = DescriptorPair(pipeOf: 1 << 20),
      let fromPlugin = DescriptorPair(pipeOf: 1 << 20),
      let messages = DescriptorPair(pipeOf: 0), let control = DescriptorPair(socket: ())
    else { throw .notStarted(reason: "too many open files") }
    scratch = try PluginEnvironment.privateFolder()
    let confinement = Confinement(
      executable: launch.limits.confine ?? Confinement.defaultExecutable, limits: limits)
    do {
      id = try confinement.start(
        launch.command, in: launch.folder, scratch: scratch,
        environment: PluginEnvironment.variables(
          folder: scratch, threads: launch.threads, extra: launch.environment),
        input: toPlugin.output, output: fromPlugin.input, messages: messages.input,
        control: control.input)
    } catch {
      try? FileManager.default.removeItem(atPath: scratch)
      throw error
    }
    input = toPlugin.input.withoutWaiting()
    output = fromPlugin.output.withoutWaiting()
    self.messages = messages.output.withoutWaiting()
    self.control = control.output.withoutWaiting()

  }

  deinit { end(grace: 0) }
}
