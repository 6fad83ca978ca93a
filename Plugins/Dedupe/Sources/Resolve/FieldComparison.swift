internal import Foundation

/// Compares what two records say in one respect.
protocol FieldComparison: Sendable {
  /// The respect: `given_name`.
  var field: FieldKind { get }
  /// All fields that it looks at: names may be in each other's columns.
  var fields: Set<FieldKind> { get }
  /// What agreement there may be, the closest first; the last is everything else.
  var levels: [String] { get }
  /// The position in `levels`; ``AgreementPattern/missing`` when one of the two says nothing.
  func level(_ a: Int, _ b: Int) -> UInt8
  /// What the two say, as a number, where they agree to the letter and a rare value says more than a common
  /// one; nil elsewhere. Of several the rarest counts.
  func sharedValues(_ a: Int, _ b: Int, level: UInt8) -> [Int32]
  /// What a record says, as numbers below ``valueCount``.
  func valuesForFrequency(_ record: Int) -> [Int32]
  var valueCount: Int { get }
}

extension FieldComparison {
  var fields: Set<FieldKind> { [field] }
  /// What is expected of pairs that are one person before any has been seen: mostly the same.
  var expectedM: [Double] {
    let others = levels.count - 2
    let differs = field.changes
    if others <= 0 { return [1 - differs, differs] }
    // The nearer, the more often.
    let weights = (0..<others).map { Double(others - $0) }
    let sum = weights.reduce(0, +)
    return [0.85 - differs] + weights.map { 0.15 * $0 / sum } + [differs]
  }
}

/// All comparisons of a study.
struct FieldComparisons: Sendable {
  let all: [any FieldComparison]
  /// For each comparison and value, the share of other people who say it; empty while that is not known.
  private var shares: [[Double]] = []
  private var people = 1.0

  init(all: [any FieldComparison]) { self.all = all }

  /// Counts how many people say each value: people, not records, for somebody who stands in five books with one
  /// address does not make it a common one.
  ///
  /// - Parameter personOf: for each record its person, as far as is known.
  func countingFrequencies(_ personOf: [Int], people: Int) -> FieldComparisons {
    var result = self
    result.people = Double(max(2, people))
    result.shares = all.map { comparison in
      Self.holders(of: comparison, personOf).map {
        Double(max(0, $0 - 1)) / (result.people - 1)
      }
    }
    return result
  }

  /// For each value, how many people say it.
  private static func holders(of comparison: any FieldComparison, _ personOf: [Int]) -> [Int] {
    var said: [UInt64] = []
    for (record, person) in personOf.enumerated() {
      for value in comparison.valuesForFrequency(record) {
        said.append(UInt64(value) << 32 | UInt64(person))
      }
    }
    said.sort()
    var counts = [Int](repeating: 0, count: comparison.valueCount)
    for (index, pair) in said.enumerated() where index == 0 || pair != said[index - 1] {
      counts[Int(pair >> 32)] += 1
    }
    return counts
  }

  func pattern(_ a: Int, _ b: Int) -> AgreementPattern {
    var pattern = AgreementPattern()
    for index in all.indices { pattern[index] = all[index].level(a, b) }
    return pattern
  }

  /// ``frequencyAdjustment`` of each comparison.
  func frequencyAdjustments(
    _ a: Int, _ b: Int, _ pattern: AgreementPattern, _ model: LinkageModel
  ) -> [Double] {
    all.indices.map { frequencyAdjustment($0, a, b, pattern, model) }
  }

  /// log2 of how much rarer or commoner than usual the values are that two records share.
  ///
  /// Winkler's adjustment: u, which is the frequency of agreement by chance on any value, gives way to the
  /// frequency of this one.
  func frequencyAdjustment(
    _ comparison: Int, _ a: Int, _ b: Int, _ pattern: AgreementPattern, _ model: LinkageModel
  ) -> Double {
    let level = pattern[comparison]
    if level == AgreementPattern.missing || shares.isEmpty { return 0 }
    let u = model.u[comparison][Int(level)]
    // A value that nobody else has may still be had by the next one: as likely as chance agreement, or as
    // half a person among all.
    let least = min(u, 0.5 / people)
    let shared = all[comparison].sharedValues(a, b, level: level)
    guard let rarest = shared.map({ shares[comparison][Int($0)] }).min() else { return 0 }
    return log2(u / max(rarest, least))
  }
}
