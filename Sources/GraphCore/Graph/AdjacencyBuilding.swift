/// Canonical edges, from which adjacencies are made.
struct EdgeList: Sendable {
  let nodeCount: Int
  /// Ascending by (source, target).
  let sources: [NodeID]
  let targets: [NodeID]

  /// Targets of each node; shares the storage of `targets`.
  func successors(on workers: Workers) throws(Cancelled) -> Adjacency {
    let count = EdgeID(targets.count)
    return Adjacency(offsets: try starts(of: sources, on: workers), neighbors: targets) {
      Array(0..<count)
    }
  }

  /// Sources of each node, ascending.
  ///
  /// - Parameter space: memory to sort in.
  func predecessors(
    in space: inout [PairRow], on workers: Workers
  ) throws(Cancelled) -> Adjacency {
    try turn(into: &space, keepsLoops: true, on: workers)
    return try predecessors(space, on: workers)
  }

  /// - Parameter turned: the edges by (target, source).
  private func predecessors(
    _ turned: [PairRow], on workers: Workers
  ) throws(Cancelled) -> Adjacency {
    let offsets = try starts(turned.count, on: workers) { turned[$0].low }
    var neighbors = [NodeID](unset: turned.count)
    try workers.fill(&neighbors, Chunks.even(turned.count, count: 64)) { range, neighbors in
      for index in range { neighbors[index - range.lowerBound] = turned[index].high }
    }
    return Adjacency(offsets: offsets, neighbors: neighbors) { [self] in
      edgesOfPredecessors(offsets)
    }
  }

  /// The edge behind each arc of ``predecessors(in:on:)``: edges ascend, so that to each node they
  /// come in the order of their sources.
  func edgesOfPredecessors(_ offsets: [Int]) -> [EdgeID] {
    var next = offsets
    var edges = [EdgeID](unset: targets.count)
    for (edge, target) in targets.enumerated() {
      edges[next[Int(target)]] = EdgeID(edge)
      next[Int(target)] += 1
    }
    return edges
  }

  /// Both ends' view of each edge, a self-loop once: first the lower neighbours of a node, then
  /// itself and the higher ones, so that every list is sorted.
  ///
  /// - Parameter space: memory to sort in.
  func neighbors(in space: inout [PairRow], on workers: Workers) throws(Cancelled) -> Adjacency {
    try turn(into: &space, keepsLoops: false, on: workers)
    return try neighbors(space, on: workers)
  }

  /// - Parameter turned: the edges by (target, source), without loops.
  private func neighbors(_ turned: [PairRow], on workers: Workers) throws(Cancelled) -> Adjacency {
    let below = try starts(turned.count, on: workers) { turned[$0].low }
    let above = try starts(of: sources, on: workers)
    var offsets = below
    for node in offsets.indices { offsets[node] += above[node] }
    let all = offsets
    var neighbors = [NodeID](unset: turned.count + targets.count)
    let chunks = Chunks.balanced(offsets: offsets, count: 64)
    try neighbors.withSlots { slots throws(Cancelled) in
      _ = try workers.map(chunks) { nodes in
        for node in nodes {
          var place = all[node]
          for index in below[node]..<below[node + 1] {
            slots.set(place, turned[index].high)
            place += 1
          }
          for index in above[node]..<above[node + 1] {
            slots.set(place, targets[index])
            place += 1
          }
        }
      }
    }
    return Adjacency(offsets: offsets, neighbors: neighbors) { [self] in edgesOfArcs(all) }
  }

  /// The edge behind each arc of ``neighbors(on:)``: edges are sorted, so that to each node first its
  /// lower neighbours come, in ascending order, then its higher ones.
  func edgesOfArcs(_ offsets: [Int]) -> [EdgeID] {
    var next = offsets
    var edges = [EdgeID](unset: offsets[nodeCount])
    for edge in sources.indices where sources[edge] != targets[edge] {
      edges[next[Int(targets[edge])]] = EdgeID(edge)
      next[Int(targets[edge])] += 1
    }
    for edge in sources.indices {
      edges[next[Int(sources[edge])]] = EdgeID(edge)
      next[Int(sources[edge])] += 1
    }
    return edges
  }

  /// The edges by (target, source).
  private func turn(
    into space: inout [PairRow], keepsLoops: Bool, on workers: Workers
  ) throws(Cancelled) {
    let order = PairSort(nodeCount: nodeCount, highsAscend: true, keepsLoops: keepsLoops)
    let list = PairList(sources: targets, targets: sources)
    _ = try order.sort([list], into: &space, on: workers)
  }

  private func starts(of nodes: [NodeID], on workers: Workers) throws(Cancelled) -> [Int] {
    try starts(nodes.count, on: workers) { nodes[$0] }
  }

  /// For each node where its run in an ascending list begins, and the end.
  @inline(__always)
  private func starts(
    _ count: Int, on workers: Workers, _ node: @Sendable (Int) -> NodeID
  ) throws(Cancelled) -> [Int] {
    var starts = [Int](repeating: count, count: nodeCount + 1)
    try starts.withSlots { slots throws(Cancelled) in
      _ = try workers.map(Chunks.even(count, count: 64)) { range in
        var before = range.lowerBound == 0 ? -1 : Int(node(range.lowerBound - 1))
        for index in range {
          let current = Int(node(index))
          while before < current {
            before += 1
            slots.set(before, index)
          }
        }
      }
    }
    return starts
  }
}
