// Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), 2021:
// xoshiro256**, seeded by SplitMix64 as its authors advise.

/// The only source of randomness: the same seed and stream give the same numbers everywhere.
public struct RandomSource: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// - Parameters:
  ///   - seed: the seed of the study.
  ///   - stream: names the use, such as a stage and a replicate, so that uses are independent.
  public init(seed: UInt64, stream: String = "") {
    var mixer = SplitMix64(state: seed ^ stableHash(stream.utf8))
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// Begins from a given state, to compare with published sequences.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  public mutating func next() -> UInt64 {
    let result = rotate(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotate(state.3, 45)
    return result
  }

  /// A number from 0 up to, not including, `bound`, all equally likely (Lemire 2019).
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0)
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number in [0, 1) with 53 random bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Fisher and Yates, written out because the standard library may change its own.
  @inlinable public mutating func shuffle<Element>(_ values: inout [Element]) {
    for index in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(index, next(below: index + 1))
    }
  }
}

private func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
  (value << count) | (value >> (64 - count))
}

package struct SplitMix64 {
  /// What the state grows by: `state + i * step` begins at the i-th number.
  package static let step: UInt64 = 0x9e37_79b9_7f4a_7c15
  private var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= Self.step
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// FNV-1a, 64 bits: the same on every run, unlike `Hasher`.
///
/// Inlinable, because for unknown types a byte takes fifteen times as long.
@inlinable public func stableHash(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
