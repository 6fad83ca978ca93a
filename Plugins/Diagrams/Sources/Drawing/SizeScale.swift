/// The radius of each node: its area grows with a value.
package struct SizeScale {
  package let radii: [Double]
  /// True when the values tell no node from another, so that size shows nothing.
  package let isEven: Bool

  /// Radii of values: what none falls below, the least, what the largest value adds to it, the largest value, and how much all
  /// had to shrink; nil when they are even.
  private let law: (smallest: Double, least: Double, span: Double, high: Double, shrink: Double)?

  /// Circles cover at most this share of the panel, so that ties and names find room between them.
  private static let mostCover = 0.16
  /// Of hundreds only this: ties must show between dots.
  private static let mostCoverOfDots = 0.085

  /// - Parameters:
  ///   - values: one per node; missing, negative and infinite ones count as 0. Nil makes all equal.
  ///   - area: of the panel, in square points.
  package init(_ values: [Double]?, count: Int, area: Double) {
    // Crowded pictures get smaller circles, and few people larger ones; 77 nodes have radii of 4 to
    // 27 points.
    let crowd = min(1.35, (80 / Double(max(count, 1))).squareRoot())
    let smallest = count > 3000 ? 0.7 : 1
    let (least, plain) = (max(smallest, 4.2 * crowd), max(1.4 * smallest, 7 * crowd))
    let known = (values ?? []).filter(\.isFinite)
    guard let values, let low = known.min(), let high = known.max(), low < high else {
      (isEven, law) = (true, nil)
      radii = (values ?? Array(repeating: 0, count: count)).map { $0.isFinite ? plain : least }
      return
    }
    isEven = false
    let usable = values.map { $0.isFinite && $0 > 0 ? $0 : 0 }
    let span = 22.6 * crowd
    let wanted = usable.map { value in
      high > 0 ? least + span * (value / high).squareRoot() : least
    }
    let covered = wanted.reduce(0) { $0 + .pi * $1 * $1 }
    let cover = count > NetworkLayout.crowded ? Self.mostCoverOfDots : Self.mostCover
    let shrink = min(1, (cover * area / max(covered, 1)).squareRoot())
    radii = wanted.map { max(smallest, $0 * shrink) }
    law = (smallest, least, span, high, shrink)
  }

  /// The radius of a value that need not be there; nil when radii are even.
  package func radius(of value: Double) -> Double? {
    guard let law, law.high > 0 else { return nil }
    let wanted = law.least + law.span * (max(0, value) / law.high).squareRoot()
    return max(law.smallest, wanted * law.shrink)
  }

  /// The largest value whose circle has at most this radius.
  package func value(ofRadius radius: Double) -> Double {
    guard let law else { return 0 }
    let share = max(0, radius / law.shrink - law.least) / law.span
    return min(law.high, law.high * share * share)
  }
}
