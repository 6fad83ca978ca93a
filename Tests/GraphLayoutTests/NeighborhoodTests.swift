import GraphCore
import GraphLayout
import ModuleTesting
import Testing

/// Who lie together in layouts of large networks.
struct NeighborhoodTests {
  private func places(_ graph: Graph) throws -> Places {
    var random = RandomSource(seed: 1)
    let springs = SpringGraph(
      nodeCount: graph.nodeCount, ends: Array(zip(graph.sources, graph.targets)),
      strengths: [Float](repeating: 1, count: graph.edgeCount))
    return try ForceLayout(springs).places(&random, .serial)
  }
  private func quality(_ graph: Graph) throws -> LayoutQuality {
    LayoutQuality(try places(graph), graph.outgoing)
  }
  private func joined(_ count: Int, _ pairs: [(Int, Int)]) -> Graph {
    Graph(
      nodeCount: count, isDirected: false, joining: pairs.map { NodeID($0.0) },
      to: pairs.map { NodeID($0.1) })
  }

  /// A ring with shortcuts, each tied to the three on either side.
  private func smallWorld(_ count: Int, shortcuts: Int) -> Graph {
    var random = RandomSource(seed: 7)
    var pairs = (0..<count).flatMap { node in
      (1...3).map { (node, (node + $0) % count) }
    }
    for _ in 0..<shortcuts {
      pairs.append((random.next(below: count), random.next(below: count)))
    }
    return joined(count, pairs.filter { $0.0 != $0.1 })
  }

  /// Communities of equal size with few ties between; `member` says the number of a community's member.
  private func islands(
    _ communities: Int, of size: Int, _ number: (_ community: Int, _ member: Int) -> Int
  ) -> Graph {
    var random = RandomSource(seed: 3)
    var pairs: [(Int, Int)] = []
    for community in 0..<communities {
      for member in 0..<size {
        for _ in 0..<3 {
          let other = random.unit() < 0.05 ? random.next(below: communities) : community
          pairs.append(
            (number(community, member), number(other, random.next(below: size))))
        }
      }
    }
    return joined(communities * size, pairs.filter { $0.0 != $0.1 })
  }

  @Test func keepsThoseOnARing() throws {
    let quality = try quality(smallWorld(4000, shortcuts: 80))
    #expect(quality.stress < 0.16)
    #expect(quality.neighborhoodPreservation > 0.52)
  }

  /// Pivots at even steps of the numbering would all be of the same communities.
  @Test func numberingDoesNotMatter() throws {
    let inTurn = try quality(islands(20, of: 75) { community, member in member * 20 + community })
    let inBlocks = try quality(islands(20, of: 75) { community, member in community * 75 + member })
    #expect(abs(inTurn.stress / inBlocks.stress - 1) < 0.04)
    #expect(inTurn.neighborhoodPreservation > 0.06)
  }

  /// Hardly anybody in a tree lies on somebody else.
  @Test func leavesStayApart() throws {
    var random = RandomSource(seed: 4)
    let graph = joined(1200, (1..<1200).map { ($0, random.next(below: $0)) })
    let places = try places(graph)
    let room = places.side / Float(1200).squareRoot()
    let nearest = (0..<1200).map { node -> Float in
      var least = Float.infinity
      for other in 0..<1200 where other != node {
        let way = SIMD2(places.x[node] - places.x[other], places.y[node] - places.y[other])
        least = min(least, (way * way).sum())
      }
      return least.squareRoot() / room
    }.sorted()
    #expect(nearest[120] > 0.1)
  }
}
