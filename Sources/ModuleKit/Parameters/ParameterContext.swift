/// Where parameters are read: the study's folder, and what the values refer to.
public final class ParameterContext {
  public struct Reference: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
      case file(InputFile), nodeColumn(String), edgeColumn(String)
    }
    public let kind: Kind
    public let location: Diagnostic.Location
  }

  private let resolvePath: (String) -> String
  /// Files and columns that the parameters name, in order of reading.
  public private(set) var references: [Reference] = []

  /// - Parameter resolve: turns a path written in the study into one that can be opened.
  public init(resolve: @escaping (String) -> String = { $0 }) { resolvePath = resolve }

  public func resolve(_ name: String) -> String { resolvePath(name) }
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
