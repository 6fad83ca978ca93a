import ArgumentParser
import ModuleKit
import PipelineEngine

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell why records were taken for one person, or were not.",
    discussion: """
      With --pair, what each comparison of two records adds to the odds that they are one person. \
      With --cluster, which links hold the records of a person together, and how surely. Both read \
      the tables 'clusters' and 'matches' of a run and change nothing.

      EXAMPLES:
        sociogram explain out/study --pair "Jean Dupont" "J. Dupont"
        sociogram explain out/study --cluster "Jean Dupont"
      """)

  @Argument(help: "The folder with the results of a run.", completion: .directory)
  var folder: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The ids of two records.", valueName: "id id"))
  var pair: [String] = []

  @Option(help: ArgumentHelp("A person, by its id or that of any of its records.", valueName: "id"))
  var cluster: String?

  @Option(help: "The result to look at, when the study ends in several stages.")
  var stage: String?

  func validate() throws {
    if pair.isEmpty == (cluster == nil) {
      throw ValidationError("either --pair with two ids or --cluster with one")
    }
    if !pair.isEmpty && pair.count != 2 {
      throw ValidationError(
        "--pair needs the ids of two records, not \(pair.count): put the folder first, and quote "
          + "ids with blanks")
    }
  }

  func run() throws {
    let text: String
    do throws(Diagnostic) {
      let explainer = try Explainer(folder: folder, stage: stage)
      report(explainer.notices)
      if let cluster {
        text = try explainer.cluster(cluster)
      } else {
        text = try explainer.pair(pair[0], pair[1])
      }
    } catch {
      report([error])
      throw ExitCode.failure
    }
    try deliver(text)
  }

  private func report(_ diagnostics: [Diagnostic]) {
    if !diagnostics.isEmpty { say(DiagnosticRenderer([], colored: hasColors).render(diagnostics)) }
  }
}
