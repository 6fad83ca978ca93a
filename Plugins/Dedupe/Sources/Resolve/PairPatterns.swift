internal import ModuleKit

/// Pairs of records with how far they agree.
struct PairPatterns: Sendable {
  let a: [Int32]
  let b: [Int32]
  private(set) var patterns: [AgreementPattern]

  var count: Int { patterns.count }

  /// Compares all pairs, on all threads.
  ///
  /// - Complexity: O(pairs · cost of the comparisons); 16 bytes a pair.
  init(
    a: [Int32], b: [Int32], _ comparisons: FieldComparisons, on workers: Workers
  ) throws(Cancelled) {
    (self.a, self.b) = (a, b)
    patterns = [AgreementPattern](repeating: AgreementPattern(), count: a.count)
    let chunks = stride(from: 0, to: a.count, by: 8192).map { $0..<min($0 + 8192, a.count) }
    let parts = try workers.map(chunks) { range in
      range.map { comparisons.pattern(Int(a[$0]), Int(b[$0])) }
    }
    for (range, part) in zip(chunks, parts) { patterns.replaceSubrange(range, with: part) }
  }

  /// How often each pattern occurs among the pairs that `isWanted`.
  func counts(where isWanted: (Int) -> Bool = { _ in true }) -> PatternCounts {
    var found: [AgreementPattern: Int] = [:]
    for pair in patterns.indices where isWanted(pair) { found[patterns[pair], default: 0] += 1 }
    return PatternCounts(found)
  }
}
