public import ModuleKit

/// How much of a network a slide shows.
public enum NetworkView: String, ParameterChoice {
  case auto, all, backbone, map
}

/// What a slide shows of a network that would be a blot of ink, and what it says of that.
struct NetworkExtract {
  /// From here on circles cannot be told apart.
  static let mostNodes = 3000
  /// From here on lines cannot be told apart, unless there are many nodes to hold them.
  static let mostEdges = 6000
  static let mostEdgesPerNode = 3
  /// No picture shows more, whatever is asked for.
  static let limit = 20_000

  /// - Parameter hasGroups: whether colors stand for groups, of which a map can be drawn.
  static func view(
    _ asked: NetworkView, _ graph: Graph, hasGroups: @autoclosure () -> Bool
  ) -> NetworkView {
    if asked != .auto { return asked }
    if graph.nodeCount > mostNodes, hasGroups() { return .map }
    return graph.edgeCount > max(mostEdges, mostEdgesPerNode * graph.nodeCount) ? .backbone : .all
  }

  let network: Network
  /// For the caption; nil when everything is drawn.
  let note: String?
  /// For the line below the title.
  let drawn: String?

  /// - Parameter ties: what edges are called.
  init(_ network: Network, _ view: NetworkView, ties: String) {
    guard view == .backbone else {
      (self.network, note, drawn) = (network, nil, nil)
      return
    }
    let graph = network.graph
    let strengths = network.weight == nil ? nil : network.drawnStrengths
    let kept = Backbone.kept(
      graph, strengths: strengths, most: max(Self.mostEdges / 2, 2 * graph.nodeCount))
    guard kept.contains(false) else {
      (self.network, note, drawn) = (network, nil, nil)
      return
    }
    var part = network
    part.keepEdges(kept)
    self.network = part
    let how = strengths == nil ? "shared neighbours" : "disparity filter"
    drawn = "the \(part.graph.edgeCount) that say most are drawn"
    note =
      "backbone: \(part.graph.edgeCount) of \(graph.edgeCount) \(ties) drawn, by \(how), none left out that "
      + "holds the network together"
  }
}
