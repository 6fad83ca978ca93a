// Hopcroft & Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", CACM 16(6), 1973.

internal import ModuleKit

/// Finds nodes and edges whose removal splits a component, without recursion.
struct CutSearch {
  struct Cuts {
    /// One per node.
    var points: [Bool]
    /// One per edge.
    var bridges: [Bool]
  }

  /// Direction is ignored. Of two arcs between the same nodes neither is a bridge: the other one stays.
  static func cuts(of graph: Graph) -> Cuts {
    guard graph.isDirected else {
      var search = CutSearch(graph)
      return search.run(graph.outgoing)
    }
    let (undirected, arcs) = graph.symmetrized()
    var search = CutSearch(undirected)
    let cuts = search.run(undirected.outgoing)
    var bridges = [Bool](repeating: false, count: graph.edgeCount)
    for edge in 0..<undirected.edgeCount where cuts.bridges[edge] {
      if arcs[edge].count == 1, let arc = arcs[edge].first { bridges[Int(arc)] = true }
    }
    return Cuts(points: cuts.points, bridges: bridges)
  }

  private let n: Int
  private var cuts: Cuts
  /// When the search came to each node; -1 before.
  private var entered: [Int32]
  /// The earliest node that is reached from below each node by one arc.
  private var low: [Int32]
  /// The way from the root, and how far the arcs of each node on it were looked at.
  private var path: [NodeID]
  private var next: [Int]

  private init(_ graph: Graph) {
    n = graph.nodeCount
    entered = Array(repeating: -1, count: n)
    low = entered
    path = Array(repeating: 0, count: n + 1)
    next = Array(repeating: 0, count: n + 1)
    cuts = Cuts(
      points: Array(repeating: false, count: n),
      bridges: Array(repeating: false, count: graph.edgeCount))
  }

  private mutating func run(_ adjacency: Adjacency) -> Cuts {
    Self.search(
      adjacency.offsets.span, adjacency.neighbors.span, adjacency.edges.span, &entered, &low, &path,
      &next, &cuts)
    return cuts
  }

  private static func search(
    _ offsets: Span<Int>, _ neighbors: Span<NodeID>, _ edges: Span<EdgeID>,
    _ entered: inout [Int32], _ low: inout [Int32], _ path: inout [NodeID], _ next: inout [Int],
    _ cuts: inout Cuts
  ) {
    var entered = entered.mutableSpan
    var low = low.mutableSpan
    var path = path.mutableSpan
    var next = next.mutableSpan
    var time: Int32 = 0
    for root in entered.indices where entered[root] < 0 {
      var depth = 0
      var children = 0
      path[0] = NodeID(root)
      next[0] = offsets[root]
      entered[root] = time
      low[root] = time
      time += 1
      while depth >= 0 {
        let node = Int(path[depth])
        let parent = depth > 0 ? Int(path[depth - 1]) : -1
        var arc = next[depth]
        let end = offsets[node + 1]
        var least = low[node]
        // No two edges join the same nodes: the arc to the parent is the one the search came by.
        while arc < end {
          let neighbor = Int(neighbors[arc])
          let time = entered[neighbor]
          if time < 0 { break }
          if neighbor != parent { least = min(least, time) }
          arc += 1
        }
        low[node] = least
        if arc < end {
          next[depth] = arc
          depth += 1
          let neighbor = Int(neighbors[arc])
          path[depth] = NodeID(neighbor)
          next[depth] = offsets[neighbor]
          entered[neighbor] = time
          low[neighbor] = time
          time += 1
          continue
        }
        depth -= 1
        if depth < 0 { break }
        let above = Int(path[depth])
        let way = next[depth]
        next[depth] = way + 1
        low[above] = min(low[above], least)
        if least > entered[above] { cuts.bridges[Int(edges[way])] = true }
        if depth == 0 {
          children += 1
        } else if least >= entered[above] {
          cuts.points[above] = true
        }
      }
      // A root splits its component when the search had to start from it more than once.
      if children > 1 { cuts.points[root] = true }
    }
  }
}
