import ArgumentParser
import PipelineEngine

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Look for mistakes in a study without running it.",
    discussion: """
      All problems are shown at once, each with its place, what was expected and a stable id.

      EXAMPLES:
        sociogram check study.yaml
        sociogram check study.yaml --format json
      """)

  @OptionGroup var options: StudyOptions

  func run() throws {
    let checked = options.check()
    options.report(checked.diagnostics, checked.sources)
    guard let plan = checked.plan else { throw ExitCode.failure }
    if options.format == .text {
      say("\(options.study) is sound: \(plan.stages.filter { !$0.isImplicit }.count) stages.")
    }
  }
}
