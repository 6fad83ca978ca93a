import Foundation
import GraphCore
import GraphLayout
import ModuleTesting
import Testing

struct ForceLayoutTests {
  private func springs(_ graph: Graph) -> SpringGraph {
    SpringGraph(
      nodeCount: graph.nodeCount, ends: Array(zip(graph.sources, graph.targets)),
      strengths: [Float](repeating: 1, count: graph.edgeCount))
  }
  private func places(_ graph: Graph, seed: UInt64 = 1, threads: Int = 1) throws -> Places {
    var random = RandomSource(seed: seed)
    return try ForceLayout(springs(graph)).places(&random, Workers(threads: threads))
  }
  private func joined(_ count: Int, _ pairs: [(Int, Int)]) -> Graph {
    Graph(
      nodeCount: count, isDirected: false, joining: pairs.map { NodeID($0.0) },
      to: pairs.map { NodeID($0.1) })
  }
  private func grid(_ side: Int) -> Graph {
    var pairs: [(Int, Int)] = []
    for node in 0..<side * side {
      if node % side + 1 < side { pairs.append((node, node + 1)) }
      if node / side + 1 < side { pairs.append((node, node + side)) }
    }
    return joined(side * side, pairs)
  }

  /// A folded grid has a stress above .1.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func unfoldsAGrid(seed: UInt64) throws {
    let graph = grid(40)
    let quality = LayoutQuality(try places(graph, seed: seed), graph.outgoing)
    #expect(quality.stress < 0.03)
    #expect(quality.neighborhoodPreservation > 0.85)
  }

  @Test func sameBytesForAnyThreads() throws {
    let graph = RandomGraphs.gilbert(nodes: 3000, probability: 0.002, directed: false, seed: 3)
    let one = try places(graph)
    #expect(try places(graph, threads: 2) == one)
    #expect(try places(graph, threads: 7) == one)
    #expect(try places(graph, seed: 2) != one)
  }

  @Test func extremesStayFinite() throws {
    let shapes: [(String, Graph)] = [
      ("null", joined(0, [])), ("one", joined(1, [])), ("two", joined(2, [(0, 1)])),
      ("apart", joined(90, [])), ("loop", joined(1, [(0, 0)])),
      ("star", joined(3000, (1..<3000).map { (0, $0) })),
      ("path", joined(3000, (1..<3000).map { ($0 - 1, $0) })),
      ("complete", joined(80, (0..<80).flatMap { a in (0..<a).map { (a, $0) } })),
    ]
    for (name, graph) in shapes {
      let places = try places(graph)
      #expect(places.count == graph.nodeCount, "\(name)")
      let isFinite = (places.x + places.y).allSatisfy { $0.isFinite }
      #expect(isFinite, "\(name)")
    }
  }

  /// Strong ties are drawn shorter than weak ones.
  @Test func strengthPulls() throws {
    let graph = RandomGraphs.gilbert(nodes: 500, probability: 0.02, directed: false, seed: 8)
    let strengths = (0..<graph.edgeCount).map { Float($0 % 2 == 0 ? 0.2 : 5) }
    var random = RandomSource(seed: 1)
    let places = try ForceLayout(
      SpringGraph(
        nodeCount: 500, ends: Array(zip(graph.sources, graph.targets)), strengths: strengths)
    ).places(&random, .serial)
    var sums: [Float: Float] = [:]
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      let way = SIMD2(places.x[a] - places.x[b], places.y[a] - places.y[b])
      sums[strengths[edge], default: 0] += (way * way).sum().squareRoot()
    }
    #expect(sums[0.2]! > 1.5 * sums[5]!)
  }

  /// Who is known stays; who is new comes to lie near his own.
  @Test func findsPlacesAmongFixedOnes() throws {
    let graph = grid(12)
    let known = try places(graph)
    let newcomers = [40, 41, 77, 143]
    var start = known
    for node in newcomers { (start.x[node], start.y[node]) = (known.x[0], known.y[0] + 0.01) }
    start.scale(by: 0.01)
    let isFixed = (0..<144).map { !newcomers.contains($0) }
    let found = try ForceLayout(springs(graph)).places(from: start, isFixed: isFixed, .serial)
    for node in 0..<144 {
      let way = SIMD2(
        found.x[node] - known.x[node] * 0.01, found.y[node] - known.y[node] * 0.01)
      let distance = (way * way).sum().squareRoot()
      if isFixed[node] {
        #expect(distance == 0)
      } else {
        // A spring of this grid is about a twelfth of its side.
        #expect(distance < 0.01 * known.side / 12)
      }
    }
  }

  @Test func stopsWhenCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    var random = RandomSource(seed: 1)
    let layout = ForceLayout(springs(grid(20)))
    let workers = Workers(threads: 2, cancellation: cancellation)
    #expect(throws: Cancelled.self) { try layout.places(&random, workers) }
  }

  // MARK: Balance

  private func energy(_ graph: SpringGraph, _ places: Places) -> Double {
    var energy = 0.0
    for a in 0..<graph.nodeCount {
      func length(_ b: Int) -> Double {
        let way = SIMD2(Double(places.x[a] - places.x[b]), Double(places.y[a] - places.y[b]))
        return (way * way).sum().squareRoot()
      }
      for b in 0..<a {
        energy -=
          Double(SpringGraph.repulsion * graph.masses[a] * graph.masses[b])
          * log(length(b))
      }
      for arc in graph.range(a) where Int(graph.neighbors[arc]) < a {
        let l = length(Int(graph.neighbors[arc]))
        energy += l * l * l / 3 * Double(graph.strengths[arc])
      }
    }
    return energy
  }

  @Test func balanceIsWhereTheEnergyIsLeast() {
    let graph = springs(
      RandomGraphs.gilbert(nodes: 60, probability: 0.1, directed: false, seed: 5))
    var random = RandomSource(seed: 9)
    var places = Places(
      x: (0..<60).map { _ in Float(random.unit()) }, y: (0..<60).map { _ in Float(random.unit()) })
    _ = graph.balance(&places)
    let least = energy(graph, places)
    for factor: Float in [0.98, 1.02] {
      var other = places
      other.scale(by: factor)
      #expect(energy(graph, other) > least)
    }
  }

  /// Where springs and repulsion balance, what the springs do when all is stretched a little is what
  /// repulsion does: the sum of pull * length is C times the pairs, for linear springs, too.
  @Test func linearSpringsBalanceAsWell() {
    let graph = springs(
      RandomGraphs.gilbert(nodes: 60, probability: 0.1, directed: false, seed: 5))
    var random = RandomSource(seed: 9)
    var places = Places(
      x: (0..<60).map { _ in Float(random.unit()) }, y: (0..<60).map { _ in Float(random.unit()) })
    let stiffness = Double(graph.balance(&places).stiffness)
    var work = 0.0
    for node in 0..<60 {
      for arc in graph.range(node) where Int(graph.neighbors[arc]) < node {
        let other = Int(graph.neighbors[arc])
        let way = SIMD2(
          Double(places.x[node] - places.x[other]), Double(places.y[node] - places.y[other]))
        work += stiffness * Double(graph.strengths[arc]) * (way * way).sum()
      }
    }
    let pairs = 60.0 * 59 / 2
    #expect(abs(work / (Double(SpringGraph.repulsion) * pairs) - 1) < 1e-4)
  }
}
