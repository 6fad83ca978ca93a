// NetworKit's effective diameter (Staudt, Sazonovs & Meyerhenke, "NetworKit: a tool suite for large-scale
// complex network analysis", Network Science 4, 2016) takes the mean over nodes.

internal import ModuleKit

/// The links within which 90 % of those lie whom one reaches, oneself included; the mean over people.
///
/// - Complexity: one search of all sources for each link up to the longest of these distances.
func personEffectiveDiameter(
  _ graph: Graph, _ direction: Direction, reached: [Int], on workers: Workers
) throws(Cancelled) -> Double {
  if reached.isEmpty { return .nan }
  // Those who reach nobody are there at once.
  var open = reached.indices.filter { reached[$0] > 0 }
  var (sum, links) = (0, 0)
  while !open.isEmpty {
    links += 1
    let within = try graph.distanceSummary(direction, within: links, on: workers).reached
    let still = open.filter { Double(within[$0] + 1) < 0.9 * Double(reached[$0] + 1) }
    sum += links * (open.count - still.count)
    open = still
  }
  return Double(sum) / Double(reached.count)
}
