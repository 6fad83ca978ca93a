// Jaro, "Advances in record-linkage methodology as applied to matching the 1985 census of Tampa,
// Florida", JASA 84, 1989; Winkler, "String comparator metrics and enhanced decision rules in the
// Fellegi-Sunter model of record linkage", 1990. That the free places of a letter fit in one word is
// the idea of bit-parallel search (Myers, "A fast bit-vector algorithm for approximate string matching
// based on dynamic programming", Journal of the ACM 46(3), 1999), which the RapidFuzz library applied
// to Jaro's similarity.

/// How alike two texts of a pool are, from 0 to 1.
public enum JaroWinkler {
  /// Jaro's similarity, raised by 0.1 for each of up to four equal first letters when it is at
  /// least 0.7.
  ///
  /// - Complexity: O(letters of both), at most `ComparedText.most` of each.
  public static func similarity(_ pool: borrowing TextPool, _ a: Int, _ b: Int) -> Double {
    let (a, b) = (pool.texts[a], pool.texts[b])
    return raised(jaro(pool, a, b), pool, a, b)
  }

  /// The mean of the shares of matching letters and of matches in the same order.
  public static func jaro(_ pool: borrowing TextPool, _ a: Int, _ b: Int) -> Double {
    jaro(pool, pool.texts[a], pool.texts[b])
  }

  /// The similarity, or nil when it is less than `least`.
  ///
  /// Most pairs of different names have too few letters in common, which their sets of letters tell.
  public static func similarity(
    _ pool: borrowing TextPool, _ a: Int, _ b: Int, atLeast least: Double
  ) -> Double? {
    let (a, b) = (pool.texts[a], pool.texts[b])
    if bound(a, b) < least { return nil }
    let similarity = raised(jaro(pool, a, b), pool, a, b)
    return similarity < least ? nil : similarity
  }

  @inline(__always) private static func jaro(
    _ pool: borrowing TextPool, _ a: ComparedText, _ b: ComparedText
  ) -> Double {
    if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty ? 1 : 0 }
    let matches: LetterMatches
    if a.fitsHead && b.fitsHead {
      matches = LetterMatches(
        FewLetters(letters: a.head, count: Int(a.count)),
        FewLetters(letters: b.head, count: Int(b.count)))
    } else if !a.isLong && !b.isLong {
      matches = mediumMatches(pool, a, b)
    } else {
      matches = pool.longMatches(a, b)
    }
    if matches.count == 0 { return 0 }
    let m = Double(matches.count)
    // Half of the letters out of order, not rounded.
    let ordered = m - Double(matches.displaced) / 2
    return (m / Double(a.count) + m / Double(b.count) + ordered / m) / 3
  }

  @inline(never) private static func mediumMatches(
    _ pool: borrowing TextPool, _ a: ComparedText, _ b: ComparedText
  ) -> LetterMatches {
    LetterMatches(pool.letters(a), pool.letters(b))
  }

  @inline(__always) private static func raised(
    _ jaro: Double, _ pool: borrowing TextPool, _ a: ComparedText, _ b: ComparedText
  ) -> Double {
    if jaro < 0.7 { return jaro }
    var prefix = 0
    let most = min(4, Int(min(a.count, b.count)))
    while prefix < most, pool.code(a, prefix) == pool.code(b, prefix) { prefix += 1 }
    return jaro + 0.1 * Double(prefix) * (1 - jaro)
  }

  /// What the similarity is at most: as if all letters that may match did, in order, and the first
  /// four were equal. A little more, so that rounding excludes nothing.
  @inline(__always) private static func bound(_ a: ComparedText, _ b: ComparedText) -> Double {
    if a.isEmpty || b.isEmpty { return 1 }
    let (countOfA, countOfB) = (Int(a.count), Int(b.count))
    let most = min(countOfA - a.lettersMissing(in: b), countOfB - b.lettersMissing(in: a))
    if most <= 0 { return 0 }
    let m = Double(most)
    let jaro = (m / Double(countOfA) + m / Double(countOfB) + 1) / 3
    return jaro + 0.4 * (1 - jaro) + 1e-9
  }
}
