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
  let partials =
    if let lengths {
      try sumsOfSources(nodeCount: n, width: n, on: workers) {
        WeightedDependencies(peeled, edgeLengths: lengths)
      }
    } else {
      try sumsOfSources(nodeCount: n, width: n, on: workers) { DependencySweep(peeled) }
    }
  var sum = peeled.settled
  for partial in partials {
    for (node, value) in zip(peeled.nodes, partial) { sum[Int(node)] += value }
  }
  return graph.isDirected ? sum : sum.map { $0 / 2 }
}
