// Bollobás, "A probabilistic proof of an asymptotic formula for the number of labelled regular graphs",
// European Journal of Combinatorics 1, 1980: pairs of stubs.

internal import ModuleKit

/// Pairs stubs, of which everybody has as many as ties, and mends pairs that cannot be ties.
struct StubMatching {
  /// Both ends of each tie, in turn.
  private(set) var ends: [Int32] = []
  /// Pairs for which nothing was found.
  private(set) var erased = 0
  private var joined: EdgeSet
  private var unfit: [(Int32, Int32)] = []
  /// When it is called off, matching stops, and what there is is of no use.
  private let cancellation: Cancellation

  /// - Parameter capacity: how many ties there will be at most.
  init(capacity: Int, _ cancellation: Cancellation) {
    joined = EdgeSet(capacity: capacity)
    self.cancellation = cancellation
  }

  /// Pairs the stubs at random; loops, repeated and forbidden pairs exchange ends with ties that are there.
  ///
  /// May be called several times for different people; each time only the ties of that time take part.
  ///
  /// - Parameter stubs: an even number of them; what is left in it is of no use.
  mutating func match(
    _ stubs: inout [Int32], _ random: inout RandomSource, forbidden: (Int32, Int32) -> Bool
  ) {
    random.shuffle(&stubs)
    let first = ends.count / 2
    unfit.removeAll(keepingCapacity: true)
    for pair in 0..<(stubs.count / 2) {
      if pair & 0xffff == 0xffff, cancellation.isCancelled { return }
      let (a, b) = (stubs[2 * pair], stubs[2 * pair + 1])
      if a == b || forbidden(a, b) || !joined.insert(EdgeSet.tie(a, b)) {
        unfit.append((a, b))
      } else {
        ends.append(a)
        ends.append(b)
      }
    }
    for (a, b) in unfit where !mend(a, b, from: first, &random, forbidden) { erased += 1 }
  }

  /// Exchanges ends with a tie drawn at random, until both pairs are ties.
  private mutating func mend(
    _ a: Int32, _ b: Int32, from first: Int, _ random: inout RandomSource,
    _ forbidden: (Int32, Int32) -> Bool
  ) -> Bool {
    let count = ends.count / 2 - first
    if count == 0 { return false }
    for _ in 0..<200 {
      let choice = random.next(below: 2 * count)
      let place = 2 * (first + choice / 2)
      let (c, d) = (ends[place + choice % 2], ends[place + 1 - choice % 2])
      if a == c || b == d || forbidden(a, c) || forbidden(b, d) { continue }
      let (one, other) = (EdgeSet.tie(a, c), EdgeSet.tie(b, d))
      if one == other || joined.contains(one) || joined.contains(other) { continue }
      joined.remove(EdgeSet.tie(c, d))
      joined.insert(one)
      joined.insert(other)
      (ends[place], ends[place + 1]) = (a, c)
      ends.append(b)
      ends.append(d)
      return true
    }
    return false
  }
}
