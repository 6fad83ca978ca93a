/// The letters that two texts share by Jaro's rule.
struct LetterMatches {
  /// Letters of one text with an equal one near them in the other.
  var count = 0
  /// Places at which the matched letters of one and of the other differ.
  var displaced = 0

  @inline(__always) init() {}

  /// How far apart equal letters still match.
  @inline(__always) static func reach(_ a: Int, _ b: Int) -> Int { max(0, max(a, b) / 2 - 1) }

  /// Matches each letter with the first free one that is near.
  ///
  /// The free places of a letter are one word, of which the lowest bit is the match.
  @inline(__always) init<Letters: LetterPlaces>(_ a: Letters, _ b: Letters) {
    let reach = Self.reach(a.count, b.count)
    // While it touches the start the window grows at the other end; no branch, which would be guessed.
    var growth: UInt64 = (1 &<< UInt64(reach)) &- 1
    var window: UInt64 = growth &<< 1 | 1
    var taken: UInt64 = 0
    var matched: UInt64 = 0
    var isDisordered = false
    for place in 0..<a.count {
      let free = b.places(of: a[place]) & window & ~taken
      let match = free & (0 &- free)
      let isMatch: UInt64 = match == 0 ? 0 : 1
      // A later letter is taken already; without a match the left side is the greatest number.
      isDisordered = isDisordered || match &- 1 < taken
      taken |= match
      matched |= isMatch &<< UInt64(place)
      count &+= Int(isMatch)
      window = window &<< 1 | growth & 1
      growth &>>= 1
    }
    // Matched letters in the same order are the same letters.
    if isDisordered { displaced = Self.displaced(a, b, matched, taken) }
  }

  @inline(__always) private static func displaced<Letters: LetterPlaces>(
    _ a: Letters, _ b: Letters, _ matched: UInt64, _ taken: UInt64
  ) -> Int {
    var (matched, taken) = (matched, taken)
    var displaced = 0
    while matched != 0 {
      let place = matched.trailingZeroBitCount
      if b.places(of: a[place]) & taken & (0 &- taken) == 0 { displaced &+= 1 }
      matched &= matched &- 1
      taken &= taken &- 1
    }
    return displaced
  }
}
