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
    var known: [AgreementPattern: Double] = [:]
    for pattern in Set(pairs.patterns) { known[pattern] = model.weight(of: pattern) }
    let weightOf = known
    let chunks = stride(from: 0, to: pairs.count, by: 8192).map {
      $0..<min($0 + 8192, pairs.count)
    }
    let parts = try workers.map(chunks) { range in
      range.map { pair -> Double in
        let pattern = pairs.patterns[pair]
        let adjustments = comparisons.frequencyAdjustments(
          Int(pairs.a[pair]), Int(pairs.b[pair]), pattern, model)
        return adjustments.allSatisfy { $0 == 0 }
          ? weightOf[pattern] ?? 0 : model.weight(of: pattern, adjustments)
      }
    }
    weights = parts.flatMap { $0 }
  }

  /// What each comparison adds to the weight of a pair, frequency included.
  func contributions(_ pair: Int) -> [Double] {
    let pattern = pairs.patterns[pair]
    let adjustments = comparisons.frequencyAdjustments(
      Int(pairs.a[pair]), Int(pairs.b[pair]), pattern, model)
    return comparisons.all.indices.map {
      model.weight($0, pattern[$0]) + adjustments[$0]
    }
  }

  /// What the pair's shared context takes away, and its anchor.
  func context(_ pair: Int) -> (weight: Double, anchor: Int?) {
    let pattern = pairs.patterns[pair]
    return model.context(
      of: pattern,
      comparisons.frequencyAdjustments(
        Int(pairs.a[pair]), Int(pairs.b[pair]), pattern, model))
  }

  /// The weight of any two records; of a record against itself: below the threshold it can be linked to nothing.
  func weight(_ a: Int, _ b: Int) -> Double {
    let pattern = comparisons.pattern(a, b)
    return model.weight(of: pattern, comparisons.frequencyAdjustments(a, b, pattern, model))
  }

  /// The pairs whose probability reaches `threshold`.
  func above(_ threshold: Double) -> [ScoredPair] {
    let least = threshold >= 1 ? Double.infinity : log2(threshold / (1 - threshold))
    return weights.indices.filter { weights[$0] >= least }.map {
      ScoredPair(a: pairs.a[$0], b: pairs.b[$0], weight: weights[$0])
    }
  }
}
