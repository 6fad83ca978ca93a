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
  ///
  /// In vector registers throughout: the portable instruction set counts no bits, and eight counts
  /// one after the other were a quarter of a search.
  @inline(__always) var population: Int {
    let pairs = self &- ((self &>> 1) & 0x5555_5555_5555_5555)
    let ofFour = 0x3333_3333_3333_3333 as UInt64
    let fours = (pairs & ofFour) &+ ((pairs &>> 2) & ofFour)
    // Four bits hold at most 4 here, so two of them fit together; and so on below.
    let halves = fours.lowHalf &+ fours.highHalf
    let ofByte = 0x0f0f_0f0f_0f0f_0f0f as UInt64
    let bytes = (halves & ofByte) &+ ((halves &>> 4) & ofByte)
    let quarters = bytes.lowHalf &+ bytes.highHalf
    let ofWord = 0x00ff_00ff_00ff_00ff as UInt64
    let words = (quarters & ofWord) &+ ((quarters &>> 8) & ofWord)
    return Int(truncatingIfNeeded: ((words[0] &+ words[1]) &* 0x0001_0001_0001_0001) &>> 48)
  }

  mutating func set(_ lane: Int) { self[lane >> 6] |= 1 << UInt64(lane & 63) }

  /// The first `count` lanes.
  static func first(_ count: Int) -> Self {
    var lanes = Self.zero
    for lane in 0..<count { lanes.set(lane) }
    return lanes
  }
}
