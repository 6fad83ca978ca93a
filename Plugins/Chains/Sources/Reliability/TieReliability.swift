internal import Foundation
internal import ModuleKit

/// How likely each tie passes a request on, and why.
struct TieReliability: Sendable {
  /// The parts that are multiplied, one per edge.
  let base: [Double]
  /// What age leaves of the base; empty when ages do not count.
  let recency: [Double]
  /// Whether the tie is returned; empty when that does not count.
  let isReturned: [Bool]
  /// The product, from ``least`` to 1.
  let p: [Double]
  /// What the numbers are, for captions.
  let words: String
  /// The same in French.
  let french: String

  /// No tie is less likely than this, so that a logarithm can be taken.
  static let least = 1e-12
  /// Lengths are whole numbers of this many to one natural logarithm, so that sums and comparisons are exact.
  static let scale = 1e9
  /// The length of a certain tie: as if its probability were 0.999999, so that a detour is never free, nor
  /// so short that comparisons to a relative 1e-9 pass over it.
  static let shortest = 1000

  /// -ln p of each edge in units of 1/``scale``.
  var lengths: [Int] { p.map(Self.length) }

  static func length(_ probability: Double) -> Int {
    max(shortest, Int((-log(probability) * scale).rounded()))
  }

  /// The longest chain that is as likely as `trust`.
  ///
  /// What rounding and ``shortest`` add to sixteen ties is let pass, two in a hundred thousand of the
  /// probability, so that a chain of exactly `trust` is trusted.
  static func longest(trusting trust: Double) -> Int {
    Int((-log(trust) * scale).rounded()) + 16 * (shortest + 1)
  }
}
