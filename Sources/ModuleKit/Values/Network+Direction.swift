public import GraphCore

extension Network {
  /// Which way arcs are followed, for the end of a convention; nothing when the network has no directions.
  public func directionWords(_ direction: Direction) -> String {
    guard graph.isDirected else { return "" }
    switch direction {
    case .out: return ", along arcs"
    case .in: return ", against arcs"
    case .all: return ", direction ignored"
    }
  }

  /// The same in French.
  public func frenchDirectionWords(_ direction: Direction) -> String {
    guard graph.isDirected else { return "" }
    switch direction {
    case .out: return ", dans le sens des arcs"
    case .in: return ", à rebours des arcs"
    case .all: return ", sans tenir compte du sens"
    }
  }
}
