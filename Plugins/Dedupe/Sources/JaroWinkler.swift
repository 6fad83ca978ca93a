// Jaro, "Advances in record-linkage methodology as applied to matching the 1985 census of Tampa,
// Florida", JASA 84, 1989; Winkler, "String comparator metrics and enhanced decision rules in the
// Fellegi-Sunter model of record linkage", 1990.

/// How alike two texts are, from 0 to 1.
package enum JaroWinkler {
  package typealias Letters = [Unicode.Scalar]

  /// Jaro's similarity, raised by 0.1 for each of up to four equal first letters when it is at
  /// least 0.7.
  package static func similarity(_ a: Letters, _ b: Letters) -> Double {
    let jaro = jaro(a, b)
    if jaro < 0.7 { return jaro }
    let prefix = zip(a, b).prefix(4).prefix { $0 == $1 }.count
    return jaro + 0.1 * Double(prefix) * (1 - jaro)
  }

  /// The mean of the shares of matching letters and of matches in the same order.
  package static func jaro(_ a: Letters, _ b: Letters) -> Double {
    if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty ? 1 : 0 }
    let reach = max(0, max(a.count, b.count) / 2 - 1)
    var isTaken = [Bool](repeating: false, count: b.count)
    var matchesOfA: Letters = []
    for (i, letter) in a.enumerated() {
      let (low, high) = (max(0, i - reach), min(b.count, i + reach + 1))
      guard low < high, let j = (low..<high).first(where: { !isTaken[$0] && b[$0] == letter })
      else { continue }
      isTaken[j] = true
      matchesOfA.append(letter)
    }
    if matchesOfA.isEmpty { return 0 }
    let matchesOfB = b.indices.filter { isTaken[$0] }.map { b[$0] }
    // Half of the letters out of order, not rounded.
    let displaced = zip(matchesOfA, matchesOfB).count { $0 != $1 }
    let m = Double(matchesOfA.count)
    return (m / Double(a.count) + m / Double(b.count) + (m - Double(displaced) / 2) / m) / 3
  }
}
