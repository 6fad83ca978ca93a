// Sutton, Ben-Nun & Barak, "Optimizing parallel graph connectivity computation via subgraph sampling",
// IPDPS 2018 (Afforest).

internal import Synchronization

/// Trees of nodes that are known to be connected, each hung below its least node.
///
/// A few arcs of every node join nearly all of the largest component. The other arcs of its nodes need
/// no look, since whoever they lead to outside looks back. With groups, arcs between them do not count,
/// and the same is done for the largest component of each group.
@safe final class Linking: Sendable {
  private static let sampledArcs = 2
  private let graph: Graph
  /// The group of each node, numbered from 0; nil when all are in one.
  private let groups: [Int32]?
  /// The parent of each node, never larger than the node; changed by several threads at once.
  private nonisolated(unsafe) let parents: UnsafeMutablePointer<Atomic<NodeID>>

  init(_ graph: Graph, within groups: [Int32]? = nil) {
    (self.graph, self.groups) = (graph, groups)
    unsafe parents = .allocate(capacity: graph.nodeCount)
    for node in 0..<graph.nodeCount {
      unsafe (parents + node).initialize(to: Atomic(NodeID(node)))
    }
  }

  deinit {
    unsafe parents.deinitialize(count: graph.nodeCount)
    unsafe parents.deallocate()
  }

  /// - Returns: for each node the least one of its component.
  func run(_ workers: Workers) throws(Cancelled) -> [NodeID] {
    let chunks = Chunks.edgeBalanced(graph.outgoing, count: 64)
    for round in 0..<Self.sampledArcs {
      _ = try workers.map(chunks) { [self] nodes in
        for node in nodes where graph.outgoing.degree(node) > round {
          link(NodeID(node), graph.outgoing.neighbors[graph.outgoing.offsets[node] + round])
        }
      }
    }
    _ = try workers.map(chunks) { [self] nodes in for node in nodes { _ = compress(node) } }
    let giants = groups.map(mostFrequentRoots) ?? [mostFrequentRoot()]
    _ = try workers.map(chunks) { [self] nodes in
      for node in nodes where parent(node) != giants[Int(groups?[node] ?? 0)] { linkAll(node) }
    }
    var roots = [NodeID](repeating: 0, count: graph.nodeCount)
    try workers.fill(&roots, chunks) { [self] nodes, out in
      for node in nodes { out[node - nodes.lowerBound] = compress(node) }
    }
    return roots
  }

  private func linkAll(_ node: Int) {
    for arc in graph.outgoing.range(node).dropFirst(Self.sampledArcs) {
      link(NodeID(node), graph.outgoing.neighbors[arc])
    }
    // An arc from the giant component was not followed from there.
    guard graph.isDirected else { return }
    for arc in graph.incoming.range(node) { link(NodeID(node), graph.incoming.neighbors[arc]) }
  }

  /// Hangs the larger of two roots below the smaller.
  private func link(_ a: NodeID, _ b: NodeID) {
    if let groups, groups[Int(a)] != groups[Int(b)] { return }
    var (x, y) = (parent(Int(a)), parent(Int(b)))
    while x != y {
      let (high, low) = (max(x, y), min(x, y))
      let (isDone, found) = unsafe parents[Int(high)].compareExchange(
        expected: high, desired: low, ordering: .relaxed)
      if isDone || found == low { return }
      (x, y) = (parent(Int(found)), low)
    }
  }

  /// Hangs the node below its root.
  private func compress(_ node: Int) -> NodeID {
    var root = parent(node)
    while true {
      let above = parent(Int(root))
      if above == root { break }
      root = above
    }
    unsafe parents[node].store(root, ordering: .relaxed)
    return root
  }

  private func parent(_ node: Int) -> NodeID { unsafe parents[node].load(ordering: .relaxed) }

  /// Of a sample that is spread over all nodes; any answer is right, this one saves most work.
  private func mostFrequentRoot() -> NodeID {
    var counts: [NodeID: Int] = [:]
    for index in 0..<min(1024, graph.nodeCount) {
      counts[parent(graph.nodeCount * index / min(1024, graph.nodeCount)), default: 0] += 1
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? -1
  }

  /// For each group a root that more than half of it have, if there is one (Boyer & Moore's vote); any
  /// answer is right.
  private func mostFrequentRoots(_ groups: [Int32]) -> [NodeID] {
    let count = Int(groups.max() ?? -1) + 1
    var roots = [NodeID](repeating: -1, count: count)
    var votes = [Int32](repeating: 0, count: count)
    for node in groups.indices {
      let (group, root) = (Int(groups[node]), parent(node))
      if votes[group] == 0 { roots[group] = root }
      votes[group] += root == roots[group] ? 1 : -1
    }
    return roots
  }
}
