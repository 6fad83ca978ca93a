// Kish, "Survey sampling", Wiley 1965: the effective number of cases of a sample in clusters.

internal import ModuleKit

extension Letters {
  /// As how many independent letters all of them, or some, count in intervals.
  ///
  /// Where the rule leaves nothing to chance, letters of one starter and one target go the same way: n
  /// letters, n_p of each pair, tell as much as n²/Σ n_p² of different pairs. Who throws them away may
  /// differ, so that intervals of what arrived are on the safe side.
  func independent(among chosen: [Int]? = nil) -> Double {
    let total = Double(chosen?.count ?? count)
    if isRandom || total == 0 { return total }
    var ofPairs: [Int64: Int] = [:]
    for letter in chosen ?? Array(0..<count) { ofPairs[pair(letter), default: 0] += 1 }
    // A sum of whole numbers, the same in any order.
    return total * total / Double(ofPairs.values.reduce(0) { $0 + $1 * $1 })
  }

  /// Different pairs of starter and target.
  var pairs: Int { Set((0..<count).map(pair)).count }

  private func pair(_ letter: Int) -> Int64 {
    Int64(starters[letter]) << 32 | Int64(targets[letter])
  }

  /// For the notes of tables.
  var independenceWords: String {
    isRandom
      ? "letters taken as independent"
      : "letters of one starter and target, which go the same way, taken as one (n²/Σ n_pair²)"
  }
}
