// Flajolet, Fusy, Gandouet & Meunier, "HyperLogLog: the analysis of a near-optimal cardinality estimation
// algorithm", AofA 2007; the estimate without bias tables: Ertl, "New cardinality estimation algorithms
// for HyperLogLog sketches", arXiv:1702.01284, 2017; many registers in a word: Boldi, Rosa & Vigna,
// "HyperANF", WWW 2011.

/// 64 registers of a HyperLogLog counter, a byte each, none above 59.
package typealias Registers = SIMD8<UInt64>

extension SIMD8<UInt64> {
  package static let registerCount = 64
  private static let high = Self(repeating: 0x8080_8080_8080_8080)

  /// The larger of each two registers.
  ///
  /// With the spare bit set in each byte, a subtraction does not reach the next byte and leaves the
  /// bit where the first is not smaller.
  @inline(__always) package func larger(_ other: Self) -> Self {
    let notSmaller = ((self | Self.high) &- other) & Self.high
    let keep = notSmaller &- (notSmaller &>> 7)
    return other ^ ((self ^ other) & keep)
  }

  package mutating func raise(_ register: Int, to value: UInt64) {
    let shift = UInt64(register & 7) * 8
    let before = (self[register >> 3] &>> shift) & 0xff
    self[register >> 3] ^= (before ^ Swift.max(before, value)) &<< shift
  }

  /// How many registers are 0.
  @inline(__always) package var zeros: Int {
    let set = ((self &+ 0x7f7f_7f7f_7f7f_7f7f) & Self.high) &>> 7
    let four = set.lowHalf &+ set.highHalf
    let two = four.lowHalf &+ four.highHalf
    let bytes = (two[0] &+ two[1]) &* 0x0101_0101_0101_0101
    return Self.registerCount &- Int(truncatingIfNeeded: bytes &>> 56)
  }

  /// The sum of 2^(56 - register), zeros included.
  @inline(__always) package var inverseSum: UInt64 {
    var sum: UInt64 = 0
    for word in indices {
      var bytes = self[word]
      for _ in 0..<8 {
        // The shift takes the low six bits, and no register is above 63.
        sum &+= (1 &<< 56) &>> bytes
        bytes &>>= 8
      }
    }
    return sum
  }
}

/// Counters with the same number of registers.
package struct CounterScale {
  /// How many ``Registers`` make a counter.
  package let blocks: Int
  private let mask: UInt64
  private let shift: UInt64
  /// What c registers that are 0 add to the sum (Ertl's σ).
  private let ofZeros: [Double]
  private let factor: Double

  /// - Parameter registers: a power of two, 64 or more.
  package init(registers: Int) {
    precondition(registers >= Registers.registerCount && registers.nonzeroBitCount == 1)
    blocks = registers / Registers.registerCount
    mask = UInt64(registers - 1)
    shift = UInt64(registers.trailingZeroBitCount)
    let m = Double(registers)
    ofZeros = (0...registers).map { m * Self.sigma(Double($0) / m) }
    // 1 / (2 ln 2), the constant for many registers, which Ertl's estimate takes for any number.
    factor = 0.721_347_520_444_481_7 * m * m
  }

  /// x + x² + 2 x⁴ + 4 x⁸ + …
  private static func sigma(_ share: Double) -> Double {
    if share == 1 { return .infinity }
    var (power, weight, sum) = (share, 1.0, share)
    while true {
      power *= power
      let next = sum + power * weight
      if next == sum { return sum }
      (sum, weight) = (next, weight * 2)
    }
  }

  /// Where an item goes: its register, and the value that the register takes at least.
  package func place(_ hash: UInt64) -> (register: Int, value: UInt64) {
    let rest = hash &>> shift
    let zeros = rest == 0 ? 64 - Int(shift) : rest.trailingZeroBitCount
    return (Int(hash & mask), UInt64(zeros + 1))
  }

  /// How many different items the counter that begins at `first` has met.
  @inline(__always) package func estimate(_ counters: Span<Registers>, at first: Int) -> Double {
    var (sum, zeros) = (0.0, 0)
    for block in first..<first &+ blocks {
      let empty = counters[block].zeros
      zeros &+= empty
      sum += Double(counters[block].inverseSum &- UInt64(empty) &<< 56)
    }
    return factor / (sum * 0x1p-56 + ofZeros[zeros])
  }
}
