import ArgumentParser
import BuiltInModules
import ModuleKit
import PipelineEngine

struct ModulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modules", abstract: "List the modules, show one, or print the schema of studies.",
    subcommands: [List.self, Show.self, Schema.self])

  /// Which modules a command is about.
  struct Choice: ParsableArguments {
    @OptionGroup var plugins: PluginOptions
    @Flag(help: "Leave out the modules of plug-ins.") var builtIn = false

    /// The modules that are built in and those of plug-ins; tells what keeps plug-ins away.
    func registry() -> ModuleRegistry {
      if builtIn { return builtInModules }
      let plugins = plugins.set()
      say(problemsOf: plugins)
      return Product.engine(plugins).registry
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all modules.")
    @OptionGroup var choice: Choice
    @Option(help: "How to print: text or json.") var format: OutputFormat = .text

    func run() throws {
      let entries = choice.registry().entries
      if format == .json {
        try deliver(JSON.array(entries.map(json)).pretty)
        return
      }
      let width = entries.map(\.manual.name.count).max() ?? 0
      for entry in entries {
        let manual = entry.manual
        let origin = entry.origin.map { " (plug-in \($0.plugin) \($0.version))" } ?? ""
        try deliver(
          "\(manual.name.padding(to: width))  \(TerminalText.shown(manual.summary + origin))\n")
      }
    }

    private func json(_ entry: ModuleEntry) -> JSON {
      var json: JSON = [
        "name": .string(entry.manual.name), "summary": .string(entry.manual.summary),
      ]
      if let origin = entry.origin {
        json["origin"] = [
          "plugin": .string(origin.plugin), "version": .string(origin.version),
          "sha256": .string(origin.sha256), "door": .string(origin.door.rawValue),
        ]
      }
      return json
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a module's manual.")
    @Argument(
      help: "The module's name, such as centrality.pagerank.",
      completion: .list(builtInModules.names))
    var name: String
    @OptionGroup var choice: Choice

    func run() throws {
      let registry = choice.registry()
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
    @OptionGroup var choice: Choice

    func run() throws {
      try deliver(StudySchema(choice.registry()).json.pretty)
    }
  }
}
