public import GraphCore

/// The network of one level: every node stands for `mass` nodes of the finest, every arc for a spring.
///
/// Springs run both ways, without loops; those of node v are `offsets[v] ..< offsets[v + 1]`.
public struct SpringGraph: Sendable {
  public let offsets: [Int32]
  public let neighbors: [NodeID]
  /// How hard each spring pulls, 1 being usual.
  public let strengths: [Float]
  public let masses: [Float]

  public var nodeCount: Int { masses.count }
  /// Whether all springs are alike.
  var isEven: Bool { strengths.allSatisfy { $0 == strengths[0] } }

  package init(offsets: [Int32], neighbors: [NodeID], strengths: [Float], masses: [Float]) {
    (self.offsets, self.neighbors) = (offsets, neighbors)
    (self.strengths, self.masses) = (strengths, masses)
  }

  /// Springs of mass 1 at each end; loops are left out, parallel ones pull together.
  ///
  /// - Parameters:
  ///   - ends: the numbers of the nodes at either end.
  ///   - strengths: positive, one per spring.
  public init(nodeCount: Int, ends: [(NodeID, NodeID)], strengths: [Float]) {
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    for (a, b) in ends where a != b {
      offsets[Int(a) + 1] += 1
      offsets[Int(b) + 1] += 1
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var neighbors = [NodeID](repeating: 0, count: Int(offsets[nodeCount]))
    var pulls = [Float](repeating: 0, count: neighbors.count)
    func add(_ a: NodeID, _ b: NodeID, _ strength: Float) {
      let arc = Int(next[Int(a)])
      (neighbors[arc], pulls[arc]) = (b, strength)
      next[Int(a)] += 1
    }
    for ((a, b), strength) in zip(ends, strengths) where a != b {
      add(a, b, strength)
      add(b, a, strength)
    }
    self.init(
      offsets: offsets, neighbors: neighbors, strengths: pulls,
      masses: [Float](repeating: 1, count: nodeCount))
  }

  package func range(_ node: Int) -> Range<Int> {
    Int(offsets[node])..<Int(offsets[node + 1])
  }
}
