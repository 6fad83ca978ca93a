internal import GraphLayout
internal import GraphvizKit
internal import ModuleKit

/// How hard an edge between two groups pulls beside one inside, when the groups are those of the
/// network: .1 leaves groups that touch, .03 islands.
private let betweenGroups = 0.05
/// The modularity below which a grouping says little about who is tied to whom, and above which it is
/// the structure of the network.
private let structure = 0.1...0.3

extension NetworkLayout {
  /// One large component, whose groups become islands as far as they are groups of the network.
  func layoutByForces(
    _ members: [Int], _ random: inout RandomSource, _ workers: Workers
  ) throws(Cancelled) -> [Point] {
    var numbers = [NodeID?](repeating: nil, count: graph.nodeCount)
    for (number, node) in members.enumerated() { numbers[node] = NodeID(number) }
    var ends: [(NodeID, NodeID)] = []
    var strengths: [Float] = []
    for (edge, pull) in pulls().enumerated() {
      guard let a = numbers[Int(graph.sources[edge])], let b = numbers[Int(graph.targets[edge])]
      else { continue }
      ends.append((a, b))
      strengths.append(Float(pull))
    }
    let springs = SpringGraph(nodeCount: members.count, ends: ends, strengths: strengths)
    let places = try ForceLayout(springs).places(&random, workers)
    return members.indices.map { Point(Double(places.x[$0]), Double(places.y[$0])) }
  }

  /// How hard each edge pulls, 1 being usual.
  func pulls() -> [Double] {
    let usual = strengths.sorted()[safe: strengths.count / 2] ?? 1
    let between = pullBetweenGroups()
    return (0..<graph.edgeCount).map { edge in
      let pull = (strengths[edge] / max(usual, 1e-300)).squareRoot().clamped(0.2, 5)
      return joinsGroups(edge) ? pull * between : pull
    }
  }

  private func joinsGroups(_ edge: Int) -> Bool {
    guard let groups else { return false }
    let (a, b) = (groups[Int(graph.sources[edge])], groups[Int(graph.targets[edge])])
    return a != b && a >= 0 && b >= 0
  }

  /// A grouping that is not the network's, such as by sex, must not tear it apart.
  private func pullBetweenGroups() -> Double {
    let low = structure.lowerBound
    let share = (modularity() - low) / (structure.upperBound - low)
    return 1 + (betweenGroups - 1) * share.clamped(0, 1)
  }

  /// Newman and Girvan's modularity of the groups, ties counted once; nodes without a group are left out.
  private func modularity() -> Double {
    guard let groups else { return 0 }
    var ends = [Double](repeating: 0, count: (groups.max() ?? -1) + 1)
    var (inside, all) = (0.0, 0.0)
    for edge in 0..<graph.edgeCount {
      let (a, b) = (groups[Int(graph.sources[edge])], groups[Int(graph.targets[edge])])
      if a < 0 || b < 0 { continue }
      all += 1
      if a == b { inside += 1 }
      ends[a] += 1
      ends[b] += 1
    }
    if all == 0 { return 0 }
    return inside / all - ends.reduce(0) { $0 + ($1 / (2 * all)) * ($1 / (2 * all)) }
  }
}
