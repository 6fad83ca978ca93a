import ArgumentParser
import Foundation
import LocalPage
import PipelineEngine
import PluginStore

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a study in the browser while it is written, run anew whenever it is saved.",
    discussion: """
      Prints the address of a page that shows mistakes with their lines, what each stage does and how \
      long it takes, and every figure as soon as it is drawn. The study and the data files it names are \
      watched: when one is saved, a run that goes on is stopped and the study run anew. Results are put \
      in place as 'run' does.

      Only this machine can reach the page, and only who has the whole address, which is another one each \
      time. Ctrl-C closes it.

      EXAMPLES:
        sociogram serve study.yaml
        sociogram serve study.yaml --port 8080 --set resolution=1.5

      EXIT STATUS:
        0  closed by Ctrl-C or a polite kill
        64 the command line is wrong
        69 the port is taken, or too many programs hold on to the page
        73 the output folder cannot be written, or is shown by another 'serve'
      """)

  @Argument(help: "The study, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @OptionGroup var variables: VariableOptions

  @OptionGroup var plugins: PluginOptions

  @Option(help: "The folder for results (default: out/<study>).", completion: .directory)
  var out: String?

  @Option(help: "How many threads to use; results do not depend on it.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "The port of the page; 0 takes any that is free.")
  var port: UInt16 = 0

  @Flag(name: .shortAndLong, help: "Print the address and nothing else.")
  var quiet = false

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads must be at least 1") }
  }

  func run() async throws {
    let found = plugins.set(study: study)
    if !quiet { say(problemsOf: found) }
    let page = LocalPage(
      engine: Product.engine(found), study: study,
      output: out ?? variables.defaultOutput(of: study),
      threads: threads,
      // A plug-in that is added meanwhile is there when the study is saved again.
      check: { [study, variables, plugins] in
        variables.check(study, Product.engine(plugins.set(study: study)))
      })
    let serving = Task { [port, quiet] in
      try await page.serve(port: port) { message in
        switch message {
        case .address(let address):
          try? deliver(address + "\n")
          if !quiet { say("Open this address in a browser. Ctrl-C closes the page.") }
        case .round(let sentence):
          if !quiet { say(sentence) }
        }
      }
    }
    let signals = StopSignals(patience: 5) { serving.cancel() }
    defer {
      signals.forget()
      Product.plugins.close()
    }
    do {
      try await serving.value
    } catch let failure as LocalPage.Failure {
      say("\(failure)")
      throw ExitCode.unavailable
    } catch RunFailure.output(let message, let help), RunFailure.busy(let message, let help) {
      say(message + (help.map { "\nhelp: \($0)" } ?? ""))
      throw ExitCode.cannotWrite
    }
  }
}
