// Hu, "Efficient, high-quality force-directed graph drawing", The Mathematica Journal 10(1), 2005: the
// spring-electrical model and its adaptive cooling. All nodes move at once, so that no order of nodes
// and no number of threads matters.

internal import GraphCore

/// Lets the nodes of one level give way to forces until little moves.
struct Relaxation {
  let graph: SpringGraph
  let workers: Workers
  /// How far nodes move at first, in mean lengths of a spring.
  let firstStep: Float
  let rounds: Int
  /// Whether the pull of a spring grows with its length, and not with the square: long ones then give way
  /// less, so that neighbours come to lie closer together and the outline is less true.
  var isLinear = false
  /// Nodes that stay where they are; nil when all may move.
  var isFixed: [Bool]?

  /// The step at which nothing much moves any more.
  private static let lastStep: Float = 0.02
  private static let cooling: Float = 0.9

  /// Scales `places` so that springs and repulsion are in balance, and lets them give way.
  ///
  /// - Returns: by how much all was scaled, the fixed ones too.
  @discardableResult func relax(_ places: inout Places) throws(Cancelled) -> Float {
    if graph.nodeCount < 2 { return 1 }
    let balance = graph.balance(&places, isFixed)
    var (step, energy, progress) = (firstStep * balance.length, Float.infinity, 0)
    var tree = RepulsionTree(count: graph.nodeCount)
    var moved = [SIMD2<Float>](repeating: SIMD2(), count: graph.nodeCount)
    for _ in 0..<rounds where step >= Self.lastStep * balance.length {
      try workers.checkCancelled()
      tree.build(places, masses: graph.masses)
      let now = try moveAll(tree, places, step, isLinear ? balance.stiffness : nil, &moved)
      for node in 0..<graph.nodeCount {
        (places.x[node], places.y[node]) = (moved[node].x, moved[node].y)
      }
      // Longer steps after five rounds of progress, shorter ones as soon as there is none.
      if now < energy {
        progress += 1
        if progress >= 5 { (progress, step) = (0, step / Self.cooling) }
      } else {
        (progress, step) = (0, step * Self.cooling)
      }
      energy = now
    }
    return balance.factor
  }

  /// Moves each node by `step` the way it is pushed.
  ///
  /// - Parameter stiffness: of linear springs; nil when springs pull by the square of their length.
  /// - Returns: the sum of all squared forces.
  private func moveAll(
    _ tree: RepulsionTree, _ places: Places, _ step: Float, _ stiffness: Float?,
    _ moved: inout [SIMD2<Float>]
  ) throws(Cancelled) -> Float {
    // Small levels are done before a second thread is awake.
    let chunks = Chunks.even(tree.groupCount, count: tree.groupCount < 32 ? 1 : 64)
    let energies = try moved.withSlots { slots throws(Cancelled) in
      try workers.map(chunks) { groups in
        var pushes = [SIMD8<Float>](repeating: SIMD8(), count: 2 * groups.count)
        var out = pushes.mutableSpan
        tree.repulsion(of: groups, &out)
        return move(groups, tree, pushes.span, places, step, stiffness, slots)
      }
    }
    return energies.reduce(0, +)
  }

  private func move(
    _ groups: Range<Int>, _ tree: RepulsionTree, _ pushes: Span<SIMD8<Float>>, _ places: Places,
    _ step: Float, _ stiffness: Float?, _ moved: Slots<SIMD2<Float>>
  ) -> Float {
    let (offsets, neighbors) = (graph.offsets.span, graph.neighbors.span)
    let (strengths, masses) = (graph.strengths.span, graph.masses.span)
    let (x, y, order) = (places.x.span, places.y.span, tree.order.nodes.span)
    let first = groups.lowerBound * RepulsionTree.lanes
    let end = min(groups.upperBound * RepulsionTree.lanes, graph.nodeCount)
    var energy: Float = 0
    for position in first..<end {
      let node = Int(order[position])
      let place = SIMD2(x[node], y[node])
      let (group, lane) = (
        (position - first) / RepulsionTree.lanes, position % RepulsionTree.lanes
      )
      var force = SIMD2(pushes[2 * group][lane], pushes[2 * group + 1][lane])
      force *= SpringGraph.repulsion * masses[node]
      for arc in Int(offsets[node])..<Int(offsets[node + 1]) {
        let other = Int(neighbors[arc])
        let way = SIMD2(x[other], y[other]) - place
        force += way * ((stiffness ?? (way * way).sum().squareRoot()) * strengths[arc])
      }
      if isFixed?[node] ?? false {
        moved.set(node, place)
        continue
      }
      let square = (force * force).sum()
      energy += square
      moved.set(node, square > 0 ? place + force * (step / square.squareRoot()) : place)
    }
    return energy
  }
}
