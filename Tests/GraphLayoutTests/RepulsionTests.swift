import GraphCore
import GraphLayout
import ModuleTesting
import Testing

/// The tree beside the sum over all pairs.
struct RepulsionTests {
  private func places(_ count: Int, seed: UInt64) -> (Places, masses: [Float]) {
    var random = RandomSource(seed: seed)
    var places = Places(count: count)
    for node in 0..<count {
      // Three clusters and a few far out.
      let middle = node % 50 == 0 ? 40.0 : Double(node % 3) * 6
      places.x[node] = Float(middle + random.unit() * 3)
      places.y[node] = Float(random.unit() * 3 - middle / 2)
    }
    return (places, (0..<count).map { _ in Float(1 + random.next(below: 4)) })
  }

  /// Of every node, from all pairs, in double precision.
  private func oracle(_ places: Places, _ masses: [Float]) -> [SIMD2<Double>] {
    places.x.indices.map { a in
      places.x.indices.reduce(into: SIMD2<Double>()) { sum, b in
        let way = SIMD2(
          Double(places.x[a]) - Double(places.x[b]), Double(places.y[a]) - Double(places.y[b]))
        let square = (way * way).sum()
        if square > 0 { sum += way * (Double(masses[b]) / square) }
      }
    }
  }

  private func forces(_ places: Places, _ masses: [Float]) -> [SIMD2<Double>] {
    var tree = RepulsionTree(count: places.count)
    tree.build(places, masses: masses)
    var pushes = [SIMD8<Float>](repeating: SIMD8(), count: 2 * tree.groupCount)
    var out = pushes.mutableSpan
    tree.repulsion(of: 0..<tree.groupCount, &out)
    var forces = [SIMD2<Double>](repeating: SIMD2(), count: places.count)
    for position in 0..<places.count {
      forces[Int(tree.order.nodes[position])] = SIMD2(
        Double(pushes[position / 8 * 2][position % 8]),
        Double(pushes[position / 8 * 2 + 1][position % 8]))
    }
    return forces
  }

  @Test(arguments: [1, 2, 7, 8, 9, 60, 1000])
  func isNearTheSumOverAllPairs(count: Int) {
    let (places, masses) = places(count, seed: UInt64(count))
    let expected = oracle(places, masses)
    let found = forces(places, masses)
    let scale = expected.map { ($0 * $0).sum().squareRoot() }.reduce(0, +) / Double(count)
    for (a, b) in zip(found, expected) {
      let off = ((a - b) * (a - b)).sum().squareRoot()
      #expect(off <= 0.2 * scale + 1e-9)
    }
    // Far squares count as one node: on the whole that is off by little.
    let mean = zip(found, expected).map { (($0 - $1) * ($0 - $1)).sum().squareRoot() }
      .reduce(0, +)
    #expect(mean / Double(count) <= 0.04 * scale + 1e-9)
  }

  /// Nodes on one spot do not push each other, and nothing becomes infinite.
  @Test func oneSpotIsNoTrouble() {
    let places = Places(
      x: [Float](repeating: 3, count: 40) + [4], y: [Float](repeating: -2, count: 40) + [-2])
    let found = forces(places, [Float](repeating: 1, count: 41))
    #expect(found.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    #expect(abs(found[40].x - 40) < 1e-3 && abs(found[0].x + 1) < 1e-3)
  }

  @Test func ordersByInterleavedBits() {
    let (places, _) = places(500, seed: 3)
    var order = MortonOrder(count: 500)
    order.sort(places)
    #expect(order.nodes.map { Int($0) }.sorted() == Array(0..<500))
    #expect(zip(order.codes, order.codes.dropFirst()).allSatisfy { $0 <= $1 })
    // The lower left quarter of the box comes first, the upper right one last.
    let side = max(
      places.x.max()! - places.x.min()!, places.y.max()! - places.y.min()!)
    let middle = (places.x.min()! + side / 2, places.y.min()! + side / 2)
    let quarters = order.nodes.map { node in
      (places.x[Int(node)] < middle.0 ? 0 : 1) + (places.y[Int(node)] < middle.1 ? 0 : 2)
    }
    #expect(quarters == quarters.sorted())
  }
}
