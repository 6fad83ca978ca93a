/// A node's position in the canonical order of its graph: 0 ..< `nodeCount`.
public typealias NodeID = Int32
/// An edge's position in the canonical order of its graph: 0 ..< `edgeCount`.
public typealias EdgeID = Int32

/// An immutable simple graph in compressed sparse rows.
///
/// No two edges join the same pair of nodes (``GraphBuilder`` merges parallel edges by a declared
/// policy); self-loops are possible and stand once in the adjacency of their node. Nodes and edges
/// carry no data here: columns live in a ``Frame``, indexed by ``NodeID`` and ``EdgeID``.
///
/// Edges are ordered by source, then target; an undirected edge has `source <= target`.
///
/// Memory, without columns: an undirected edge takes 24 bytes, a directed one 24, a node 8 or 16.
public struct Graph: Sendable, Equatable {
  public let isDirected: Bool
  /// Neighbours along edges: successors of a directed graph, all neighbours of an undirected one.
  public let outgoing: Adjacency
  /// Predecessors; equal to `outgoing` (and sharing its storage) when the graph is undirected.
  public let incoming: Adjacency
  /// The first end of each edge.
  public let sources: [NodeID]
  /// The second end of each edge.
  public let targets: [NodeID]

  public var nodeCount: Int { outgoing.nodeCount }
  public var edgeCount: Int { sources.count }

  /// The graph without nodes.
  public static let empty = Graph(nodeCount: 0, isDirected: false, sources: [], targets: [])

  /// Wraps edges that are already canonical: sorted, merged, and within `0 ..< nodeCount`.
  ///
  /// Use ``GraphBuilder`` for anything read from outside.
  /// Complexity: O(n + m).
  public init(nodeCount: Int, isDirected: Bool, sources: [NodeID], targets: [NodeID]) {
    precondition(sources.count == targets.count)
    self.isDirected = isDirected
    self.sources = sources
    self.targets = targets
    if isDirected {
      outgoing = Adjacency(nodeCount: nodeCount, from: sources, to: targets)
      incoming = Adjacency(nodeCount: nodeCount, from: targets, to: sources)
    } else {
      outgoing = Adjacency(nodeCount: nodeCount, joining: sources, and: targets)
      incoming = outgoing
    }
  }

  /// Neighbours in both directions, each once, as of the underlying undirected graph.
  public var undirected: Graph { isDirected ? symmetrized().graph : self }
}

/// Which arcs a measure follows in a directed graph; undirected graphs have one kind only.
public enum Direction: String, Sendable, CaseIterable {
  case out, `in`, all
}

extension Graph {
  /// The adjacency to walk for `direction`; `.all` of a directed graph needs ``undirected`` first.
  public func adjacency(_ direction: Direction) -> Adjacency {
    switch direction {
    case .out: outgoing
    case .in: incoming
    case .all: isDirected ? undirected.outgoing : outgoing
    }
  }
}
