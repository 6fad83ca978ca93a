/// Where parameters are read: the study's folder, and what the values refer to.
public final class ParameterContext {
  public struct Reference: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
      case file(InputFile), nodeColumn(String), edgeColumn(String)
    }
    public let kind: Kind
    public let location: Diagnostic.Location
  }

  /// A file of values such as a theme, read like a study.
  public struct Document: Sendable {
    /// Nil when it could not be read.
    public let node: ConfigNode?
    public let source: SourceText
    public let diagnostics: [Diagnostic]
    public init(node: ConfigNode?, source: SourceText, diagnostics: [Diagnostic]) {
      (self.node, self.source, self.diagnostics) = (node, source, diagnostics)
    }
  }

  private let resolvePath: (String) -> String
  private let readDocument: (InputFile) -> Document?
  /// Files and columns that the parameters name, in order of reading.
  public private(set) var references: [Reference] = []
  /// What is wrong inside values that consist of several, and in files of values.
  public private(set) var problems: [Diagnostic] = []
  /// The texts that ``problems`` point into, beside the study.
  public private(set) var sources: [SourceText] = []

  /// - Parameters:
  ///   - resolve: turns a path written in the study into one that can be opened.
  ///   - read: reads a file of values; nil when there is no such file.
  public init(
    resolve: @escaping (String) -> String = { $0 },
    read: @escaping (InputFile) -> Document? = { _ in nil }
  ) {
    (resolvePath, readDocument) = (resolve, read)
  }

  public func resolve(_ name: String) -> String { resolvePath(name) }

  /// Reports a problem that is not the one complaint of a value.
  public func report(_ problem: Diagnostic) { problems.append(problem) }

  /// The values in a file; nil when there are none, which has been reported then or will be, as for
  /// every file that is missing.
  public func document(_ file: InputFile) -> ConfigNode? {
    guard let document = readDocument(file) else { return nil }
    sources.append(document.source)
    problems += document.diagnostics
    return document.node
  }

  func record(_ file: InputFile, at location: Diagnostic.Location) {
    references.append(Reference(kind: .file(file), location: location))
  }
  func record(nodeColumn name: String, at location: Diagnostic.Location) {
    references.append(Reference(kind: .nodeColumn(name), location: location))
  }
  func record(edgeColumn name: String, at location: Diagnostic.Location) {
    references.append(Reference(kind: .edgeColumn(name), location: location))
  }
}
