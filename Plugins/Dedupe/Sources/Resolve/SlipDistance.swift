// Damerau, "A technique for computer detection and correction of spelling errors", Communications of the
// ACM 7(3), 1964; here optimal string alignment: no letter is edited twice.

/// Whether two texts differ by few slips: a letter too many, too few, another, or two neighbours swapped.
enum SlipDistance {
  /// The number of slips, or nil when it is more than `limit`.
  ///
  /// - Complexity: O(length · limit).
  static func within(_ limit: Int, _ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int? {
    if abs(a.count - b.count) > limit { return nil }
    let far = limit + 1
    var older = [Int](repeating: far, count: b.count + 1)
    var last = (0...b.count).map { min($0, far) }
    var row = last
    for i in 0..<a.count {
      row[0] = min(i + 1, far)
      var least = row[0]
      // Cells farther from the diagonal than the limit are beyond it.
      let (low, high) = (max(0, i - limit), min(b.count, i + limit + 1))
      if low > 0 { row[low] = far }
      for j in low..<max(low, high) {
        var best = last[j] + (a[i] == b[j] ? 0 : 1)
        best = min(best, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
        row[j + 1] = min(best, far)
        least = min(least, row[j + 1])
      }
      if high < b.count { row[high + 1] = far }
      if least > limit { return nil }
      (older, last, row) = (last, row, older)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
