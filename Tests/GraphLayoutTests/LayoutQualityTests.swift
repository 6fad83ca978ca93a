import GraphCore
import GraphLayout
import ModuleTesting
import Testing

struct LayoutQualityTests {
  private func places(_ count: Int, seed: UInt64) -> Places {
    var random = RandomSource(seed: seed)
    return Places(
      x: (0..<count).map { _ in Float(random.unit()) },
      y: (0..<count).map { _ in Float(random.unit()) })
  }

  /// Floyd and Warshall, all pairs, the best scale by trying.
  private func oracle(_ places: Places, _ graph: Graph) -> Double {
    let n = graph.nodeCount
    var links = [[Double]](repeating: [Double](repeating: .infinity, count: n), count: n)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      (links[a][b], links[b][a]) = (1, 1)
    }
    for k in 0..<n {
      for a in 0..<n {
        for b in 0..<n { links[a][b] = min(links[a][b], links[a][k] + links[k][b]) }
      }
    }
    let ratios = (0..<n).flatMap { a in
      (0..<n).filter { $0 != a && links[a][$0].isFinite }.map { b -> Double in
        let way = SIMD2(Double(places.x[a] - places.x[b]), Double(places.y[a] - places.y[b]))
        return (way * way).sum().squareRoot() / links[a][b]
      }
    }
    func stress(_ scale: Double) -> Double {
      ratios.reduce(0) { $0 + (scale * $1 - 1) * (scale * $1 - 1) } / Double(ratios.count)
    }
    return stride(from: 0.05, to: 200, by: 0.002).map(stress).min() ?? .nan
  }

  @Test func stressIsThatOfTheBestScale() {
    for seed in 1...4 {
      let graph = RandomGraphs.gilbert(
        nodes: 25, probability: 0.1, directed: false, seed: UInt64(seed))
      let places = places(25, seed: UInt64(seed))
      let found = LayoutQuality(places, graph.outgoing).stress
      #expect(abs(found - oracle(places, graph)) < 1e-4)
    }
  }

  @Test func aPathOnALineIsPerfect() {
    let graph = Graph(
      nodeCount: 5, isDirected: false, sources: [0, 1, 2, 3], targets: [1, 2, 3, 4])
    let quality = LayoutQuality(Places(x: [0, 2, 4, 6, 8], y: [1, 1, 1, 1, 1]), graph.outgoing)
    #expect(quality.stress < 1e-12)
    // The ends have one neighbour, the nearest; the others two, both nearest.
    #expect(quality.neighborhoodPreservation == 1)
  }

  @Test func oneSpotIsTheWorst() {
    let graph = Graph(nodeCount: 3, isDirected: false, sources: [0, 1], targets: [1, 2])
    #expect(LayoutQuality(Places(count: 3), graph.outgoing).stress == 1)
  }

  /// One of a node's two nearest is a neighbour: 1 of 3 in common.
  @Test func countsWhatTheNearestAndTheNeighboursShare() {
    let graph = Graph(nodeCount: 4, isDirected: false, sources: [0, 0], targets: [1, 3])
    let quality = LayoutQuality(Places(x: [0, 1, 2, 9], y: [0, 0, 0, 0]), graph.outgoing)
    // Node 0: {1, 3} and {1, 2}; node 1: {0} and {0}; node 3: {0} and {2}.
    #expect(abs(quality.neighborhoodPreservation - (1.0 / 3 + 1 + 0) / 3) < 1e-12)
  }

  @Test func nothingToMeasureIsNoNumber() {
    let quality = LayoutQuality(
      Places(count: 2), Graph(nodeCount: 2, isDirected: false, sources: [], targets: []).outgoing)
    #expect(quality.stress.isNaN && quality.neighborhoodPreservation.isNaN)
  }
}
