internal import ModuleKit

/// Joins places on a ring that have given numbers of ends, each to the nearest that are open.
///
/// First what holds all together: a path along the ring through all places of two ends and more, closed
/// where there are ends enough, and those of one end beside it. Then places join the nearest that are
/// open and not joined to them yet, those of most ends first: they would find nobody near them later.
/// With equal degrees this is the ring of nearest neighbours.
struct RingLattice {
  /// Both ends of each edge, in turn.
  private(set) var ends: [NodeID] = []
  private var joined: EdgeSet
  /// Ends without an edge at each place.
  private var open: [Int32]
  private var places: OpenPlaces
  /// Edges that hold all together.
  private var skeleton = 0

  /// - Returns: both ends of each edge, in turn; nil where some ends find no partner, or where the numbers
  ///   leave no choice.
  static func ends(
    degrees: [Int], _ random: inout RandomSource, unless cancellation: Cancellation
  ) -> [NodeID]? {
    let edges = degrees.reduce(0, +) / 2
    guard degrees.count > 2, degrees.allSatisfy({ $0 > 0 }), edges + 1 >= degrees.count else {
      return nil
    }
    var lattice = RingLattice(degrees, edges: edges)
    guard lattice.joinSkeleton(isTree: edges < degrees.count) else { return nil }
    lattice.joinNearest(degrees, unless: cancellation)
    if cancellation.isCancelled { return nil }
    return lattice.joinLeftovers(&random) ? lattice.ends : nil
  }

  private init(_ degrees: [Int], edges: Int) {
    open = degrees.map { Int32($0) }
    joined = EdgeSet(capacity: edges)
    places = OpenPlaces(count: degrees.count)
    ends.reserveCapacity(2 * edges)
  }

  private mutating func join(_ a: Int, _ b: Int) {
    joined.insert(EdgeSet.tie(NodeID(a), NodeID(b)))
    ends.append(NodeID(a))
    ends.append(NodeID(b))
    for place in [a, b] {
      open[place] -= 1
      if open[place] == 0 { places.close(place) }
    }
  }

  private func isJoined(_ a: Int, _ b: Int) -> Bool {
    joined.contains(EdgeSet.tie(NodeID(a), NodeID(b)))
  }

  private mutating func joinSkeleton(isTree: Bool) -> Bool {
    let inner = open.indices.filter { open[$0] > 1 }
    let leaves = open.indices.filter { open[$0] == 1 }
    // Of a star nothing else can be made.
    if inner.count < 2 { return false }
    for leaf in leaves { places.close(leaf) }
    for (a, b) in zip(inner, inner.dropFirst()) { join(a, b) }
    if !isTree, inner.count > 2 { join(inner[inner.count - 1], inner[0]) }
    for leaf in leaves {
      guard let nearest = places.nearest(to: leaf, where: { _ in true }) else { return false }
      join(leaf, nearest)
    }
    skeleton = ends.count / 2
    return true
  }

  private mutating func joinNearest(_ degrees: [Int], unless cancellation: Cancellation) {
    let order = open.indices.filter { open[$0] > 0 }
      .sorted { (-degrees[$0], $0) < (-degrees[$1], $1) }
    for place in order where open[place] > 0 && !cancellation.isCancelled {
      // Whoever is not open any more is passed over, so that each is met once.
      var search = places.search(from: place)
      while open[place] > 0, let other = places.next(&search) {
        if !isJoined(place, other) { join(place, other) }
      }
    }
  }

  /// Ends that found no partner break up an edge that nothing hangs by.
  private mutating func joinLeftovers(_ random: inout RandomSource) -> Bool {
    let left = open.indices.flatMap { repeatElement($0, count: Int(open[$0])) }
    let loose = ends.count / 2 - skeleton
    if left.count > 0, loose == 0 { return false }
    for pair in 0..<(left.count / 2) {
      let (a, b) = (left[2 * pair], left[2 * pair + 1])
      let fits = (0..<1000).contains { _ in
        let edge = skeleton + random.next(below: loose)
        let turn = random.next(below: 2)
        return breakUp(edge, between: a, b, at: 2 * edge + turn, 2 * edge + 1 - turn)
      }
      if !fits { return false }
    }
    return true
  }

  /// The edge c-d becomes a-c and b-d.
  private mutating func breakUp(
    _ edge: Int, between a: Int, _ b: Int, at first: Int, _ second: Int
  ) -> Bool {
    let (c, d) = (Int(ends[first]), Int(ends[second]))
    if a == c || b == d || isJoined(a, c) || isJoined(b, d) { return false }
    let (one, other) = (EdgeSet.tie(NodeID(a), NodeID(c)), EdgeSet.tie(NodeID(b), NodeID(d)))
    if one == other { return false }
    joined.remove(EdgeSet.tie(NodeID(c), NodeID(d)))
    joined.insert(one)
    joined.insert(other)
    (ends[2 * edge], ends[2 * edge + 1]) = (NodeID(a), NodeID(c))
    ends.append(NodeID(b))
    ends.append(NodeID(d))
    return true
  }
}

/// Places on a ring that still have an open end, to be found from any place.
private struct OpenPlaces {
  private let count: Int
  /// A place itself, or one nearer to the next open one, clockwise and back; `count` and -1 beyond the ends.
  private var clockwise: [Int32]
  private var back: [Int32]

  /// Goes away from a place, both ways.
  struct Search {
    let start: Int
    /// How far has been looked on each side.
    fileprivate var ahead = 0
    fileprivate var behind = 0
    fileprivate init(start: Int) { self.start = start }
  }

  init(count: Int) {
    self.count = count
    clockwise = (0...Int32(count)).map { $0 }
    back = (0...Int32(count)).map { $0 }
  }

  mutating func close(_ place: Int) {
    clockwise[place] = Int32(place + 1)
    // Shifted by one, so that all are numbers of places.
    back[place + 1] = Int32(place)
  }

  func search(from start: Int) -> Search { Search(start: start) }

  mutating func nearest(to place: Int, where fits: (Int) -> Bool) -> Int? {
    var search = search(from: place)
    while let found = next(&search) { if fits(found) { return found } }
    return nil
  }

  /// The next open place, the nearer side first; nil once the whole ring has been seen.
  mutating func next(_ search: inout Search) -> Int? {
    let ahead = stepsAhead(search.start, after: search.ahead)
    let behind = stepsBehind(search.start, after: search.behind)
    // Both sides together have seen everybody once.
    if min(ahead, behind) + (ahead <= behind ? search.behind : search.ahead) >= count { return nil }
    if ahead <= behind {
      search.ahead = ahead
      return (search.start + ahead) % count
    }
    search.behind = behind
    return (search.start + count - behind) % count
  }

  /// Steps clockwise to the first open place that is farther than so many; `count` when there is none.
  private mutating func stepsAhead(_ start: Int, after steps: Int) -> Int {
    if steps + 1 >= count { return count }
    let from = (start + steps + 1) % count
    var found = Self.find(&clockwise, from)
    if found < count { return (found - start + count - 1) % count + 1 }
    found = Self.find(&clockwise, 0)
    return found < count ? (found - start + count - 1) % count + 1 : count
  }

  private mutating func stepsBehind(_ start: Int, after steps: Int) -> Int {
    if steps + 1 >= count { return count }
    let from = (start + count - steps - 1) % count
    var found = Self.find(&back, from + 1) - 1
    if found >= 0 { return (start - found + count - 1) % count + 1 }
    found = Self.find(&back, count) - 1
    return found >= 0 ? (start - found + count - 1) % count + 1 : count
  }

  /// Follows the way to an open place, and makes it shorter for those who come later.
  private static func find(_ next: inout [Int32], _ place: Int) -> Int {
    var place = place
    while next[place] != place {
      next[place] = next[Int(next[place])]
      place = Int(next[place])
    }
    return place
  }
}
