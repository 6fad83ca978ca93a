/// What is known of a network before anything runs: enough to check a study.
public struct Outline: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public let name: String
    /// Nil when it shows only while running.
    public let type: ColumnType?
    public init(_ name: String, _ type: ColumnType?) { (self.name, self.type) = (name, type) }
  }

  public private(set) var nodeColumns: [Column] = []
  public private(set) var edgeColumns: [Column] = []
  public private(set) var tables: [String] = []
  public private(set) var figures: [String] = []
  /// Figures of which only the run tells how many there are: the name of each is one of these, a
  /// hyphen and more.
  public private(set) var figureSeries: [String] = []
  public private(set) var documents: [String] = []
  public var isDirected: Bool?
  public var weight: EdgeWeight?
  /// True when there may be columns beyond those listed, as with a file that names its own.
  public var mayHaveMore = false
  /// Estimates for `plan`; nil when unknown.
  public var nodeCount: Int?
  public var edgeCount: Int?

  public init() {}

  public func nodeColumn(_ name: String) -> Column? { nodeColumns.first { $0.name == name } }
  public func edgeColumn(_ name: String) -> Column? { edgeColumns.first { $0.name == name } }

  public mutating func addNodeColumn(_ name: String, _ type: ColumnType?) {
    nodeColumns.removeAll { $0.name == name }
    nodeColumns.append(Column(name, type))
  }
  public mutating func addEdgeColumn(_ name: String, _ type: ColumnType?) {
    edgeColumns.removeAll { $0.name == name }
    edgeColumns.append(Column(name, type))
  }
  public mutating func addTable(_ name: String) {
    if !tables.contains(name) { tables.append(name) }
  }
  public mutating func addFigure(_ name: String) {
    if !figures.contains(name) { figures.append(name) }
  }
  public mutating func addFigureSeries(_ name: String) {
    if !figureSeries.contains(name) { figureSeries.append(name) }
  }
  public mutating func addDocument(_ path: String) {
    if !documents.contains(path) { documents.append(path) }
  }

  public mutating func add(_ outputs: [Manual.Output]) {
    for output in outputs {
      switch output {
      case .nodeColumn(let name, let type, _): addNodeColumn(name, type)
      case .edgeColumn(let name, let type, _): addEdgeColumn(name, type)
      case .table(let name, _): addTable(name)
      case .figure(let name, _): addFigure(name)
      case .document(let path, _): addDocument(path)
      }
    }
  }
}

/// What a module may ask and say while a study is checked.
public final class CheckContext {
  /// The stage's id, which names its figures.
  public let stageID: String
  /// The outlines of all stages read, in the order of `from`.
  public let inputs: [Outline]
  /// The ids of these stages; empty unless the manual says that the module uses them.
  public let inputNames: [String]
  /// The stage as a whole.
  public let stage: Diagnostic.Location
  private let locations: [String: Diagnostic.Location]
  public private(set) var diagnostics: [Diagnostic] = []

  public init(
    stageID: String, inputs: [Outline], inputNames: [String] = [], stage: Diagnostic.Location,
    locations: [String: Diagnostic.Location]
  ) {
    (self.stageID, self.inputs, self.inputNames) = (stageID, inputs, inputNames)
    (self.stage, self.locations) = (stage, locations)
  }

  /// Where a parameter's value is written; the stage when it is not given.
  public func location(of parameter: String) -> Diagnostic.Location {
    locations[parameter] ?? stage
  }

  /// Reports a problem with the value of a parameter.
  public func report(
    _ id: String, _ message: String, parameter: String, help: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(severity, id, message, at: location(of: parameter), help: help))
  }

  public func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
