internal import GraphvizKit

/// Finds a place near its node for each label: off other labels, off nodes, off edges.
struct LabelPlacement {
  struct Item {
    let node: Point
    let radius: Double
    let size: Size
  }

  /// What labels should not cover.
  let circles: [(center: Point, radius: Double)]
  let edges: [(Point, Point)]
  let panel: Rect

  /// Directions around a node, best first.
  private static let directions: [(Double, Double)] = [
    (0, 1), (0, -1), (1, 0), (-1, 0), (0.7, 0.8), (-0.7, 0.8), (0.7, -0.8), (-0.7, -0.8),
    (0.35, 1), (-0.35, 1), (0.35, -1), (-0.35, -1),
  ]
  /// How far from the node, nearest first.
  private static let gaps = [3.0, 9.0, 16.0]

  /// - Parameter items: most important first; later ones give way.
  /// - Returns: the middle of each label; nil for one that would lie on another label.
  func places(for items: [Item]) -> [Point?] {
    var taken: [Rect] = []
    return items.map { item in
      var best: (cost: Double, rect: Rect)?
      for (distance, gap) in Self.gaps.enumerated() {
        for (rank, direction) in Self.directions.enumerated() {
          let rect = rect(of: item, direction, gap: gap)
          let cost = Double(rank + 8 * distance) + cost(of: rect, for: item, taken)
          if cost < best?.cost ?? .infinity { best = (cost, rect) }
        }
      }
      guard let best, !taken.contains(where: { $0.overlap(with: best.rect) > 0 }),
        panel.contains(best.rect)
      else { return nil }
      taken.append(best.rect)
      return best.rect.center
    }
  }

  private func rect(
    of item: Item, _ direction: (Double, Double), gap: Double
  ) -> Rect {
    let (dx, dy) = direction
    let (width, height) = (item.size.width, item.size.height)
    let x =
      abs(dx) == 1
      ? item.node.x + dx * (item.radius + gap + width / 2)
      : item.node.x + dx * (width / 2 + item.radius * 0.6 + gap - 3)
    let y =
      dx == 0 || abs(dy) == 1
      ? item.node.y + dy * (item.radius + gap + height / 2)
      : item.node.y + dy * (item.radius * 0.7 + height / 2 + gap - 3)
    return Rect(center: Point(x, y), width: width, height: height)
  }

  private func cost(of rect: Rect, for item: Item, _ taken: [Rect]) -> Double {
    var cost = panel.contains(rect) ? 0.0 : 500
    for other in taken {
      let area = rect.overlap(with: other)
      if area > 0 { cost += 200 + area }
    }
    for circle in circles {
      let distance = rect.distance(to: circle.center)
      if distance < circle.radius + 1 { cost += 30 + 5 * (circle.radius + 1 - distance) }
    }
    for (a, b) in edges {
      for share in [0.15, 0.3, 0.5, 0.7, 0.85] where rect.contains(a + (b - a) * share) {
        cost += 0.6
      }
    }
    return cost
  }
}
