/// What flows between stages: a graph with columns, tables, figures, and the account of its making.
public struct Network: Sendable {
  public private(set) var graph: Graph
  /// The name that identifies each node, in canonical order (UTF-8 bytes of the NFC form).
  public private(set) var ids: [String]
  /// Attributes and measures, one row per node.
  public var nodes: Frame
  /// Attributes and measures, one row per edge.
  public var edges: Frame
  /// What the edges' weight column is and means; nil when edges have no weight.
  public var weight: EdgeWeight?
  /// Distributions and lists, by name.
  public private(set) var tables: [Table] = []
  public private(set) var figures: [Figure] = []
  /// Files made by export and report stages, by path.
  public private(set) var documents: [Document] = []
  /// What became of everything that was read.
  public var ledger: [LedgerEntry] = []
  /// Sentences on how the numbers were made, for captions and reports.
  public var methods: [MethodNote] = []

  /// The network without nodes, which import stages start from.
  public init() {
    self.init(graph: .empty, ids: [])
  }

  public init(graph: Graph, ids: [String]) {
    precondition(ids.count == graph.nodeCount)
    (self.graph, self.ids) = (graph, ids)
    nodes = Frame(rowCount: graph.nodeCount)
    edges = Frame(rowCount: graph.edgeCount)
  }

  /// Puts another graph and its columns in place.
  ///
  /// Tables, figures and documents stay: they are results of earlier stages and tell of the network as
  /// it was then. The ledger and the methods go on.
  public mutating func replace(graph: Graph, ids: [String], nodes: Frame, edges: Frame) {
    precondition(ids.count == graph.nodeCount && nodes.rowCount == graph.nodeCount)
    precondition(edges.rowCount == graph.edgeCount)
    (self.graph, self.ids, self.nodes, self.edges) = (graph, ids, nodes, edges)
  }

  /// Adds a table, or replaces the one of that name.
  public mutating func set(_ table: Table) {
    if let index = tables.firstIndex(where: { $0.name == table.name }) {
      tables[index] = table
    } else {
      tables.append(table)
    }
  }
  public mutating func set(_ figure: Figure) {
    if let index = figures.firstIndex(where: { $0.name == figure.name }) {
      figures[index] = figure
    } else {
      figures.append(figure)
    }
  }
  public mutating func set(_ document: Document) {
    if let index = documents.firstIndex(where: { $0.path == document.path }) {
      documents[index] = document
    } else {
      documents.append(document)
    }
  }
  /// Leaves out all tables, figures and documents, as a stage must whose result may not show what they show.
  public mutating func removeResults() { (tables, figures, documents) = ([], [], []) }

  public func table(_ name: String) -> Table? { tables.first { $0.name == name } }
}

extension Network {
  /// The name to show for a node: its `label` if it has one, else its id.
  public func label(of node: NodeID) -> String {
    nodes["label"]?.text(at: Int(node)) ?? ids[Int(node)]
  }

  /// The weight of every edge; 1 for each when edges have no weight.
  public var edgeWeights: [Double] {
    weight.flatMap { edges[$0.column]?.asNumbers }
      ?? Array(repeating: 1, count: graph.edgeCount)
  }

  /// The node with this id. Complexity: O(log n).
  public func node(_ id: String) -> NodeID? {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle].utf8.lexicographicallyPrecedes(id.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < ids.count && ids[low] == id ? NodeID(low) : nil
  }
}

/// The column that holds the edges' weight, and what a large value means.
public struct EdgeWeight: Sendable, Equatable {
  public enum Meaning: String, Sendable, CaseIterable {
    /// Larger is closer: meetings, messages, money.
    case strength
    /// Larger is farther: kilometres, minutes, −ln p.
    case distance
    /// The study has not said; measures that need to know refuse to guess.
    case undeclared
  }
  public var column: String
  public var meaning: Meaning
  public init(column: String, meaning: Meaning) { (self.column, self.meaning) = (column, meaning) }
}
