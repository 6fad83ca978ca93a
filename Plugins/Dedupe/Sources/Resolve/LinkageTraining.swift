internal import ModuleKit

/// Finds the parameters of a model from the records themselves, without examples.
///
/// In the order that Splink has shown to be sound: the prior from pairs that are surely one person and the
/// recall that this rule is believed to have; u from pairs drawn at random; m by expectation-maximisation
/// in several passes, each over the pairs of one blocking rule, with what the rule asks for left out.
struct LinkageTraining {
  let comparisons: FieldComparisons
  let rules: [BlockingRule]
  /// True for pairs that are surely one person.
  let isCertain: (AgreementPattern) -> Bool
  /// The share of the true pairs that `isCertain` is believed to find.
  let recall: Double
  /// How many pairs may be one person: all of them, or those across sources.
  let possiblePairs: Double

  /// One pass of expectation-maximisation, for the report.
  struct Pass {
    let rule: String
    let pairs: Int
    let rounds: Int
    let converged: Bool
    /// The share of the rule's pairs that are one person.
    let share: Double
  }

  struct Trained {
    var model: LinkageModel
    var passes: [Pass]
    /// How many pairs are surely one person.
    var certainPairs: Int
    /// Comparisons of which no pass could learn; their m is what is expected beforehand.
    var untrained: [Int]
  }

  /// Pairs drawn at random say nothing of matches once this many certain ones are left out.
  static let leastPairs = 30.0

  /// - Parameters:
  ///   - candidates: the pairs of all blocking rules.
  ///   - random: pairs drawn at random.
  func train(
    candidates: PairPatterns, random: PairPatterns, contexts: ContextTraining
  ) -> Trained {
    let certain = candidates.patterns.count(where: isCertain)
    var model = LinkageModel(
      prior: prior(certain, candidates.count), m: comparisons.all.map(\.expectedM), u: [])
    let chance = random.counts { !isCertain(random.patterns[$0]) }
    model.u = levels(chance) { _ in 1 }
    model.contexts = contexts.learn(model)
    let counts = rules.map { rule in
      candidates.counts { rule.joins(Int(candidates.a[$0]), Int(candidates.b[$0])) }
    }
    var trained = Trained(model: model, passes: [], certainPairs: certain, untrained: [])
    // The pairs drawn at random hold a few that are one person. The first estimate tells which, and the
    // second does without them.
    for _ in 0..<2 {
      (trained.passes, trained.untrained) = learn(&model, counts)
      model.u = levels(chance) { 1 - LinkageModel.probability(model.weight(of: $0)) }
      model.contexts = contexts.learn(model)
    }
    model.prior = settled(model, candidates.counts())
    trained.model = model
    return trained
  }

  /// The prior at which as many pairs are expected to be one person as it says, near the one that the certain pairs
  /// have set: with m and u as they are, this is what expectation-maximisation would make of it.
  private func settled(_ model: LinkageModel, _ pairs: PatternCounts) -> Double {
    var model = model
    let bounds = (model.prior / 4)...min(model.prior * 4, 0.5)
    for _ in 0..<20 {
      var expected = 0.0
      for (pattern, count) in zip(pairs.patterns, pairs.counts) {
        expected += count * LinkageModel.probability(model.weight(of: pattern))
      }
      model.prior = min(
        max(expected / max(possiblePairs, 1), bounds.lowerBound), bounds.upperBound)
    }
    return model.prior
  }

  /// Agreement among pairs of a rule that are two people: they share what the rule asks for, and its context.
  private func strangers(_ rule: BlockingRule, _ model: LinkageModel) -> [[Double]] {
    model.contexts.first {
      $0.anchors.allSatisfy { rule.fields.contains(comparisons.all[$0].field) }
    }?.v ?? model.u
  }

  private func prior(_ certain: Int, _ candidates: Int) -> Double {
    // Where nothing is certain, one candidate in a hundred may be.
    let matches = certain > 0 ? Double(certain) / recall : max(1, Double(candidates) / 100)
    return min(max(matches / max(possiblePairs, 1), 1e-12), 0.5)
  }

  /// How often each level occurs; `weight` tells how far a pattern counts.
  private func levels(_ pairs: PatternCounts, _ weight: (AgreementPattern) -> Double) -> [[Double]]
  {
    // Half a pair more for each level, so that what was not drawn is rare and not impossible.
    var seen = comparisons.all.map { [Double](repeating: 0.5, count: $0.levels.count) }
    for (pattern, count) in zip(pairs.patterns, pairs.counts) {
      let share = count * weight(pattern)
      for comparison in seen.indices where pattern[comparison] != AgreementPattern.missing {
        seen[comparison][Int(pattern[comparison])] += share
      }
    }
    return seen.map { counts in
      let sum = counts.reduce(0, +)
      return counts.map { LinkageModel.bounded($0 / sum) }
    }
  }

  /// One estimate of m from each rule's pairs; the median counts.
  private func learn(
    _ model: inout LinkageModel, _ counts: [PatternCounts]
  ) -> (passes: [Pass], untrained: [Int]) {
    // From passes that are about something else; where there are none, from all.
    var found = comparisons.all.map { _ in [[Double]]() }
    var related = found
    var passes: [Pass] = []
    for (rule, pairs) in zip(rules, counts)
    where rule.teaches && pairs.total >= Self.leastPairs {
      let free = comparisons.all.indices.filter {
        comparisons.all[$0].fields.isDisjoint(with: rule.fields)
      }
      if free.isEmpty { continue }
      let expected = model.prior * possiblePairs * recall / pairs.total
      let estimate = ExpectationMaximisation(u: strangers(rule, model)).estimate(
        pairs, comparisons: free, start: comparisons.all.map(\.expectedM),
        prior: min(max(expected, 0.01), 0.9))
      passes.append(
        Pass(
          rule: rule.name, pairs: Int(pairs.total), rounds: estimate.rounds,
          converged: estimate.converged, share: estimate.prior))
      // A pass with next to no matches learns of noise.
      if estimate.prior * pairs.total < Self.leastPairs / 2 { continue }
      let aspects = Set(rule.fields.map(\.aspect))
      for (comparison, m) in estimate.m.enumerated() {
        guard let m else { continue }
        if aspects.contains(comparisons.all[comparison].field.aspect) {
          related[comparison].append(m)
        } else {
          found[comparison].append(m)
        }
      }
    }
    for comparison in found.indices where found[comparison].isEmpty {
      found[comparison] = related[comparison]
    }
    for (comparison, estimates) in found.enumerated() where !estimates.isEmpty {
      model.m[comparison] = Self.capped(
        Self.median(estimates), differing: comparisons.all[comparison].field.mostChanges)
    }
    return (passes, found.indices.filter { found[$0].isEmpty })
  }

  /// With no more than `most` of the last level, the others raised in proportion.
  private static func capped(_ m: [Double], differing most: Double) -> [Double] {
    guard let last = m.last, last > most else { return m }
    return m.dropLast().map { $0 * (1 - most) / (1 - last) } + [most]
  }

  /// Level by level, and made to add up to 1 again.
  private static func median(_ estimates: [[Double]]) -> [Double] {
    let middle = estimates[0].indices.map { level in
      let values = estimates.map { $0[level] }.sorted()
      let (low, high) = (values[(values.count - 1) / 2], values[values.count / 2])
      return (low + high) / 2
    }
    let sum = middle.reduce(0, +)
    return middle.map { LinkageModel.bounded($0 / sum) }
  }
}
