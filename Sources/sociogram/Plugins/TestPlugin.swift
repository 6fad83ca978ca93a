import ArgumentParser
import BuiltInModules
import Foundation
import ModuleKit
import ModuleTesting
import PluginStore

struct TestPlugin: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Hold a plug-in to the contract that all modules keep, without adding it.",
    discussion: """
      Runs the plug-in: whoever tests it trusts it. Each module is held to its manual: examples give \
      their results, the same bytes come again and from one and two threads, what is declared is written, \
      hard networks break nothing, and work stops within a second.

      EXAMPLES:
        sociogram plugins test my_measure

      EXIT STATUS:
        0  all promises are kept
        1  a promise is broken, or the plug-in does not start
      """)

  @Argument(help: "The plug-in's folder.", completion: .directory) var path: String
  @Option(help: "How to print: text or json.") var format: OutputFormat = .text

  func run() async throws {
    let entries: [ModuleEntry]
    do throws(PluginTrouble) {
      let plugin = try PluginFolder(path)
      if !plugin.requirements.isEmpty {
        say("It asks for \(TerminalText.shown(plugin.requirements.joined(separator: ", "))).")
      }
      entries = try Product.plugins.tried(plugin)
      try refuseTakenNames(entries, plugin)
    } catch {
      throw told(error, format: format)
    }
    defer { Product.plugins.close() }
    let registry = ModuleRegistry(builtInModules.entries + entries)
    var reports: [ModuleContract.Report] = []
    for entry in entries {
      let report = await ModuleContract(entry, registry: registry).report()
      if format == .text { try deliver(Self.text(report)) }
      reports.append(report)
    }
    if format == .json { try deliver(JSON.array(reports.map(Self.json)).pretty) }
    let broken = reports.filter { !$0.isKept }.count
    if format == .text {
      say(
        broken == 0
          ? "\(Self.count(reports.count)) keep\(reports.count == 1 ? "s" : "") the contract."
          : "\(Self.count(broken)) of \(reports.count) broke\(broken == 1 ? "s" : "") the contract."
      )
    }
    if broken > 0 { throw ExitCode.failure }
  }

  private static func count(_ modules: Int) -> String {
    "\(modules) module\(modules == 1 ? "" : "s")"
  }

  private func refuseTakenNames(
    _ entries: [ModuleEntry], _ plugin: PluginFolder
  ) throws(PluginTrouble) {
    let taken = entries.map(\.manual.name).filter { builtInModules[$0] != nil }
    if taken.isEmpty { return }
    throw PluginTrouble(
      taken.map {
        Diagnostic(
          "duplicate-module", "sociogram itself has a module '\($0)'",
          at: .init(file: plugin.source.name), help: "give the module another name")
      }, sources: [plugin.source])
  }

  private static func text(_ report: ModuleContract.Report) -> String {
    var lines = [report.module]
    for (check, words) in report.violations {
      lines.append("  \(words.isEmpty ? "ok    " : "BROKEN")  \(check.rawValue)")
      lines += words.flatMap { $0.split(separator: "\n") }.map { "            \($0)" }
    }
    lines.append(
      "  time    \(fixed(report.exampleSeconds, 2)) s for the examples, three times each")
    if let run = report.longRun {
      let stopped =
        run.secondsToStop.map { ", cancelled then, ended \(fixed($0, 2)) s later" } ?? ""
      lines.append("          \(fixed(run.seconds, 2)) s on \(run.nodes) nodes\(stopped)")
    }
    lines.append("  memory  \(memory(report.memory))")
    return lines.map(TerminalText.shown).joined(separator: "\n") + "\n"
  }

  private static func memory(_ use: MemoryUse) -> String {
    let own = "\(PluginText.bytes(use.own)) of sociogram"
    return use.others == 0 ? own : "\(PluginText.bytes(use.others)) of the plug-in, \(own)"
  }

  private static func json(_ report: ModuleContract.Report) -> JSON {
    var json: JSON = [
      "module": .string(report.module), "kept": .bool(report.isKept),
      "checks": .array(
        report.violations.map {
          ["check": .string($0.check.rawValue), "violations": .array($0.words.map(JSON.string))]
        }),
      "example_seconds": .number(report.exampleSeconds),
      "memory": ["program": .integer(report.memory.own), "plugin": .integer(report.memory.others)],
    ]
    if let run = report.longRun {
      json["long_run"] = [
        "nodes": .integer(run.nodes), "seconds": .number(run.seconds),
        "seconds_to_stop": run.secondsToStop.map(JSON.number) ?? .null,
      ]
    }
    return json
  }
}

extension ModuleContract.Report {
  fileprivate var isKept: Bool { violations.allSatisfy(\.words.isEmpty) }
}
