// Jaro, "Advances in record-linkage methodology as applied to matching the 1985 census of Tampa,
// Florida", JASA 84, 1989; Winkler, "String comparator metrics and enhanced decision rules in the
// Fellegi-Sunter model of record linkage", 1990.

/// How alike two texts are, from 0 to 1.
package enum JaroWinkler {
  /// Jaro's similarity, raised by 0.1 for each of up to four equal first letters when it is at
  /// least 0.7.
  package static func similarity(_ a: [UInt8], _ b: [UInt8]) -> Double {
    let jaro = jaro(a, b)
    if jaro < 0.7 { return jaro }
    let prefix = zip(a, b).prefix(4).prefix { $0 == $1 }.count
    return jaro + 0.1 * Double(prefix) * (1 - jaro)
  }

  /// The mean of the shares of matching letters and of matches in the same order.
  package static func jaro(_ a: [UInt8], _ b: [UInt8]) -> Double {
    if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty ? 1 : 0 }
    let reach = max(0, max(a.count, b.count) / 2 - 1)
    var isTaken = [Bool](repeating: false, count: b.count)
    var matchesOfA: [UInt8] = []
    for (i, letter) in a.enumerated() {
      let (low, high) = (max(0, i - reach), min(b.count, i + reach + 1))
      guard low < high, let j = (low..<high).first(where: { !isTaken[$0] && b[$0] == letter })
      else { continue }
      isTaken[j] = true
      matchesOfA.append(letter)
    }
    if matchesOfA.isEmpty { return 0 }
    let matchesOfB = b.indices.filter { isTaken[$0] }.map { b[$0] }
    let swapped = zip(matchesOfA, matchesOfB).count { $0 != $1 } / 2
    let m = Double(matchesOfA.count)
    return (m / Double(a.count) + m / Double(b.count) + (m - Double(swapped)) / m) / 3
  }

  /// Insertions, removals, replacements and swaps of neighbours (optimal string alignment).
  package static func edits(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var next = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in 0..<b.count {
        next[j + 1] = min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          next[j + 1] = min(next[j + 1], before[j - 1] + 1)
        }
      }
      (before, row) = (row, next)
    }
    return row[b.count]
  }
}
