internal import ModuleKit

/// A ring of neighbours while ties are moved or added.
struct SmallWorldRing {
  private let count: Int
  /// How far neighbours reach on each side.
  private let reach: Int
  private let p: Double
  /// The far end of each tie of the ring, by person, then by lap.
  private var heads: [Int32]
  private var shortcuts: [Int32] = []
  /// Moved ties and shortcuts; those of the ring are known by their places.
  private var moved: EdgeSet
  /// Where nearly all pairs are tied: those that are not, by person.
  private var absent: [[Int32]] = []

  init(count: Int, reach: Int, p: Double) {
    (self.count, self.reach, self.p) = (count, reach, p)
    heads = (0..<(count * reach)).map { Int32(($0 / reach + $0 % reach + 1) % count) }
    // More than are moved in one of a million networks.
    let expected = Double(heads.count) * p
    moved = EdgeSet(
      capacity: min(heads.count, Int(expected + 6 * expected.squareRoot() + 64)))
  }

  /// Both ends of each tie, in turn.
  var ends: [Int32] {
    var ends = shortcuts
    ends.reserveCapacity(ends.count + 2 * heads.count)
    for (place, head) in heads.enumerated() {
      ends.append(Int32(place / reach))
      ends.append(head)
    }
    return ends
  }

  private func isTied(_ a: Int32, _ b: Int32) -> Bool {
    isInRing(a, b) || isInRing(b, a) || moved.contains(EdgeSet.tie(a, b))
  }

  /// Whether the tie from `a` clockwise to `b` is there and has not been moved.
  private func isInRing(_ a: Int32, _ b: Int32) -> Bool {
    let steps = b >= a ? Int(b - a) : Int(b - a) + count
    return steps >= 1 && steps <= reach && heads[Int(a) * reach + steps - 1] == b
  }

  // MARK: Moving

  mutating func rewire(_ random: inout RandomSource, _ workers: Workers) throws(Cancelled) {
    findAbsent()
    var done = 0
    for lap in 0..<reach {
      for person in 0..<count {
        if done & 0xfff == 0 {
          try workers.checkCancelled()
          workers.tell(share: Double(done) / Double(heads.count))
        }
        done += 1
        if random.unit() < p { move(person, lap, &random) }
      }
    }
  }

  private mutating func move(_ person: Int, _ lap: Int, _ random: inout RandomSource) {
    let a = Int32(person)
    guard let target = stranger(to: a, &random) else { return }
    let old = heads[person * reach + lap]
    heads[person * reach + lap] = target
    moved.insert(EdgeSet.tie(a, target))
    if absent.isEmpty { return }
    exchange(a, target, for: old)
    remove(a, from: target)
    absent[Int(old)].append(a)
  }

  /// Somebody drawn with equal chances among those who are not tied to `a`.
  private func stranger(to a: Int32, _ random: inout RandomSource) -> Int32? {
    if !absent.isEmpty {
      let strangers = absent[Int(a)]
      return strangers.isEmpty ? nil : strangers[random.next(below: strangers.count)]
    }
    // A person who knows all others is possible, though by far not everybody does.
    for _ in 0..<(64 * count) {
      let target = Int32(random.next(below: count))
      if target != a, !isTied(a, target) { return target }
    }
    let strangers = (0..<Int32(count)).filter { $0 != a && !isTied(a, $0) }
    return strangers.isEmpty ? nil : strangers[random.next(below: strangers.count)]
  }

  /// Where few pairs are not tied, they are listed: drawing until one comes up takes `count` / `missing` draws,
  /// and looking through a list the time of a draw for some thirty that are listed.
  private mutating func findAbsent() {
    let missing = count - 1 - 2 * reach
    guard count > 0,
      missing * missing < count || missing * 8 < count && missing * missing < 32 * count
    else { return }
    absent = (0..<count).map { person in
      (0..<max(0, missing)).map { Int32((person + reach + 1 + $0) % count) }
    }
  }

  private mutating func exchange(_ a: Int32, _ gone: Int32, for new: Int32) {
    if let place = absent[Int(a)].firstIndex(of: gone) { absent[Int(a)][place] = new }
  }

  private mutating func remove(_ a: Int32, from b: Int32) {
    if let place = absent[Int(b)].firstIndex(of: a) { absent[Int(b)].remove(at: place) }
  }

  // MARK: Adding

  mutating func addShortcuts(_ random: inout RandomSource, _ workers: Workers) throws(Cancelled) {
    let missing = count * max(0, count - 1) / 2 - heads.count
    // Where shortcuts may take a good part of all pairs, these are listed.
    var pairs = missing <= 2 * heads.count ? apart : nil
    for place in heads.indices {
      if place & 0xfff == 0 {
        try workers.checkCancelled()
        workers.tell(share: Double(place) / Double(heads.count))
      }
      guard random.unit() < p, shortcuts.count < 2 * missing else { continue }
      var (a, b) = (Int32(0), Int32(0))
      if let left = pairs?.count {
        let choice = 2 * random.next(below: left / 2)
        (a, b) = (pairs?[choice] ?? 0, pairs?[choice + 1] ?? 0)
        pairs?.swapAt(choice, left - 2)
        pairs?.swapAt(choice + 1, left - 1)
        pairs?.removeLast(2)
      } else {
        repeat {
          a = Int32(random.next(below: count))
          b = Int32(random.next(below: count))
        } while a == b || isTied(a, b)
        moved.insert(EdgeSet.tie(a, b))
      }
      shortcuts.append(a)
      shortcuts.append(b)
    }
  }

  /// All pairs that the ring does not tie, both ends in turn.
  private var apart: [Int32] {
    var pairs: [Int32] = []
    for a in 0..<count {
      for steps in (reach + 1)..<max(reach + 1, count - reach) where a + steps < count {
        pairs.append(Int32(a))
        pairs.append(Int32(a + steps))
      }
    }
    return pairs
  }
}
