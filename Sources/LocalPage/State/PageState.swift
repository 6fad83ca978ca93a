internal import ModuleKit
internal import PipelineEngine

/// All that the page shows.
struct PageState: Sendable {
  enum Phase: String { case reading, running, done, failed, waiting, closed }

  struct Stage: Sendable {
    enum Status: String { case waiting, running, done, unchanged, failed, stopped }
    let id: String
    let module: String
    var status: Status
    /// Why it runs.
    var reasons: [String] = []
    var share = 0.0
    var start: ContinuousClock.Instant?
    var seconds: Double?
    var result: String?
  }

  struct Figure: Sendable {
    /// Empty where it is not known which stage drew it.
    let stage: String
    let name, title, description: String
    let formats: [(name: String, url: String)]
    /// What it can be read from; nil for one that only lies in the output folder.
    let stored: StoredFigure?
    /// It is that of an earlier run; the present one has not drawn it yet.
    var isOld = false
  }

  let study: String
  let output: String
  var title = ""
  var phase = Phase.reading
  /// How things stand, in a sentence.
  var sentence = "Reading the study"
  var stages: [Stage] = []
  /// Each once, from top to bottom.
  private(set) var diagnostics: [Diagnostic] = []
  private var problems: [Problem] = []
  var figures: [Figure] = []
  /// Results that are in place, by their paths in the output folder.
  var files: [String] = []

  /// Problems that are shown with their lines; a browser cannot cope with any number.
  private static let mostProblems = 200

  init(study: String, output: String) { (self.study, self.output) = (study, output) }

  /// What has not been done will not be.
  mutating func stop() {
    for index in stages.indices where [.waiting, .running].contains(stages[index].status) {
      stages[index].status = .stopped
    }
  }

  /// - Parameter sources: the texts that they point into.
  mutating func report(_ diagnostics: [Diagnostic], _ sources: [SourceText]) {
    self.diagnostics = diagnostics.inReadingOrder
    problems = self.diagnostics.withRepeatsJoined.prefix(Self.mostProblems)
      .map { Problem($0, sources) }
  }
}

extension PageState {
  var json: JSON {
    [
      "study": .string(TerminalText.shown(study)), "output": .string(TerminalText.shown(output)),
      "title": .string(TerminalText.shown(title)), "phase": .string(phase.rawValue),
      "sentence": .string(TerminalText.shown(sentence)),
      "stages": .array(stages.map(\.json)), "problems": .array(problems.map(\.json)),
      "errors": .integer(diagnostics.count { $0.severity == .error }),
      "warnings": .integer(diagnostics.count { $0.severity != .error }),
      "figures": .array(figures.map(\.json)),
      "files": .array(
        files.map { ["path": .string($0), "url": .string("results/" + PagePath.encoded($0))] }),
    ]
  }
}

extension PageState.Stage {
  var json: JSON {
    var json: JSON = [
      "id": .string(id), "module": .string(module), "status": .string(status.rawValue),
    ]
    if !reasons.isEmpty {
      json["reasons"] = .array(reasons.map { .string(TerminalText.shown($0)) })
    }
    if status == .running {
      json["share"] = .number(share)
      json["elapsed"] = start.map { .number(($0.duration(to: .now)) / .seconds(1)) }
    }
    if let seconds { json["seconds"] = .number(seconds) }
    if let result { json["result"] = .string(result) }
    return json
  }
}

extension PageState.Figure {
  /// A figure of a stage, drawn in this run or taken from the cache.
  init(stage: String, _ stored: StoredFigure) {
    (self.stage, self.stored) = (stage, stored)
    (name, title, description) = (stored.name, stored.title, stored.description)
    formats = stored.formats.map { ($0, "figures/\(stored.hash).\($0)") }
  }

  /// The figures among results that are in place, when nothing more is known of them.
  static func published(_ files: [String]) -> [Self] {
    var names: [String] = []
    var formats: [String: [(name: String, url: String)]] = [:]
    for file in files {
      guard let dot = file.lastIndex(of: "."),
        case let format = String(file[dot...].dropFirst()), ["svg", "png"].contains(format)
      else { continue }
      let name = String(file[..<dot])
      if formats[name] == nil { names.append(name) }
      formats[name, default: []].append((format, "results/" + PagePath.encoded(file)))
    }
    return names.map {
      Self(
        stage: "", name: $0, title: $0, description: "", formats: formats[$0] ?? [], stored: nil)
    }
  }

  var json: JSON {
    var json: JSON = [
      "stage": .string(stage), "name": .string(TerminalText.shown(name)),
      "title": .string(TerminalText.shown(title)),
      "description": .string(TerminalText.shown(description)), "old": .bool(isOld),
      "formats": .array(
        formats.map { ["name": .string($0.name), "url": .string($0.url)] }),
    ]
    // What a browser shows best; there may be only something to print.
    let shown = ["svg", "png"].compactMap { wanted in formats.first { $0.name == wanted } }.first
    if let shown { json["url"] = .string(shown.url) }
    return json
  }
}
