/// The stages of a study that lead to the one that runs: how the network it reads came about.
///
/// It is the same on every run: it holds no times and nothing of the machine.
public struct Lineage: Sendable, Equatable {
  /// An input file and the SHA-256 of its content.
  public struct File: Sendable, Equatable {
    /// As the study names it.
    public let name: String
    public let sha256: String
    public init(name: String, sha256: String) { (self.name, self.sha256) = (name, sha256) }
  }

  /// Names of what a stage adds to the network it reads.
  public struct Additions: Sendable, Equatable {
    public var nodeColumns, edgeColumns, tables, figures, documents: [String]
    /// Figures of which only the run tells how many there are: each name begins with one of these.
    public var figureSeries: [String]
    public init(
      nodeColumns: [String] = [], edgeColumns: [String] = [], tables: [String] = [],
      figures: [String] = [], figureSeries: [String] = [], documents: [String] = []
    ) {
      (self.nodeColumns, self.edgeColumns) = (nodeColumns, edgeColumns)
      (self.tables, self.figures, self.documents) = (tables, figures, documents)
      self.figureSeries = figureSeries
    }
  }

  /// The size of a stage's result, and what became of the rows, nodes and edges it accounts for.
  public struct Outcome: Sendable, Equatable {
    public var nodes, edges: Int
    public var read, kept, merged, rejected, dropped: Int
    public init(
      nodes: Int, edges: Int, read: Int = 0, kept: Int = 0, merged: Int = 0, rejected: Int = 0,
      dropped: Int = 0
    ) {
      (self.nodes, self.edges) = (nodes, edges)
      (self.read, self.kept, self.merged) = (read, kept, merged)
      (self.rejected, self.dropped) = (rejected, dropped)
    }
  }

  public struct Stage: Sendable, Equatable {
    public let id: String
    /// The module's name, what it does in one sentence, and its version.
    public let module: String
    public let summary: String
    public let moduleVersion: Int
    /// The ids of the stages read, in the order of `from`.
    public let inputs: [String]
    /// The parameters that differ from their defaults.
    public let parameters: JSON
    public let files: [File]
    public let adds: Additions
    /// Nil only where nothing has run, as in tests.
    public let outcome: Outcome?

    public init(
      id: String, module: String, summary: String = "", moduleVersion: Int = 1,
      inputs: [String] = [], parameters: JSON = [:], files: [File] = [],
      adds: Additions = Additions(), outcome: Outcome? = nil
    ) {
      (self.id, self.module, self.summary) = (id, module, summary)
      (self.moduleVersion, self.inputs, self.parameters) = (moduleVersion, inputs, parameters)
      (self.files, self.adds, self.outcome) = (files, adds, outcome)
    }

    /// `centrality` in `centrality.pagerank`.
    public var family: String { String(module.prefix { $0 != "." }) }
  }

  /// The version of the engine.
  public let engine: String
  /// Each after those it reads.
  public let stages: [Stage]

  public init(engine: String = "", stages: [Stage] = []) {
    (self.engine, self.stages) = (engine, stages)
  }
}
