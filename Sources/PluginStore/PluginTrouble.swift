public import ModuleKit

/// What is wrong with a plug-in or the list of them, with the texts that the diagnostics point into.
public struct PluginTrouble: Error, Sendable {
  public let diagnostics: [Diagnostic]
  public let sources: [SourceText]

  public init(_ diagnostics: [Diagnostic], sources: [SourceText] = []) {
    (self.diagnostics, self.sources) = (diagnostics, sources)
  }

  init(
    _ id: String, _ message: String, at file: String? = nil, help: String? = nil,
    sources: [SourceText] = []
  ) {
    let place = file.map { Diagnostic.Location(file: $0) }
    self.init([Diagnostic(id, message, at: place, help: help)], sources: sources)
  }
}
