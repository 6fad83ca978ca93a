internal import Foundation

/// All comparisons of a study.
struct FieldComparisons: Sendable {
  let all: [any FieldComparison]
  /// For each comparison and value, the share of other people who say it; empty while that is not known, and of
  /// comparisons to which it means nothing.
  private var shares: [[Double]] = []
  private var people = 1.0

  init(all: [any FieldComparison]) { self.all = all }

  var fields: [FieldKind] { all.map(\.field) }

  func pattern(_ a: Int, _ b: Int) -> AgreementPattern {
    var pattern = AgreementPattern()
    for index in all.indices { pattern[index] = all[index].level(a, b) }
    return pattern
  }

  /// The patterns of some of the pairs, one comparison after the other.
  func patterns(_ pairs: Range<Int>, _ a: [Int32], _ b: [Int32]) -> [AgreementPattern] {
    var patterns = [AgreementPattern](repeating: AgreementPattern(), count: pairs.count)
    for (index, comparison) in all.enumerated() {
      comparison.compare(pairs, a, b, at: index, &patterns)
    }
    return patterns
  }

  /// Counts how many people say each value: people, not records, for somebody who stands in five books with one
  /// address does not make it a common one.
  ///
  /// - Parameter personOf: for each record its person, as far as is known.
  func countingFrequencies(_ personOf: [Int], people: Int) -> FieldComparisons {
    var result = self
    result.people = Double(max(2, people))
    result.shares = all.map { comparison in
      guard comparison.usesFrequency else { return [] }
      return Self.holders(of: comparison, personOf).map {
        Double(max(0, $0 - 1)) / (result.people - 1)
      }
    }
    return result
  }

  /// For each value, how many people say it.
  private static func holders(of comparison: any FieldComparison, _ personOf: [Int]) -> [Int] {
    var said: [UInt64] = []
    let lists = comparison.lists
    for (record, person) in personOf.enumerated() {
      for value in lists[record] { said.append(UInt64(value) << 32 | UInt64(person)) }
    }
    said.sort()
    var counts = [Int](repeating: 0, count: comparison.valueCount)
    for (index, pair) in said.enumerated() where index == 0 || pair != said[index - 1] {
      counts[Int(pair >> 32)] += 1
    }
    return counts
  }

  /// What rare or common values add to the weight of each comparison, as log2.
  ///
  /// Winkler's adjustment: u, which is the frequency of agreement by chance on any value, gives way to the
  /// frequency of this one. Of several shared values the rarest counts.
  func adjustments(
    _ a: Int, _ b: Int, _ pattern: AgreementPattern, _ model: LinkageModel
  ) -> [Double] {
    if shares.isEmpty { return [] }
    return all.indices.map { comparison in
      guard pattern[comparison] == 0, !shares[comparison].isEmpty,
        let rarest = rarestShare(comparison, a, b)
      else { return 0 }
      let u = model.u[comparison][0]
      return log2(u / max(rarest, least(u)))
    }
  }

  /// The most that rare values may add to a pair of this pattern; nil where nothing agrees of which that is known.
  func mostAdjustment(_ pattern: AgreementPattern, _ model: LinkageModel) -> Double? {
    if shares.isEmpty { return nil }
    let adjusted = all.indices.filter { pattern[$0] == 0 && !shares[$0].isEmpty }
    if adjusted.isEmpty { return nil }
    return adjusted.reduce(0) { sum, comparison in
      let u = model.u[comparison][0]
      return sum + max(0, log2(u / least(u)))
    }
  }

  /// A value that nobody else has may still be had by the next one: as likely as chance agreement, or as half a
  /// person among all.
  private func least(_ u: Double) -> Double { min(u, 0.5 / people) }

  private func rarestShare(_ comparison: Int, _ a: Int, _ b: Int) -> Double? {
    let lists = all[comparison].lists
    let theirs = lists[b]
    var rarest: Double?
    for code in lists[a] where theirs.contains(code) {
      rarest = min(rarest ?? .infinity, shares[comparison][Int(code)])
    }
    return rarest
  }
}
