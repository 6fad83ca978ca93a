// Eight digits at once: Mula, "SWAR: parse 8 digits", 2014, as in Langdale & Lemire, "Parsing
// gigabytes of JSON per second", The VLDB Journal 28(6), 2019.

extension ByteInterner.Key {
  /// The whole number that the text is, when it has one to eight digits and no needless zero; else -1.
  ///
  /// Each such number is written in one way only, so it can stand for its text.
  @inline(__always) var plainNumber: Int32 {
    let length = high >> 56
    guard length &- 1 < 8 else { return -1 }
    // The digits at the end, zeros before them.
    let word = low << (64 &- 8 &* length) | 0x3030_3030_3030_3030 >> (8 &* length)
    var value = word ^ 0x3030_3030_3030_3030
    let isOther = ((value &+ 0x7676_7676_7676_7676) | value) & 0x8080_8080_8080_8080 != 0
    if isOther || (low & 0xff == 0x30 && length > 1) { return -1 }
    value = (value &* 2561) >> 8
    value = ((value & 0x00ff_00ff_00ff_00ff) &* 6_553_601) >> 16
    value = ((value & 0x0000_ffff_0000_ffff) &* 42_949_672_960_001) >> 32
    return Int32(truncatingIfNeeded: value)
  }
}
