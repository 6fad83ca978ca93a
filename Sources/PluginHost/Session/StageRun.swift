internal import Foundation
internal import Glibc
internal import ModuleKit

/// One run of a module in its plug-in.
struct StageRun {
  let session: PluginSession
  let manual: PluginManual
  let arguments: JSON
  let context: StageContext

  private var isCancelled: () -> Bool {
    let cancellation = context.workers.cancellation
    return { cancellation.isCancelled }
  }

  /// Runs the stage; the network is as it was when an error is thrown.
  func run(_ network: inout Network) throws {
    var result = network
    do {
      try session.lend(threads: context.workers.threads, isCancelled: isCancelled) { process, id in
        let folder = try emptyFolder(in: process.scratch, id)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try run(process, id, folder, &result)
      }
      network = result
    } catch let failure as PluginFailure {
      throw FailureReport(plugin: session.plugin, manual: manual, context: context).error(failure)
    }
  }

  /// A plug-in that fails here is as good as before.
  private func emptyFolder(in scratch: String, _ id: Int) throws(PluginSession.KeepsProcess)
    -> String
  {
    let folder = "\(scratch)/run-\(id)-\(UUID().uuidString.prefix(8))"
    guard unsafe mkdir(folder, 0o700) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw PluginSession.KeepsProcess(
        error: context.error(
          "plugin-folder", "no folder can be made for the run of '\(manual.name)': \(reason)",
          help: "TMPDIR tells where temporary folders are made"))
    }
    return folder
  }

  private func run(
    _ process: PluginProcess, _ id: Int, _ folder: String, _ network: inout Network
  ) throws {
    let request = RunRequest(manual: manual, arguments: arguments, id: id, folder: folder)
    let frame: OutgoingFrame
    do {
      frame = try request.frame(network, context)
    } catch {
      throw PluginSession.KeepsProcess(error: error)
    }
    let reader = ResultReader(manual, network)
    var answer: Message?
    var notices = NoticeReader(context: context, parameters: manual.parameters.list.map(\.key))
    let cancel = OutgoingFrame(["type": "cancel", "id": .integer(id)])
    let patience = Patience(seconds: nil, isCancelled: isCancelled, cancel: cancel)
    try process.exchange(frame, patience) { header throws(WireProblem) in
      try Self.admit(header, run: id, reader)
    } take: { message throws(PluginFailure) in
      if message.type == "progress" || message.type == "log" {
        do throws(WireProblem) {
          try notices.take(message)
        } catch {
          throw process.broken(error.complaint)
        }
        return false
      }
      answer = message
      return true
    }
    try finish(process, answer, reader, &network)
  }

  private static func admit(
    _ header: FrameHeader, run id: Int, _ reader: ResultReader
  ) throws(WireProblem) {
    let types = ["progress", "log", "result", "error", "cancelled"]
    guard types.contains(header.type) else {
      throw WireProblem("sent '\(shown(header.type))', where the result is wanted")
    }
    guard header.json["id"] == .integer(id) else {
      throw WireProblem(
        "sent '\(header.type)' for run \(shown(header.json["id"]?.compact ?? "none")), not \(id)")
    }
    if header.type == "result" { return try reader.admit(header) }
    if !header.arrays.isEmpty { throw WireProblem("sent arrays with '\(header.type)'") }
  }

  /// Takes up what the plug-in has ended the run with.
  private func finish(
    _ process: PluginProcess, _ answer: Message?, _ reader: ResultReader, _ network: inout Network
  ) throws {
    guard let answer else { throw PluginFailure.cancelled }
    if isCancelled() { throw PluginSession.KeepsProcess(error: PluginFailure.cancelled) }
    switch answer.type {
    case "result":
      do {
        try reader.apply(answer, to: &network, on: context.workers)
      } catch let problem as WireProblem {
        throw process.broken(problem.complaint)
      } catch let cancelled as Cancelled {
        throw PluginSession.KeepsProcess(error: cancelled)
      }
    case "error":
      let complaint = try process.complaint(answer.json)
      throw PluginSession.KeepsProcess(error: PluginFailure.refused(complaint))
    default: throw process.broken("says that the run was cancelled, which it was not")
    }
  }
}
