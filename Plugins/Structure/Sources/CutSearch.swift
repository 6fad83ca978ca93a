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
      return search.run()
    }
    let (undirected, arcs) = graph.symmetrized()
    var search = CutSearch(undirected)
    let cuts = search.run()
    var bridges = [Bool](repeating: false, count: graph.edgeCount)
    for edge in 0..<undirected.edgeCount where cuts.bridges[edge] {
      if arcs[edge].count == 1, let arc = arcs[edge].first { bridges[Int(arc)] = true }
    }
    return Cuts(points: cuts.points, bridges: bridges)
  }

  private let adjacency: Adjacency
  private var time = 0
  private var entered: [Int]
  private var low: [Int]
  private var cuts: Cuts
  /// The way from the root: node, next arc to look at, edge it was reached by, children so far.
  private var path: [(node: Int, arc: Int, edge: EdgeID, children: Int)] = []

  private init(_ graph: Graph) {
    adjacency = graph.outgoing
    entered = Array(repeating: -1, count: graph.nodeCount)
    low = entered
    cuts = Cuts(
      points: Array(repeating: false, count: graph.nodeCount),
      bridges: Array(repeating: false, count: graph.edgeCount))
  }

  private mutating func run() -> Cuts {
    for root in 0..<adjacency.nodeCount where entered[root] < 0 {
      enter(root, by: -1)
      while let (node, arc, edge, _) = path.last {
        if arc < adjacency.offsets[node + 1] {
          path[path.count - 1].arc += 1
          let neighbor = Int(adjacency.neighbors[arc])
          if adjacency.edges[arc] == edge || neighbor == node { continue }
          if entered[neighbor] < 0 {
            path[path.count - 1].children += 1
            enter(neighbor, by: adjacency.edges[arc])
          } else {
            low[node] = min(low[node], entered[neighbor])
          }
        } else {
          leave()
        }
      }
    }
    return cuts
  }

  private mutating func enter(_ node: Int, by edge: EdgeID) {
    entered[node] = time
    low[node] = time
    time += 1
    path.append((node, adjacency.offsets[node], edge, 0))
  }

  private mutating func leave() {
    let (node, _, edge, children) = path.removeLast()
    guard let parent = path.last?.node else {
      // A root splits its component when the search had to start from it more than once.
      if children > 1 { cuts.points[node] = true }
      return
    }
    low[parent] = min(low[parent], low[node])
    if low[node] > entered[parent] { cuts.bridges[Int(edge)] = true }
    if low[node] >= entered[parent], path.count > 1 { cuts.points[parent] = true }
  }
}
