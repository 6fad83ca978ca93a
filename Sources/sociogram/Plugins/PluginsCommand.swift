import ArgumentParser
import Foundation
import ModuleKit
import PluginStore

struct PluginsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "Write, test, add, list and remove modules of one's own.",
    discussion: """
      A plug-in is a folder with a 'plugin.yaml' that brings modules, in Python, R, Swift or any other \
      language. A study names modules, never commands: nothing of a plug-in runs before it has been \
      added on this machine, and one whose files change must be added again.

      Plug-ins are looked for in the folder 'plugins' beside the study, under --plugin-path and \
      SOCIOGRAM_PLUGIN_PATH, and among those that were added.

      EXAMPLES:
        sociogram plugins new my_measure --language python
        sociogram plugins test my_measure
        sociogram plugins add my_measure
      """,
    subcommands: [
      AddPlugin.self, ListPlugins.self, RemovePlugin.self, TestPlugin.self, NewPlugin.self,
    ])
}

struct RemovePlugin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Forget a plug-in; its own folder is left as it is.")

  @Argument(help: "The plug-in's name.") var name: String

  func run() throws {
    let store = Product.plugins.store
    do throws(PluginTrouble) {
      let removed = try store.remove(name)
      if removed.isEmpty {
        let names = try store.records().map(\.name)
        say(
          "there is no plug-in '\(name)'; "
            + Suggestion.help(for: name, among: names, kind: "plug-ins"))
        throw PluginTrouble([])
      }
      for record in removed { say("Removed \(PluginText.title(record)).") }
    } catch {
      if error.diagnostics.isEmpty { throw ExitCode.failure }
      throw told(error)
    }
  }
}

struct NewPlugin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a plug-in to start from.",
    discussion: """
      EXAMPLES:
        sociogram plugins new my_measure --language python
        sociogram plugins new my_measure --language r
      """)

  enum Language: String, ExpressibleByArgument, CaseIterable { case python, swift, r }

  @Argument(help: "The plug-in's name, also that of its new folder.") var name: String
  @Option(help: "python, swift or r.") var language: Language

  func validate() throws {
    if !PluginTemplate.isName(name) {
      throw ValidationError(
        "'\(name)' cannot name a plug-in: use lower-case letters, digits and '_', "
          + "beginning with a letter")
    }
  }

  func run() throws {
    let files: [String]
    do throws(PluginTrouble) {
      files = try PluginTemplate(language: language.rawValue, name: name).write(to: name)
    } catch {
      throw told(error)
    }
    say("Wrote \(files.map { "\(name)/\($0)" }.joined(separator: ", ")).")
    let build = language == .swift ? "build it with 'swift build -c release', then " : ""
    say("Next: \(build)sociogram plugins test \(name), then sociogram plugins add \(name)")
  }
}
