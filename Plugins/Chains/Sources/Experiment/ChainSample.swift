/// What became of a chain.
package enum ChainOutcome: String, Sendable, CaseIterable {
  case completed, abandoned, running
  /// Not completed; published totals do not tell at which step.
  case unfinished
}

/// What estimates need to know of chains: how many there are of each kind.
package struct ChainSample: Sendable {
  package struct Kind: Hashable, Sendable {
    /// How often the letter was passed on.
    package let links: Int
    package let outcome: ChainOutcome
    /// The group of the chain; -1 where it has none.
    package let group: Int32
    /// For each person who held the letter and decided, or still may, their cell of alike people.
    package let cells: [Int32]

    package init(links: Int, outcome: ChainOutcome, group: Int32 = -1, cells: [Int32] = []) {
      (self.links, self.outcome, self.group, self.cells) = (links, outcome, group, cells)
    }
  }
  package let kinds: [Kind]
  package let counts: [Int]
  /// Whether it is known where chains ended, not only how many arrived.
  package let hasSteps: Bool
  package let cellCount: Int

  package init(_ kinds: [(kind: Kind, count: Int)], hasSteps: Bool, cellCount: Int = 0) {
    let present = kinds.filter { $0.count > 0 }
    (self.kinds, counts) = (present.map(\.kind), present.map(\.count))
    (self.hasSteps, self.cellCount) = (hasSteps, cellCount)
  }

  /// Chains one by one; kinds stand in the order in which they first appear.
  package init(_ chains: [Kind], cellCount: Int) {
    var numbers: [Kind: Int] = [:]
    var kinds: [(kind: Kind, count: Int)] = []
    for chain in chains {
      if let number = numbers[chain] {
        kinds[number].count += 1
      } else {
        numbers[chain] = kinds.count
        kinds.append((chain, 1))
      }
    }
    self.init(kinds, hasSteps: true, cellCount: cellCount)
  }

  package var total: Int { counts.reduce(0, +) }
  package var longest: Int { kinds.map(\.links).max() ?? 0 }

  package func count(_ isWanted: (Kind) -> Bool) -> Int {
    zip(kinds, counts).reduce(0) { $0 + (isWanted($1.0) ? $1.1 : 0) }
  }
  package func count(_ outcome: ChainOutcome) -> Int { count { $0.outcome == outcome } }

  package func filtered(_ isWanted: (Kind) -> Bool) -> ChainSample {
    ChainSample(
      zip(kinds, counts).filter { isWanted($0.0) }.map { ($0.0, $0.1) }, hasSteps: hasSteps,
      cellCount: cellCount)
  }
}
