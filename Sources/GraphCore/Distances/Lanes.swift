/// 512 searches side by side, one bit each.
typealias Lanes = SIMD8<UInt64>

extension SIMD8<UInt64> {
  static let laneCount = 512

  @inline(__always) var isEmpty: Bool {
    let four = lowHalf | highHalf
    let two = four.lowHalf | four.highHalf
    return two[0] | two[1] == 0
  }

  /// How many bits are set.
  @inline(__always) var population: Int {
    let low =
      self[0].nonzeroBitCount &+ self[1].nonzeroBitCount &+ self[2].nonzeroBitCount
      &+ self[3].nonzeroBitCount
    let high =
      self[4].nonzeroBitCount &+ self[5].nonzeroBitCount &+ self[6].nonzeroBitCount
      &+ self[7].nonzeroBitCount
    return low &+ high
  }

  mutating func set(_ lane: Int) { self[lane >> 6] |= 1 << UInt64(lane & 63) }

  /// The first `count` lanes.
  static func first(_ count: Int) -> Self {
    var lanes = Self.zero
    for lane in 0..<count { lanes.set(lane) }
    return lanes
  }
}
