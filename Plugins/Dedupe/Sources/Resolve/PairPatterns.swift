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
    let chunks = stride(from: 0, to: a.count, by: 8192).map { $0..<min($0 + 8192, a.count) }
    let parts = try workers.map(chunks) { comparisons.patterns($0, a, b) }
    patterns = []
    patterns.reserveCapacity(a.count)
    for part in parts { patterns += part }
  }

  /// Every so many pairs are counted where there are more than this.
  private static let mostCounted = 2_000_000

  /// How often each pattern occurs among the pairs that `isWanted`; of very many pairs among a part of them.
  func counts(where isWanted: (Int) -> Bool = { _ in true }) -> PatternCounts {
    var found: [AgreementPattern: Int] = [:]
    let step = max(1, count / Self.mostCounted)
    for pair in stride(from: 0, to: count, by: step) where isWanted(pair) {
      found[patterns[pair], default: 0] += step
    }
    return PatternCounts(found)
  }
}
