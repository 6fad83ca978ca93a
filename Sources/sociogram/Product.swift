import ArgumentParser
import BuiltInModules
import Foundation
import PipelineEngine

/// What this program is made of.
enum Product {
  static let version = "0.1.0"

  static let engine = Engine(
    registry: builtInModules, version: version, closing: "report.markdown")
}

extension ExitCode {
  static let cannotWrite = ExitCode(73)
  static let interrupted = ExitCode(130)
}

/// Writes to standard error, where everything but results goes.
func say(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// True when a person is looking at standard error and has not asked for plain text.
var hasColors: Bool {
  isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
}
