/// The arcs that a question about distances follows.
struct FollowedArcs {
  let along, against: Adjacency
  /// One per edge that `along` and `against` tell of; nil counts links.
  let lengths: [Double]?
  private let isSymmetric: Bool

  /// Without regard to direction, the shorter of two arcs between the same nodes counts.
  init(_ graph: Graph, _ direction: Direction, _ lengths: [Double]?) {
    var (graph, lengths) = (graph, lengths)
    if graph.isDirected && direction == .all {
      let (undirected, edges) = graph.symmetrized()
      lengths = lengths.map { Column.numbers($0).aggregated(edges, by: .min).asNumbers }
      graph = undirected
    }
    (along, against) =
      direction == .in ? (graph.incoming, graph.outgoing) : (graph.outgoing, graph.incoming)
    isSymmetric = !graph.isDirected
    self.lengths = lengths
  }

  func relabelled() -> Relabelled {
    Relabelled(along: along, against: against, isSymmetric: isSymmetric)
  }
}
