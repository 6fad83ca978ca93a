import GraphCore
import ModuleTesting
import Testing

/// Distances to some nodes, and between groups, against slow ways of finding them.
struct TargetDistanceTests {
  private static let graphs: [Graph] =
    [false, true].flatMap { isDirected in
      [
        RandomGraphs.gilbert(nodes: 700, probability: 0.004, directed: isDirected, seed: 1),
        RandomGraphs.gilbert(nodes: 60, probability: 0.03, directed: isDirected, seed: 2),
        Graph(nodeCount: 5, isDirected: isDirected, sources: [], targets: []),
        Graph(nodeCount: 0, isDirected: isDirected, sources: [], targets: []),
      ]
    }

  private func lengths(_ graph: Graph) -> [Double] {
    (0..<graph.edgeCount).map { 1 + Double(($0 * 7) % 5) / 4 }
  }

  /// All distances, infinite where there is none: weighted by Floyd and Warshall, links by plain searches.
  private func distances(
    _ graph: Graph, _ direction: Direction, _ lengths: [Double]?
  ) -> [[Double]] {
    guard let lengths else {
      return (0..<graph.nodeCount).map { source in
        var search = BreadthFirst(graph.adjacency(direction))
        search.run(from: source)
        return search.distances.map { $0 < 0 ? .infinity : Double($0) }
      }
    }
    let nodes = 0..<graph.nodeCount
    var all = nodes.map { a in nodes.map { $0 == a ? 0 : Double.infinity } }
    for (edge, length) in lengths.enumerated() {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      if !graph.isDirected || direction != .in { all[a][b] = min(all[a][b], length) }
      if !graph.isDirected || direction != .out { all[b][a] = min(all[b][a], length) }
    }
    for via in nodes {
      for a in nodes { for b in nodes { all[a][b] = min(all[a][b], all[a][via] + all[via][b]) } }
    }
    return all
  }

  @Test(arguments: 0..<8, [Direction.out, .in, .all])
  func targetsAreFound(index: Int, direction: Direction) throws {
    let graph = Self.graphs[index]
    let targets = (0..<graph.nodeCount).filter { $0 % 3 == 1 }.map { NodeID($0) }
    for lengths in graph.nodeCount > 100 ? [nil] : [nil, lengths(graph)] {
      let all = distances(graph, direction, lengths)
      let summary = try graph.distanceSummary(
        direction, to: targets, edgeLengths: lengths, on: Workers(threads: 2))
      let nearest = graph.nearestDistances(direction, to: targets, edgeLengths: lengths)
      for node in 0..<graph.nodeCount {
        let found = targets.map { all[node][Int($0)] }.filter { $0 > 0 && $0.isFinite }
        #expect(summary.reached[node] == found.count)
        #expect(abs(summary.farness[node] - found.reduce(0, +)) < 1e-9)
        #expect(abs(summary.harmonic[node] - found.reduce(0) { $0 + 1 / $1 }) < 1e-9)
        #expect(abs(summary.eccentricity[node] - (found.max() ?? 0)) < 1e-9)
        let least = targets.map { all[node][Int($0)] }.min() ?? .infinity
        #expect(nearest[node] == least || abs(nearest[node] - least) < 1e-9)
      }
    }
  }

  @Test(arguments: 0..<8, [Direction.out, .in, .all])
  func groupsAreToldApart(index: Int, direction: Direction) throws {
    let graph = Self.graphs[index]
    let groups = (0..<graph.nodeCount).map { Int32(($0 * 5) % 4 - 1) }
    let members = (0..<3).map { group in
      groups.indices.filter { groups[$0] == Int32(group) }.map { NodeID($0) }
    }
    for lengths in graph.nodeCount > 100 ? [nil] : [nil, lengths(graph)] {
      let all = distances(graph, direction, lengths)
      let found = try graph.groupDistances(
        direction, groups: groups, targets: members, edgeLengths: lengths, on: Workers(threads: 2))
      for from in 0..<3 {
        for to in 0..<3 {
          let pairs = members[from].flatMap { a in members[to].map { all[Int(a)][Int($0)] } }
            .filter { $0 > 0 && $0.isFinite }
          #expect(found.pairs[from * 3 + to] == pairs.count)
          #expect(abs(found.farness[from * 3 + to] - pairs.reduce(0, +)) < 1e-8)
          #expect(abs(found.harmonic[from * 3 + to] - pairs.reduce(0) { $0 + 1 / $1 }) < 1e-8)
        }
      }
    }
  }

  @Test func sameBytesForAnyNumberOfThreads() throws {
    let graph = Self.graphs[4]
    let groups = (0..<graph.nodeCount).map { Int32($0 % 7) }
    let members = (0..<7).map { group in
      groups.indices.filter { groups[$0] == Int32(group) }.map { NodeID($0) }
    }
    let runs = try [1, 2, 7].map { threads in
      try graph.groupDistances(
        .out, groups: groups, targets: members, edgeLengths: lengths(graph),
        on: Workers(threads: threads))
    }
    #expect(runs[0] == runs[1] && runs[0] == runs[2])
  }
}
