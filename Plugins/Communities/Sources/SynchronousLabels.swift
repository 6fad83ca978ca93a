// Iosup et al., "LDBC Graphalytics: a benchmark for large-scale graph analysis on parallel and
// distributed platforms", PVLDB 9(13), 2016; its specification 1.0, section "Community detection
// using label propagation".

package import ModuleKit

/// Labels after all nodes have adopted, `iterations` times at once, the label most frequent among
/// their neighbors, the smallest of several.
///
/// - Parameter start: a distinct label for every node.
/// - Complexity: O(m log d) per iteration, d the greatest degree.
package func synchronousLabels(
  of graph: Graph, start: [Int32], iterations: Int, on workers: Workers
) throws(Cancelled) -> [Int32] {
  var labels = start
  var next = start
  let chunks = Chunks.edgeBalanced(graph.outgoing)
  for _ in 0..<iterations {
    let current = labels
    try workers.fill(&next, chunks) { rows, out in adopt(rows, graph, current, &out) }
    swap(&labels, &next)
  }
  return labels
}

private func adopt(
  _ rows: Range<Int>, _ graph: Graph, _ labels: [Int32], _ out: inout MutableSpan<Int32>
) {
  var around: [Int32] = []
  for node in rows {
    around.removeAll(keepingCapacity: true)
    append(graph.outgoing, node, labels, to: &around)
    if graph.isDirected { append(graph.incoming, node, labels, to: &around) }
    around.sort()
    out[node - rows.lowerBound] = firstMostFrequent(around) ?? labels[node]
  }
}

private func append(
  _ adjacency: Adjacency, _ node: Int, _ labels: [Int32], to around: inout [Int32]
) {
  for arc in adjacency.range(node) where adjacency.neighbors[arc] != NodeID(node) {
    around.append(labels[Int(adjacency.neighbors[arc])])
  }
}

/// The first of the longest runs of equal values.
private func firstMostFrequent(_ sorted: [Int32]) -> Int32? {
  var best: Int32?
  var (longest, start) = (0, 0)
  for index in sorted.indices {
    if sorted[index] != sorted[start] { start = index }
    if index - start + 1 > longest { (best, longest) = (sorted[index], index - start + 1) }
  }
  return best
}
