import ArgumentParser
import Foundation
import ModuleKit
import PluginHost
import PluginStore

struct ListPlugins: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List plug-ins, whether they may be used, and what holds them back.",
    discussion: "Those in the folder 'plugins' here are listed too, added or not.")

  @OptionGroup var options: PluginOptions
  @Option(help: "How to print: text or json.") var format: OutputFormat = .text

  func run() throws {
    let records: [PluginRecord]
    do throws(PluginTrouble) {
      records = try Product.plugins.store.records()
    } catch {
      throw told(error, format: format)
    }
    var seen: [PluginRecord] = []
    // One that is found here too is listed once.
    let found = PluginSearch(records: records).found(study: "", paths: options.allPaths).filter {
      guard let record = $0.record else { return true }
      defer { seen.append(record) }
      return !seen.contains(record)
    }
    let protections = Protections.here()
    if format == .json {
      try deliver(Self.json(found, protections).pretty)
      return
    }
    if found.isEmpty { say("There are no plug-ins; 'sociogram plugins new' writes one.") }
    for plugin in found { try deliver(Self.text(plugin) + "\n") }
    say(Self.text(protections))
  }

  private static func text(_ plugin: FoundPlugin) -> String {
    let record = plugin.record
    var text = "\(plugin.name)\(record.map { " " + $0.version } ?? ""): \(PluginText.state(plugin))"
    if case .broken(let trouble) = plugin.state {
      text += ": \(trouble.diagnostics.first?.message ?? "")"
    }
    var rows = [("folder", plugin.folder)]
    if let record {
      rows.append(("door", record.door))
      rows.append(("modules", record.modules.joined(separator: ", ")))
      rows.append(
        ("added", record.added + (record.isInPlace ? ", in place" : " from \(record.source)")))
    }
    return ([text] + rows.map { "  \($0.0.padding(to: 9))\($0.1)" }).map(TerminalText.shown)
      .joined(separator: "\n")
  }

  /// What plug-ins that are processes cannot do here.
  private static func text(_ protections: [Protection]) -> String {
    let holding = protections.filter(\.holds).map(\.name)
    let missing = protections.filter { !$0.holds }
    var text =
      holding.isEmpty
      ? "" : "Plug-ins that are processes are held to: \(holding.joined(separator: ", "))."
    for protection in missing {
      text += "\(text.isEmpty ? "" : "\n")Not here: \(protection.name)"
      text += protection.reason.isEmpty ? "" : " (\(protection.reason))"
    }
    return text
  }

  private static func json(_ found: [FoundPlugin], _ protections: [Protection]) -> JSON {
    [
      "plugins": .array(
        found.map { plugin in
          var json: JSON = [
            "name": .string(plugin.name), "folder": .string(plugin.folder),
            "state": .string(PluginText.state(plugin)),
          ]
          if let record = plugin.record {
            json["version"] = .string(record.version)
            json["door"] = .string(record.door)
            json["sha256"] = .string(record.sha256)
            json["modules"] = .array(record.modules.map(JSON.string))
            json["in_place"] = .bool(record.isInPlace)
            json["source"] = .string(record.source)
            json["added"] = .string(record.added)
          }
          return json
        }),
      "protections": .array(
        protections.map {
          ["name": .string($0.name), "holds": .bool($0.holds), "reason": .string($0.reason)]
        }),
    ]
  }
}
