// Gansner, Koren & North, "Graph drawing by stress majorization", GD 2004; few pairs in place of all after
// Ortmann, Klimenta & Brandes, "A sparse stress model", JGAA 21(5), 2017.

internal import GraphCore

/// Corrects the outline of a layout by the distances to a sample of nodes, evenly drawn: nodes far apart from
/// each other, as others take them, are those at the rim, and what suits these suits the rest less.
///
/// Springs act between neighbours, so that what is askew as a whole rights itself slowly. Complexity:
/// O(pivots * (n + m)); memory: 2 bytes a node and pivot.
struct Majorization {
  let graph: SpringGraph
  let workers: Workers

  private static let pivots = 100
  private static let rounds = 5

  func improve(_ places: inout Places) throws(Cancelled) {
    let pivots = try drawn()
    scale(&places, pivots)
    let share = Float(graph.nodeCount) / Float(pivots.count)
    for _ in 0..<Self.rounds {
      try workers.checkCancelled()
      let current = places
      var moved = [SIMD2<Float>](repeating: SIMD2(), count: graph.nodeCount)
      try workers.fill(&moved, Chunks.even(graph.nodeCount, count: 64)) { nodes, out in
        for node in nodes {
          out[node - nodes.lowerBound] = wanted(node, current, pivots, share)
        }
      }
      for node in moved.indices {
        (places.x[node], places.y[node]) = (moved[node].x, moved[node].y)
      }
    }
  }

  /// Where the node would be if all others stayed: the mean of what each pivot and neighbour wants.
  private func wanted(
    _ node: Int, _ places: Places, _ pivots: [(node: Int, links: [Int16])], _ share: Float
  ) -> SIMD2<Float> {
    let place = SIMD2(places.x[node], places.y[node])
    var (sum, weights) = (SIMD2<Float>(), Float(0))
    func add(_ other: Int, _ links: Float, _ weight: Float) {
      let there = SIMD2(places.x[other], places.y[other])
      let way = place - there
      let length = max((way * way).sum().squareRoot(), 1e-6)
      sum += (there + way * (links / length)) * weight
      weights += weight
    }
    for arc in graph.range(node) { add(Int(graph.neighbors[arc]), 1, 1) }
    for pivot in pivots {
      let links = Float(pivot.links[node])
      if links > 1 { add(pivot.node, links, share / (links * links)) }
    }
    return weights > 0 ? sum / weights : place
  }

  private func scale(_ places: inout Places, _ pivots: [(node: Int, links: [Int16])]) {
    var (squares, sum) = (0.0, 0.0)
    for pivot in pivots {
      for node in 0..<graph.nodeCount where pivot.links[node] > 0 {
        let (dx, dy) = (
          places.x[node] - places.x[pivot.node], places.y[node] - places.y[pivot.node]
        )
        let ratio = Double(dx * dx + dy * dy).squareRoot() / Double(pivot.links[node])
        squares += ratio * ratio
        sum += ratio
      }
    }
    if sum > 0, squares > 0 { places.scale(by: Float(sum / squares)) }
  }

  /// Nodes drawn evenly, with the links from each to everybody.
  private func drawn() throws(Cancelled) -> [(node: Int, links: [Int16])] {
    let count = min(Self.pivots, graph.nodeCount)
    return try workers.map(Array(0..<count)) { index in
      let node = graph.nodeCount * (2 * index + 1) / (2 * count)
      return (node, links(from: node))
    }
  }

  /// -1 where no path leads.
  private func links(from source: Int) -> [Int16] {
    var links = [Int16](repeating: -1, count: graph.nodeCount)
    var queue = [Int32(source)]
    links[source] = 0
    var head = 0
    while head < queue.count {
      let node = Int(queue[head])
      head += 1
      for arc in graph.range(node) where links[Int(graph.neighbors[arc])] < 0 {
        links[Int(graph.neighbors[arc])] = links[node] < .max ? links[node] + 1 : .max
        queue.append(Int32(graph.neighbors[arc]))
      }
    }
    return links
  }
}
