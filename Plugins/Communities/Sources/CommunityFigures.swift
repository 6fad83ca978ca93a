internal import ModuleKit

/// What is counted of one community.
struct CommunityFigures {
  var size = 0
  var internalWeight = 0.0
  var externalWeight = 0.0
  /// Ties inside, without loops.
  var internalTies = 0
  /// The strengths of the members, out and in, added.
  var volume = 0.0
  var volumeOfRest = 0.0
  var hub: NodeID = 0
  var hubStrength = -1.0

  /// NaN when the community or the rest has no ties.
  var conductance: Double {
    let smaller = min(volume, volumeOfRest)
    return smaller > 0 ? externalWeight / smaller : .nan
  }

  /// NaN for a single member.
  func density(isDirected: Bool) -> Double {
    let pairs = Double(size) * Double(size - 1) / (isDirected ? 1 : 2)
    return pairs > 0 ? Double(internalTies) / pairs : .nan
  }
}

/// The ties of one node, by where they lead.
private struct NodeTies: Sendable {
  /// Half of each tie inside its community, whose other end has the other half; all of a loop.
  var inside = 0.0
  var outside = 0.0
  /// Ends of ties inside, without loops.
  var ends: Int32 = 0
}

/// - Parameter communities: numbered from 0 without gaps.
func communityFigures(
  _ graph: Graph, _ weights: [Double]?, _ communities: [Int32], on workers: Workers
) throws(Cancelled) -> [CommunityFigures] {
  var figures = [CommunityFigures](
    repeating: CommunityFigures(), count: (communities.max().map(Int.init) ?? -1) + 1)
  let strengths = try strengths(graph, weights, on: workers)
  let ties = try nodeTies(graph, weights, communities, on: workers)
  for (node, community) in communities.enumerated() {
    let index = Int(community)
    let strength = strengths[node].out + (graph.isDirected ? strengths[node].into : 0)
    figures[index].size += 1
    figures[index].volume += strength
    figures[index].internalWeight += ties[node].inside
    figures[index].externalWeight += ties[node].outside
    figures[index].internalTies += Int(ties[node].ends)
    if strength > figures[index].hubStrength {
      (figures[index].hub, figures[index].hubStrength) = (NodeID(node), strength)
    }
  }
  let total = 2 * (weights?.reduce(0, +) ?? Double(graph.edgeCount))
  for index in figures.indices {
    figures[index].volumeOfRest = total - figures[index].volume
    figures[index].internalTies /= 2
  }
  return figures
}

private func nodeTies(
  _ graph: Graph, _ weights: [Double]?, _ communities: [Int32], on workers: Workers
) throws(Cancelled) -> [NodeTies] {
  // A loop stands once in an undirected row, and in both rows of a directed graph.
  let loopShare = graph.isDirected ? 0 : 0.5
  let leaving = weights == nil ? [] : graph.outgoing.edges
  let arriving = weights == nil || !graph.isDirected ? [] : graph.incoming.edges
  var ties = [NodeTies](repeating: NodeTies(), count: graph.nodeCount)
  try workers.fill(&ties, Chunks.edgeBalanced(graph.outgoing)) { nodes, out in
    for node in nodes {
      var own = NodeTies()
      own.add(
        node, graph.outgoing, leaving, weights, communities.span, loopShare: loopShare)
      if graph.isDirected {
        own.add(
          node, graph.incoming, arriving, weights, communities.span, loopShare: loopShare)
      }
      out[node - nodes.lowerBound] = own
    }
  }
  return ties
}

extension NodeTies {
  @inline(__always) fileprivate mutating func add(
    _ node: Int, _ adjacency: Adjacency, _ edges: [EdgeID], _ weights: [Double]?,
    _ community: Span<Int32>, loopShare: Double
  ) {
    let own = community[node]
    for arc in adjacency.range(node) {
      let other = Int(adjacency.neighbors[arc])
      let weight = weights.map { $0[Int(edges[arc])] } ?? 1
      let isInside = community[other] == own
      outside += isInside ? 0 : weight
      inside += isInside ? weight / 2 : 0
      ends += isInside ? 1 : 0
      if other == node {
        inside += loopShare * weight
        ends -= 1
      }
    }
  }
}
