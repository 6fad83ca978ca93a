import ArgumentParser

@main
struct Sociogram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sociogram",
    abstract: "Social-graph analytics: from raw files to numbers and slides, by one YAML study.",
    discussion: """
      EXAMPLES:
        sociogram new study.yaml --edges ties.csv
        sociogram check study.yaml
        sociogram run study.yaml
        sociogram serve study.yaml
        sociogram modules show centrality.pagerank
        sociogram plugins new my_measure --language python
        sociogram explain out/study --pair "Jean Dupont" "J. Dupont"

      EXIT STATUS:
        0  done, or nothing to do
        1  the study or its data has errors; no result was changed
        64 the command line is wrong
        69 the port of the page is taken
        73 the output folder cannot be written
        130 interrupted; no result was changed
      """,
    subcommands: [
      RunCommand.self, ServeCommand.self, CheckCommand.self, PlanCommand.self, GraphCommand.self,
      ModulesCommand.self, PluginsCommand.self, ExplainCommand.self, NewCommand.self,
      VersionCommand.self,
    ])
}

struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version.")

  func run() throws { try deliver("sociogram \(Product.version)\n") }
}
