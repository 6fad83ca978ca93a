public import ModuleKit

/// What `plugin.yaml` says.
public struct PluginManifest: Sendable, Equatable {
  /// How the plug-in's code is reached.
  public enum Door: Sendable, Equatable {
    /// A program with its arguments, started in the plug-in's folder.
    case run([String])
    /// A library that is loaded into the program.
    case library(String)
  }

  public let name: String
  public let version: String
  public let door: Door
  /// That it may take, with all that it starts; nil where the usual limit is enough.
  public let memoryMegabytes: Int?

  /// The program and its arguments; nil for a library.
  public var run: [String]? {
    if case .run(let words) = door { return words }
    return nil
  }
  /// The library's path within the folder; nil for a program.
  public var library: String? {
    if case .library(let path) = door { return path }
    return nil
  }

  public init(name: String, version: String, door: Door, memoryMegabytes: Int? = nil) {
    (self.name, self.version, self.door) = (name, version, door)
    self.memoryMegabytes = memoryMegabytes
  }

  private static let keys = ["name", "version", "run", "library", "memory_megabytes"]

  /// Reads the manifest from the file's only value.
  ///
  /// - Throws: every problem, each at its place.
  public init(_ node: ConfigNode) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    func report(_ id: String, _ message: String, at place: Diagnostic.Location, _ help: String?) {
      problems.append(Diagnostic(id, message, at: place, help: help))
    }
    guard let pairs = node.pairs else {
      report(
        "wrong-type", "a plug-in is described by a mapping, not \(node.kind)", at: node.location,
        "write 'name:', 'version:' and 'run:'")
      throw Diagnostics(problems)
    }
    for pair in pairs where !Self.keys.contains(pair.key.text ?? "") {
      let key = pair.key.text ?? pair.key.kind
      report(
        "unknown-key", "there is no key '\(key)' in a plug-in's description", at: pair.key.location,
        Suggestion.help(for: key, among: Self.keys, kind: "keys"))
    }
    func text(_ key: String) -> String {
      guard let value = node[key], !value.isNull else {
        report("missing-key", "'\(key)' is missing", at: node.location, nil)
        return ""
      }
      guard let text = value.text, !text.isEmpty else {
        report("wrong-type", "'\(key)' must be a text, not \(value.kind)", at: value.location, nil)
        return ""
      }
      return text
    }
    name = text("name")
    version = text("version")
    if !name.isEmpty, !Self.isName(name), let place = node["name"]?.location {
      report(
        "wrong-name", "a plug-in cannot be called '\(name)'", at: place,
        "use lower-case letters, digits, '-' and '_', beginning with a letter")
    }
    door = Self.door(node, report)
    memoryMegabytes = Self.memory(node, report)
    if !problems.isEmpty { throw Diagnostics(problems) }
  }

  /// Lower-case letters, digits, `-` and `_`, beginning with a letter.
  public static func isName(_ name: String) -> Bool {
    ManualReader.isSnakeCase(String(name.map { $0 == "-" ? "_" : $0 }))
  }

  private static func memory(
    _ node: ConfigNode, _ report: (String, String, Diagnostic.Location, String?) -> Void
  ) -> Int? {
    guard let value = node["memory_megabytes"] else { return nil }
    guard let megabytes = value.text.flatMap({ Int($0) }), (1...mostMegabytes).contains(megabytes)
    else {
      report(
        "wrong-type",
        "'memory_megabytes' must be a whole number from 1 to \(mostMegabytes), not \(value.kind)",
        value.location, "write 'memory_megabytes: 16384' for 16 GB")
      return nil
    }
    if node["library"] != nil {
      report(
        "contradiction", "a library is a part of the program, whose memory has no limit",
        value.location, "leave 'memory_megabytes' out")
    }
    return megabytes
  }
  /// Sixteen terabytes, beyond which limits cannot be told to the system.
  private static let mostMegabytes = 1 << 24

  private static func door(
    _ node: ConfigNode,
    _ report: (String, String, Diagnostic.Location, String?) -> Void
  ) -> Door {
    let example = "write 'run: [python3, plugin.py]'"
    switch (node["run"], node["library"]) {
    case (let run?, nil):
      let words = run.items?.compactMap(\.text) ?? []
      if words.isEmpty || words.count < run.items?.count ?? 0 {
        report(
          "wrong-type", "'run' must be a list of a program and its arguments, not \(run.kind)",
          run.location, example)
      } else if words[0].isEmpty {
        report(
          "wrong-type", "'run' names no program", run.items?[0].location ?? run.location, example)
      }
      return .run(words)
    case (nil, let library?):
      if library.text?.isEmpty ?? true || library.isNull {
        report(
          "wrong-type", "'library' must be the path of a file, not \(library.kind)",
          library.location, nil)
      }
      return .library(library.text ?? "")
    case (nil, nil):
      report("missing-key", "'run' is missing", node.location, example)
    case (_?, let library?):
      report(
        "contradiction", "a plug-in has either 'run' or 'library'", library.location,
        "leave one of them out")
    }
    return .run([])
  }
}
