package import ModuleKit

/// A plug-in as it was added: what it must still be when it runs.
package struct PluginIdentity: Sendable, Hashable {
  let name: String
  let version: String
  let folder: String
  /// Where somebody finds it.
  let source: String
  /// The program and its arguments.
  let command: [String]
  let environment: [String: String]
  /// What else its results depend on; nil where that is only to be found out.
  let surroundings: [String: String]?

  package init(
    name: String, version: String, folder: String, source: String? = nil, command: [String],
    environment: [String: String], surroundings: [String: String]?
  ) {
    self.source = source ?? folder
    (self.name, self.version, self.folder) = (name, version, folder)
    (self.command, self.environment, self.surroundings) = (command, environment, surroundings)
  }
}

/// What a plug-in says when it is greeted.
package struct Greeting: Sendable {
  package let surroundings: [String: String]

  /// - Throws: ``PluginFailure/changed(_:)``, or a ``WireProblem``.
  package init(_ json: JSON, from plugin: PluginIdentity) throws {
    let problems = JSONProblems()
    let view = JSONView(json, "", problems)
    let version = view["protocol"].integer(0...Int(Int32.max))
    let (name, text) = (view["name"].text(), view["version"].text())
    surroundings = Self.surroundings(view["surroundings"])
    if let problem = problems.all.first {
      throw WireProblem("said hello in a way that does not hold together: \(problem)")
    }
    if version != 1 { throw WireProblem("speaks protocol \(version), not 1") }
    guard let recorded = plugin.surroundings else {
      for (key, now, written) in [("name", name, plugin.name), ("version", text, plugin.version)]
      where now != written {
        throw WireProblem("says that its \(key) is '\(shown(now))', and plugin.yaml '\(written)'")
      }
      return
    }
    try Self.compare("name", name, plugin.name)
    try Self.compare("version", text, plugin.version)
    for key in Set(recorded.keys).union(surroundings.keys).sorted() {
      try Self.compare(key, surroundings[key], recorded[key])
    }
  }

  /// More than any program has libraries.
  private static let mostSurroundings = 1000

  static func surroundings(_ view: JSONView) -> [String: String] {
    if !view.isThere || !view.isObject() { return [:] }
    guard case .object(let members)? = view.value else { return [:] }
    if members.count > mostSurroundings {
      view.report("must be at most \(mostSurroundings), not \(members.count)")
      return [:]
    }
    let texts = members.map {
      ($0.key, JSONView($0.value, "\(view.path).\($0.key)", view.problems).text())
    }
    return Dictionary(texts) { first, _ in first }
  }

  private static func compare(_ key: String, _ now: String?, _ recorded: String?) throws {
    if now == recorded { return }
    func text(_ value: String?) -> String { value.map { "'\(shown($0))'" } ?? "nothing" }
    throw PluginFailure.changed(
      "its \(shown(key)) is \(text(now)), and was \(text(recorded)) when it was added")
  }
}
