import ArgumentParser
import BuiltInModules
import Foundation
import ModuleKit
import PluginStore

struct AddPlugin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Look at a plug-in, and let studies use its modules.",
    discussion: """
      Shows what will run and asks. What was shown is copied, and the copy runs from then on; with \
      --in-place the plug-in stays where it is and must be added again after each change. Packages that \
      'requirements.txt' lists are installed for this plug-in alone, as wheels only.

      EXAMPLES:
        sociogram plugins add plugins/research
        sociogram plugins add my_measure --in-place
      """)

  @Argument(help: "The plug-in's folder.", completion: .directory) var path: String

  @Flag(help: "Leave the plug-in where it is; after a change it must be added again.")
  var inPlace = false

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  func run() throws {
    do throws(PluginTrouble) {
      try add()
    } catch {
      if error.diagnostics.isEmpty { throw ExitCode.failure }
      throw told(error)
    }
  }

  private func add() throws(PluginTrouble) {
    let store = Product.plugins.store
    let addition = try PluginAddition(path, inPlace: inPlace, store: store)
    defer { addition.discard() }
    if let known = try addition.recorded() {
      if try addition.isDescribed(by: known, Product.plugins) {
        say("\(PluginText.title(known)) has been added already and has not changed.")
      } else {
        say(
          "\(PluginText.title(try addition.finish(Product.plugins, builtIn: builtInModules))) has not changed, "
            + "but what it runs on has: it was recorded anew.")
      }
      return
    }
    say(PluginText.question(addition, path: path, store: store))
    guard isAgreed() else {
      say("Nothing was added.")
      throw PluginTrouble([])
    }
    let record = try addition.finish(Product.plugins, builtIn: builtInModules)
    say(
      "Added \(PluginText.title(record)). Its modules: \(record.modules.joined(separator: ", "))"
    )
  }

  private func isAgreed() -> Bool {
    if yes { return true }
    guard isatty(STDIN_FILENO) == 1 else {
      say("There is no terminal to ask on: look at it, then run again with --yes.")
      return false
    }
    tell("Add it? [y/N] ")
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
  }
}
