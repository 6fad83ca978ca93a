// Raghavan, Albert & Kumara, "Near linear time algorithm to detect community structures in
// large-scale networks", Physical Review E 76, 036106, 2007.

package import ModuleKit

/// Labels after every node, in turn, has adopted the heaviest label around it until all agree.
///
/// In large networks many nodes take their turn at once; the last of them one by one.
///
/// - Parameter edgeWeights: one positive weight per edge; nil gives all the same.
/// - Returns: one label per node, and whether no node wants another.
/// - Complexity: O(m) per iteration.
package func asynchronousLabels(
  of graph: Graph, edgeWeights: [Double]? = nil, maxIterations: Int, random: RandomSource,
  on workers: Workers
) throws(Cancelled) -> (labels: [Int32], converged: Bool) {
  let level = try Level(
    graph, edgeWeights: ScaledWeights(edgeWeights).values, objective: .cpm, resolution: 1,
    on: workers)
  var random = random
  if level.isLarge {
    return try labelsInBatches(level, maxIterations, &random, on: workers)
  }
  var labels = Array(0..<Int32(graph.nodeCount))
  var order = labels
  var weightOf = [Double](repeating: 0, count: graph.nodeCount)
  var touched: [Int32] = []
  var best: [Int32] = []
  for _ in 0..<maxIterations {
    random.shuffle(&order)
    var isChanging = false
    for (step, node) in order.enumerated() {
      if step & 4095 == 0 { try workers.checkCancelled() }
      heaviestLabels(around: Int(node), labels, level, &weightOf, &touched, &best)
      if best.isEmpty || best.contains(labels[Int(node)]) { continue }
      labels[Int(node)] = best[random.next(below: best.count)]
      isChanging = true
    }
    if !isChanging { return (labels, true) }
  }
  return (labels, graph.nodeCount == 0)
}

/// - Parameters:
///   - weightOf: scratch, 0 everywhere before and after.
///   - best: is set to the labels that have the greatest weight around the node.
private func heaviestLabels(
  around node: Int, _ labels: [Int32], _ level: Level, _ weightOf: inout [Double],
  _ touched: inout [Int32], _ best: inout [Int32]
) {
  best.removeAll(keepingCapacity: true)
  touched.removeAll(keepingCapacity: true)
  var most = 0.0
  for arc in level.offsets[node]..<level.offsets[node + 1] {
    let label = labels[Int(level.neighbors[arc])]
    if weightOf[Int(label)] == 0 { touched.append(label) }
    weightOf[Int(label)] += level.weights.isEmpty ? 1 : level.weights[arc]
    most = max(most, weightOf[Int(label)])
  }
  for label in touched {
    if weightOf[Int(label)] >= most - level.tolerance { best.append(label) }
    weightOf[Int(label)] = 0
  }
}
