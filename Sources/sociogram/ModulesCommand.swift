import ArgumentParser
import ModuleKit
import PipelineEngine

struct ModulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modules", abstract: "List the modules, show one, or print the schema of studies.",
    subcommands: [List.self, Show.self, Schema.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all modules.")
    @Option(help: "How to print: text or json.") var format: OutputFormat = .text

    func run() throws {
      let manuals = Product.engine.registry.entries.map(\.manual)
      if format == .json {
        let list = manuals.map {
          JSON.object([.init("name", .string($0.name)), .init("summary", .string($0.summary))])
        }
        try deliver(JSON.array(list).pretty)
        return
      }
      let width = manuals.map(\.name.count).max() ?? 0
      for manual in manuals {
        try deliver("\(manual.name.padding(to: width))  \(manual.summary)\n")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a module's manual.")
    @Argument(
      help: "The module's name, such as centrality.pagerank.",
      completion: .list(Product.engine.registry.names))
    var name: String

    func run() throws {
      let registry = Product.engine.registry
      guard let entry = registry[name] else {
        say(
          "there is no module '\(name)'; "
            + Suggestion.help(for: name, among: registry.names, kind: "modules"))
        throw ExitCode.failure
      }
      try deliver(ModuleManual(entry).markdown)
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the JSON Schema of studies, for editors.")

    func run() throws {
      try deliver(StudySchema(Product.engine.registry).json.pretty)
    }
  }
}
