import Foundation
import ModuleKit
import PluginHost
import Testing

extension WithProcesses {
  /// What plug-ins do wrong: each costs its stage, with an error that says which plug-in, module and reason, and leaves
  /// no process behind. What is said stands beside the plug-in in `Misbehaving`; SOCIOGRAM_RECORD writes it.
  @Suite struct Misbehavior {
    static let folder = Rig.folder + "/Misbehaving"
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()

    @Test(.timeLimit(.minutes(2)), arguments: names) func costsTheStageOnly(name: String) throws {
      let rig = Rig(
        "\(name).py", in: "Misbehaving", module: Self.module(name),
        surroundings: Self.recorded(name),
        limits: Self.limits(name))
      let failure = try #require(rig.failure(), "\(name) gets away with it")
      // Kept for the next stage where nothing is wrong with it, and ended with all others.
      rig.pool.close()
      #expect(rig.processes() == [])
      let source = SourceText(name: "study.yaml", text: "\n\n    k: 5\n")
      try check(name, DiagnosticRenderer([source]).render([failure] + rig.notices.prefix(5)))
    }

    private func check(_ name: String, _ text: String) throws {
      let path = "\(Self.folder)/\(name).txt"
      let shown = text.replacingOccurrences(of: Rig.folder, with: "…")
      if ProcessInfo.processInfo.environment["SOCIOGRAM_RECORD"] == "1" {
        try shown.write(toFile: path, atomically: true, encoding: .utf8)
      }
      #expect(shown == (try? String(contentsOfFile: path, encoding: .utf8)))
    }

    /// Impatient where it is patience that is tried.
    private static func limits(_ name: String) -> PluginLimits {
      PluginLimits(
        memoryMegabytes: 512, handshakeSeconds: name == "never_greets" ? 1 : 60,
        stallSeconds: name == "stops_in_a_frame" ? 0.5 : 60, messageMegabytes: 1)
    }

    private static func recorded(_ name: String) -> JSON {
      name == "has_other_libraries" ? ["numpy": "1.26.4", "python": "3.11"] : [:]
    }

    private static func module(_ name: String) -> JSON {
      var module = Rig.manual
      let makers = [
        "joins_nobody", "joins_before_the_first", "joins_twice", "names_twice", "names_nobody",
        "loses_rows", "weighs_with_words", "announces_a_crowd",
      ]
      let texts = [
        "sends_a_dictionary", "sends_a_wrong_code", "sends_other_characters", "sends_wrong_ends",
      ]
      if makers.contains(name) {
        module["writes"] = [["network": true]]
      } else if texts.contains(name) {
        module["writes"] = [["kind": "node_column", "name": "x", "type": "text"]]
      } else if name == "sends_a_crowd_of_columns" {
        module["writes"] = [["kind": "table", "name": "t"]]
      } else if name == "hides_behind_a_long_name" {
        let column = String(repeating: "n", count: 60) + "_declared"
        module["writes"] = [["kind": "node_column", "name": .string(column), "type": "number"]]
      } else if name == "sends_a_third_truth" {
        module["writes"] = [["kind": "node_column", "name": "x", "type": "boolean"]]
      }
      return module
    }
  }
}
