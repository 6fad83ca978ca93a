import ArgumentParser
import BuiltInModules
import Foundation
import ModuleKit
import PipelineEngine
import PluginHost
import PluginStore

/// What this program is made of.
enum Product {
  static let version = "0.1.0"

  /// Plug-ins run as long as the command that needs them.
  static let plugins = PluginHome(
    store: PluginStore(environment: ProcessInfo.processInfo.environment),
    pool: PluginPool(host: "sociogram \(version)"), version: version)

  /// The engine with the modules that are built in and those of plug-ins.
  static func engine(_ plugins: PluginSet) -> Engine {
    Engine(
      registry: ModuleRegistry(builtInModules.entries + plugins.entries), version: version,
      closing: ["report.markdown", "report.html"], absent: plugins.absent)
  }
}

extension ExitCode {
  static let unavailable = ExitCode(69)
  static let cannotWrite = ExitCode(73)
  static let interrupted = ExitCode(130)
}

/// Writes to standard error as it stands; when nobody can read it, it is lost.
func tell(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

/// Writes a result to standard output.
///
/// - Throws: ``ExitCode/cannotWrite`` when it cannot be written, a full disk for instance.
func deliver(_ bytes: some DataProtocol) throws {
  do {
    try FileHandle.standardOutput.write(contentsOf: bytes)
  } catch {
    say("cannot write to standard output")
    throw ExitCode.cannotWrite
  }
}
func deliver(_ text: String) throws { try deliver(Data(text.utf8)) }

/// Writes to standard error, where everything but results goes.
func say(_ text: String) {
  tell(text + "\n")
}

/// True when a person is looking at standard error and has not asked for plain text.
var hasColors: Bool {
  isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
}
