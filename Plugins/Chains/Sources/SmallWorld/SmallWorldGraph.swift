internal import ModuleKit

/// The largest component without direction and loops, and what was left out.
struct SmallWorldGraph {
  let graph: Graph
  /// The strength of each edge, that of two opposite arcs together; nil when all count alike.
  let strengths: [Double]?
  /// People of the whole network.
  let people: Int
  let components: Int
  /// Loops in the component, and arcs that another answers.
  let loops: Int
  let opposite: Int

  init(_ network: Graph, strengths: [Double]?, on workers: Workers) throws(Cancelled) {
    let parts = try network.weakComponents(on: workers)
    let component = network.induced(by: parts.labels.map { $0 == 0 })
    let (ties, arcs) = component.graph.symmetrized()
    let simple = ties.spanning(
      edges: (0..<ties.edgeCount).map { ties.sources[$0] != ties.targets[$0] })
    loops = ties.edgeCount - simple.graph.edgeCount
    opposite = component.graph.edgeCount - ties.edgeCount
    graph = simple.graph
    self.strengths = strengths.map { strengths in
      let inComponent = Column.numbers(strengths).aggregated(component.edges, by: .sum)
      return inComponent.aggregated(arcs, by: .sum).aggregated(simple.edges, by: .sum).asNumbers
    }
    (people, components) = (network.nodeCount, parts.sizes.count)
  }

  var share: Double { people > 0 ? Double(graph.nodeCount) / Double(people) : .nan }

  /// For tables: which part of the network, and what is not in it.
  var convention: String {
    var words =
      components > 1
      ? "largest component, \(rounded(100 * share)) % of \(people) people" : "the whole network"
    if loops > 0 { words += ", \(loops) \(loops == 1 ? "loop" : "loops") left out" }
    if opposite > 0 { words += ", direction ignored, \(opposite) of two opposite arcs left out" }
    return words
  }
}

/// Three digits, or as many as stand before the point: for sentences.
func rounded(_ value: Double) -> String {
  guard value.isFinite else { return "undefined" }
  var scale = 1.0
  while scale < 1000, (value * scale * 10).magnitude < 1000 { scale *= 10 }
  return decimal((value * scale).rounded() / scale)
}
