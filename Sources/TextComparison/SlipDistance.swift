// Damerau, "A technique for computer detection and correction of spelling errors", Communications of
// the ACM 7(3), 1964; here optimal string alignment: no letter is edited twice. In words of bits:
// Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal
// of Computing 10(1), 2003.

/// Whether two texts of a pool differ by few slips: a letter too many, too few, another, or two
/// neighbours swapped.
package enum SlipDistance {
  /// The number of slips, or nil when it is more than `limit`.
  ///
  /// - Complexity: O(letters of the longer) unless both texts are long; then O(letters · `limit`), of
  ///   at most `ComparedText.most` letters.
  package static func within(
    _ limit: Int, _ pool: borrowing TextPool, _ a: Int, _ b: Int
  ) -> Int? {
    let (a, b) = (pool.texts[a], pool.texts[b])
    if abs(Int(a.count) - Int(b.count)) > limit { return nil }
    // A slip mends one letter that the other text lacks, on each side.
    if max(a.lettersMissing(in: b), b.lettersMissing(in: a)) > limit { return nil }
    if a.isEmpty || b.isEmpty { return Int(max(a.count, b.count)) }
    if a.fitsHead {
      return slips(FewLetters(letters: a.head, count: Int(a.count)), pool, b, limit)
    }
    if b.fitsHead {
      return slips(FewLetters(letters: b.head, count: Int(b.count)), pool, a, limit)
    }
    if !a.isLong { return slips(pool.letters(a), pool, b, limit) }
    if !b.isLong { return slips(pool.letters(b), pool, a, limit) }
    return longSlips(pool, a, b, limit)
  }

  /// One column of the table at a time: a bit for each row tells whether the number rises or falls from
  /// the row above, and the last row is counted.
  @inline(__always) private static func slips<Letters: LetterPlaces>(
    _ pattern: Letters, _ pool: borrowing TextPool, _ text: ComparedText, _ limit: Int
  ) -> Int? {
    let last: UInt64 = 1 &<< UInt64(pattern.count - 1)
    var (rises, falls): (UInt64, UInt64) = (~0, 0)
    var (diagonal, placesBefore): (UInt64, UInt64) = (~0, 0)
    var slips = pattern.count
    let count = Int(text.count)
    for place in 0..<count {
      let code = pool.code(text, place)
      let places = code > 255 ? 0 : pattern.places(of: UInt8(truncatingIfNeeded: code))
      let swapped = (~diagonal & places) &<< 1 & placesBefore
      diagonal = ((places & rises) &+ rises) ^ rises | places | falls | swapped
      var right = falls | ~(diagonal | rises)
      var left = diagonal & rises
      slips &+= (right & last != 0 ? 1 : 0) &- (left & last != 0 ? 1 : 0)
      // Each letter to come can undo one.
      if slips &- (count &- 1 &- place) > limit { return nil }
      right = right &<< 1 | 1
      left &<<= 1
      rises = left | ~(diagonal | right)
      falls = right & diagonal
      placesBefore = places
    }
    return slips <= limit ? slips : nil
  }

  private static let width = ComparedText.most + 1

  /// The table row by row, of which cells farther from the diagonal than the limit are beyond it.
  private static func longSlips(
    _ pool: borrowing TextPool, _ a: ComparedText, _ b: ComparedText, _ limit: Int
  ) -> Int? {
    let (countOfA, countOfB) = (Int(a.count), Int(b.count))
    let limit = min(limit, ComparedText.most)
    let far = UInt16(limit + 1)
    var rows = InlineArray<3075, UInt16>(repeating: far)
    for j in 0...min(countOfB, limit) { rows[j] = UInt16(j) }
    for i in 0..<countOfA {
      // The rows of the last two letters and of this one take turns.
      let (older, last, row) = ((i + 2) % 3 * width, i % 3 * width, (i + 1) % 3 * width)
      let (low, high) = (max(0, i - limit), min(countOfB, i + limit + 1))
      rows[row + low] = low == 0 ? min(UInt16(i + 1), far) : far
      var least = rows[row + low]
      for j in low..<max(low, high) {
        let isEqual = pool.code(a, i) == pool.code(b, j)
        var best = rows[last + j] + (isEqual ? 0 : 1)
        best = min(best, rows[last + j + 1] + 1, rows[row + j] + 1)
        if i > 0, j > 0, pool.code(a, i) == pool.code(b, j - 1),
          pool.code(a, i - 1) == pool.code(b, j)
        {
          best = min(best, rows[older + j - 1] + 1)
        }
        rows[row + j + 1] = min(best, far)
        least = min(least, best)
      }
      if high < countOfB { rows[row + high + 1] = far }
      if least >= far { return nil }
    }
    let slips = Int(rows[countOfA % 3 * width + countOfB])
    return slips <= limit ? slips : nil
  }
}
