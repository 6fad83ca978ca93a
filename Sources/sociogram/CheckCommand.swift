import ArgumentParser
import Foundation
import ModuleKit
import PipelineEngine

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for mistakes in a study without running it, or at figures of a run.",
    discussion: """
      All problems are shown at once, each with its place, what was expected and a stable id.

      Given the folder of a run, it tells of each figure whether it is fit to be shown: texts that overlap, \
      are cut, small or pale, colors that not everybody tells apart; and how much ink it has, how often \
      its lines cross, how true its places are.

      EXAMPLES:
        sociogram check study.yaml
        sociogram check out/study
        sociogram check study.yaml --format json
      """)

  @OptionGroup var options: StudyOptions

  func run() throws {
    if (try? FileManager.default.contentsOfDirectory(atPath: options.study)) != nil {
      return try checkFigures()
    }
    let checked = options.check(options.engine())
    options.report(checked.diagnostics, checked.sources)
    guard let plan = checked.plan else { throw ExitCode.failure }
    if options.format == .text {
      say("\(options.study) is sound: \(plan.stages.filter { !$0.isImplicit }.count) stages.")
    }
  }

  private func checkFigures() throws {
    let account: FigureAccount
    do throws(Diagnostic) { account = try FigureAccount(folder: options.study) } catch {
      options.report([error], [])
      throw ExitCode.failure
    }
    try deliver(options.format == .json ? account.json.pretty : account.text)
    if !account.isPassed { throw ExitCode.failure }
  }
}
