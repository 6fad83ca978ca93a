internal import GraphvizKit
internal import ModuleKit

/// How much longer an edge between groups is than one inside.
private let betweenGroups = 1.7
/// From a member to the middle of its group.
private let toGroupCenter = 1.5

extension NetworkLayout {
  /// One component, with an invisible node in the middle of each of its groups.
  func layoutByStress(
    _ members: [Int], _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Point] {
    if members.count == 1 { return [Point(0, 0)] }
    var local = [Int](repeating: -1, count: graph.nodeCount)
    for (index, node) in members.enumerated() { local[node] = index }
    var sources: [NodeID] = []
    var targets: [NodeID] = []
    var lengths: [Double] = []
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      if a == b || local[a] < 0 || local[b] < 0 { continue }
      let isBetween = groups.map { $0[a] != $0[b] } ?? false
      sources.append(NodeID(local[a]))
      targets.append(NodeID(local[b]))
      lengths.append(
        1 + 0.8 / max(strengths[edge], 1e-6).squareRoot().clamped(0.2, 5)
          + (isBetween ? betweenGroups : 0))
    }
    let centers = groupCenters(members)
    for (center, group) in centers.enumerated() {
      for node in group {
        sources.append(NodeID(local[node]))
        targets.append(NodeID(members.count + center))
        lengths.append(toGroupCenter + 0.35 * (Double(group.count) / 10).squareRoot())
      }
    }
    guard
      let built = try? GraphBuilder(isDirected: false).build(
        nodeCount: members.count + centers.count, sources: sources, targets: targets)
    else { preconditionFailure("parallel edges are merged here") }
    let merged = Column.numbers(lengths).aggregated(built.rowsOfEdge, by: .min).asNumbers
    let stress = StressLayout(adjacency: built.graph.outgoing, edgeLengths: merged)
    return Array(try stress.positions(random: &random, workers: workers).prefix(members.count))
  }

  /// Groups with at least three members in the component.
  private func groupCenters(_ members: [Int]) -> [[Int]] {
    guard let groups else { return [] }
    let byGroup = Dictionary(grouping: members) { groups[$0] }
    return byGroup.keys.sorted().compactMap { key in
      byGroup[key].flatMap { $0.count >= 3 && $0.count < members.count ? $0 : nil }
    }
  }
}
