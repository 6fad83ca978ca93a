import GraphCore
import ModuleTesting
import Testing

/// HyperBall against counters that are filled with each ball's nodes one by one, and against exact counts.
struct HyperBallTests {
  private static func keys(_ count: Int) -> [UInt64] {
    var random = RandomSource(seed: 7, stream: "hyperball")
    return (0..<count).map { _ in random.next() }
  }

  @Test(arguments: [Direction.out, .in, .all], [64, 256])
  func equalsCountersFilledNodeByNode(direction: Direction, registers: Int) throws {
    // On the path, few nodes are looked at on most levels.
    for (index, graph) in (RandomGraphs.spread + [Self.path(150)]).enumerated() {
      let estimate = try graph.distanceEstimate(
        direction, registers: registers, keys: Self.keys(2), on: Workers(threads: 2))
      let oracle = BallOracle(graph, direction, registers: registers, keys: Self.keys(2))
      for node in 0..<graph.nodeCount {
        let reached = min(graph.nodeCount - 1, Int(oracle.reached[node].rounded()))
        #expect(estimate.summary.reached[node] == reached, "\(index)")
        #expect(abs(estimate.summary.farness[node] - oracle.farness[node]) < 1e-9, "\(index)")
        #expect(abs(estimate.summary.harmonic[node] - oracle.harmonic[node]) < 1e-9, "\(index)")
        #expect(estimate.summary.eccentricity[node] <= oracle.eccentricity[node], "\(index)")
      }
    }
  }

  /// Twenty thousand levels, each with the work of a few nodes.
  @Test func longPath() throws {
    let n = 20_000
    let estimate = try Self.path(n).distanceEstimate(
      .out, registers: 64, keys: Self.keys(1), on: Workers(threads: 2)
    ).summary
    let pairs = Double(estimate.histogram.reduce(0, +))
    #expect(abs(pairs / Double(n * (n - 1)) - 1) < 3 * 1.04 / 8)
    #expect(estimate.eccentricity.allSatisfy { $0 < Double(n) })
    #expect((estimate.eccentricity.max() ?? 0) > 0.9 * Double(n))
  }

  private static func path(_ nodes: Int) -> Graph {
    Graph(
      nodeCount: nodes, isDirected: false, sources: (0..<NodeID(nodes - 1)).map { $0 },
      targets: (1..<NodeID(nodes)).map { $0 })
  }

  @Test(arguments: [false, true]) func tinyGraphsAreNeverFarOff(directed: Bool) throws {
    for graph in TinyGraphs.all(upTo: directed ? 3 : 4, directed: directed) {
      let exact = try graph.distanceSummary(.out, on: .serial)
      let estimate = try graph.distanceEstimate(
        .out, registers: 4096, keys: Self.keys(4), on: .serial
      ).summary
      #expect(estimate.reached == exact.reached, "\(graph)")
      #expect(estimate.histogram == exact.histogram, "\(graph)")
      #expect(estimate.eccentricity == exact.eccentricity, "\(graph)")
    }
  }

  @Test func sameBytesForAnyNumberOfThreads() throws {
    let graph = RandomGraphs.gilbert(nodes: 1500, probability: 0.003, directed: true, seed: 3)
    for registers in [64, 512] {
      let runs = try [1, 2, 7].map {
        try graph.distanceEstimate(
          .out, registers: registers, keys: Self.keys(3), on: Workers(threads: $0))
      }
      #expect(runs[0].histograms == runs[1].histograms && runs[0].histograms == runs[2].histograms)
      #expect(runs[0].summary.harmonic == runs[2].summary.harmonic)
      #expect(runs[0].summary.farness == runs[1].summary.farness)
    }
  }

  /// Several sizes, from where most registers are empty to where all are full.
  @Test(arguments: [64, 1024]) func countersCountWithoutBias(registers: Int) {
    let scale = CounterScale(registers: registers)
    var random = RandomSource(seed: 1, stream: "items")
    for items in [1, 5, 40, 64, 200, 1000, 20_000] {
      let trials = items > 1000 ? 100 : 400
      var (sum, squares) = (0.0, 0.0)
      for _ in 0..<trials {
        var counter = [Registers](repeating: .zero, count: scale.blocks)
        for _ in 0..<items {
          let (register, value) = scale.place(random.next())
          counter[register / 64].raise(register % 64, to: value)
        }
        let error = scale.estimate(counter.span, at: 0) / Double(items) - 1
        sum += error
        squares += error * error
      }
      let deviation = 1.04 / Double(registers).squareRoot()
      #expect(abs(sum / Double(trials)) < 4 * deviation / Double(trials).squareRoot(), "\(items)")
      #expect((squares / Double(trials)).squareRoot() < 1.2 * deviation, "\(items)")
    }
  }

  @Test func manyRegistersInAWord() {
    var random = RandomSource(seed: 2, stream: "registers")
    for _ in 0..<200 {
      let values = (0..<2).map { _ in (0..<64).map { _ in UInt64(random.next(below: 60)) / 2 * 2 } }
      let words = values.map { values in
        var registers = Registers.zero
        for (index, value) in values.enumerated() { registers.raise(index, to: value) }
        return registers
      }
      var larger = Registers.zero
      for index in 0..<64 { larger.raise(index, to: max(values[0][index], values[1][index])) }
      #expect(words[0].larger(words[1]) == larger && words[1].larger(words[0]) == larger)
      #expect(words[0].zeros == values[0].count { $0 == 0 })
      #expect(words[0].inverseSum == values[0].reduce(0) { $0 + (1 << 56) >> $1 })
    }
  }

  @Test func canBeCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try RandomGraphs.spread[5].distanceEstimate(
        .out, registers: 64, keys: [1], on: Workers(threads: 2, cancellation: cancellation))
    }
  }
}

/// The same estimates the slow way: every ball's nodes are put into a counter of its own.
private struct BallOracle {
  private(set) var reached: [Double]
  private(set) var farness: [Double]
  private(set) var harmonic: [Double]
  let eccentricity: [Double]

  init(_ graph: Graph, _ direction: Direction, registers: Int, keys: [UInt64]) {
    let scale = CounterScale(registers: registers)
    let n = graph.nodeCount
    let forward = PathOracle(direction == .all ? graph.undirected : graph).distances
    let distances = (0..<n).map { a in
      (0..<n).map { direction == .in ? forward[$0][a] : forward[a][$0] }
    }
    let runs = Double(keys.count)
    reached = Array(repeating: 0, count: n)
    (farness, harmonic) = (reached, reached)
    eccentricity = distances.map { $0.filter(\.isFinite).max() ?? 0 }
    for key in keys {
      for node in 0..<n {
        var before = 0.0
        for links in 1...max(1, n) {
          let ball = (0..<n).filter { distances[node][$0] <= Double(links) }
          let size = Self.estimate(ball, scale, key)
          let neighbors = distances[node].count { $0 == 1 }
          let gain = links == 1 ? Double(neighbors) : size - before
          before = size
          reached[node] += gain / runs
          farness[node] += gain * Double(links) / runs
          harmonic[node] += gain / Double(links) / runs
        }
      }
    }
  }

  private static func estimate(_ items: [Int], _ scale: CounterScale, _ key: UInt64) -> Double {
    var counter = [Registers](repeating: .zero, count: scale.blocks)
    for item in items {
      var hash = SplitMix64(state: key &+ UInt64(item) &* SplitMix64.step)
      let (register, value) = scale.place(hash.next())
      counter[register / 64].raise(register % 64, to: value)
    }
    return scale.estimate(counter.span, at: 0)
  }
}
