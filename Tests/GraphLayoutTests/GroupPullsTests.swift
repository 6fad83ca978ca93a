import GraphCore
import GraphLayout
import ModuleTesting
import Testing

struct GroupPullsTests {
  /// Two cliques of five and one tie between them.
  private let graph: Graph = {
    let pairs = (0..<10).flatMap { a in
      (0..<10).filter { b in a < b && (a / 5 == b / 5 || (a, b) == (4, 5)) }.map { (a, $0) }
    }
    return Graph(
      nodeCount: 10, isDirected: false, joining: pairs.map { NodeID($0.0) },
      to: pairs.map { NodeID($0.1) })
  }()
  private func pulls(_ groups: [Int]?, _ strengths: [Double]? = nil) -> [Double] {
    GroupPulls(
      graph: graph, strengths: strengths ?? [Double](repeating: 2, count: graph.edgeCount),
      groups: groups
    ).values
  }
  private var bridge: Int {
    (0..<graph.edgeCount).first { graph.sources[$0] / 5 != graph.targets[$0] / 5 } ?? -1
  }

  @Test func tiesBetweenGroupsOfTheNetworkGiveWay() {
    // Modularity 20/21 - 1/2 = .45.
    let pulls = pulls((0..<10).map { $0 / 5 })
    for edge in pulls.indices { #expect(abs(pulls[edge] - (edge == bridge ? 0.05 : 1)) < 1e-12) }
  }

  @Test func othersDoNot() {
    #expect(Set(pulls(nil)) == [1])
    // Odd and even: modularity below 0.
    #expect(Set(pulls((0..<10).map { $0 % 2 })) == [1])
    // The bridge leads to nodes without a group.
    #expect(Set(pulls((0..<10).map { $0 < 5 ? 0 : -1 })) == [1])
  }

  @Test func strongerTiesPullMoreWithinBounds() {
    var strengths = [Double](repeating: 1, count: graph.edgeCount)
    (strengths[0], strengths[1], strengths[2]) = (4, 1e9, 1e-9)
    #expect(pulls(nil, strengths).prefix(4) == [2, 5, 0.2, 1])
  }
}
