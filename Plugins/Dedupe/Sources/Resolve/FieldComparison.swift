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
  /// The share of the records that say what both of these say, where they agree to the letter; nil
  /// elsewhere, and where frequency tells nothing.
  func frequency(_ a: Int, _ b: Int, level: UInt8) -> Double?
}

extension FieldComparison {
  var fields: Set<FieldKind> { [field] }
  func frequency(_ a: Int, _ b: Int, level: UInt8) -> Double? { nil }

  /// What is expected of pairs that are one person before any has been seen: mostly the same.
  var expectedM: [Double] {
    let others = levels.count - 2
    if others <= 0 { return [0.9, 0.1] }
    // The nearer, the more often.
    let weights = (0..<others).map { Double(others - $0) }
    let sum = weights.reduce(0, +)
    return [0.75] + weights.map { 0.15 * $0 / sum } + [0.1]
  }
}

/// All comparisons of a study.
struct FieldComparisons: Sendable {
  let all: [any FieldComparison]

  func pattern(_ a: Int, _ b: Int) -> AgreementPattern {
    var pattern = AgreementPattern()
    for index in all.indices { pattern[index] = all[index].level(a, b) }
    return pattern
  }

  /// log2 of how much rarer or commoner than usual the values are that two records share.
  ///
  /// Winkler's adjustment: u, which is the frequency of agreement by chance on any value, gives way to the
  /// frequency of this one.
  func frequencyAdjustment(
    _ comparison: Int, _ a: Int, _ b: Int, _ pattern: AgreementPattern, _ model: LinkageModel
  ) -> Double {
    let level = pattern[comparison]
    guard level != AgreementPattern.missing,
      let frequency = all[comparison].frequency(a, b, level: level), frequency > 0
    else { return 0 }
    return log2(model.u[comparison][Int(level)] / frequency)
  }
}
