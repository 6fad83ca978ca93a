internal import GraphvizKit

/// Pushes circles apart until none touches another, as little as possible.
enum CircleSeparation {
  /// - Parameters:
  ///   - panel: what the circles must stay in.
  ///   - gap: points to leave between two circles.
  /// - Complexity: O(n) per round for circles of similar size, by a grid.
  static func separated(
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
