internal import Foundation
internal import Glibc
internal import ModuleKit
internal import Synchronization

/// The one process of a plug-in, which the stages of a run use one after the other.
///
/// It is started when a stage first needs it, kept, and started again when it has died.
final class PluginSession: Sendable {
  let plugin: PluginIdentity
  private let host: String
  private let limits: PluginLimits
  private let state = Mutex(State())

  private struct State {
    var process: PluginProcess?
    var isLent = false
    var runs = 0
    var starts = 0
  }

  init(_ plugin: PluginIdentity, host: String, limits: PluginLimits) {
    (self.plugin, self.host, self.limits) = (plugin, host, limits)
  }

  deinit { close() }

  /// How many times the plug-in has been started.
  var starts: Int { state.withLock { $0.starts } }

  /// Ends the plug-in. A stage that still runs it goes on to its end.
  func close() {
    let process = state.withLock { state in
      defer { state.process = nil }
      return state.process
    }
    process?.end(grace: limits.graceSeconds)
  }

  /// Lends the process to `body`, once nobody else has it; it is kept unless an error is thrown that tells of its end.
  ///
  /// - Parameter body: is also told the number of the run.
  func lend<Result>(
    threads: Int, isCancelled: @escaping () -> Bool, _ body: (PluginProcess, Int) throws -> Result
  ) throws -> Result {
    var (process, run) = try borrow(isCancelled)
    defer { giveBack(process) }
    while true {
      let isKept = process?.isFit() == true
      if !isKept {
        process?.end(grace: 0)
        process = nil
        process = try start(threads: threads, isCancelled)
      }
      guard let running = process else { throw PluginFailure.cancelled }
      do {
        return try body(running, run)
      } catch let kept as KeepsProcess {
        throw kept.error
      } catch {
        running.end(grace: 0)
        process = nil
        // It had died of what was before, and nobody had seen it yet: another has its chance.
        if isKept, running.hasDiedUnheard(error) { continue }
        throw error
      }
    }
  }

  /// An error after which the plug-in is as good as before.
  struct KeepsProcess: Error { let error: any Error }

  private func borrow(_ isCancelled: @escaping () -> Bool) throws(PluginFailure) -> (
    PluginProcess?, Int
  ) {
    while true {
      let lent = state.withLock { state -> (PluginProcess?, Int)? in
        if state.isLent { return nil }
        state.isLent = true
        state.runs += 1
        defer { state.process = nil }
        return (state.process, state.runs)
      }
      if let lent { return lent }
      if isCancelled() { throw .cancelled }
      usleep(2000)
    }
  }

  private func giveBack(_ process: PluginProcess?) {
    state.withLock { state in
      state.isLent = false
      state.process = process
    }
  }

  private func start(threads: Int, _ isCancelled: @escaping () -> Bool) throws -> PluginProcess {
    state.withLock { $0.starts += 1 }
    let process = try PluginProcess(
      .init(
        command: plugin.command, folder: plugin.folder, environment: plugin.environment,
        threads: threads, limits: limits))
    do {
      _ = try greet(process, isCancelled)
    } catch {
      process.end(grace: 0)
      throw error
    }
    return process
  }

  private func greet(_ process: PluginProcess, _ isCancelled: @escaping () -> Bool) throws
    -> Greeting
  {
    let hello: JSON = [
      "type": "hello", "protocols": [1], "host": .string(host),
      "plugin": ["name": .string(plugin.name), "version": .string(plugin.version)],
    ]
    let answer = try process.ask(hello, for: "hello", isCancelled)
    do {
      return try Greeting(answer, from: plugin)
    } catch let problem as WireProblem {
      throw process.broken(problem.complaint)
    }
  }

  /// Starts the plug-in, asks it what it is, and ends it.
  ///
  /// - Returns: its surroundings, and what it says of its modules.
  func describe() throws -> (surroundings: [String: String], modules: JSON?) {
    let process = try PluginProcess(
      .init(
        command: plugin.command, folder: plugin.folder, environment: plugin.environment,
        threads: 1, limits: limits))
    let greeting = try greet(process) { false }
    let answer = try process.ask(["type": "describe"], for: "manuals") { false }
    process.end(grace: limits.graceSeconds)
    return (greeting.surroundings, answer["modules"])
  }
}

extension PluginProcess {
  /// Sends a message without arrays and waits for one that has none either.
  fileprivate func ask(
    _ message: JSON, for type: String, _ isCancelled: @escaping () -> Bool
  ) throws(PluginFailure) -> JSON {
    var answer = JSON.null
    let patience = Patience(
      seconds: limits.handshakeSeconds, isCancelled: isCancelled, cancel: nil)
    try exchange(OutgoingFrame(message), patience) { header throws(WireProblem) in
      if header.type != type, header.type != "error" {
        throw WireProblem("answered '\(shown(header.type))', where '\(type)' is wanted")
      }
      if !header.arrays.isEmpty { throw WireProblem("sent arrays with '\(type)'") }
    } take: { message throws(PluginFailure) in
      if message.type == "error" { throw .refused(try complaint(message.json)) }
      answer = message.json
      return true
    }
    return answer
  }

  func complaint(_ json: JSON) throws(PluginFailure) -> PluginComplaint {
    do {
      return try PluginComplaint(json)
    } catch {
      throw broken(error.complaint)
    }
  }
}
