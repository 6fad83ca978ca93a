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
/// Memory, without columns: an edge takes 16 bytes undirected (8 a stored arc) and 12 directed, a node 8
/// or 16; 8 bytes an edge more once ``Adjacency/edges`` has been asked for.
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
    precondition(
      Self.isCanonical(
        nodeCount: nodeCount, isDirected: isDirected, sources: sources, targets: targets),
      "edges must be sorted, merged and between nodes of the graph")
    do {
      var space: [PairRow] = []
      try self.init(
        nodeCount: nodeCount, isDirected: isDirected, sources: sources, targets: targets,
        in: &space, on: .serial)
    } catch {
      preconditionFailure("serial work is never cancelled")
    }
  }

  /// Whether edges are as ``init(nodeCount:isDirected:sources:targets:)`` wants them.
  public static func isCanonical(
    nodeCount: Int, isDirected: Bool, sources: [NodeID], targets: [NodeID]
  ) -> Bool {
    let nodes = 0..<max(0, nodeCount)
    return nodeCount >= 0 && sources.count == targets.count
      && sources.indices.allSatisfy { edge in
        let (a, b) = (sources[edge], targets[edge])
        let follows = edge == 0 || (sources[edge - 1], targets[edge - 1]) < (a, b)
        return follows && nodes.contains(Int(a)) && nodes.contains(Int(b)) && (isDirected || a <= b)
      }
  }

  /// - Parameter space: memory to sort in.
  init(
    nodeCount: Int, isDirected: Bool, sources: [NodeID], targets: [NodeID],
    in space: inout [PairRow], on workers: Workers
  ) throws(Cancelled) {
    precondition(sources.count == targets.count)
    self.isDirected = isDirected
    self.sources = sources
    self.targets = targets
    let edges = EdgeList(nodeCount: nodeCount, sources: sources, targets: targets)
    if isDirected {
      outgoing = try edges.successors(on: workers)
      incoming = try edges.predecessors(in: &space, on: workers)
    } else {
      outgoing = try edges.neighbors(in: &space, on: workers)
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
