public import ModuleKit

/// Eight ways from each of 401 hubs to the next: 8^400 shortest paths are beyond any Double.
///
/// Hubs come first, in order; the eight nodes between hub h and the next begin at `hubs + 8 * h`.
public enum ManyPaths {
  public static let hubs = 401
  public static let ways = 8

  public static let graph: Graph = {
    var (sources, targets): ([NodeID], [NodeID]) = ([], [])
    for hub in 0..<(hubs - 1) {
      for way in 0..<ways {
        let middle = NodeID(hubs + ways * hub + way)
        sources += [NodeID(hub), middle]
        targets += [middle, NodeID(hub + 1)]
      }
    }
    return Graph(
      nodeCount: hubs + ways * (hubs - 1), isDirected: true, joining: sources, to: targets)
  }()
}
