internal import ModuleKit

/// Who stands for others on slides: by a column of sizes where one is shown, else by most ties.
///
/// Every slide of a study goes by this one rule, so that a group has one name on all of them.
struct Importance {
  /// One per node; NaN counts as least.
  let values: [Double]

  /// - Parameter sizes: nil without a column; a column with one value tells nobody apart.
  init(_ network: Network, sizes: [Double]?) {
    let known = (sizes ?? []).filter(\.isFinite)
    if let sizes, let low = known.min(), let high = known.max(), low < high {
      values = sizes
      return
    }
    let graph = network.graph
    values = (0..<graph.nodeCount).map {
      Double(graph.outgoing.degree($0) + (graph.isDirected ? graph.incoming.degree($0) : 0))
    }
  }

  /// True when `a` comes before `b`.
  func isBefore(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (values[a], values[b])
    return (x.isFinite ? -x : .infinity, a) < (y.isFinite ? -y : .infinity, b)
  }
}
