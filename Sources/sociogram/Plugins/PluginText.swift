import Foundation
import ModuleKit
import PluginHost
import PluginStore

/// Plug-ins in words, for a terminal. Whatever a plug-in's author wrote is shown without control characters.
enum PluginText {
  private static let mostFiles = 40

  /// What somebody should know before a plug-in is added.
  static func question(_ addition: PluginAddition, path: String, store: PluginStore) -> String {
    let plugin = addition.plugin
    var rows = [
      ("plug-in", "\(plugin.manifest.name) \(plugin.manifest.version)"), ("folder", path),
      runs(plugin),
    ]
    if let megabytes = plugin.manifest.memoryMegabytes {
      rows.append(("takes", "up to \(megabytes) MB of memory"))
    }
    if !plugin.requirements.isEmpty {
      rows.append(("installs", plugin.requirements.joined(separator: ", ")))
      rows.append(("", "as wheels, from \(PluginPackages.index)"))
    }
    rows.append(
      (
        "stays",
        addition.isInPlace
          ? "in its folder; after a change it must be added again"
          : "as a copy in \(store.folder)/plugins; its folder may change or go"
      ))
    if let other = addition.replaced {
      let what = "\(other.name) \(other.version), added from \(other.source)"
      rows.append(("replaces", "\(what): studies use this one from then on"))
    }
    rows.append(("sha256", plugin.content.sha256))
    let files = plugin.content.files
    let total = "\(files.count) file\(files.count == 1 ? "" : "s"), \(bytes(plugin.content.size))"
    rows.append(("files", total))
    rows += files.prefix(mostFiles).map { ("", line($0)) }
    if files.count > mostFiles { rows.append(("", "and \(files.count - mostFiles) more")) }
    return rows.map { "\($0.0.padding(to: 10))\(TerminalText.shown($0.1))" }.joined(separator: "\n")
  }

  private static func runs(_ plugin: PluginFolder) -> (String, String) {
    if let library = plugin.manifest.library {
      return ("loads", "\(library), as a part of sociogram: it may do all that you may do")
    }
    return ("runs", (plugin.manifest.run ?? []).map(ShellWord.quoted).joined(separator: " "))
  }

  private static func line(_ file: PluginContent.File) -> String {
    if let link = file.link { return "\(file.path) -> \(link)" }
    return "\(file.path), \(bytes(file.size))\(file.isExecutable ? ", a program" : "")"
  }

  static func bytes(_ count: Int) -> String {
    count < 1000
      ? "\(count) B"
      : count < 1_000_000
        ? "\(fixed(Double(count) / 1e3, 1)) kB" : "\(fixed(Double(count) / 1e6, 1)) MB"
  }

  static func title(_ record: PluginRecord) -> String {
    TerminalText.shown("\(record.name) \(record.version)")
  }

  /// Whether a plug-in may be used.
  static func state(_ plugin: FoundPlugin) -> String {
    switch plugin.state {
    case .ready: "ready"
    case .changed: "changed since it was added"
    case .missing: "its files are gone"
    case .notAdded: "not added"
    case .broken: "cannot be read"
    }
  }
}
