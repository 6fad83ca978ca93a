// Dempster, Laird & Rubin, "Maximum likelihood from incomplete data via the EM algorithm", Journal of the
// Royal Statistical Society B 39, 1977; for record linkage Winkler, "Using the EM algorithm for weight
// computation in the Fellegi-Sunter model of record linkage", ASA 1988.

/// Estimates how often each level is seen among pairs that are one person.
package struct ExpectationMaximisation {
  /// Levels among pairs that are not one person; they stay as they are.
  package let u: [[Double]]
  package var mostRounds = 100
  /// Counts as so many pairs that show what was expected beforehand, so that a level which few pairs show is
  /// not thought impossible.
  package var pseudoCount = 2.0
  /// The rounds end when no probability changes by more.
  package var tolerance: Double

  package init(u: [[Double]], tolerance: Double = 1e-4) {
    (self.u, self.tolerance) = (u, tolerance)
  }

  package struct Estimate {
    /// Nil for comparisons that took no part.
    package var m: [[Double]?]
    /// The share of the pairs that are one person.
    package var prior: Double
    package var rounds: Int
    package var converged: Bool
  }

  /// - Parameters:
  ///   - pairs: the pairs of one blocking rule.
  ///   - comparisons: those that the rule says nothing of: what it asks for agrees always.
  ///   - fixed: those whose m stays where it begins.
  ///   - start: where m begins.
  /// - Complexity: O(patterns · comparisons) a round.
  package func estimate(
    _ pairs: PatternCounts, comparisons: [Int], fixed: Set<Int> = [], start: [[Double]],
    prior: Double
  ) -> Estimate {
    var m = start
    var prior = prior
    var rounds = 0
    var change = Double.infinity
    while rounds < mostRounds, change > tolerance {
      var (next, share) = round(pairs, comparisons, m, prior, start)
      for comparison in fixed { next[comparison] = start[comparison] }
      change = abs(share - prior)
      for comparison in comparisons {
        for (old, new) in zip(m[comparison], next[comparison]) {
          change = max(change, abs(new - old))
        }
      }
      (m, prior) = (next, share)
      rounds += 1
    }
    return Estimate(
      m: u.indices.map { comparisons.contains($0) ? m[$0] : nil }, prior: prior, rounds: rounds,
      converged: change <= tolerance)
  }

  private func round(
    _ pairs: PatternCounts, _ comparisons: [Int], _ m: [[Double]], _ prior: Double,
    _ expected: [[Double]]
  ) -> (m: [[Double]], prior: Double) {
    var seen = expected.map { $0.map { $0 * pseudoCount } }
    var matches = 0.0
    for (pattern, count) in zip(pairs.patterns, pairs.counts) {
      var ratio = prior / (1 - prior)
      for comparison in comparisons {
        let level = pattern[comparison]
        if level != AgreementPattern.missing {
          ratio *= m[comparison][Int(level)] / u[comparison][Int(level)]
        }
      }
      let share = count * (ratio.isInfinite ? 1 : ratio / (1 + ratio))
      matches += share
      for comparison in comparisons where pattern[comparison] != AgreementPattern.missing {
        seen[comparison][Int(pattern[comparison])] += share
      }
    }
    let next = seen.indices.map { comparison -> [Double] in
      let sum = seen[comparison].reduce(0, +)
      return seen[comparison].map { LinkageModel.bounded($0 / sum) }
    }
    let share = matches / max(pairs.total, 1)
    return (next, min(max(share, 1e-12), 1 - 1e-12))
  }
}
