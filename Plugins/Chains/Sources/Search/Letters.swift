internal import ModuleKit
internal import Synchronization

/// What became of letters, in their order.
struct Letters: Sendable {
  /// Whether two letters of one starter and one target may go different ways.
  let isRandom: Bool
  var starters: [NodeID] = []
  var targets: [NodeID] = []
  /// How the walk without drop-out ended, and after how many links.
  var walkEnds: [LetterEnd] = []
  var walked: [Int32] = []
  /// How the letter ended, and after how many links; the same where nobody threw it away.
  var ends: [LetterEnd] = []
  var links: [Int32] = []
  /// All holders of those that arrived, one letter after the other.
  var holders: [NodeID] = []
  /// Links of a shortest chain; 0 when there is none, nil when it was not looked for.
  var geodesics: [Int32?] = []

  var count: Int { ends.count }
  var arrived: Int { ends.count { $0 == .arrived } }

  /// The letters of several parts, one behind the other.
  init(isRandom: Bool, _ parts: [Letters] = []) {
    self.isRandom = isRandom
    for part in parts {
      starters += part.starters
      targets += part.targets
      walkEnds += part.walkEnds
      walked += part.walked
      ends += part.ends
      links += part.links
      holders += part.holders
    }
    geodesics = Array(repeating: nil, count: starters.count)
  }

  /// - Parameter loss: the forwarding at which the letter is thrown away, the first being 1; nil when at none.
  mutating func append(
    _ starter: NodeID, _ target: NodeID, _ end: LetterEnd, lostAt loss: Int?,
    by path: some Collection<NodeID>
  ) {
    let walk = path.count - 1
    starters.append(starter)
    targets.append(target)
    walkEnds.append(end)
    walked.append(Int32(walk))
    let isLost = loss.map { $0 <= walk } ?? false
    ends.append(isLost ? .droppedOut : end)
    links.append(Int32(isLost ? (loss ?? 1) - 1 : walk))
    if !isLost && end == .arrived { holders += path }
  }
}

/// The experiment: how letters are forwarded and lost.
struct LetterExperiment: Sendable {
  let graph: RankedGraph
  let pairs: LetterPairs
  let rule: ForwardingRule
  let memory: LetterMemory
  let steps: Int
  let nearness: Nearness?
  let nearerOnly: Bool
  let dropOut: Double

  /// - Parameter random: the numbers of a letter for a use; each letter has its own, so that it does not
  ///   matter who carries which.
  func letters(
    _ count: Int, on workers: Workers, _ random: @Sendable (String, Int) -> RandomSource
  ) throws(Cancelled) -> Letters {
    let walks = Reused {
      LetterWalk(graph, rule, memory, steps: steps, nearness, nearerOnly: nearerOnly)
    }
    let parts = try workers.map(Chunks.even(count, count: max(16, count / 512))) { chunk in
      var letters = Letters(isRandom: rule == .random)
      walks.use { walk in
        for letter in chunk where !workers.cancellation.isCancelled {
          var numbers = random("letter", letter)
          let (starter, target) = pairs.pair(letter, &numbers)
          let end = walk.run(
            from: graph.ranks[Int(starter)], to: graph.ranks[Int(target)], &numbers)
          let loss = loss(within: walk.path.count - 1) { random("drop-out", letter) }
          letters.append(
            starter, target, end, lostAt: loss, by: walk.path.lazy.map { graph.nodes[Int($0)] })
        }
      }
      return letters
    }
    return Letters(isRandom: rule == .random, parts)
  }

  /// The first forwarding at which the letter is thrown away.
  private func loss(within steps: Int, _ random: () -> RandomSource) -> Int? {
    if dropOut == 0 || steps == 0 { return nil }
    var random = random()
    return (1...steps).first { _ in random.unit() < dropOut }
  }
}

/// Large memory that whoever needs it takes and gives back; what is left in it never matters.
final class Reused<Memory: Sendable>: Sendable {
  private let free = Mutex<[Memory]>([])
  private let make: @Sendable () -> Memory

  init(_ make: @escaping @Sendable () -> Memory) { self.make = make }

  func use<Result>(_ body: (inout Memory) -> Result) -> Result {
    var memory = free.withLock { $0.popLast() } ?? make()
    let result = body(&memory)
    free.withLock { $0.append(memory) }
    return result
  }
}
