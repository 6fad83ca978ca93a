// Borassi & Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA 2016.

package import ModuleKit
internal import Synchronization

/// Betweenness as a share of all pairs, from sampled paths.
package struct BetweennessEstimate: Sendable {
  /// Divided by (n-1)(n-2), ordered pairs.
  package let values: [Double]
  /// All true values lie between these, with the probability asked for.
  package let low: [Double]
  package let high: [Double]
  package let samples: Int
  /// How many of the first `top` are certainly followed by lower values only; 0 without `top`.
  package let certainRanks: Int
}

/// What is asked of an estimate.
package struct EstimateGoal: Sendable {
  /// The largest error of a value.
  package let epsilon: Double
  /// The probability that any error is larger.
  package let delta: Double
  /// When given, it is enough to know who the first ones are, in order.
  package let top: Int?

  package init(epsilon: Double, delta: Double, top: Int? = nil) {
    (self.epsilon, self.delta, self.top) = (epsilon, delta, top)
  }
}

/// - Parameter random: the random numbers of one batch of samples.
package func sampledBetweenness(
  of graph: Graph, _ goal: EstimateGoal, random: @escaping @Sendable (_ batch: Int) -> RandomSource,
  on workers: Workers
) throws(Cancelled) -> BetweennessEstimate {
  try workers.checkCancelled()
  let n = graph.nodeCount
  if n < 3 {
    let none = [Double](repeating: 0, count: n)
    return BetweennessEstimate(values: none, low: none, high: none, samples: 0, certainRanks: n)
  }
  // Pairs are drawn among all, and a node does not lie between itself and another.
  let scale = Double(n) / Double(n - 2)
  var bounds = KadabraBounds(
    epsilon: goal.epsilon / scale, delta: goal.delta, nodeCount: n,
    innerNodes: graph.mostInnerNodes, batch: SampleRounds.batch)
  let top = goal.top.map { min($0, n) }
  var rounds = SampleRounds(graph, random)
  // The first samples tell where errors are to be expected, and are not used again.
  try rounds.add(bounds.mostSamples / 40, workers)
  bounds.distribute(
    rounds.shares.map { $0 + 1 / Double(rounds.samples) },
    goals(rounds.shares, top: top, epsilon: bounds.epsilon))
  rounds.restart()
  while true {
    try rounds.add(
      min(max(1024, rounds.samples / 8), bounds.mostSamples - rounds.samples), workers)
    let intervals = Intervals(rounds, bounds)
    let ranks = top.map { TopRanks(intervals, rounds.first($0), epsilon: bounds.epsilon) }
    if rounds.samples >= bounds.mostSamples || (ranks?.isEnough ?? intervals.isEnough) {
      return BetweennessEstimate(
        values: intervals.shares.map { min(1, scale * $0) },
        low: intervals.low.map { scale * $0 }, high: intervals.high.map { min(1, scale * $0) },
        samples: rounds.samples, certainRanks: ranks?.certain ?? 0)
    }
  }
}

/// The error that is small enough for each node: epsilon, or half the distance to the next rank.
private func goals(_ shares: [Double], top: Int?, epsilon: Double) -> [Double] {
  var goals = [Double](repeating: epsilon, count: shares.count)
  guard let top else { return goals }
  let order = shares.indices.sorted { (-shares[$0], $0) < (-shares[$1], $1) }
  for rank in order.indices {
    let share = shares[order[rank]]
    let above = rank > 0 ? shares[order[min(rank, top) - 1]] - share : .infinity
    let below = rank < top && rank + 1 < order.count ? share - shares[order[rank + 1]] : .infinity
    goals[order[rank]] = max(epsilon, min(above, below, 1) / 2)
  }
  return goals
}

/// Samples in batches, each with random numbers of its own: no thread makes a difference.
struct SampleRounds {
  /// Small enough that few samples are too many, large enough to be worth handing out.
  static let batch = 64

  private let random: @Sendable (Int) -> RandomSource
  private let pool: SamplerPool
  /// How many sampled paths go through each node.
  private(set) var hits: [Int32]
  private(set) var samples = 0
  private var nextBatch = 0

  init(_ graph: Graph, _ random: @escaping @Sendable (Int) -> RandomSource) {
    self.random = random
    pool = SamplerPool(graph)
    hits = Array(repeating: 0, count: graph.nodeCount)
  }

  var shares: [Double] { hits.map { Double($0) / Double(samples) } }

  /// Forgets the samples, and goes on with other random numbers.
  mutating func restart() {
    for node in hits.indices { hits[node] = 0 }
    samples = 0
  }

  /// Takes at least `count` samples, to whole batches.
  mutating func add(_ count: Int, _ workers: Workers) throws(Cancelled) {
    let batches = max(1, (count + Self.batch - 1) / Self.batch)
    let (first, random, pool) = (nextBatch, random, pool)
    let found = try workers.map(Chunks.even(batches, count: batches)) { chunk -> [NodeID] in
      var nodes: [NodeID] = []
      var numbers = random(first + chunk.lowerBound)
      var sampler = pool.take()
      for _ in 0..<Self.batch where !workers.cancellation.isCancelled {
        sampler.sample(&numbers, into: &nodes)
      }
      pool.put(sampler)
      return nodes
    }
    for node in found.joined() { hits[Int(node)] += 1 }
    samples += batches * Self.batch
    nextBatch += batches
  }

  /// The nodes that most samples go through.
  func first(_ count: Int) -> [Int] {
    var order = hits.indices.filter { hits[$0] > 0 }
    order.sort { (-hits[$0], $0) < (-hits[$1], $1) }
    if order.count < count {
      order += hits.indices.lazy.filter { hits[$0] == 0 }.prefix(count - order.count)
    }
    return Array(order.prefix(count))
  }
}

/// The memory of samplers that no batch is using: as many as there are threads.
private final class SamplerPool: Sendable {
  private let graph: Graph
  private let free = Mutex<[PathSampler]>([])

  init(_ graph: Graph) { self.graph = graph }

  func take() -> PathSampler { free.withLock { $0.popLast() } ?? PathSampler(graph) }
  func put(_ sampler: PathSampler) { free.withLock { $0.append(sampler) } }
}
