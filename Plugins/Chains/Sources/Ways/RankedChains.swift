// Yen, "Finding the K shortest loopless paths in a network", Management Science 17, 1971; without finding a
// chain twice: Lawler, "A procedure for computing the K best solutions to discrete optimization problems and
// its application to the shortest path problem", Management Science 18, 1972.

internal import ModuleKit

/// Chains without repetition, the shortest first, one after the other.
///
/// Chains as long as one another come in canonical order of their people, compared from the end backwards.
struct RankedChains {
  private struct Candidate: Comparable {
    /// See ``rank(_:)``.
    let rank: Double
    /// From the end backwards.
    let people: [Int]
    let states: [Int]
    let steps: [LabelSearch.Step]
    /// Up to which position the chain is given, and whom it must not lead to from there.
    let deviation: Int
    let banned: [NodeID]

    static func == (a: Candidate, b: Candidate) -> Bool { a.rank == b.rank && a.people == b.people }
    static func < (a: Candidate, b: Candidate) -> Bool {
      a.rank != b.rank ? a.rank < b.rank : a.people.lexicographicallyPrecedes(b.people)
    }
  }

  private var search: LabelSearch
  private var candidates = BinaryHeap<Candidate>()
  /// How many walks may be passed over that meet somebody twice.
  private var patience: Int
  /// Whether the search was given up with walks left that meet nobody twice, perhaps.
  private(set) var isGivenUp = false

  init(_ states: ChainStates, patience: Int = 10_000) {
    search = LabelSearch(states)
    self.patience = patience
    let start = states.source
    if !states.isWaypoint.isEmpty && start == states.target { return }
    add(prefix: [start], steps: [], banned: [])
  }

  /// A length to 30 bits, so that lengths that agree to about 1e-9 are equal, whatever their size.
  static func rank(_ length: Double) -> Double {
    let unit = length.binade * 0x1p-30
    return unit > 0 ? (length / unit).rounded() * unit : length
  }

  /// The next chain; nil when there is no other.
  mutating func next(_ workers: Workers = .serial) throws(Cancelled) -> Chain? {
    while let best = candidates.pop() {
      try workers.checkCancelled()
      branch(best)
      if Set(best.people).count == best.people.count {
        return Chain(
          nodes: best.people.reversed(), edges: best.steps.map { Int($0.tie) },
          length: best.steps.reduce(0) { $0 + $1.length })
      }
      patience -= 1
      if patience == 0 {
        isGivenUp = true
        candidates.removeAll()
      }
    }
    return nil
  }

  /// Cuts all other chains of the candidate's kind into kinds by where they leave it.
  private mutating func branch(_ chain: Candidate) {
    for position in chain.deviation..<max(chain.deviation, chain.states.count - 1) {
      let person = search.states.person(chain.states[position])
      let earlier = chain.states[..<position].map(search.states.person)
      // What follows meets somebody twice in any case.
      if earlier.contains(person) { return }
      let next = NodeID(search.states.person(chain.states[position + 1]))
      add(
        prefix: Array(chain.states[...position]), steps: Array(chain.steps[..<position]),
        banned: (position == chain.deviation ? chain.banned : []) + [next])
    }
  }

  /// The best chain that begins like `prefix` and goes on to none of `banned`.
  private mutating func add(prefix: [Int], steps: [LabelSearch.Step], banned: [NodeID]) {
    let taken = prefix.map(search.states.person)
    for person in taken { search.isBlocked[person] = true }
    defer { for person in taken { search.isBlocked[person] = false } }
    let start = prefix[prefix.count - 1]
    guard let rest = search.path(from: start, taken: steps.count, banned: banned) else { return }
    let all = steps + rest.steps
    let states = prefix + rest.states.dropFirst()
    candidates.push(
      Candidate(
        rank: Self.rank(all.reduce(0) { $0 + $1.length }),
        people: states.reversed().map(search.states.person), states: states, steps: all,
        deviation: prefix.count - 1, banned: banned))
  }
}
