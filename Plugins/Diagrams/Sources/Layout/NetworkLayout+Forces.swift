internal import GraphLayout
internal import GraphvizKit
internal import ModuleKit

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
    GroupPulls(graph: graph, strengths: strengths, groups: groups).values
  }
}
