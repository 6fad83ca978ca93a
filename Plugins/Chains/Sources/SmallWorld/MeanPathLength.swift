internal import ModuleKit

/// How the mean length of the shortest chain between two different nodes is found.
struct MeanPathLength: Sendable {
  /// The most steps over a node or an arc that `auto` makes for a network and its references together.
  ///
  /// Side by side, 512 searches take one step for all, which is some ten times as long; a step by strength
  /// is longer still. Each comes to about ten seconds of one core.
  private static let mostSideBySide = 512 * 5e8
  private static let mostAlone = 4e9
  private static let mostByStrength = 2.5e8
  /// Chains so long that searches side by side hardly ever meet.
  private static let longest = 500
  /// So few sources are searched one by one: it takes no longer, and each tells its own mean.
  private static let mostAsFew = 64
  /// Of how many sources side by side a search alone can afford one.
  private static let costOfOne = 8

  /// A mean, and its standard error where not everybody was a source.
  struct Estimate {
    var mean = Double.nan
    var standardError = Double.nan
  }

  private let sources: Int
  private let meets: Bool
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
    meets = !areLattices && !graph.isLong(Self.longest)
    self.sources = sources
    func isSampled(_ isTooMuch: Bool, _ sources: Int) -> Bool {
      (choice == .sample || choice == .auto && isTooMuch) && sources < graph.nodeCount
    }
    let few = max(1, sources / Self.costOfOne)
    samplesLinks = isSampled(
      work > (meets ? Self.mostSideBySide : Self.mostAlone), meets ? sources : few)
    samplesSums = isSampled(work > Self.mostByStrength, few)
  }

  func isSampled(byStrength: Bool) -> Bool { byStrength ? samplesSums : samplesLinks }

  /// From how many nodes chains are measured where not from all.
  func sourceCount(byStrength: Bool) -> Int {
    meets && !byStrength ? sources : max(1, sources / Self.costOfOne)
  }

  /// How chains are measured: "exact".
  func convention(byStrength: Bool) -> String {
    isSampled(byStrength: byStrength)
      ? "from \(sourceCount(byStrength: byStrength)) people drawn at random to all others" : "exact"
  }

  /// The same in French.
  func french(byStrength: Bool) -> String {
    isSampled(byStrength: byStrength)
      ? "depuis \(sourceCount(byStrength: byStrength)) personnes tirées au hasard vers toutes les autres"
      : "valeur exacte"
  }

  /// The mean number of links.
  func links(
    _ graph: Graph, _ random: RandomSource, on workers: Workers
  ) throws(Cancelled) -> Estimate {
    if !samplesLinks {
      let farness = try graph.distanceSummary(.out, on: workers).farness
      return Estimate(mean: Self.mean(farness.reduce(0, +), from: graph.nodeCount, graph))
    }
    let drawn = drawn(sourceCount(byStrength: false), of: graph, random)
    if meets, drawn.count > Self.mostAsFew {
      let some = try graph.distanceSummary(.out, to: drawn.map { NodeID($0) }, on: workers)
      // Distances go both ways, so that all people tell how much the means of those drawn differ.
      return Self.estimate(
        some.farness, each: drawn.count, drawn: drawn.count, graph,
        variance: Self.variance(of: some.histogram))
    }
    let sums = try workers.map(chunks(drawn)) { nodes in
      var search = BreadthFirst(graph.outgoing)
      return nodes.map { node in
        if workers.cancellation.isCancelled { return 0.0 }
        search.run(from: node)
        var sum = 0
        for other in search.order[..<search.reached] { sum += Int(search.distances[Int(other)]) }
        return Double(sum)
      }
    }.flatMap(\.self)
    return Self.estimate(sums, each: graph.nodeCount - 1, drawn: drawn.count, graph)
  }

  /// The mean sum of lengths.
  func sums(
    _ graph: Graph, edgeLengths: [Double], _ random: RandomSource, on workers: Workers
  ) throws(Cancelled) -> Estimate {
    if !samplesSums {
      let summary = try graph.distanceSummary(.out, edgeLengths: edgeLengths, on: workers)
      return Estimate(mean: Self.mean(summary.farness.reduce(0, +), from: graph.nodeCount, graph))
    }
    let drawn = drawn(sourceCount(byStrength: true), of: graph, random)
    let sums = try workers.map(chunks(drawn)) { nodes in
      var search = ShortestPaths(graph.outgoing, edgeLengths: edgeLengths)
      return nodes.map { node in
        if workers.cancellation.isCancelled { return 0.0 }
        search.run(from: node)
        return search.order.reduce(0.0) { $0 + search.distances[Int($1)] }
      }
    }.flatMap(\.self)
    return Self.estimate(sums, each: graph.nodeCount - 1, drawn: drawn.count, graph)
  }

  private static func mean(_ sum: Double, from sources: Int, _ graph: Graph) -> Double {
    graph.nodeCount > 1 ? sum / (Double(sources) * Double(graph.nodeCount - 1)) : .nan
  }

  /// - Parameters:
  ///   - sums: of distances.
  ///   - each: how many distances a sum holds.
  ///   - variance: of single distances, where each sum is over the same few others.
  private static func estimate(
    _ sums: [Double], each: Int, drawn: Int, _ graph: Graph, variance: Double? = nil
  ) -> Estimate {
    var spread = sums.map { $0 / Double(each) }.deviation
    if let variance {
      spread = Self.withoutNoise(spread * spread, of: drawn, variance).squareRoot()
    }
    // Whoever has been drawn is not drawn again.
    let left = 1 - Double(drawn) / Double(graph.nodeCount)
    return Estimate(
      mean: mean(sums.reduce(0, +), from: drawn, graph),
      standardError: spread * (left / Double(drawn)).squareRoot())
  }

  /// The variance of people's means over all others, from that of their means over k.
  ///
  /// A distance is what one end adds, what the other adds, and a rest. Means over k differ by what their
  /// own end adds, of variance a, and by the rest, of r/k; distances from one person by a + r · (1 - 1/k)
  /// of those drawn, for the ends drawn are like the others.
  private static func withoutNoise(_ ofMeans: Double, of drawn: Int, _ variance: Double) -> Double {
    guard drawn > 1 else { return ofMeans }
    let k = Double(drawn)
    let within = max(0, variance - ofMeans) * k / (k - 1)
    let rest = max(0, within - ofMeans) * k / (k - 1)
    // What is left may be chance itself: an error is never told as less than half.
    return max(ofMeans / 4, ofMeans - rest / k)
  }

  private static func variance(of histogram: [Int]) -> Double {
    let pairs = Double(histogram.reduce(0, +))
    var (sum, squares) = (0.0, 0.0)
    for (links, count) in histogram.enumerated() {
      sum += Double(links) * Double(count)
      squares += Double(links) * Double(links) * Double(count)
    }
    return max(0, squares / pairs - (sum / pairs) * (sum / pairs))
  }

  /// Different nodes.
  private func drawn(_ count: Int, of graph: Graph, _ random: RandomSource) -> [Int] {
    var random = random
    var nodes = Array(0..<graph.nodeCount)
    for index in 0..<count {
      nodes.swapAt(index, index + random.next(below: graph.nodeCount - index))
    }
    return Array(nodes[..<count])
  }

  private func chunks(_ nodes: [Int]) -> [ArraySlice<Int>] {
    Chunks.even(nodes.count, count: 16).map { nodes[$0] }
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
