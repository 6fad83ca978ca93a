// Bădoiu & Clarkson, "Smaller core-sets for balls", SODA 2003.

package import GraphvizKit

/// A disc that holds all points, hardly larger than the smallest one.
package struct EnclosingDisc {
  package private(set) var center = Point(x: 0, y: 0)
  package private(set) var radius = 0.0

  private static let rounds = 300

  /// Complexity: O(n).
  package init(_ points: [Point]) {
    guard let first = points.first else { return }
    center = first
    for round in 1...Self.rounds {
      let farthest = farthest(points)
      if farthest == center { break }
      center = center + (farthest - center) * (1 / Double(round + 1))
    }
    radius = farthest(points).distance(to: center)
  }

  private func farthest(_ points: [Point]) -> Point {
    var (best, most) = (center, -1.0)
    for point in points {
      let offset = point - center
      let squared = offset.x * offset.x + offset.y * offset.y
      if squared > most { (best, most) = (point, squared) }
    }
    return best
  }
}
