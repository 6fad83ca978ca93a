import ArgumentParser
import Foundation
import ModuleKit
import PipelineEngine
import PluginStore

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a study and write its results.",
    discussion: """
      Stages whose input, parameters and module have not changed are taken from the cache. Results \
      are put in place all at once: a run that fails or is interrupted leaves the old ones.

      EXAMPLES:
        sociogram run study.yaml
        sociogram run study.yaml --out results --set resolution=1.5
      """)

  @OptionGroup var options: StudyOptions

  @Option(help: "The folder for results (default: out/<study>).", completion: .directory)
  var out: String?

  @Option(help: "How many threads to use; results do not depend on it.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Compute every stage anew.")
  var noCache = false

  @Flag(name: .shortAndLong, help: "Say nothing but problems.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more: memory, sizes, every cached stage.")
  var verbose = false

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads must be at least 1") }
  }

  func run() async throws {
    let engine = options.engine()
    let (plan, checked) = try options.plan(engine, reportsLater: true)
    let output = out ?? options.defaultOutput
    let progress = ProgressReporter(
      level: quiet ? .quiet : verbose ? .verbose : .normal, stages: plan.stages.map(\.id))
    let cancellation = Cancellation()
    let signals = StopSignals { cancellation.cancel() }
    defer {
      signals.forget()
      Product.plugins.close()
    }
    do {
      let outcome = try await engine.run(
        plan, output: output,
        options: .init(threads: threads, ignoresCache: noCache, cancellation: cancellation),
        tell: { progress.take($0) })
      progress.finish()
      report(progress.notices, checked)
      if !quiet {
        if let rejections = progress.rejections { say(rejections) }
        say(sentence(outcome, output))
      }
    } catch let failure as RunFailure {
      progress.finish()
      throw exit(for: failure, checked)
    }
  }

  private func sentence(_ outcome: RunOutcome, _ output: String) -> String {
    switch outcome {
    case .upToDate: "Nothing has changed: the results in \(output) are up to date."
    case .published(let count):
      "Results are in \(output) (\(count) stage\(count == 1 ? "" : "s") run)."
    }
  }

  private func report(_ diagnostics: [Diagnostic], _ checked: Engine.Checked) {
    switch options.format {
    // One document: what checking found stands in it too.
    case .json: options.report(checked.diagnostics + diagnostics, checked.sources)
    case .text: if !diagnostics.isEmpty { options.report(diagnostics, checked.sources) }
    }
  }

  private func exit(for failure: RunFailure, _ checked: Engine.Checked) -> ExitCode {
    switch failure {
    case .diagnostics(let diagnostics):
      report(diagnostics, checked)
      return .failure
    case .cancelled:
      if options.format == .json { report([], checked) }
      say("Interrupted: no result was changed.")
      return .interrupted
    case .output(let message, let help), .busy(let message, let help):
      report([Diagnostic("output", message, help: help)], checked)
      return .cannotWrite
    }
  }
}
