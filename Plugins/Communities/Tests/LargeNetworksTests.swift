import Communities
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Networks that are large enough to be worked on in batches, by many threads.
struct LargeNetworksTests {
  /// Groups of 50 to 149 nodes: each node draws 40 ties in its group and 14 anywhere.
  private static let planted: (graph: Graph, groups: [Int32]) = {
    var random = RandomSource(seed: 3)
    var (groups, members) = ([Int32](), [Range<Int>]())
    while groups.count < 6000 {
      let size = 50 + random.next(below: 100)
      groups += Array(repeating: Int32(members.count), count: size)
      members.append(groups.count - size..<groups.count)
    }
    var ties: [(Int, Int)] = []
    for node in groups.indices {
      let own = members[Int(groups[node])]
      for _ in 0..<40 { ties.append((node, own.lowerBound + random.next(below: own.count))) }
      for _ in 0..<14 { ties.append((node, random.next(below: groups.count))) }
    }
    // Rows that follow each other must not be neighbours.
    var name = Array(0..<NodeID(groups.count))
    random.shuffle(&name)
    var renamed = groups
    for node in groups.indices { renamed[Int(name[node])] = groups[node] }
    return (built(ties.map { (name[$0.0], name[$0.1]) }, groups.count), renamed)
  }()

  /// Every tie's ends are drawn in proportion to 1 / (number + 20): hubs, and no groups.
  private static let hubs: Graph = {
    var random = RandomSource(seed: 4)
    func end() -> NodeID {
      var node = 8000.0
      repeat { node = 20 * pow(401, random.unit()) - 20 } while node >= 8000
      return NodeID(node)
    }
    return built((0..<220_000).map { _ in (end(), end()) }, 8000)
  }()

  private static func built(_ ties: [(NodeID, NodeID)], _ count: Int) -> Graph {
    let builder = GraphBuilder(isDirected: false, parallel: .first, loops: .drop)
    guard
      let built = try? builder.build(
        nodeCount: count, sources: ties.map(\.0), targets: ties.map(\.1))
    else { preconditionFailure("parallel ties are merged, loops dropped") }
    return built.graph
  }

  private static let graphs = [planted.graph, hubs]

  private func weights(_ graph: Graph) -> [Double] { RandomGraphs.weights(graph, seed: 5) }

  @Test(arguments: [0, 1]) func givesTheSameForAnyNumberOfThreads(index: Int) throws {
    let graph = Self.graphs[index]
    #expect(graph.edgeCount >= 1 << 17)
    for weights in [nil, weights(graph)] {
      let byLeiden = try [1, 2, 7].map {
        try leiden(
          of: graph, edgeWeights: weights, randoms: randoms(1), on: Workers(threads: $0)
        ).communities
      }
      #expect(Set(byLeiden).count == 1)
      let byLouvain = try [1, 2, 7].map {
        try louvain(
          of: graph, edgeWeights: weights, randoms: randoms(1), on: Workers(threads: $0)
        ).communities
      }
      #expect(Set(byLouvain).count == 1)
      let byLabels = try [1, 2, 7].map {
        try asynchronousLabels(
          of: graph, edgeWeights: weights, maxIterations: 1000, random: randoms(1)[0],
          on: Workers(threads: $0)
        ).labels
      }
      #expect(Set(byLabels).count == 1)
    }
  }

  @Test(arguments: [0, 1], [Objective.modularity, .cpm])
  func communitiesOfLeidenAreConnected(index: Int, objective: Objective) throws {
    let graph = Self.graphs[index]
    for resolution in objective == .cpm ? [0.01, 0.2] : [0.5, 1, 4] {
      for tolerance in [0, 0.0005, 0.01] {
        let found = try leiden(
          of: graph, objective: objective, resolution: resolution, tolerance: tolerance,
          maxIterations: 4, randoms: randoms(2), on: Workers(threads: 2))
        #expect(ModularityOracle.areConnected(found.communities, in: graph))
      }
    }
  }

  @Test func findsThePlantedGroups() throws {
    let (graph, groups) = Self.planted
    let planted = modularity(of: groups, in: graph)
    let found = try leiden(of: graph, randoms: randoms(3), on: Workers(threads: 2))
    #expect(found.quality > planted - 1e-3)
    #expect(try louvain(of: graph, randoms: randoms(3), on: .serial).quality > planted - 5e-3)
    let labels = try asynchronousLabels(
      of: graph, maxIterations: 100, random: randoms(3)[0], on: Workers(threads: 2))
    #expect(labels.converged && modularity(of: labels.labels, in: graph) > planted - 5e-3)
  }

  /// Raghavan et al. 2007: at the end every node has as many ties to its own community as to any.
  @Test(arguments: [0, 1]) func labelsAgreeWithMostNeighbors(index: Int) throws {
    let graph = Self.graphs[index]
    let found = try asynchronousLabels(
      of: graph, maxIterations: 1000, random: randoms(6)[0], on: Workers(threads: 2))
    #expect(found.converged)
    for node in 0..<graph.nodeCount {
      var ties: [Int32: Int] = [:]
      for arc in graph.outgoing.range(node) {
        ties[found.labels[Int(graph.outgoing.neighbors[arc])], default: 0] += 1
      }
      #expect(ties[found.labels[node]] ?? 0 >= ties.values.max() ?? 0, "node \(node)")
    }
  }

  /// Moves in batches against moves one after the other, each weighed anew by definition.
  @Test(arguments: [0, 1]) func isNotWorseThanMovingOneByOne(index: Int) throws {
    let graph = Self.graphs[index]
    let found = try louvain(of: graph, randoms: randoms(4), on: Workers(threads: 2))
    var plain = PlainLouvain(graph)
    let expected = modularity(of: plain.communities(), in: graph)
    #expect(found.quality > expected - 5e-3, "\(found.quality) instead of \(expected)")
    let refined = try leiden(of: graph, randoms: randoms(4), on: Workers(threads: 2))
    #expect(refined.quality > expected - 1e-3, "\(refined.quality) instead of \(expected)")
  }

  @Test(arguments: [1e-300, 1e300, 1e-150, 1e150]) func survivesExtremeWeights(
    unit: Double
  ) throws {
    let graph = Self.planted.graph
    let weights = (0..<graph.edgeCount).map { unit * Double(1 + $0 % 5) }
    let found = try leiden(
      of: graph, edgeWeights: weights, maxIterations: 5, randoms: randoms(1),
      on: Workers(threads: 2))
    #expect(found.communities.count == graph.nodeCount)
    #expect(ModularityOracle.areConnected(found.communities, in: graph))
    _ = try louvain(of: graph, edgeWeights: weights, randoms: randoms(1), on: .serial)
    _ = try asynchronousLabels(
      of: graph, edgeWeights: weights, maxIterations: 20, random: randoms(1)[0], on: .serial)
  }

  @Test func stopsWhenCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let workers = Workers(threads: 2, cancellation: cancellation)
    #expect(throws: Cancelled.self) {
      try leiden(of: Self.planted.graph, randoms: randoms(1), on: workers)
    }
  }
}

/// Blondel et al. 2008 as plainly as can be: dictionaries, nodes in turn, levels until none moves.
private struct PlainLouvain {
  private var rows: [[Int: Double]]
  private var loops: [Double]

  init(_ graph: Graph) {
    rows = Array(repeating: [:], count: graph.nodeCount)
    loops = Array(repeating: 0, count: graph.nodeCount)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      rows[a][b] = 1
      rows[b][a] = 1
    }
  }

  mutating func communities() -> [Int32] {
    var found = rows.indices.map { Int32($0) }
    while true {
      let community = moved()
      let numbers = Dictionary(
        uniqueKeysWithValues: zip(Set(community).sorted(), 0...))
      if numbers.count == rows.count { return found }
      found = found.map { Int32(numbers[community[Int($0)]] ?? 0) }
      merge(community.map { numbers[$0] ?? 0 }, numbers.count)
    }
  }

  private func moved() -> [Int] {
    let strength = rows.indices.map { loops[$0] + rows[$0].values.reduce(0, +) }
    let total = strength.reduce(0, +)
    var (community, volume) = (Array(rows.indices), strength)
    var isMoving = true
    while isMoving {
      isMoving = false
      for node in rows.indices {
        let own = community[node]
        volume[own] -= strength[node]
        var weightTo: [Int: Double] = [own: 0]
        for (other, weight) in rows[node] { weightTo[community[other], default: 0] += weight }
        func gain(_ target: Int) -> Double {
          (weightTo[target] ?? 0) - strength[node] * volume[target] / total
        }
        let best = weightTo.keys.max { (gain($0), $1) < (gain($1), $0) } ?? own
        if gain(best) > gain(own) + 1e-9 {
          community[node] = best
          isMoving = true
        }
        volume[community[node]] += strength[node]
      }
    }
    return community
  }

  private mutating func merge(_ group: [Int], _ count: Int) {
    var merged = [[Int: Double]](repeating: [:], count: count)
    var mergedLoops = [Double](repeating: 0, count: count)
    for node in rows.indices {
      mergedLoops[group[node]] += loops[node]
      for (other, weight) in rows[node] {
        if group[other] == group[node] {
          mergedLoops[group[node]] += weight
        } else {
          merged[group[node]][group[other], default: 0] += weight
        }
      }
    }
    (rows, loops) = (merged, mergedLoops)
  }
}
