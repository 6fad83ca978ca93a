import Foundation
import ModuleTesting
import TestSupport

/// The command, run as a user runs it.
struct Program {
  /// Beside the test bundle, where the build puts both.
  static let path: String = {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return own.deletingLastPathComponent().appendingPathComponent("sociogram").path
  }()

  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// - Parameters:
  ///   - killedAfter: seconds after which the process is sent `signal`.
  ///   - whileRunning: called once the process runs.
  @discardableResult
  static func run(
    _ arguments: [String], in folder: String = ReferenceData.checkout,
    environment: [String: String] = [:], killedAfter: Double? = nil,
    signal: Int32 = SIGKILL, whileRunning: () throws -> Void = {}
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // Plug-ins of whoever runs the tests are none of theirs.
    let alone = ["XDG_DATA_HOME": NSTemporaryDirectory() + "sociogram-test-nobody"]
    process.environment = ProcessInfo.processInfo.environment
      .merging(alone) { $1 }.merging(environment) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    if let killedAfter {
      Thread.sleep(forTimeInterval: killedAfter)
      kill(process.processIdentifier, signal)
    }
    try whileRunning()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: said, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }
}

/// A folder that goes when the test is over.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "sociogram-test-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
  }

  /// All files below a folder, without manifests, which hold times.
  func files(in folder: String) -> [String: Data] {
    let root = path + "/" + folder
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    var files: [String: Data] = [:]
    for name in names where !name.hasSuffix("manifest.json") {
      files[name] = FileManager.default.contents(atPath: root + "/" + name)
    }
    return files
  }
}
