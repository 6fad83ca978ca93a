// Girvan & Newman, "Community structure in social and biological networks", PNAS 99(12), 2002; Brandes,
// "On variants of shortest-path betweenness centrality and their generic computation", Social Networks
// 30(2), 2008.

package import ModuleKit

/// The sum over pairs of the share of shortest paths through each edge.
///
/// - Parameter edgeLengths: one positive length per edge; nil counts links.
/// - Returns: one value per edge; unordered pairs once when the graph is undirected.
package func edgeBetweenness(
  of graph: Graph, edgeLengths: [Double]? = nil, on workers: Workers
) throws(Cancelled) -> [Double] {
  let peeled = PeeledGraph(graph)
  let lengths = edgeLengths.map { lengths in peeled.edges.map { lengths[Int($0)] } }
  let adjacency = peeled.graph.outgoing
  // By arc first: arcs of a node lie side by side, their edges do not.
  let partials = try sumsOfSources(
    nodeCount: adjacency.nodeCount, width: adjacency.arcCount, on: workers
  ) {
    EdgeDependencies(peeled, edgeLengths: lengths)
  } finish: {
    perEdge($0, adjacency, count: peeled.edges.count)
  }
  var sum = peeled.settledEdges(graph)
  for partial in partials {
    for (edge, value) in zip(peeled.edges, partial) { sum[Int(edge)] += value }
  }
  return graph.isDirected ? sum : sum.map { $0 / 2 }
}

private func perEdge(_ arcs: [Double], _ adjacency: Adjacency, count: Int) -> [Double] {
  var edges = [Double](repeating: 0, count: count)
  for (edge, value) in zip(adjacency.edges, arcs) { edges[Int(edge)] += value }
  return edges
}
