package import GraphvizKit

/// Circles whose area is a number of rows.
package enum CountCircles {
  /// The radius of the largest count for which neighbours may touch, hardly cover each other; from 4
  /// to 22 points.
  ///
  /// - Complexity: O(places²) for few, of which only the nearest matter, else those beside each other
  ///   from left to right.
  package static func largest(_ circles: [(center: Point, count: Int)]) -> Double {
    let most = circles.map(\.count).max() ?? 1
    let shares = circles.map { (Double($0.count) / Double(most)).squareRoot() }
    var radius = 22.0
    for (index, circle) in circles.enumerated() {
      for other in circles.indices.dropFirst(index + 1) {
        let center = circles[other].center
        // From left to right: the rest is farther than any two circles reach.
        if center.x - circle.center.x > 44 { break }
        let distance = center.distance(to: circle.center)
        radius = min(radius, 1.08 * distance / (shares[index] + shares[other]))
      }
    }
    return max(radius, 4)
  }
}
