// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

internal import Foundation
internal import ModuleKit

/// Brandes' accumulation with logarithms of the numbers of paths, for numbers that no Double holds.
struct LogarithmicDependencies {
  /// Beyond, shares of paths would lose digits, and soon be inf/inf.
  static let mostPaths = 0x1p900

  private let adjacency: Adjacency
  private let mass: [Double]
  /// The logarithm of the number of shortest paths from the source.
  private var paths: [Double] = []
  private var dependency: [Double] = []

  init(_ adjacency: Adjacency, _ mass: [Double]) {
    (self.adjacency, self.mass) = (adjacency, mass)
  }

  /// - Parameters:
  ///   - order: the reached nodes by distance, the source first.
  ///   - isShortest: whether the arc from one node to the other lies on a shortest path.
  mutating func add(
    _ order: [NodeID], to total: inout [Double],
    _ isShortest: (_ node: Int, _ neighbor: Int, _ arc: Int) -> Bool
  ) {
    run(order, isShortest) { _, _ in }
    for node in order.dropFirst().map(Int.init) {
      total[node] += mass[Int(order[0])] * dependency[node]
    }
  }

  /// Adds to the arcs what depends on each of them.
  mutating func addArcs(
    _ order: [NodeID], to total: inout [Double],
    _ isShortest: (_ node: Int, _ neighbor: Int, _ arc: Int) -> Bool
  ) {
    let sourceMass = mass[Int(order[0])]
    run(order, isShortest) { arc, value in total[arc] += sourceMass * value }
  }

  private mutating func run(
    _ order: [NodeID], _ isShortest: (_ node: Int, _ neighbor: Int, _ arc: Int) -> Bool,
    _ visit: (_ arc: Int, _ dependency: Double) -> Void
  ) {
    paths = Array(repeating: -.infinity, count: adjacency.nodeCount)
    dependency = Array(repeating: 0, count: adjacency.nodeCount)
    let source = Int(order[0])
    paths[source] = 0
    for node in order.map(Int.init) {
      for arc in adjacency.range(node) {
        let neighbor = Int(adjacency.neighbors[arc])
        guard isShortest(node, neighbor, arc) else { continue }
        let more = max(paths[neighbor], paths[node])
        let fewer = min(paths[neighbor], paths[node])
        paths[neighbor] = more + log1p(exp(fewer - more))
      }
    }
    for node in order.reversed().map(Int.init) {
      for arc in adjacency.range(node) {
        let neighbor = Int(adjacency.neighbors[arc])
        guard isShortest(node, neighbor, arc) else { continue }
        let share = exp(paths[node] - paths[neighbor]) * (mass[neighbor] + dependency[neighbor])
        dependency[node] += share
        visit(arc, share)
      }
    }
  }
}
