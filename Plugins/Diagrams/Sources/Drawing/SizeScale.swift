internal import ModuleKit

/// The radius of each node: its area grows with a value.
struct SizeScale {
  let radii: [Double]

  /// - Parameters:
  ///   - values: one per node; missing, negative and infinite ones count as 0. Nil makes all equal.
  init(_ values: [Double]?, count: Int) {
    // Crowded pictures get smaller circles; 77 nodes have radii of 4 to 27 points.
    let crowd = (80 / Double(max(count, 80))).squareRoot()
    let least = max(1.0, 4.2 * crowd)
    guard let values else {
      radii = Array(repeating: max(1.4, 7 * crowd), count: count)
      return
    }
    let usable = values.map { $0.isFinite && $0 > 0 ? $0 : 0 }
    let largest = usable.max() ?? 0
    radii = usable.map { value in
      largest > 0 ? least + 22.6 * crowd * (value / largest).squareRoot() : least
    }
  }
}
