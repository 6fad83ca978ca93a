// Knuth, The Art of Computer Programming 3, 6.4: linear probing, and Algorithm R for removals.

/// Pairs of nodes, to be asked for, added and taken out in constant time.
///
/// At most half of the places are taken, and a removal moves up those behind it, so that a set which
/// changes all the time stays as quick as it was.
package struct EdgeSet: Sendable {
  private var keys: [UInt64]
  /// Pairs are spread over the places by the high bits of a product.
  private let shift: UInt64
  package private(set) var count = 0

  private static let empty = UInt64.max

  /// - Parameter capacity: how many pairs the set will hold at most.
  package init(capacity: Int) {
    let places = max(16, 2 * capacity)
    let bits = Int.bitWidth - (places - 1).leadingZeroBitCount
    keys = Array(unset: 1 << bits)
    for place in keys.indices { keys[place] = Self.empty }
    shift = UInt64(64 - bits)
  }

  /// The bytes that a set for `capacity` pairs takes at most.
  package static func memory(capacity: Int) -> Int { 32 * max(8, capacity) }

  @inline(__always) package static func arc(_ from: NodeID, _ to: NodeID) -> UInt64 {
    UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to))
  }

  /// The same for both directions.
  @inline(__always) package static func tie(_ a: NodeID, _ b: NodeID) -> UInt64 {
    a < b ? arc(a, b) : arc(b, a)
  }

  package func contains(_ key: UInt64) -> Bool {
    var place = home(key)
    while true {
      let found = keys[place]
      if found == key { return true }
      if found == Self.empty { return false }
      place = (place + 1) & (keys.count - 1)
    }
  }

  /// Asks for the memory where a pair is or would be.
  func prefetch(_ key: UInt64) { keys.span.prefetch(home(key)) }

  /// - Returns: false when it was there already.
  @discardableResult
  package mutating func insert(_ key: UInt64) -> Bool {
    var place = home(key)
    while keys[place] != Self.empty {
      if keys[place] == key { return false }
      place = (place + 1) & (keys.count - 1)
    }
    precondition(count < keys.count / 2, "more pairs than the set was made for")
    keys[place] = key
    count += 1
    return true
  }

  /// - Precondition: the pair is in the set.
  package mutating func remove(_ key: UInt64) {
    let mask = keys.count - 1
    var hole = home(key)
    while keys[hole] != key {
      precondition(keys[hole] != Self.empty, "the pair is not in the set")
      hole = (hole + 1) & mask
    }
    count -= 1
    var place = hole
    while true {
      place = (place + 1) & mask
      let next = keys[place]
      if next == Self.empty { break }
      // Whoever would still be found from its home may move up.
      if (place - home(next)) & mask >= (place - hole) & mask {
        keys[hole] = next
        hole = place
      }
    }
    keys[hole] = Self.empty
  }

  package mutating func removeAll() {
    for place in keys.indices { keys[place] = Self.empty }
    count = 0
  }

  @inline(__always) private func home(_ key: UInt64) -> Int {
    Int((key &* SplitMix64.step) >> shift)
  }
}
