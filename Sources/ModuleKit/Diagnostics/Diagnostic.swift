/// Something a user should know about a file of theirs, and where in it.
public struct Diagnostic: Error, Sendable, Equatable {
  public enum Severity: String, Sendable, CaseIterable { case error, warning, note }

  /// A file and a stretch of it.
  public struct Location: Sendable, Hashable {
    public var file: String
    /// Nil when the problem is with the file as a whole.
    public var span: SourceSpan?
    public init(file: String, span: SourceSpan? = nil) { (self.file, self.span) = (file, span) }
  }

  /// A second place that explains the first.
  public struct Note: Sendable, Equatable {
    public var message: String
    public var location: Location?
    public init(_ message: String, at location: Location? = nil) {
      (self.message, self.location) = (message, location)
    }
  }

  public var severity: Severity
  /// A stable kebab-case name for the kind of problem, such as `unknown-parameter`.
  public var id: String
  public var message: String
  public var location: Location?
  public var notes: [Note]
  /// What to do about it: "did you mean 'damping'?".
  public var help: String?
  /// The line at `location`, for files too large to keep whole.
  public var excerpt: String?

  public init(
    _ severity: Severity, _ id: String, _ message: String, at location: Location? = nil,
    notes: [Note] = [], help: String? = nil, excerpt: String? = nil
  ) {
    (self.severity, self.id, self.message) = (severity, id, message)
    (self.location, self.notes, self.help) = (location, notes, help)
    self.excerpt = excerpt
  }

  /// An error.
  public init(
    _ id: String, _ message: String, at location: Location? = nil, notes: [Note] = [],
    help: String? = nil, excerpt: String? = nil
  ) {
    self.init(.error, id, message, at: location, notes: notes, help: help, excerpt: excerpt)
  }
}

/// Several diagnostics thrown as one error.
public struct Diagnostics: Error, Sendable, Equatable {
  public var all: [Diagnostic]
  public init(_ all: [Diagnostic]) { self.all = all }
}

extension [Diagnostic] {
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// By file and position, so that the user reads them from top to bottom; duplicates once.
  public var inReadingOrder: [Diagnostic] {
    var seen: [Diagnostic] = []
    for diagnostic in self where !seen.contains(diagnostic) { seen.append(diagnostic) }
    return seen.enumerated().sorted { a, b in
      let (x, y) = (a.element.location, b.element.location)
      let left = (x?.file ?? "", x?.span?.start ?? .init(line: 0, column: 0), a.offset)
      let right = (y?.file ?? "", y?.span?.start ?? .init(line: 0, column: 0), b.offset)
      return left < right
    }.map(\.element)
  }

  /// Warnings that several stages give alike once, with a note that tells where else.
  public var withRepeatsJoined: [Diagnostic] {
    var joined: [Diagnostic] = []
    var others: [[Diagnostic.Location]] = []
    for diagnostic in self {
      let known = joined.firstIndex {
        diagnostic.severity == .warning && $0.id == diagnostic.id
          && $0.message == diagnostic.message && $0.help == diagnostic.help
          && $0.location?.file == diagnostic.location?.file
      }
      if let known, let location = diagnostic.location {
        others[known].append(location)
      } else {
        joined.append(diagnostic)
        others.append([])
      }
    }
    return zip(joined, others).map { diagnostic, places in
      let lines = places.compactMap { $0.span?.start.line }.map(String.init)
      if lines.isEmpty { return diagnostic }
      var result = diagnostic
      result.notes.append(
        .init("the same in line\(lines.count == 1 ? "" : "s") \(lines.joined(separator: ", "))"))
      return result
    }
  }
}
