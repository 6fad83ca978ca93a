package import ModuleKit

/// What a plug-in says of a run: the messages `error` and `log`.
package struct PluginComplaint: Sendable, Equatable {
  package let code: String
  package let message: String
  /// That it is about.
  package let parameter: String?
  package let help: String?
  /// How the plug-in came to its own mistake.
  package let trace: String?

  package var isDefect: Bool { code == "defect" }

  package init(_ json: JSON) throws(WireProblem) {
    let problems = JSONProblems()
    let view = JSONView(json, "", problems)
    code = view["code"].text()
    message = Self.cut(view["message"].text())
    parameter = view["parameter"].optionalText()
    help = view["help"].optionalText().map(Self.cut)
    trace = view["trace"].optionalText().map { String($0.suffix(Self.longestTrace)) }
    if problems.all.isEmpty, !Self.isCode(code) {
      view["code"].report("must be in kebab case, not '\(shown(code))'")
    }
    if let problem = problems.all.first {
      throw WireProblem("sent a message that does not hold together: \(problem)")
    }
  }

  /// Characters of a text that somebody is to read; many of them are kept, and told.
  private static let longest = 4000
  private static let longestTrace = 65_536

  private static func cut(_ text: String) -> String {
    text.utf8.count > longest && text.count > longest ? text.prefix(longest) + "…" : text
  }

  /// Lower-case words with hyphens between.
  static func isCode(_ text: String) -> Bool {
    text.utf8.count <= 100
      && text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
        !word.isEmpty
          && word.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
              || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          }
      }
  }
}
