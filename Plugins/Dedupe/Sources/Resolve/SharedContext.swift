// Colleagues and relatives break the independence that Fellegi and Sunter's model assumes: whoever shares the
// company shares its street and switchboard, too. That a third group of pairs, neither one person nor strangers,
// has to be modelled was shown by Larsen & Rubin, "Iterative automated record linkage using mixture models",
// Journal of the American Statistical Association 96, 2001.

internal import Foundation

/// What two people who share one thing share besides, without being one person.
///
/// The thing, such as the company, is the anchor, or several together, as of namesakes. Among pairs that agree in it and
/// are two people, `v` tells how often each level of every other comparison is seen.
package struct SharedContext: Equatable, Sendable {
  /// The comparisons whose agreement to the letter makes the context.
  package let anchors: [Int]
  /// For each comparison and level; those of the anchors are not used.
  package var v: [[Double]]
  /// Pairs from which `v` was learnt.
  package var pairs: Int

  package init(anchors: [Int], v: [[Double]], pairs: Int) {
    (self.anchors, self.v, self.pairs) = (anchors, v, pairs)
  }

  package func holds(_ pattern: AgreementPattern) -> Bool {
    anchors.allSatisfy { pattern[$0] == 0 }
  }

  /// log2 of how much better the agreement in all else is explained by the shared context than by chance.
  ///
  /// - Parameters:
  ///   - u: levels among strangers.
  ///   - adjustments: what rare values have added to each comparison's weight; empty for nothing. In the same context
  ///     a value is as likely to be shared whether it is rare or not.
  package func gain(_ pattern: AgreementPattern, u: [[Double]], _ adjustments: [Double]) -> Double {
    var gain = 0.0
    for comparison in u.indices where !anchors.contains(comparison) {
      let level = pattern[comparison]
      if level == AgreementPattern.missing { continue }
      gain += log2(v[comparison][Int(level)] / u[comparison][Int(level)])
      if !adjustments.isEmpty { gain += adjustments[comparison] }
    }
    return gain
  }
}
