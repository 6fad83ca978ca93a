import ArgumentParser
import ModuleKit
import PipelineEngine

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Tell what a run would do with each stage, and why.",
    discussion: """
      With --format json, the checked plan is written as a value: stages in order, parameters with \
      their defaults, hashes of input files.

      EXAMPLES:
        sociogram plan study.yaml
        sociogram plan study.yaml --format json
      """)

  @OptionGroup var options: StudyOptions

  @Option(help: "The folder for results (default: out/<study>).", completion: .directory)
  var out: String?

  func run() throws {
    let engine = options.engine()
    let checked = options.check(engine)
    guard let plan = checked.plan else {
      options.report(checked.diagnostics, checked.sources)
      throw ExitCode.failure
    }
    if options.format == .json {
      try deliver(plan.json.pretty)
      return
    }
    options.report(checked.diagnostics, checked.sources)
    let forecast = engine.forecast(plan, output: out ?? options.defaultOutput)
    let width = forecast.map(\.stage.count).max() ?? 0
    for (stage, line) in zip(plan.stages, forecast) {
      let name = line.stage.padding(to: width)
      let module = stage.module.manual.name.padding(to: 26)
      try deliver("\(name)  \(module)  \(line.isCached ? "cached" : "run")\(memory(line))\n")
      for reason in line.reasons {
        try deliver(String(repeating: " ", count: width + 2) + reason + "\n")
      }
    }
  }

  private func memory(_ forecast: StageForecast) -> String {
    guard let bytes = forecast.memoryEstimate, !forecast.isCached else { return "" }
    return bytes < 1_000_000
      ? ", about \(max(1, bytes / 1000)) kB"
      : ", about \(fixed(Double(bytes) / 1e6, 1)) MB"
  }
}

extension String {
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
