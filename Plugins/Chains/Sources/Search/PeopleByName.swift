internal import ModuleKit

/// Finds people by id, or by label where only one has it.
struct PeopleByName {
  private let network: Network
  private let labelled: [String: [NodeID]]

  init(_ network: Network) {
    self.network = network
    labelled =
      network.nodes["label"] == nil
      ? [:]
      : Dictionary(grouping: 0..<NodeID(network.graph.nodeCount)) { network.label(of: $0) }
  }

  func node(_ name: String, _ parameter: String, _ context: StageContext) throws -> NodeID {
    if let node = network.node(name) { return node }
    let found = labelled[name] ?? []
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      let ids = found.prefix(5).map { network.ids[Int($0)] }.joined(separator: ", ")
      throw context.error(
        "ambiguous-node", "\(found.count) nodes have the label '\(name)'", parameter: parameter,
        help: "give the id: \(ids)")
    }
    let known = network.ids + labelled.keys.sorted()
    throw context.error(
      "unknown-node", "there is no node '\(name)'", parameter: parameter,
      help: Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "the network has \(network.graph.nodeCount) nodes; nodes.csv lists them")
  }
}
