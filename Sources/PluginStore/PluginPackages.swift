internal import Foundation
internal import Glibc
internal import PipelineEngine

/// The packages that plug-ins of Python ask for, in folders of their own below the data folder.
public struct PluginPackages: Sendable {
  let store: PluginStore

  public init(_ store: PluginStore) { self.store = store }

  /// Where pip takes packages from, for the question before they are installed.
  public static var index: String {
    let configured = try? output(["-m", "pip", "config", "get", "global.index-url"])
    let address = ProcessInfo.processInfo.environment["PIP_INDEX_URL"] ?? configured ?? ""
    let others = ["PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"].filter {
      ProcessInfo.processInfo.environment[$0]?.isEmpty == false
    }
    return (address.isEmpty ? "the Python Package Index" : withoutSecret(address))
      + (others.isEmpty ? "" : ", and what \(others.joined(separator: " and ")) name")
  }

  /// An address without the password that may stand in it.
  static func withoutSecret(_ address: String) -> String {
    guard var parts = URLComponents(string: address) else {
      return "the index that pip is set up with"
    }
    (parts.user, parts.password) = (nil, nil)
    return parts.string ?? "the index that pip is set up with"
  }

  /// Installs what a plug-in asks for, unless that is there already.
  ///
  /// Wheels only: nothing of a package runs while it is installed.
  ///
  /// - Returns: the folder; nil when nothing is asked for.
  public func install(_ plugin: PluginFolder) throws(PluginTrouble) -> String? {
    if plugin.requirements.isEmpty { return nil }
    let list = plugin.path + "/" + PluginRequirements.file
    guard let version = try? Self.output(["-c", "import sys; print(sys.version)"]) else {
      throw PluginTrouble(
        "missing-python",
        "the plug-in asks for packages of Python, and 'python3' cannot be started",
        at: list)
    }
    let wanted = (plugin.requirements + [version]).joined(separator: "\n")
    let folder = "\(store.folder)/environments/\(Hashing.sha256(Array(wanted.utf8)).prefix(16))"
    if FileManager.default.fileExists(atPath: folder) { return folder }
    let temporary = "\(store.folder)/environments/.\(UUID().uuidString)"
    try PrivateFiles.makeFolder(temporary)
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    do {
      // The checked lines rather than the file, which may change meanwhile.
      _ = try Self.output(
        [
          "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
          "--only-binary", ":all:", "--target", temporary, "--",
        ] + plugin.requirements.map(Self.withoutBlanks))
    } catch let failure as Failure {
      throw PluginTrouble(
        "requirements", "the packages cannot be installed: \(failure.reason)", at: list,
        help: "only packages that come as wheels are taken")
    } catch {
      throw PluginTrouble("requirements", "the packages cannot be installed: \(error)", at: list)
    }
    // Another 'add' may have been faster.
    if unsafe rename(temporary, folder) != 0, !FileManager.default.fileExists(atPath: folder) {
      throw PrivateFiles.failure(folder)
    }
    return folder
  }

  private static func withoutBlanks(_ requirement: String) -> String {
    requirement.contains(";") ? requirement : requirement.filter { $0 != " " }
  }

  private struct Failure: Error { let reason: String }

  /// What python3 prints, without blanks around it.
  ///
  /// It runs in an empty folder: Python looks for modules, and pip for files, first where it runs.
  private static func output(_ arguments: [String]) throws -> String {
    let files = FileManager.default
    let empty = files.temporaryDirectory.appendingPathComponent("sociogram-\(UUID().uuidString)")
    try files.createDirectory(
      at: empty, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? files.removeItem(at: empty) }
    let process = Process()
    process.currentDirectoryURL = empty
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let complaints = LastWords(errors.fileHandleForReading)
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let last = complaints.line
    if process.terminationStatus != 0 { throw Failure(reason: last) }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Reads what a process complains of beside its output, so that neither stops the other.
private final class LastWords: @unchecked Sendable {
  // Written once, before `done` is signalled.
  private var data = Data()
  private let done = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      data = handle.readDataToEndOfFile()
      done.signal()
    }
  }

  /// The last line that says something.
  var line: String {
    done.wait()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    return lines.last { $0.contains("ERROR") }.map(String.init) ?? lines.last.map(String.init) ?? ""
  }
}
