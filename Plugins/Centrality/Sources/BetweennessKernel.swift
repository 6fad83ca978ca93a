// Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2),
// 2001.

package import ModuleKit

/// The sum over pairs of the share of shortest paths through each node.
///
/// - Parameter edgeLengths: one positive length per edge; nil counts links.
/// - Returns: one value per node; unordered pairs once when the graph is undirected.
package func betweenness(
  of graph: Graph, edgeLengths: [Double]? = nil, on workers: Workers
) throws(Cancelled) -> [Double] {
  let peeled = PeeledGraph(graph)
  let lengths = edgeLengths.map { lengths in peeled.edges.map { lengths[Int($0)] } }
  let n = peeled.graph.nodeCount
  // 16 fixed parts, whatever the threads: sums are formed in the same order every time.
  let partials = try workers.map(Chunks.even(n)) { sources -> [Double] in
    var total = [Double](repeating: 0, count: n)
    var sweep = DependencySweep(peeled)
    var weighted = lengths.map { WeightedDependencies(peeled, edgeLengths: $0) }
    for source in sources {
      if workers.cancellation.isCancelled { break }
      if weighted == nil {
        sweep.add(from: source, to: &total)
      } else {
        weighted?.add(from: source, to: &total)
      }
    }
    return total
  }
  var sum = peeled.settled
  for partial in partials {
    for (node, value) in zip(peeled.nodes, partial) { sum[Int(node)] += value }
  }
  return graph.isDirected ? sum : sum.map { $0 / 2 }
}
