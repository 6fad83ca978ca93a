import ArgumentParser
import Foundation
import ModuleKit
import PipelineEngine

/// The study that a command is about, and how it tells problems.
struct StudyOptions: ParsableArguments {
  @Argument(help: "The study, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @OptionGroup var variables: VariableOptions

  @OptionGroup var plugins: PluginOptions

  @Option(help: "How to print problems: text or json.")
  var format: OutputFormat = .text

  var defaultOutput: String { variables.defaultOutput(of: study) }

  /// The engine with the plug-ins that the study may use.
  func engine() -> Engine {
    let plugins = plugins.set(study: study)
    if format == .text { say(problemsOf: plugins) }
    return Product.engine(plugins)
  }

  func check(_ engine: Engine) -> Engine.Checked { variables.check(study, engine) }

  /// The checked plan; prints what is wrong and exits when there is none.
  ///
  /// - Parameter reportsLater: the command prints all problems itself at the end, as one JSON document.
  func plan(
    _ engine: Engine, reportsLater: Bool = false
  ) throws -> (plan: Plan, checked: Engine.Checked) {
    let checked = check(engine)
    if checked.plan == nil || !(reportsLater && format == .json) {
      report(checked.diagnostics, checked.sources)
    }
    guard let plan = checked.plan else { throw ExitCode.failure }
    return (plan, checked)
  }

  /// Prints problems: JSON on standard output, text on standard error.
  func report(_ diagnostics: [Diagnostic], _ sources: [SourceText]) {
    switch format {
    case .json: try? deliver(diagnostics.json.pretty)
    case .text:
      if diagnostics.isEmpty { return }
      say(DiagnosticRenderer(sources, colored: hasColors).render(diagnostics))
      let errors = diagnostics.filter { $0.severity == .error }.count
      if errors > 0 { say("\(errors) error\(errors == 1 ? "" : "s") in \(study)") }
    }
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// Values for the variables of a study.
struct VariableOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Give a variable of the study another value.", valueName: "name=value"))
  var assignments: [String] = []

  func validate() throws {
    for assignment in assignments where !assignment.contains("=") {
      throw ValidationError("--set needs name=value, not '\(assignment)'")
    }
  }

  /// Reads and checks a study with these values.
  func check(_ study: String, _ engine: Engine) -> Engine.Checked {
    let overrides = assignments.map { assignment in
      let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(parts[0]), value: String(parts[1]))
    }
    return engine.check(
      file: study, overrides: overrides, environment: ProcessInfo.processInfo.environment)
  }

  /// The folder for results: `out/` and the study's file name.
  func defaultOutput(of study: String) -> String {
    "out/" + URL(fileURLWithPath: study).deletingPathExtension().lastPathComponent
  }
}
