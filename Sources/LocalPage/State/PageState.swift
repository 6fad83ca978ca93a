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

  struct Figure: Sendable, Equatable {
    let stage: String
    let stored: StoredFigure
    /// It is that of an earlier run; the present one has not drawn it yet.
    var isOld = false
    /// What a browser shows best; nil when there is only something to print.
    var shown: String? { ["svg", "png"].first(where: stored.formats.contains) }
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
  var json: JSON {
    var json: JSON = [
      "stage": .string(stage), "name": .string(TerminalText.shown(stored.name)),
      "title": .string(TerminalText.shown(stored.title)),
      "description": .string(TerminalText.shown(stored.description)), "old": .bool(isOld),
      "formats": .array(
        stored.formats.map { ["name": .string($0), "url": .string(url($0))] }),
    ]
    if let shown { json["url"] = .string(url(shown)) }
    return json
  }

  private func url(_ format: String) -> String { "figures/\(stored.hash).\(format)" }
}
