/// What a module is, does, and promises; the source of `modules show`, the schema and the docs.
public struct Manual: Sendable {
  /// How many stages a stage of this module reads.
  public enum Inputs: Sendable, Equatable {
    /// It starts a network: an importer.
    case none
    /// It starts a network, unless `from` names a stage.
    case optional
    /// The stage before, or the one named by `from`.
    case one
    /// Several, named by `from: [a, b]`.
    case many

    /// Whether a stage can come first.
    public var startsNetwork: Bool { self == .none || self == .optional }
  }

  /// Something outside its input and parameters that a module's result depends on.
  ///
  /// The engine gives a module only what it declares, and reruns it only when that changes.
  public enum Ambient: String, Sendable, CaseIterable {
    /// The study's seed: for random numbers, or to print it.
    case seed
    /// The study's title.
    case title
    /// The ids of the stages it reads.
    case stageNames
    /// The stages that lead to it, with their files and what came of them: ``Lineage``.
    case lineage
  }

  /// What must hold of a network for the result to mean what its name says.
  ///
  /// The engine warns where it knows that it does not hold.
  public enum Assumption: String, Sendable, CaseIterable {
    /// All ties among the nodes are known, as they are not in somebody's address book.
    case allTies
  }

  /// Something that the module adds to the network.
  public enum Output: Sendable, Equatable {
    case nodeColumn(String, ColumnType, String)
    case edgeColumn(String, ColumnType, String)
    case table(String, String)
    case figure(String, String)
    case document(String, String)
  }

  /// `family.snake_case`, as written after `use:`.
  public let name: String
  /// One sentence without a full stop.
  public let summary: String
  /// Definition, conventions, treatment of special cases.
  public let details: String
  public let inputs: Inputs
  public let writes: [Output]
  public let uses: Set<Ambient>
  public let assumes: Set<Assumption>
  /// The papers that define what is computed.
  public let references: [String]
  /// Time and memory in n (nodes) and m (edges).
  public let complexity: String
  public let examples: [Example]
  /// Raised when the same input gives another result, so that caches know.
  public let version: Int

  public init(
    name: String, summary: String, details: String, inputs: Inputs = .one, writes: [Output],
    uses: Set<Ambient> = [], assumes: Set<Assumption> = [], references: [String] = [],
    complexity: String = "",
    examples: [Example], version: Int = 1
  ) {
    (self.name, self.summary, self.details) = (name, summary, details)
    (self.inputs, self.writes, self.uses) = (inputs, writes, uses)
    (self.assumes, self.references) = (assumes, references)
    (self.complexity, self.examples, self.version) = (complexity, examples, version)
  }

  /// `centrality` in `centrality.pagerank`.
  public var family: String { String(name.prefix { $0 != "." }) }
}

/// A stage on a small input with its result: shown in the manual and run by the contract test.
public struct Example: Sendable {
  public enum Expectation: Sendable {
    /// Columns of the nodes as CSV, the first being `id`; other columns are not looked at.
    case nodes(String)
    /// Columns of the edges as CSV, the first two being `source,target`.
    case edges(String)
    /// The named table as CSV.
    case table(String, String)
    /// The named document or rendering contains the text.
    case file(String, contains: String)
  }
  public struct File: Sendable {
    public let name: String
    public let text: String
    public init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
  }

  /// What the example shows.
  public let title: String
  /// The input as ``Network/init(sketch:weight:)``; empty for modules that read files.
  public let network: String
  /// What weights in `network` mean.
  public let weight: EdgeWeight.Meaning
  public let files: [File]
  /// One or more stages, as items of `stages:`.
  public let yaml: String
  public let expected: [Expectation]

  public init(
    _ title: String, network: String = "", weight: EdgeWeight.Meaning = .strength,
    files: [File] = [], yaml: String, expected: [Expectation]
  ) {
    (self.title, self.network, self.weight) = (title, network, weight)
    (self.files, self.yaml, self.expected) = (files, yaml, expected)
  }
}
