// Fellegi & Sunter, "A theory for record linkage", Journal of the American Statistical Association 64,
// 1969; estimated in the way of Splink (Linacre et al., "Splink: free software for probabilistic record
// linkage at scale", International Journal of Population Data Science 7(3), 2022).

internal import Foundation

/// How much each level of agreement speaks for two records being one person.
package struct LinkageModel: Equatable {
  /// The probability that two records drawn at random are one person.
  package var prior: Double
  /// For each comparison and level, how often it is seen among pairs that are one person (m) and among
  /// pairs that are not (u).
  package var m: [[Double]]
  package var u: [[Double]]
  /// What makes two people agree who are not strangers.
  package var contexts: [SharedContext]

  package init(prior: Double, m: [[Double]], u: [[Double]], contexts: [SharedContext] = []) {
    (self.prior, self.m, self.u, self.contexts) = (prior, m, u, contexts)
  }

  /// Probabilities stay inside, so that no single agreement or disagreement decides.
  package static let bounds = 1e-6...(1 - 1e-6)

  package static func bounded(_ probability: Double) -> Double {
    min(max(probability, bounds.lowerBound), bounds.upperBound)
  }

  /// log2(λ / (1 − λ)): where every pair starts.
  package var priorWeight: Double {
    let prior = Self.bounded(prior, within: 1e-12)
    return log2(prior / (1 - prior))
  }

  private static func bounded(_ probability: Double, within margin: Double) -> Double {
    min(max(probability, margin), 1 - margin)
  }

  /// log2(m / u); 0 for a missing value.
  ///
  /// Never more than for equal values: where few strangers nearly agree, chance would have nearly the same say more
  /// than the same.
  package func weight(_ comparison: Int, _ level: UInt8) -> Double {
    guard level != AgreementPattern.missing else { return 0 }
    let (m, u) = (m[comparison], u[comparison])
    return log2(min(m[Int(level)] / u[Int(level)], max(m[0] / u[0], 1)))
  }

  /// The sum of all weights and the prior's.
  ///
  /// - Parameter adjustments: what rare values add to each comparison's weight; empty for nothing.
  package func weight(of pattern: AgreementPattern, _ adjustments: [Double] = []) -> Double {
    var sum = priorWeight
    for comparison in m.indices { sum += weight(comparison, pattern[comparison]) }
    for adjustment in adjustments { sum += adjustment }
    return sum + context(of: pattern, adjustments).weight
  }

  /// What the likeliest shared context takes from a pair's weight, never more than 0, and its anchors.
  ///
  /// Of two people who share company, street and telephone it is enough that one explains the rest.
  package func context(
    of pattern: AgreementPattern, _ adjustments: [Double] = []
  ) -> (weight: Double, anchors: [Int]) {
    var best = (weight: 0.0, anchors: [Int]())
    for context in contexts where context.holds(pattern) {
      let weight = -context.gain(pattern, u: u, adjustments)
      if weight < best.weight { best = (weight, context.anchors) }
    }
    return best
  }

  /// 2^M / (1 + 2^M).
  package static func probability(_ weight: Double) -> Double {
    weight > 0 ? 1 / (1 + exp2(-weight)) : exp2(weight) / (1 + exp2(weight))
  }
}
