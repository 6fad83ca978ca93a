internal import ModuleKit

/// Who the letters start with, and who they are for.
struct LetterPairs: Sendable {
  private let nodeCount: Int
  /// In the order of the study; empty when each letter draws its own.
  private let starters: [NodeID]
  private let targets: [NodeID]
  /// Where both are given.
  private let turns: PairTurns?

  init(nodeCount: Int, starters: [NodeID], targets: [NodeID]) {
    self.nodeCount = nodeCount
    (self.starters, self.targets) = (starters.distinct, targets.distinct)
    turns =
      starters.isEmpty || targets.isEmpty ? nil : PairTurns(self.starters, self.targets)
  }

  /// Pairs of somebody with themselves, which no letter is sent for.
  var own: Int { turns?.own.count ?? 0 }

  /// Whether nobody has another person to write to.
  var isEmpty: Bool { nodeCount < 2 || turns?.count == 0 }

  /// Chosen people take turns; who is not chosen is drawn.
  func pair(_ letter: Int, _ random: inout RandomSource) -> (starter: NodeID, target: NodeID) {
    if let turns { return turns.pair(letter) }
    if !starters.isEmpty {
      let starter = starters[letter % starters.count]
      return (starter, other(than: starter, &random))
    }
    if !targets.isEmpty {
      let target = targets[letter % targets.count]
      return (other(than: target, &random), target)
    }
    let starter = NodeID(random.next(below: nodeCount))
    return (starter, other(than: starter, &random))
  }

  private func other(than node: NodeID, _ random: inout RandomSource) -> NodeID {
    let drawn = NodeID(random.next(below: nodeCount - 1))
    return drawn < node ? drawn : drawn + 1
  }
}

/// Every starter with every target, in an order that soon has everybody.
///
/// Both lists take turns, the shorter one beginning anew: the first starter with the first target, the
/// second with the second. Where both would begin anew together, targets move on by one. So all pairs come
/// once before any comes again, and after any number of letters two starters, as two targets, differ by few.
struct PairTurns: Sendable {
  private let starters, targets: [NodeID]
  /// After how many pairs both lists begin anew together.
  private let round: Int
  /// Places in the order where starter and target are one person, ascending.
  let own: [Int]

  /// - Parameters: people, each once, at least one of either.
  init(_ starters: [NodeID], _ targets: [NodeID]) {
    (self.starters, self.targets) = (starters, targets)
    var (a, b) = (starters.count, targets.count)
    while b > 0 { (a, b) = (b, a % b) }
    round = starters.count / a * targets.count
    own = Self.own(starters, targets, common: a, round: round)
  }

  /// Pairs of two people.
  var count: Int { starters.count * targets.count - own.count }

  func pair(_ letter: Int) -> (starter: NodeID, target: NodeID) {
    let place = place(letter % count)
    return (starters[place % starters.count], targets[(place + place / round) % targets.count])
  }

  /// The place of the pair that this many pairs of two people come before.
  private func place(_ index: Int) -> Int {
    // Of the own pairs, those with fewer others before them than there are.
    var (low, high) = (0, own.count)
    while low < high {
      let middle = (low + high) / 2
      if own[middle] - middle <= index { low = middle + 1 } else { high = middle }
    }
    return index + low
  }

  /// - Parameter common: the greatest common divisor of both numbers.
  private static func own(
    _ starters: [NodeID], _ targets: [NodeID], common: Int, round: Int
  ) -> [Int] {
    let (s, t) = (starters.count, targets.count)
    let places = Dictionary(uniqueKeysWithValues: zip(targets, targets.indices))
    // After how many turns of all starters the targets have moved on by a number.
    var turns = [Int](repeating: 0, count: t)
    for turn in 0..<(t / common) { turns[turn % t * (s % t) % t] = turn }
    return starters.indices.compactMap { starter -> Int? in
      guard let target = places[starters[starter]] else { return nil }
      // The round in which the two meet, and the turn within it.
      let number = (target - starter % common + common) % common
      let ahead = ((target - number - starter) % t + t) % t
      return number * round + turns[ahead] * s + starter
    }.sorted()
  }
}

extension [NodeID] {
  /// Each once, where it comes first.
  fileprivate var distinct: [NodeID] {
    var seen: Set<NodeID> = []
    return filter { seen.insert($0).inserted }
  }
}
