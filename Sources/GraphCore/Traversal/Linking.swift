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
    _ = try workers.map(chunks) { [self] nodes in hangBelowFirstNeighbors(nodes) }
    // Upwards, so that whoever a node hangs below hangs below its root already.
    _ = try workers.map(chunks) { [self] nodes in for node in nodes { _ = compress(node) } }
    _ = try workers.map(chunks) { [self] nodes in linkSecondNeighbors(nodes) }
    _ = try workers.map(chunks) { [self] nodes in for node in nodes { _ = compress(node) } }
    let giants = groups.map(mostFrequentRoots) ?? [mostFrequentRoot()]
    _ = try workers.map(chunks) { [self] nodes in linkOthers(nodes, outside: giants) }
    var roots = [NodeID](unset: graph.nodeCount)
    try workers.fill(&roots, chunks) { [self] nodes, out in
      for node in nodes { out[node - nodes.lowerBound] = compress(node) }
    }
    return roots
  }

  /// The first neighbour is the least: where it is less than the node, nothing has to be searched.
  private func hangBelowFirstNeighbors(_ nodes: Range<Int>) {
    let outgoing = graph.outgoing
    let offsets = outgoing.offsets.span
    let neighbors = outgoing.neighbors.span
    for node in nodes where offsets[node] < offsets[node + 1] {
      let first = neighbors[offsets[node]]
      if Int(first) < node, isTogether(node, first) {
        unsafe parents[node].store(first, ordering: .relaxed)
      }
    }
  }

  /// And the first neighbour where it is larger than the node, which could not be hung below it.
  private func linkSecondNeighbors(_ nodes: Range<Int>) {
    let outgoing = graph.outgoing
    let offsets = outgoing.offsets.span
    let neighbors = outgoing.neighbors.span
    for node in nodes {
      let (start, end) = (offsets[node], offsets[node + 1])
      if start < end, Int(neighbors[start]) > node { link(node, neighbors[start]) }
      if start + 1 < end { link(node, neighbors[start + 1]) }
    }
  }

  /// All other arcs of nodes that are not in the largest part.
  private func linkOthers(_ nodes: Range<Int>, outside giants: [NodeID]) {
    let outgoing = graph.outgoing
    let offsets = outgoing.offsets.span
    let neighbors = outgoing.neighbors.span
    for node in nodes where parent(node) != giants[Int(groups?[node] ?? 0)] {
      let end = offsets[node + 1]
      for arc in min(offsets[node] + Self.sampledArcs, end)..<end { link(node, neighbors[arc]) }
      // An arc from the giant component was not followed from there.
      guard graph.isDirected else { continue }
      for arc in graph.incoming.range(node) { link(node, graph.incoming.neighbors[arc]) }
    }
  }

  private func isTogether(_ a: Int, _ b: NodeID) -> Bool {
    guard let groups else { return true }
    return groups[a] == groups[Int(b)]
  }

  /// Hangs the larger of two roots below the smaller, after Rem, with splicing.
  ///
  /// Whoever is met on the way up whose parent is the larger one goes below the other's parent at once:
  /// both sides are about to be one. A node that is no root is never one again, so that such a move needs
  /// no exchange: of two threads that move a node, each goes on to join the old parent with the new.
  @inline(__always)
  private func link(_ a: Int, _ b: NodeID) {
    guard isTogether(a, b) else { return }
    var (x, y) = (NodeID(a), b)
    var (above, other) = (parent(a), parent(Int(b)))
    while above != other {
      if above < other { (x, y, above, other) = (y, x, other, above) }
      if x != above {
        unsafe parents[Int(x)].store(other, ordering: .relaxed)
        x = above
      } else if unsafe parents[Int(x)].compareExchange(
        expected: x, desired: other, ordering: .relaxed
      ).exchanged {
        return
      }
      above = parent(Int(x))
      other = parent(Int(y))
    }
  }

  /// Hangs the node below its root.
  @inline(__always)
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
