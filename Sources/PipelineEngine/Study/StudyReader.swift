internal import ModuleKit

/// Reads the keys of a study from its located tree, reporting every problem.
struct StudyReader {
  static let studyKeys = [
    "version", "study", "seed", "public", "vars", "env", "defaults", "stages",
  ]
  static let stageKeys = ["id", "use", "from", "with", "timeout"]
  /// The version of the study language that this engine reads.
  static let languageVersion = 1

  let file: String
  let folder: String
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String, folder: String) { (self.file, self.folder) = (file, folder) }

  mutating func read(_ root: ConfigNode) -> Study? {
    guard root.pairs != nil else {
      report(
        "wrong-type", "a study is a mapping with 'study:' and 'stages:', not \(root.kind)",
        at: root.location)
      return nil
    }
    checkKeys(of: root, known: Self.studyKeys, kind: "a study")
    checkVersion(root["version"])
    let title = readTitle(root)
    let seed = readSeed(root["seed"])
    let stages = readStages(root)
    return Study(
      title: title, seed: seed, stages: stages, defaults: readDefaults(root["defaults"]),
      publicity: readPublicity(root["public"]),
      file: file,
      folder: folder)
  }

  private mutating func checkVersion(_ node: ConfigNode?) {
    guard let node else { return }
    if node.integer != Self.languageVersion {
      report(
        "unknown-version",
        "this engine reads version \(Self.languageVersion) of the study language",
        at: node.location)
    }
  }

  private mutating func readTitle(_ root: ConfigNode) -> String {
    guard let node = root["study"] else {
      report(
        "missing-key", "the study has no title", at: root.location.start,
        help: "begin with 'study: What this shows, in one sentence'")
      return ""
    }
    guard let title = node.text, !node.isNull, !title.isEmpty else {
      report("wrong-type", "'study' must be a text, not \(node.kind)", at: node.location)
      return ""
    }
    return title
  }

  private mutating func readSeed(_ node: ConfigNode?) -> UInt64 {
    guard let node else { return 0 }
    if let seed = node.integer, seed >= 0 { return UInt64(seed) }
    report(
      "wrong-type", "'seed' must be a whole number from 0, not \(node.kind)", at: node.location)
    return 0
  }

  /// `public: true`, or `public: {allow: [Paris]}`.
  private mutating func readPublicity(_ node: ConfigNode?) -> Study.Publicity? {
    guard let node else { return nil }
    if let isPublic = node.bool {
      return isPublic ? Study.Publicity(allowed: [], location: node.location) : nil
    }
    checkKeys(of: node, known: ["allow"], kind: "'public'")
    let allowed = node["allow"]?.items?.map(\.text)
    guard let allowed, !allowed.contains(nil) else {
      report(
        "wrong-type", "'public' must be true or false, or list texts under 'allow'",
        at: node.location, help: "write 'public: true' or 'public: {allow: [Paris]}'")
      return nil
    }
    return Study.Publicity(allowed: allowed.compactMap { $0 }, location: node.location)
  }

  /// `defaults: {diagram: {theme: dark}}`
  private mutating func readDefaults(_ node: ConfigNode?) -> Defaults {
    guard let node, !node.isNull else { return Defaults([]) }
    let help = "write 'defaults: {diagram: {theme: dark}}'"
    guard let pairs = node.pairs else {
      report(
        "wrong-type",
        "'defaults' must name families or modules with their parameters, not \(node.kind)",
        at: node.location, help: help)
      return Defaults([])
    }
    return Defaults(
      pairs.compactMap { pair in
        guard let name = pair.key.text, let values = pair.value.pairs else {
          report(
            "wrong-type",
            "the defaults of '\(pair.key.text ?? pair.key.kind)' must be a mapping, "
              + "not \(pair.value.kind)", at: pair.value.location, help: help)
          return nil
        }
        return Defaults.Entry(name: name, location: pair.key.location, values: values)
      })
  }

  private mutating func readStages(_ root: ConfigNode) -> [Study.Stage] {
    guard let node = root["stages"] else {
      report(
        "missing-key", "the study has no stages", at: root.location.start,
        help: "add 'stages:' with a list such as '- use: family.module'")
      return []
    }
    guard let items = node.items else {
      report(
        "wrong-type", "'stages' must be a list, not \(node.kind)", at: node.location,
        help: "begin each stage with a dash: '- use: family.module'")
      return []
    }
    if items.isEmpty {
      report("missing-key", "the study has no stages", at: node.location)
    }
    var ids = StageIDs(items: items)
    return items.compactMap { readStage($0, &ids) }
  }

  private mutating func readStage(_ node: ConfigNode, _ ids: inout StageIDs) -> Study.Stage? {
    guard node.pairs != nil else {
      report(
        "wrong-type", "a stage is a mapping with 'use:', not \(node.kind)", at: node.location,
        help: node.text.map { "write '- use: \($0)'" })
      return nil
    }
    checkKeys(of: node, known: Self.stageKeys, kind: "a stage")
    guard let use = node["use"] else {
      report(
        "missing-key", "the stage does not say which module to use", at: node.location.start,
        help: "add 'use: family.module'")
      return nil
    }
    guard let module = use.text, !use.isNull else {
      report("wrong-type", "'use' must name a module, not \(use.kind)", at: use.location)
      return nil
    }
    let id = readID(node["id"], module: module, &ids, at: node)
    return Study.Stage(
      id: id, use: module, useLocation: use.location, from: readFrom(node["from"]),
      with: node["with"], timeout: readTimeout(node["timeout"]), location: node.location.start)
  }

  private mutating func readTimeout(_ node: ConfigNode?) -> Timeout? {
    guard let node, !node.isNull else { return nil }
    if let timeout = Timeout(node) { return timeout }
    report(
      "wrong-type", "'timeout' must be a time above zero, of a year at most, not \(node.kind)",
      at: node.location,
      help: "write seconds, or a number with its unit: 90s, 5m, 1h")
    return nil
  }

  private mutating func readID(
    _ node: ConfigNode?, module: String, _ ids: inout StageIDs, at stage: ConfigNode
  ) -> String {
    guard let node else { return ids.automatic(for: module) }
    guard let id = node.text, !node.isNull else {
      report("wrong-type", "'id' must be a name, not \(node.kind)", at: node.location)
      return ids.automatic(for: module)
    }
    let isName = id.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "_-".unicodeScalars.contains($0))
    }
    if id.isEmpty || !isName {
      report(
        "bad-stage-id", "the id '\(id)' may hold letters, digits, '-' and '_' only",
        at: node.location)
    }
    if let first = ids.claim(id, at: node.location) {
      diagnostics.append(
        Diagnostic(
          "duplicate-stage", "two stages have the id '\(id)'", at: node.location,
          notes: [.init("first used here", at: first)]))
    }
    return id
  }

  private mutating func readFrom(_ node: ConfigNode?) -> [Study.Reference]? {
    guard let node, !node.isNull else { return nil }
    if let id = node.text { return [Study.Reference(id: id, location: node.location)] }
    guard let items = node.items else {
      report("wrong-type", "'from' must name a stage or list several", at: node.location)
      return nil
    }
    return items.compactMap { item in
      if let id = item.text { return Study.Reference(id: id, location: item.location) }
      report(
        "wrong-type", "'from' must list the ids of stages, not \(item.kind)", at: item.location)
      return nil
    }
  }

  private mutating func checkKeys(of node: ConfigNode, known: [String], kind: String) {
    for pair in node.pairs ?? [] where !known.contains(pair.key.text ?? "") {
      let name = pair.key.text ?? pair.key.kind
      report(
        "unknown-key", "\(kind) has no key '\(name)'", at: pair.key.location,
        help: Suggestion.help(for: name, among: known, kind: "keys"))
    }
  }

  private mutating func report(
    _ id: String, _ message: String, at location: Diagnostic.Location, help: String? = nil
  ) {
    diagnostics.append(Diagnostic(id, message, at: location, help: help))
  }
}

/// Gives stages without an id the last word of their module's name, numbered when taken.
private struct StageIDs {
  private var taken: [String: Diagnostic.Location] = [:]
  private let written: Set<String>

  init(items: [ConfigNode]) { written = Set(items.compactMap { $0["id"]?.text }) }

  /// The place of the first stage of that id, if there is one.
  mutating func claim(_ id: String, at location: Diagnostic.Location) -> Diagnostic.Location? {
    if let first = taken[id] { return first }
    taken[id] = location
    return nil
  }

  mutating func automatic(for module: String) -> String {
    let base = String(module.split(separator: ".").last ?? "stage")
    var id = base
    var number = 2
    while taken[id] != nil || written.contains(id) {
      id = "\(base)_\(number)"
      number += 1
    }
    taken[id] = Diagnostic.Location(file: "")
    return id
  }
}

extension Diagnostic.Location {
  /// The first character only, for problems with something long.
  var start: Diagnostic.Location {
    Diagnostic.Location(file: file, span: span.map { SourceSpan($0.start, $0.start) })
  }
}
