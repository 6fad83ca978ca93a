/// The radius of each node: its area grows with a value.
package struct SizeScale {
  package let radii: [Double]
  /// True when the values tell no node from another, so that size shows nothing.
  package let isEven: Bool

  /// Circles cover at most this share of the panel, so that ties and names find room between them.
  private static let mostCover = 0.16

  /// - Parameters:
  ///   - values: one per node; missing, negative and infinite ones count as 0. Nil makes all equal.
  ///   - area: of the panel, in square points.
  package init(_ values: [Double]?, count: Int, area: Double) {
    // Crowded pictures get smaller circles; 77 nodes have radii of 4 to 27 points.
    let crowd = (80 / Double(max(count, 80))).squareRoot()
    let (least, plain) = (max(1.0, 4.2 * crowd), max(1.4, 7 * crowd))
    let known = (values ?? []).filter(\.isFinite)
    guard let values, let low = known.min(), let high = known.max(), low < high else {
      isEven = true
      radii = (values ?? Array(repeating: 0, count: count)).map { $0.isFinite ? plain : least }
      return
    }
    isEven = false
    let usable = values.map { $0.isFinite && $0 > 0 ? $0 : 0 }
    let wanted = usable.map { value in
      high > 0 ? least + 22.6 * crowd * (value / high).squareRoot() : least
    }
    let covered = wanted.reduce(0) { $0 + .pi * $1 * $1 }
    let shrink = min(1, (Self.mostCover * area / max(covered, 1)).squareRoot())
    radii = wanted.map { max(1, $0 * shrink) }
  }
}
