internal import ModuleKit

/// Nodes that a parameter names, by id or label.
struct NamedNodes {
  private let network: Network
  private let context: StageContext

  init(_ network: Network, _ context: StageContext) {
    (self.network, self.context) = (network, context)
  }

  /// - Throws: `unknown-node`, `ambiguous-node`.
  func node(_ name: String, parameter: String) throws -> Int {
    if let node = network.node(name) { return Int(node) }
    let labels = (0..<network.graph.nodeCount).map { network.label(of: NodeID($0)) }
    let found = labels.indices.filter { labels[$0] == name }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw context.error(
        "ambiguous-node", "\(found.count) nodes have the label '\(name)'", parameter: parameter,
        help: "give the id: \(found.prefix(5).map { network.ids[$0] }.joined(separator: ", "))")
    }
    throw context.error(
      "unknown-node", "there is no node '\(name)'", parameter: parameter,
      help: Suggestion.nearest(to: name, among: network.ids + labels).map {
        "did you mean '\($0)'?"
      } ?? "the network has \(network.graph.nodeCount) nodes; nodes.csv lists them")
  }
}
