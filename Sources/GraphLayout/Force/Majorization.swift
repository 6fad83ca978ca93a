// Gansner, Koren & North, "Graph drawing by stress majorization", GD 2004; few pairs in place of all after
// Ortmann, Klimenta & Brandes, "A sparse stress model", JGAA 21(5), 2017.

internal import GraphCore

/// Corrects a layout by the distances to a sample of nodes, evenly drawn: nodes far apart from each other, as
/// others take them, are those at the rim, and what suits these suits the rest less.
///
/// Springs act between neighbours, so that what is askew as a whole rights itself slowly. Complexity:
/// O(pivots * (n + m)); memory: 2 bytes a node and pivot.
struct Majorization {
  let graph: SpringGraph
  let workers: Workers
  private let pivots: [(node: Int, links: [Int16])]

  private static let pivotCount = 100

  init(
    _ graph: SpringGraph, _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) {
    (self.graph, self.workers) = (graph, workers)
    let count = min(Self.pivotCount, graph.nodeCount)
    // One in each stretch of the numbering, and not at even steps, which may be those of the communities.
    let nodes = (0..<count).map { index in
      let (start, end) = (graph.nodeCount * index / count, graph.nodeCount * (index + 1) / count)
      return start + random.next(below: end - start)
    }
    pivots = try workers.map(nodes) { node in (node, Self.links(graph, from: node)) }
  }

  /// What is to be mended, and how neighbours take part in it.
  enum Aim {
    /// Neighbours are a pair like others, one link apart.
    case outline
    /// Neighbours attract each other. Their own distances are so few among all that stress hardly depends
    /// on them, and pivots see to it that the outline stays.
    case neighborhoods

    fileprivate var rounds: Int { self == .outline ? 5 : 3 }
    fileprivate var tieLength: Float { self == .outline ? 1 : 0 }
  }

  /// The weight of a tie when neighbours attract each other, in usual squares of links between two nodes: the
  /// stress that comes of a node's move by a link's length falls as this square grows.
  private static let attraction: Float = 0.4

  func improve(_ places: inout Places, _ aim: Aim) throws(Cancelled) {
    scale(&places)
    let tie = (
      length: aim.tieLength, weight: aim == .outline ? 1 : Self.attraction * usualSquare
    )
    for _ in 0..<aim.rounds {
      try workers.checkCancelled()
      let current = places
      var moved = [SIMD2<Float>](repeating: SIMD2(), count: graph.nodeCount)
      try workers.fill(&moved, Chunks.even(graph.nodeCount, count: 64)) { nodes, out in
        for node in nodes {
          out[node - nodes.lowerBound] = wanted(node, current, tie)
        }
      }
      for node in moved.indices {
        (places.x[node], places.y[node]) = (moved[node].x, moved[node].y)
      }
    }
  }

  /// Where the node would be if all others stayed: the mean of what each pivot and neighbour wants.
  private func wanted(
    _ node: Int, _ places: Places, _ tie: (length: Float, weight: Float)
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
    for arc in graph.range(node) { add(Int(graph.neighbors[arc]), tie.length, tie.weight) }
    let share = Float(graph.nodeCount) / Float(pivots.count)
    for pivot in pivots {
      let links = Float(pivot.links[node])
      if links > 1 { add(pivot.node, links, share / (links * links)) }
    }
    return weights > 0 ? sum / weights : place
  }

  /// The harmonic mean of the squared links between two nodes, since pairs weigh by its inverse; 1 without
  /// any.
  private var usualSquare: Float {
    var (weights, count) = (0.0, 0)
    for pivot in pivots {
      for links in pivot.links where links > 0 {
        weights += 1 / (Double(links) * Double(links))
        count += 1
      }
    }
    return weights > 0 ? Float(Double(count) / weights) : 1
  }

  private func scale(_ places: inout Places) {
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

  /// -1 where no path leads.
  private static func links(_ graph: SpringGraph, from source: Int) -> [Int16] {
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
