internal import ModuleKit

/// The people around a chain: all of a small network, else those who are nearest.
struct ChainSurroundings {
  let graph: Graph
  /// The node of the network that each is.
  let nodes: [Int]

  private static let limit = 1500
  private static let kept = 700

  init(_ graph: Graph, around people: [Int]) {
    guard graph.nodeCount > Self.limit else {
      (self.graph, nodes) = (graph, Array(0..<graph.nodeCount))
      return
    }
    let adjacency = graph.undirected.outgoing
    var isKept = [Bool](repeating: false, count: graph.nodeCount)
    var queue: [Int] = []
    func keep(_ node: Int) {
      if isKept[node] { return }
      isKept[node] = true
      queue.append(node)
    }
    for node in people { keep(node) }
    var next = 0
    while next < queue.count, queue.count < Self.kept {
      for arc in adjacency.range(queue[next]) where queue.count < Self.kept {
        keep(Int(adjacency.neighbors[arc]))
      }
      next += 1
    }
    let part = graph.induced(by: isKept)
    (self.graph, nodes) = (part.graph, part.nodes.map { Int($0) })
  }
}
