internal import Foundation
internal import ModuleKit

/// Weighs pairs by a trained model.
struct PairScores {
  let model: LinkageModel
  let comparisons: FieldComparisons
  let pairs: PairPatterns
  /// log2 of the odds of each pair.
  let weights: [Double]

  init(
    _ model: LinkageModel, _ comparisons: FieldComparisons, _ pairs: PairPatterns,
    on workers: Workers
  ) throws(Cancelled) {
    (self.model, self.comparisons, self.pairs) = (model, comparisons, pairs)
    // Patterns are few: their weight is summed once.
    var known: [AgreementPattern: PatternWeight] = [:]
    for pattern in Set(pairs.patterns) {
      known[pattern] = PatternWeight(
        plain: model.weight(of: pattern), most: comparisons.mostAdjustment(pattern, model))
    }
    let weightOf = known
    let chunks = stride(from: 0, to: pairs.count, by: 8192).map {
      $0..<min($0 + 8192, pairs.count)
    }
    let parts = try workers.map(chunks) { range in
      range.map { pair -> Double in
        let pattern = pairs.patterns[pair]
        guard let weight = weightOf[pattern] else { return -.infinity }
        // Nine pairs of ten no rare value could lift to where anybody looks.
        guard let most = weight.most, weight.plain + most >= Self.leastOfInterest else {
          return weight.plain
        }
        let (a, b) = (Int(pairs.a[pair]), Int(pairs.b[pair]))
        return model.weight(of: pattern, comparisons.adjustments(a, b, pattern, model))
      }
    }
    weights = parts.flatMap { $0 }
  }

  private struct PatternWeight {
    /// Without what rare values add.
    let plain: Double
    /// The most they may add; nil where they add and take nothing.
    let most: Double?
  }
  /// Pairs of less weight are listed nowhere: one in a thousand of them is one person.
  private static let leastOfInterest = -10.0

  /// How the weight of any two records comes about.
  func account(_ a: Int, _ b: Int) -> PairAccount {
    let pattern = comparisons.pattern(a, b)
    let adjustments = comparisons.adjustments(a, b, pattern, model)
    return PairAccount(
      a: a, b: b, pattern: pattern, weight: model.weight(of: pattern, adjustments),
      contributions: comparisons.all.indices.map {
        model.weight($0, pattern[$0]) + (adjustments.isEmpty ? 0 : adjustments[$0])
      }, context: model.context(of: pattern, adjustments))
  }

  /// The weight of any two records; of a record against itself: below the threshold it can be linked to nothing.
  func weight(_ a: Int, _ b: Int) -> Double {
    let pattern = comparisons.pattern(a, b)
    return model.weight(of: pattern, comparisons.adjustments(a, b, pattern, model))
  }

  /// log2 of the odds of a probability.
  static func weight(_ probability: Double) -> Double {
    probability >= 1 ? .infinity : log2(probability / (1 - probability))
  }

  /// The pairs whose probability reaches `threshold`.
  func above(_ threshold: Double) -> [ScoredPair] {
    let least = Self.weight(threshold)
    return weights.indices.filter { weights[$0] >= least }.map {
      ScoredPair(a: pairs.a[$0], b: pairs.b[$0], weight: weights[$0])
    }
  }
}

/// The weight of a pair and its summands, the prior aside.
struct PairAccount {
  let a: Int
  let b: Int
  let pattern: AgreementPattern
  let weight: Double
  /// Of each comparison, what rare values add included.
  let contributions: [Double]
  /// What the pair's shared context takes away, and its anchors.
  let context: (weight: Double, anchors: [Int])
}
