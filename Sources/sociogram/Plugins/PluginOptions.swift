import ArgumentParser
import BuiltInModules
import Foundation
import ModuleKit
import PipelineEngine
import PluginStore

/// Where plug-ins are looked for beside those that have been added.
struct PluginOptions: ParsableArguments {
  @Option(
    name: .customLong("plugin-path"), parsing: .singleValue,
    help: ArgumentHelp(
      "A plug-in or a folder of plug-ins to look in; those that have been added can be used.",
      valueName: "folder"),
    completion: .directory)
  var paths: [String] = []

  func validate() throws {
    for path in paths
    where (try? FileManager.default.contentsOfDirectory(atPath: path)) == nil {
      throw ValidationError("--plugin-path needs a folder, and '\(path)' is none")
    }
  }

  /// The plug-ins that a study may use: those in `plugins` beside it, under the paths, and all that were added.
  ///
  /// - Parameter study: the study's file; nil for a command without one.
  func set(study: String? = nil) -> PluginSet {
    PluginSet(
      Product.plugins, builtIn: builtInModules, study: study.map(Self.folder), paths: allPaths)
  }

  /// Those of the command line, then those of the environment.
  var allPaths: [String] {
    let listed = ProcessInfo.processInfo.environment["SOCIOGRAM_PLUGIN_PATH"] ?? ""
    return paths + listed.split(separator: ":").map(String.init)
  }

  /// The folder of a file, as its path was given.
  static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "" }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }
}

/// Tells why plug-ins that have been added are not used.
func say(problemsOf plugins: PluginSet) {
  if plugins.problems.isEmpty { return }
  say(DiagnosticRenderer([], colored: hasColors).render(plugins.problems))
}

/// Tells what is wrong with a plug-in.
///
/// - Returns: how the command ends.
func told(_ trouble: PluginTrouble, format: OutputFormat = .text) -> ExitCode {
  switch format {
  case .json: try? deliver(trouble.diagnostics.json.pretty)
  case .text:
    say(DiagnosticRenderer(trouble.sources, colored: hasColors).render(trouble.diagnostics))
  }
  let isFolder = trouble.diagnostics.contains { $0.id == "data-folder" }
  return isFolder ? .cannotWrite : .failure
}
