// Onnela, Saramäki, Kertész & Kaski, "Intensity and coherence of motifs in weighted complex networks",
// Physical Review E 71, 065103, 2005; triangles by the algorithm "forward" of Latapy 2008.

internal import Foundation
package import ModuleKit

/// The mean over all nodes of the intensity of their triangles, by pair of neighbours: the geometric mean of
/// the three weights, each divided by the largest of the graph.
///
/// A node of fewer than two neighbours counts 0; NaN without nodes. Complexity: O(m √m).
package func onnelaClustering(_ graph: Graph, weights: [Double]) -> Double {
  let (adjacency, n) = (graph.outgoing, graph.nodeCount)
  let largest = weights.max() ?? 1
  let roots = adjacency.perArc(weights.map { cbrt($0 / largest) })
  func isUphill(_ node: Int, _ arc: Int) -> Bool {
    let other = Int(adjacency.neighbors[arc])
    return (adjacency.degree(node), node) < (adjacency.degree(other), other)
  }
  let uphill = (0..<n).map { node in adjacency.range(node).filter { isUphill(node, $0) } }
  var root = [Double](repeating: 0, count: n)
  var intensity = root
  for node in 0..<n where uphill[node].count > 1 {
    for arc in uphill[node] { root[Int(adjacency.neighbors[arc])] = roots[arc] }
    for arc in uphill[node] {
      let second = Int(adjacency.neighbors[arc])
      for next in uphill[second] {
        let third = Int(adjacency.neighbors[next])
        let triangle = roots[arc] * roots[next] * root[third]
        intensity[node] += triangle
        intensity[second] += triangle
        intensity[third] += triangle
      }
    }
    for arc in uphill[node] { root[Int(adjacency.neighbors[arc])] = 0 }
  }
  var sum = 0.0
  for node in 0..<n where adjacency.degree(node) > 1 {
    let degree = Double(adjacency.degree(node))
    sum += intensity[node] / (degree * (degree - 1) / 2)
  }
  return n > 0 ? sum / Double(n) : .nan
}
