package import GraphvizKit

/// Pushes circles apart until none touches another, as little as possible.
package enum CircleSeparation {
  /// Apart and within the panel: where circles would be pressed against its edge, all places are drawn
  /// in towards the middle before they are moved apart, so that crowds stay round.
  ///
  /// - Complexity: that of ``separated(_:radii:panel:gap:rounds:)``, up to nine times.
  package static func fitted(
    _ points: [Point], radii: [Double], panel: Rect, gap: Double
  ) -> [Point] {
    let wide = Rect(center: panel.center, width: 2 * panel.width, height: 2 * panel.height)
    var start = points
    for _ in 0..<8 {
      let apart = separated(start, radii: radii, panel: wide, gap: gap)
      let (x, y) = excess(apart, radii, panel)
      if x <= 1.0001, y <= 1.0001 {
        return separated(apart, radii: radii, panel: panel, gap: gap)
      }
      // A little more than needed, for crowds do not shrink.
      let (sx, sy) = (1 / (1 + 1.15 * (x - 1)), 1 / (1 + 1.15 * (y - 1)))
      start = start.map { point in
        let offset = point - panel.center
        return panel.center + Point(offset.x * sx, offset.y * sy)
      }
    }
    return separated(start, radii: radii, panel: panel, gap: gap)
  }

  /// How much wider and higher than the panel the circles reach from its middle.
  private static func excess(
    _ points: [Point], _ radii: [Double], _ panel: Rect
  ) -> (x: Double, y: Double) {
    var (x, y) = (1.0, 1.0)
    for (point, radius) in zip(points, radii) {
      let offset = point - panel.center
      x = max(x, abs(offset.x) / max(panel.width / 2 - radius, 1))
      y = max(y, abs(offset.y) / max(panel.height / 2 - radius, 1))
    }
    return (x, y)
  }

  /// - Parameters:
  ///   - panel: what the circles must stay in.
  ///   - gap: points to leave between two circles.
  /// - Complexity: O(n) per round for circles of similar size, by a grid.
  package static func separated(
    _ points: [Point], radii: [Double], panel: Rect, gap: Double, rounds: Int = 200
  ) -> [Point] {
    guard points.count > 1 else { return points }
    var points = points
    let cell = max(1, 2 * (radii.max() ?? 1) + gap)
    let columns = max(1, Int(panel.width / cell) + 1)
    let rows = max(1, Int(panel.height / cell) + 1)
    func slot(_ point: Point) -> (Int, Int) {
      (
        min(max(Int((point.x - panel.minX) / cell), 0), columns - 1),
        min(max(Int((point.y - panel.minY) / cell), 0), rows - 1)
      )
    }
    for _ in 0..<rounds {
      var grid = [[Int32]](repeating: [], count: columns * rows)
      for index in points.indices {
        let (column, row) = slot(points[index])
        grid[row * columns + column].append(Int32(index))
      }
      var moved = false
      for index in points.indices {
        let (column, row) = slot(points[index])
        for r in max(0, row - 1)...min(rows - 1, row + 1) {
          for c in max(0, column - 1)...min(columns - 1, column + 1) {
            for other in grid[r * columns + c] where Int(other) < index {
              if part(&points, index, Int(other), radii, gap) { moved = true }
            }
          }
        }
      }
      for index in points.indices {
        let radius = radii[index]
        points[index] = Point(
          points[index].x.clamped(panel.minX + radius, panel.maxX - radius),
          points[index].y.clamped(panel.minY + radius, panel.maxY - radius))
      }
      if !moved { break }
    }
    return points
  }

  /// True when the two circles had to be moved.
  private static func part(
    _ points: inout [Point], _ a: Int, _ b: Int, _ radii: [Double], _ gap: Double
  ) -> Bool {
    var offset = points[a] - points[b]
    var distance = offset.length
    let wanted = radii[a] + radii[b] + gap
    if distance >= wanted - 1e-6 { return false }
    if distance < 1e-6 {
      // The same place: part them along a direction that depends on them alone.
      offset = Point(Double((a * 31 + b) % 7) - 3.1, Double((a + b * 17) % 5) - 2.2)
      distance = offset.length
    }
    let push = offset * ((wanted - min(distance, wanted)) / 2 / distance)
    let step = distance < wanted ? push : offset * (wanted / 2 / distance)
    points[a] = points[a] + step
    points[b] = points[b] - step
    return true
  }
}
