import GraphCore
import ModuleTesting
import Testing

/// Searches side by side against one search at a time.
struct DistanceTests {
  private static let graphs: [(name: String, graph: Graph)] = [
    ("path", grid(1, 1500)), ("grid", grid(40, 45)), ("star", star(1200)),
    ("one-way map", oneWay(30, 60)), ("one-way ring", ring(1300)), ("three maps", maps(3)),
    ("many parts", scattered(isDirected: false)), ("directed parts", scattered(isDirected: true)),
    ("random", RandomGraphs.gilbert(nodes: 1100, probability: 0.005, directed: false, seed: 1)),
    ("directed", RandomGraphs.gilbert(nodes: 1100, probability: 0.004, directed: true, seed: 2)),
    ("no edges", Graph(nodeCount: 600, isDirected: false, sources: [], targets: [])),
    ("none", .empty),
  ]

  @Test(arguments: graphs.map(\.name), [Direction.out, .in, .all])
  func equalsOneSearchAtATime(name: String, direction: Direction) throws {
    let graph = try #require(Self.graphs.first { $0.name == name }).graph
    let summary = try graph.distanceSummary(direction, on: Workers(threads: 2))
    var search = BreadthFirst(graph.adjacency(direction))
    var histogram: [Int] = []
    for node in 0..<graph.nodeCount {
      search.run(from: node)
      let others = search.order[..<search.reached].dropFirst().map {
        Int(search.distances[Int($0)])
      }
      #expect(summary.reached[node] == others.count)
      #expect(summary.farness[node] == Double(others.reduce(0, +)))
      #expect(summary.eccentricity[node] == Double(others.max() ?? 0))
      let harmonic = others.reduce(0) { $0 + 1 / Double($1) }
      #expect(abs(summary.harmonic[node] - harmonic) <= 1e-12 * harmonic)
      for links in others {
        while histogram.count <= links { histogram.append(0) }
        histogram[links] += 1
      }
    }
    #expect(summary.histogram == histogram)
  }

  @Test func sameBytesForAnyNumberOfThreads() throws {
    for (name, graph) in Self.graphs {
      let runs = try [1, 2, 7].map {
        try graph.distanceSummary(.out, on: Workers(threads: $0)).harmonic.map(\.bitPattern)
      }
      #expect(runs[0] == runs[1] && runs[0] == runs[2], "\(name)")
    }
  }

  @Test func canBeCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try Self.grid(40, 45).distanceSummary(
        .out, on: Workers(threads: 2, cancellation: cancellation))
    }
  }

  private static func grid(_ rows: Int, _ columns: Int) -> Graph {
    var edges: [(Int, Int)] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let node = row * columns + column
        if column + 1 < columns { edges.append((node, node + 1)) }
        if row + 1 < rows { edges.append((node, node + columns)) }
      }
    }
    return undirected(rows * columns, edges)
  }

  /// Rows lead one way, columns back and forth in turn.
  private static func oneWay(_ rows: Int, _ columns: Int) -> Graph {
    var edges: [(Int, Int)] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let node = row * columns + column
        if column + 1 < columns { edges.append((node, node + 1)) }
        if row + 1 < rows && column % 2 == 0 { edges.append((node, node + columns)) }
        if row > 0 && column % 2 == 1 { edges.append((node, node - columns)) }
      }
    }
    edges.sort { $0 < $1 }
    return Graph(
      nodeCount: rows * columns, isDirected: true, sources: edges.map { NodeID($0.0) },
      targets: edges.map { NodeID($0.1) })
  }

  private static func ring(_ nodes: Int) -> Graph {
    Graph(
      nodeCount: nodes, isDirected: true, sources: (0..<nodes).map { NodeID($0) },
      targets: (0..<nodes).map { NodeID(($0 + 1) % nodes) })
  }

  /// Maps that do not touch, their nodes numbered in turn, and a few isolates.
  private static func maps(_ count: Int) -> Graph {
    let (one, size) = (grid(18, 40), 18 * 40)
    let edges = (0..<one.edgeCount).flatMap { edge in
      (0..<count).map {
        (Int(one.sources[edge]) * count + $0, Int(one.targets[edge]) * count + $0)
      }
    }
    return undirected(size * count + 5, edges.sorted { $0 < $1 })
  }

  private static func star(_ leaves: Int) -> Graph {
    undirected(leaves + 1, (1...leaves).map { (0, $0) })
  }

  /// Triangles with a tail and a loop each, and isolates between them.
  private static func scattered(isDirected: Bool) -> Graph {
    let edges = (0..<200).flatMap { part in
      [(0, 0), (0, 1), (0, 2), (1, 2), (2, 3)].map { (part * 6 + $0.0, part * 6 + $0.1) }
    }
    return Graph(
      nodeCount: 1200, isDirected: isDirected, sources: edges.map { NodeID($0.0) },
      targets: edges.map { NodeID($0.1) })
  }

  private static func undirected(_ nodeCount: Int, _ edges: [(Int, Int)]) -> Graph {
    Graph(
      nodeCount: nodeCount, isDirected: false, sources: edges.map { NodeID($0.0) },
      targets: edges.map { NodeID($0.1) })
  }
}
