internal import ModuleKit

/// The levels at which the fields of two records agree, four bits a comparison.
///
/// Pairs are many and patterns few: what is estimated needs only how often each pattern occurs.
package struct AgreementPattern: Hashable, Comparable {
  /// Where at least one of the two values is missing: evidence neither way.
  package static let missing: UInt8 = 15
  /// How many comparisons fit.
  package static let capacity = 16

  package private(set) var code: UInt64 = .max

  package init() {}

  package subscript(comparison: Int) -> UInt8 {
    get { UInt8(truncatingIfNeeded: code >> UInt64(comparison * 4)) & 15 }
    set {
      let shift = UInt64(comparison * 4)
      code = code & ~(15 << shift) | UInt64(newValue & 15) << shift
    }
  }

  package static func < (a: Self, b: Self) -> Bool { a.code < b.code }
}

/// How often each pattern occurs among some pairs.
package struct PatternCounts {
  package private(set) var patterns: [AgreementPattern] = []
  package private(set) var counts: [Double] = []

  /// In the order of the patterns, so that sums do not depend on that of the pairs.
  package init(_ found: [AgreementPattern: Int]) {
    patterns = found.keys.sorted()
    counts = patterns.map { Double(found[$0] ?? 0) }
  }

  package var total: Double { counts.reduce(0, +) }
}
