internal import ModuleKit

/// How the mean length of the shortest chain between two different nodes is found.
struct MeanPathLength: Sendable {
  /// The most steps over a node or an arc that `auto` makes for a network and its references together. Side
  /// by side, 512 searches take one step for all; by strength a step takes longer.
  private static let budget = 4e9
  private static let budgetByStrength = 1e9
  /// Chains so long that searches side by side hardly ever meet.
  private static let longest = 500

  private let sources: Int
  private let samplesLinks: Bool
  private let samplesSums: Bool

  /// Depends on the graph, never on time: the same on every machine.
  ///
  /// - Parameters:
  ///   - graphs: how many graphs of the size of `graph` there are.
  ///   - areLattices: chains are long whatever the graph is.
  init(
    _ choice: PathLengthChoice, sources: Int, of graph: Graph, graphs: Int, areLattices: Bool
  ) {
    let n = Double(graph.nodeCount)
    let work = Double(graphs) * n * (n + 2 * Double(graph.edgeCount))
    func isSampled(_ isTooMuch: Bool) -> Bool {
      (choice == .sample || choice == .auto && isTooMuch) && sources < graph.nodeCount
    }
    let sideBySide = areLattices || graph.isLong(Self.longest) ? 1.0 : 512
    self.sources = sources
    samplesLinks = isSampled(work / sideBySide > Self.budget)
    samplesSums = isSampled(work > Self.budgetByStrength)
  }

  func isSampled(byStrength: Bool) -> Bool { byStrength ? samplesSums : samplesLinks }

  /// How chains are measured: "exact".
  func convention(byStrength: Bool) -> String {
    isSampled(byStrength: byStrength)
      ? "from \(sources) people drawn at random to all others" : "exact"
  }

  /// The mean number of links.
  func links(
    _ graph: Graph, _ random: RandomSource, on workers: Workers
  ) throws(Cancelled) -> Double {
    if !samplesLinks {
      let farness = try graph.distanceSummary(.out, on: workers).farness
      return Self.mean(farness.reduce(0, +), from: graph.nodeCount, graph)
    }
    let sums = try workers.map(chunks(graph, random)) { nodes in
      var search = BreadthFirst(graph.outgoing)
      var sum = 0
      for node in nodes where !workers.cancellation.isCancelled {
        search.run(from: node)
        for other in search.order[..<search.reached] { sum += Int(search.distances[Int(other)]) }
      }
      return Double(sum)
    }
    return Self.mean(sums.reduce(0, +), from: sources, graph)
  }

  /// The mean sum of lengths.
  func sums(
    _ graph: Graph, edgeLengths: [Double], _ random: RandomSource, on workers: Workers
  ) throws(Cancelled) -> Double {
    if !samplesSums {
      let summary = try graph.distanceSummary(.out, edgeLengths: edgeLengths, on: workers)
      return Self.mean(summary.farness.reduce(0, +), from: graph.nodeCount, graph)
    }
    let sums = try workers.map(chunks(graph, random)) { nodes in
      var search = ShortestPaths(graph.outgoing, edgeLengths: edgeLengths)
      var sum = 0.0
      for node in nodes where !workers.cancellation.isCancelled {
        search.run(from: node)
        for other in search.order { sum += search.distances[Int(other)] }
      }
      return sum
    }
    return Self.mean(sums.reduce(0, +), from: sources, graph)
  }

  private static func mean(_ sum: Double, from sources: Int, _ graph: Graph) -> Double {
    graph.nodeCount > 1 ? sum / (Double(sources) * Double(graph.nodeCount - 1)) : .nan
  }

  /// The nodes to search from, all different, in parts.
  private func chunks(_ graph: Graph, _ random: RandomSource) -> [ArraySlice<Int>] {
    var random = random
    var nodes = Array(0..<graph.nodeCount)
    for index in 0..<sources {
      nodes.swapAt(index, index + random.next(below: graph.nodeCount - index))
    }
    return Chunks.even(sources, count: 16).map { nodes[$0] }
  }
}

extension Graph {
  /// Whether some chain from the first node has more links.
  fileprivate func isLong(_ links: Int) -> Bool {
    guard nodeCount > links else { return false }
    var search = BreadthFirst(outgoing)
    search.run(from: 0)
    return search.distances.contains { Int($0) > links }
  }
}
